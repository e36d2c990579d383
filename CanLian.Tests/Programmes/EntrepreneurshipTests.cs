using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.Entrepreneurship;
using CanLian.Domain.Programmes.Patterns;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>Somebody who runs a business is checked by two persons and paid by tier.</summary>
public sealed class EntrepreneurshipTests
{
    private static readonly EntrepreneurshipProgramme Programme = new();
    private static readonly DateOnly On = new(2023, 3, 6);
    private readonly CaseWalk<EntrepreneurshipForm> _walk = new(Programme, Owner(), On) { FundsLeftFen = 1_000_000 };

    private EntrepreneurshipForm Form => _walk.Form;

    [Fact]
    public void A_business_is_proved_drawn_checked_and_paid_by_its_tier()
    {
        ToVerification();
        Form.Drawn = true;
        _walk.TakeOnceSupplied("G1", Role.DistrictOfficer, "待区复审",
            new("申请表还有 3 处没填或不对：核查人、核查日期、核查方式", () => (Form.Verifiers, Form.VerifiedOn, Form.Way) = ("李明", On, VerificationWay.OnSite)),
            new("核查人要两位", () => (Form.Verifiers, Form.Way) = ("李明、郑立新", VerificationWay.Papers)) { Next = true },
            new("抽中实地核查，还没去", () => Form.Way = VerificationWay.OnSite) { Next = true },
            new("填写核查是否属实", () => Form.Genuine = true),
            new("上传核查表", () => _walk.File("核查表")),
            new("上传本人在场的核查照片", () => _walk.File("核查照片")));
        _walk.TakeOnceSupplied("A4", Role.DistrictOfficer, "公示中",
            new("选资金来源", () => _walk.Case.FundingSource = "残保金"),
            new("核定金额为空", () => _walk.Case.AmountFen = 300_000),
            new("一档的标准是 4,500 元", () => _walk.Case.AmountFen = 450_000) { Next = true });
        Assert.Equal(("一档", "个人创业扶持公示"), (_walk.Case.Result, _walk.Case.Notice!.Title));
    }

    [Fact]
    public void Without_a_severe_disability_or_an_employee_the_second_tier_holds()
    {
        ToVerification();
        (Form.Employs, Form.Verifiers, Form.VerifiedOn, Form.Way, Form.Genuine) = (0, "李明、郑立新", On, VerificationWay.OnSite, true);
        _walk.File("核查表");
        _walk.File("核查照片");
        _walk.Take("G1", Role.DistrictOfficer, "待区复审");
        (_walk.Case.FundingSource, _walk.Case.AmountFen) = ("区级", 300_000);
        _walk.Take("A4", Role.DistrictOfficer, "公示中");
        Assert.Equal("二档", _walk.Case.Result);
    }

    [Fact]
    public void What_is_not_real_is_refused_and_stays_refused_until_checked_again()
    {
        ToVerification();
        _walk.TakeOnceSupplied("G2", Role.DistrictOfficer, "不符合",
            new("写明原因", () => _walk.Remark = "门店已转让"),
            new("填告知日期", () => _walk.Answer("told_on", On)),
            new("选告知方式", () => _walk.Answer("told_way", "电话")),
            new("先在核查结论里选不属实", () => Form.Genuine = false));
        _walk.Remark = "本人说明情况";
        _walk.Take("X4", Role.DistrictOfficer, "待区复审");
        Assert.Contains("核查结论是不属实", _walk.Refusals("A4", CaseWalk.By(Role.DistrictOfficer)));
    }

    [Fact]
    public void The_other_grant_of_the_household_last_year_s_and_a_young_business_are_named()
    {
        Assert.Empty(Reasons([]));
        Assert.Equal(["2022年已享受，1年内不重复"], Reasons([Recorded("entrepreneurship", 2022)]));
        Assert.Empty(Reasons([Recorded("entrepreneurship", 2021)]));
        Assert.Equal(["本户今年已报阳光大棚"], Reasons([Recorded("greenhouse", 2023)]));
        Assert.Equal(["没有营业执照或村（社区）经营证明", "开业 2 个月，须满 6 个月", "经营地不在本区"], Reasons([], new()
        {
            Proof = BusinessProof.None,
            OpenedOn = new(2022, 12, 20),
            PlaceRegion = "340600001001",
        }));
    }

    private void ToVerification()
    {
        _walk.Person.Consent();
        _walk.TakeOnceSupplied("A1", Role.VillageWorker, "待村初核",
            new("申请表还有 8 处没填或不对：经营项目、行业、经营证明、营业执照号、开业日期、经营地址、经营地所在村、雇用残疾人数", Fill),
            new("申请表还有 1 处没填或不对：营业执照号（应是 15 位或 18 位，现在 4 位）", () => Form.LicenceNumber = "92340699MA0000001X") { Next = true },
            new("上传本人（监护人）签字的申请表", () => _walk.File("申请表")),
            new("上传营业执照或村（社区）证明", () => _walk.File("经营证明")),
            new("上传本人和经营场所的照片", () => _walk.File("经营照片")));
        _walk.Visit(VisitFinding.Fits);
        _walk.Take("A2", Role.VillageWorker, "待镇初审");
        _walk.Take("A3", Role.TownOfficer, "待区核查");
        Assert.NotNull(Form.Drawn);
    }

    private void Fill() => (Form.Business, Form.Trade, Form.Proof, Form.LicenceNumber, Form.OpenedOn, Form.Place, Form.PlaceRegion, Form.Employs) =
        ("豆腐坊", Trade.Processing, BusinessProof.Licence, "9234", new(2022, 1, 5), "集市", CaseWalk.Village, 1);

    private static Person Owner() => CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three);

    private static CaseFile Recorded(string programme, int year)
    {
        var file = CaseFile.Open("1", programme, year, Owner(), true, Programme.Flow, new(year, 3, 6), CaseWalk.By(Role.TownOfficer), default);
        file.PlaceAsRecorded(YearlyList.Done, new(year, 6, 5), null, new(year, 6, 5), "导入", Actor.System, default);
        return file;
    }

    private static IReadOnlyList<string> Reasons(IReadOnlyList<CaseFile> cases, EntrepreneurshipForm? form = null) =>
        [.. Programme.Judge(new Candidate { Person = Owner(), Cases = cases }, new RuleContext(2023, On, new PolicyValues("entrepreneurship", [], On)), form)
            .Select(f => f.Reason.ToString())];
}
