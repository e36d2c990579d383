using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.Certification;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>Each kind of case takes its own way, its clocks run in working days, and its end changes the person's certificate.</summary>
public sealed class CertificationTests
{
    private static readonly CertificationProgramme Programme = new();
    private CaseWalk<CertificationForm> _walk = new(Programme, CaseWalk.Someone(), new DateOnly(2023, 9, 18));

    private CertificationForm Form => _walk.Form;
    private CaseFile File => _walk.Case;

    [Fact]
    public void A_new_card_is_rated_published_approved_by_another_and_handed_out()
    {
        _walk.TakeOnceSupplied("C1", Role.VillageWorker, "待受理",
            new("选类别", () => File.Kind = "新办"),
            new("上传本人（监护人）签字的申请表", () => _walk.File("申请表")),
            new("上传身份证", () => _walk.File("身份证")),
            new("上传户口簿", () => _walk.File("户口簿")),
            new("上传两寸白底照片", () => _walk.File("两寸白底照片")));
        Assert.Equal(new DateOnly(2023, 9, 25), File.DueOn);
        _walk.TakeOnceSupplied("C2", Role.TownOfficer, "待评定", new Supply("选评定医院", () => Form.Hospital = "市人民医院"));

        // Mid-autumn and National Day: twenty working days end on the 20th of October.
        Assert.Equal(new DateOnly(2023, 10, 20), File.DueOn);
        _walk.Today = new(2023, 9, 28);
        _walk.TakeOnceSupplied("C5", Role.DistrictOfficer, "公示中",
            new("填评定医院、医生、日期", () => Form.RatedOn = _walk.Today),
            new("评定表缺医生签字：要两位医生", () => Form.Doctors = "韩志强、梁秀英") { Next = true },
            new("填评定结论", () => Form.Conclusion = Conclusion.Meets) { Next = true },
            new("填评定的类别和等级", () => Form.Parts = [Part(RatedKind.Hearing, RatedGrade.Two), Part(RatedKind.Speech, RatedGrade.One)]) { Next = true },
            new("上传盖章的评定表", () => _walk.File("评定表")));
        _walk.Today = new(2023, 10, 9);
        Assert.Equal("公示还差 2 个工作日（10月11日满）", Assert.Single(_walk.Refusals("C6", CaseWalk.By(Role.DistrictOfficer))));
        _walk.Today = new(2023, 10, 13);
        _walk.Take("C6", Role.DistrictOfficer, "待审核");
        _walk.Take("C9", Role.DistrictOfficer, "待批准");
        Assert.Equal("审核是您办的，批准要换一位负责人", Assert.Single(_walk.Refusals("C10", new Actor(Role.DistrictOfficer.ToString(), "李明", Role.Supervisor, "340699", new HashSet<string>()))));
        _walk.Take("C10", Role.Supervisor, "待制证");
        _walk.TakeOnceSupplied("C15", Role.DistrictOfficer, "待领取",
            new("填发证日期", () => Form.IssuedOn = _walk.Today), new("填入库日期", () => Form.EnteredOn = _walk.Today) { Next = true });
        _walk.TakeOnceSupplied("C16", Role.TownOfficer, "已完成",
            new("申请表还有 2 处没填或不对：领证人、档案号", () => (Form.CollectedBy, Form.FileNumber) = ("本人", "1")), new("上传领证签字", () => _walk.File("领证签字")));

        var card = _walk.Person.Certificate!;
        Assert.Equal(("71", IssueReason.First, new DateOnly(2033, 10, 13)), (card.Number.Value[18..], card.Reason, card.ExpiresOn));
        Assert.True(card.Includes(DisabilityKind.Speech));

        _walk.Remark = "等级录错";
        _walk.Take("C22", Role.Supervisor, "待领取");
        Assert.Null(_walk.Person.Certificate);
    }

    [Fact]
    public void A_minor_is_not_published()
    {
        Begin(CaseWalk.Someone("陆小雨", "340699201601010014"), "新办");
        _walk.Person.Guardian = new Guardian { Name = "陆建", Relation = "父子" };
        Form.Hospital = "市人民医院";
        _walk.Take("C1", Role.VillageWorker, "待受理");
        _walk.Take("C2", Role.TownOfficer, "待评定");
        Assert.DoesNotContain(Programme.Flow.Choices(_walk.Facts(CaseWalk.By(Role.DistrictOfficer))), c => c.Step.Code == "C5");
        Rate(RatedKind.Intellectual, RatedGrade.Three);
        _walk.Take("C6a", Role.DistrictOfficer, "待审核");
    }

