using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.Greenhouse;
using CanLian.Domain.Programmes.Patterns;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>Every greenhouse is visited, and what was measured there decides.</summary>
public sealed class GreenhouseTests
{
    private static readonly GreenhouseProgramme Programme = new();
    private static readonly DateOnly On = new(2023, 6, 5);
    private readonly CaseWalk<GreenhouseForm> _walk = new(Programme, Grower(), On);

    private GreenhouseForm Form => _walk.Form;

    [Fact]
    public void A_greenhouse_is_visited_and_measured_before_it_is_decided()
    {
        Fill();
        _walk.TakeOnceSupplied("A1", Role.VillageWorker, "待村初核",
            new("选类别", () => _walk.Case.Kind = GreenhouseProgramme.Planting),
            new("上传本人（监护人）签字的申请表", () => _walk.File("申请表")),
            new("登记知情同意：日期、方式、签字人", () => _walk.Person.Consent()),
            new("上传土地承包或租赁合同", () => _walk.File("土地合同")),
            new("上传本人和大棚的照片", () => _walk.File("大棚照片")));
        _walk.Visit(VisitFinding.Fits);
        _walk.Take("A2", Role.VillageWorker, "待镇初审");
        _walk.Take("A3", Role.TownOfficer, "待区核查");
        (Form.Verifiers, Form.VerifiedOn, Form.Way, Form.MeasuredArea, Form.Genuine) = ("李明、何站长", On, VerificationWay.Phone, 190, true);
        _walk.File("核查照片");
        _walk.TakeOnceSupplied("G1", Role.DistrictOfficer, "待区复审",
            new("大棚项目逐户实地核查", () => Form.Way = VerificationWay.OnSite),
            new("不符合条件：种植 190 平方米，须不少于 200 平方米。确需办理，请区残联写特批理由", () => Form.MeasuredArea = 205),
            new("上传测量记录", () => _walk.File("测量记录")),
            new("上传两张本人在场的核查照片", () => _walk.File("核查照片")));
    }

    [Theory]
    [InlineData(GreenhouseProgramme.Planting, 200, true)]
    [InlineData(GreenhouseProgramme.Planting, 199, false)]
    [InlineData(GreenhouseProgramme.Breeding, 1_000, true)]
    [InlineData(GreenhouseProgramme.Breeding, 999, false)]
    public void Planting_and_breeding_have_their_own_least_area(string kind, int area, bool fits)
    {
        Fill();
        (_walk.Case.Kind, Form.DeclaredArea) = (kind, area);
        Assert.Equal(fits, !_walk.Failures().Any(f => f.Rule == "area"));
    }

    [Fact]
    public void One_project_is_supported_once_and_one_household_not_two_years_in_a_row()
    {
        Fill();
        _walk.Case.Kind = GreenhouseProgramme.Planting;
        Assert.Empty(_walk.Failures());
        _walk.OtherCases.Add(Recorded(2020, new() { Plot = Form.Plot }));
        Assert.Equal(["这个项目已报过（2020）"], Reasons());
        _walk.OtherCases[0] = Recorded(2022, new());
        Assert.Equal(["2022年已享受，1年内不重复"], Reasons());
        _walk.OtherCases.Clear();
        (_walk.Person.Registration, Form.BuiltOn, Form.HasLandContract) = (Registration.NonAgricultural, new(2022, 11, 1), false);
        Assert.Equal(["户口性质为非农业，须农业", "不是今年新建或扩建", "没有土地承包或租赁合同"], Reasons());
    }

    [Fact]
    public void A_visit_that_finds_it_deserted_orders_a_rectification()
    {
        var visit = new FollowUp { On = new(2023, 12, 18), Way = "入户", By = "专职委员", Answers = new() { ["producing"] = "否" } };
        var facts = _walk.Facts(CaseWalk.By(Role.DistrictOfficer));
        Assert.Contains("大棚没有在生产", Programme.AgainstFollowUp(visit, facts)!.Sentence.ToString(), StringComparison.Ordinal);
        (visit.Problem, visit.FixBy) = ("荒废", new(2024, 1, 17));
        Assert.Null(Programme.AgainstFollowUp(visit, facts));
    }

    private IEnumerable<string> Reasons() => _walk.Failures().Select(f => f.Reason.ToString());

    private void Fill() =>
        (Form.Produce, Form.DeclaredArea, Form.Construction, Form.BuiltOn, Form.Plot, Form.HasLandContract, Form.ContractNumber) =
        ("草莓", 240, Construction.New, new(2023, 4, 1), "村东3号地", true, "地-12");

    private static Person Grower()
    {
        var person = CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three);
        person.Registration = Registration.Agricultural;
        return person;
    }

    private static CaseFile Recorded(int year, GreenhouseForm form)
    {
        var file = CaseFile.Open($"{year}", "greenhouse", year, Grower(), true, Programme.Flow, new(year, 3, 6), CaseWalk.By(Role.TownOfficer), default);
        file.PlaceAsRecorded(YearlyList.Done, new(year, 6, 5), null, new(year, 6, 5), "导入", Actor.System, default);
        file.Form = Programme.WriteForm(form);
        return file;
    }
}