    [Fact]
    public void A_renewal_waits_for_nine_full_years_and_keeps_the_number()
    {
        Begin(Holder(), "换领");
        Assert.Equal(["距到期还有 1 年以上，不能换领"], Failures());
        _walk.Person.Certificate!.IssuedOn = new(2014, 9, 18);
        Assert.Empty(Failures());
        var number = _walk.Person.Certificate.Number;
        Form.ExemptReason = "到期换领";
        ToCard("换领");
        Assert.Equal((number, IssueReason.Renewal), (_walk.Person.Certificate!.Number, _walk.Person.Certificate.Reason));
        Assert.Equal(2, _walk.Person.Certificates.Count);
    }

    [Fact]
    public void A_lost_card_is_replaced_with_a_suffix_once_it_is_reported()
    {
        Begin(Holder(), "补办");
        Assert.Equal(["不是挂失状态，先挂失"], Failures());
        _walk.Person.Certificate!.State = CertificateState.ReportedLost;
        Form.ExemptReason = "补办";
        ToCard("补办");
        Assert.EndsWith("B1", _walk.Person.Certificate!.Number.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_level_is_rated_a_year_after_the_last_and_drops_the_suffix()
    {
        var person = Holder();
        person.Certificate!.Number = CertificateNumber.Of(person.IdNumber, DisabilityKind.Physical, DisabilityGrade.Three, 1);
        person.Certificate.IssuedOn = new(2023, 3, 1);
        Begin(person, "变更");
        Assert.Equal(["上次评定未满 1 年"], Failures());
        person.Certificate.IssuedOn = new(2018, 3, 1);
        Form.Hospital = "市人民医院";
        _walk.Take("C1", Role.VillageWorker, "待受理");
        _walk.Take("C2", Role.TownOfficer, "待评定");
        Rate(RatedKind.Physical, RatedGrade.Two);
        _walk.Take("C5", Role.DistrictOfficer, "公示中");
        _walk.Today = new(2023, 10, 20);
        _walk.Take("C6", Role.DistrictOfficer, "待审核");
        Finish();
        Assert.Equal(("42", IssueReason.Reassessed), (person.Certificate!.Number.Value[18..], person.Certificate.Reason));
    }

    [Fact]
    public void A_cancellation_ends_the_card_and_a_death_the_person_s_place()
    {
        Begin(Holder(), "注销");
        _walk.Person.DeceasedOn = new(2023, 9, 1);
        Assert.Empty(Failures());
        Form.ExemptReason = "注销";
        _walk.Take("C1", Role.VillageWorker, "待受理");
        _walk.Take("C3", Role.TownOfficer, "待审核");
        _walk.Take("C9", Role.DistrictOfficer, "待批准");
        _walk.TakeOnceSupplied("C11", Role.Supervisor, "已完成",
            new("填生效日期", () => Form.EffectiveOn = _walk.Today),
            new("选注销原因", () => Form.CancelReason = CancelReason.Death) { Next = true },
            new("填死亡日期", () => Form.DiedOn = new(2023, 9, 1)) { Next = true });
        Assert.Equal((CertificateState.Cancelled, "死亡"), (_walk.Person.Certificate!.State, _walk.Person.Certificate.StateReason));
        _walk.Remark = "人还在，登记错了";
        _walk.Take("C24", Role.Supervisor, "待批准");
        Assert.Equal((CertificateState.Valid, (DateOnly?)null), (_walk.Person.Certificate.State, _walk.Person.DeceasedOn));
    }

    [Fact]
    public void Across_provinces_one_accepts_and_the_other_issues()
    {
        Begin(CaseWalk.Someone(), "新办");
        Form.Side = Side.Accepting;
        Assert.Equal(["户籍不在本区，也没有居住证"], Failures());
        (Form.PermitNumber, Form.OtherFederation, Form.Hospital) = ("在案", "邻省某区残联", "市人民医院");
        _walk.Take("C1", Role.TownOfficer, "待受理");
        _walk.Take("C2", Role.TownOfficer, "待评定");
        Rate(RatedKind.Physical, RatedGrade.Three);
        _walk.Take("C5", Role.DistrictOfficer, "公示中");
        _walk.Today = new(2023, 10, 20);
        _walk.Take("C6", Role.DistrictOfficer, "待审核");
        Assert.DoesNotContain(Programme.Flow.Choices(_walk.Facts(CaseWalk.By(Role.DistrictOfficer))), c => c.Step.Code == "C9");
        _walk.Answer("sent_on", _walk.Today);
        _walk.Take("C12", Role.DistrictOfficer, "待外区办理");
        Form.IssuedOn = _walk.Today;
        _walk.Take("C13", Role.DistrictOfficer, "待领取");
        (Form.CollectedBy, Form.FileNumber) = ("本人", "1");
        _walk.Take("C16", Role.TownOfficer, "已完成");
        Assert.Null(_walk.Person.Certificate);

        Begin(CaseWalk.Someone(), "新办");
        (Form.Side, Form.OtherFederation) = (Side.Issuing, "邻省某区残联");
        Rate(RatedKind.Physical, RatedGrade.Three);
        _walk.Take("C21", Role.DistrictOfficer, "待审核");
        Finish();
        Assert.Equal("43", _walk.Person.Certificate!.Number.Value[18..]);
    }

    [Fact]
    public void Who_falls_below_the_standard_may_ask_for_another_rating_within_ten_working_days()
    {
        Begin(CaseWalk.Someone(), "新办");
        Form.Hospital = "市人民医院";
        _walk.Take("C1", Role.VillageWorker, "待受理");
        _walk.Take("C2", Role.TownOfficer, "待评定");
        Rate(RatedKind.Physical, RatedGrade.Four);
        Form.Conclusion = Conclusion.BelowStandard;
        _walk.Remark = "达不到四级";
        _walk.Answer("told_on", _walk.Today);
        _walk.Answer("told_way", "书面");
        _walk.Take("C7", Role.DistrictOfficer, "未达标准");
        _walk.Remark = "申请市级复评";
        _walk.Today = new(2023, 10, 20);
        Assert.Equal(["已过 10 个工作日，请新办"], _walk.Refusals("C20", CaseWalk.By(Role.DistrictOfficer)));
        _walk.Today = new(2023, 10, 8);
        _walk.Take("C20", Role.DistrictOfficer, "待评定");
    }

    private static Person Holder() => CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three);

    private static RatedPart Part(RatedKind kind, RatedGrade grade) => new() { Kind = kind, Grade = grade };

    private IEnumerable<string> Failures() => _walk.Failures().Select(f => f.Reason.ToString());

    private void Begin(Person person, string kind)
    {
        _walk = new(Programme, person, new DateOnly(2023, 9, 18));
        File.Kind = kind;
        string[] papers =
        [
            "申请表", "身份证", "户口簿", "两寸白底照片", "居住证", "旧证", "挂失声明", "死亡证明或注销申请", "评定表", "领证签字", "外区评定表", "外区公示结果",
        ];
        Array.ForEach(papers, p => _walk.File(p));
    }

    private void Rate(RatedKind kind, RatedGrade grade) =>
        (Form.Hospital, Form.Doctors, Form.RatedOn, Form.Conclusion, Form.Parts) = ("市人民医院", "韩志强、梁秀英", _walk.Today, Conclusion.Meets, [Part(kind, grade)]);

    private void ToCard(string kind)
    {
        Assert.Equal(kind, File.Kind);
        _walk.Take("C1", Role.VillageWorker, "待受理");
        _walk.Take("C3", Role.TownOfficer, "待审核");
        Finish();
    }

    private void Finish()
    {
        _walk.Take("C9", Role.DistrictOfficer, "待批准");
        _walk.Take("C10", Role.Supervisor, "待制证");
        (Form.IssuedOn, Form.EnteredOn, Form.CollectedBy, Form.FileNumber) = (_walk.Today, _walk.Today, "本人", "1");
        _walk.Take("C15", Role.DistrictOfficer, "待领取");
        _walk.Take("C16", Role.TownOfficer, "已完成");
    }
}
