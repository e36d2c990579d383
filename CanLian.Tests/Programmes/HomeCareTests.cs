using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.HomeCare;
using CanLian.Domain.Programmes.Patterns;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>Care that comes to the home, from the assessment to the settlement, and the visits that look after it.</summary>
public class HomeCareTests
{
    private static readonly HomeCareProgramme Programme = new();
    private readonly CaseWalk<HomeCareForm> _walk = new(Programme, Holder(), new DateOnly(2023, 1, 3)) { CapFen = 276_000 };
    private readonly Organisation _provider = new()
    {
        Name = "康乐养老服务中心",
        Kind = OrganisationKind.Care,
        RegionCode = "340699003",
        ContractFrom = new(2023, 1, 1),
        ContractTo = new(2023, 12, 31),
    };

    private HomeCareForm Form => _walk.Form;
    private CaseFile File => _walk.Case;

    [Fact]
    public void A_person_is_assessed_placed_visited_and_the_provider_is_paid_by_the_month()
    {
        _walk.Person.Guardian = new Guardian { Name = "陆建", Relation = "父子" };
        _walk.TakeOnceSupplied("A1", Role.VillageWorker, "待村初核",
            new("申请表还有 2 处没填或不对：其他照护、服务类型", () => (Form.OtherCare, Form.Services) = (OtherCare.None, [HomeService.Cleaning])),
            new("上传本人（监护人）签字的申请表", () => _walk.File("申请表")),
            new("登记知情同意：日期、方式、签字人", () => _walk.Person.Consent()));
        _walk.TakeOnceSupplied("A2", Role.VillageWorker, "待镇初审",
            new("登记入户核实：日期、见到谁、结论", () => _walk.Visit(VisitFinding.Fits)),
            new("申请表还有 2 处没填或不对：自理能力、评估建议", () => (Form.SelfCare, Form.Advice) = (8, CareAdvice.AtHome)),
            new("上传自理评估表", () => _walk.File("自理评估表")));
        ToPlacement();
        _walk.TakeOnceSupplied("P1", Role.DistrictOfficer, "服务中",
            new("申请表还有 2 处没填或不对：合同编号、每月次数", () => (Form.ContractNumber, Form.VisitsAMonth) = ("居托-1", 4)),
            new("选服务机构", () => (File.Organisation, File.OrganisationId) = (_provider, _provider.Id)),
            new("上传三方协议", () => _walk.File("三方协议")));
        Assert.Equal(_walk.Today, Form.StartsOn);

        _walk.Today = new(2023, 12, 15);
        File.Quantity = null;
        _walk.TakeOnceSupplied("P2", Role.DistrictOfficer, "待核结",
            new("申请表还有 1 处没填或不对：结束日期", () => Form.EndsOn = new(2023, 12, 31)),
            new("填服务月数", () => File.Quantity = 11),
            new("缺 11 个月的服务记录", () => Form.Months = Sheets(11)) { Next = true },
            new("上传有签字的服务记录单", () => _walk.File("服务记录单")));

        (_walk.StandardFen, File.AmountFen) = (253_000, 276_000);
        Form.Months[6].Visits = 1;
        _walk.TakeOnceSupplied("P4", Role.DistrictOfficer, "待付款",
            new("上传机构结算单", () => _walk.File("结算单")),
            new("上传机构发票", () => _walk.File("发票")),
            new("11 个月的标准是 2,530 元，减去核减应付 2,530 元", () => File.AmountFen = 253_000),
            new("2023-07 只有 1 次，约定 4 次：写核减，或写说明", () => Form.Deduction = 100),
            new("11 个月的标准是 2,530 元，减去核减应付 2,430 元", () => File.AmountFen = 243_000) { Next = true },
            new("上传考核表", () => _walk.File("考核表")));
        _walk.TakeOnceSupplied("P5", Role.Finance, "已完成", new Supply("填付款凭证号", () => _walk.Answer("voucher", "付-1")));
        Assert.Equal(("康乐养老服务中心", 243_000L), Assert.Single(File.Payments.Select(p => (p.Payee, p.AmountFen))));
    }

    [Fact]
    public void Who_stops_is_settled_to_the_last_day()
    {
        Ready();
        _walk.Today = new(2023, 5, 20);
        (_walk.Remark, Form.Months) = ("住进医院", Sheets(4));
        _walk.Answer("exit_reason", "自愿退出");
        _walk.Answer("on", new DateOnly(2023, 5, 12));
        _walk.Take("P3", Role.DistrictOfficer, "待核结");
        Assert.Equal(new DateOnly(2023, 5, 12), Form.EndsOn);
        _walk.Remark = "没有服务";
        Assert.Equal(["有 4 个月可结，不能按零核结"], _walk.Refusals("P11", CaseWalk.By(Role.DistrictOfficer)));
    }

    [Fact]
    public void Group_age_and_other_care_are_named()
    {
        Assert.Equal(["年龄 73 岁，须 16–59 岁", "肢体三级，须智力、精神或重度肢体"],
            Reasons(CaseWalk.Someone("雷金海", "11010519491231002X").WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three)));
        Assert.Empty(Reasons(CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two)));
        Assert.Equal(["已有长护险", "需要全天专业照护，转寄宿制"],
            Programme.Judge(new Candidate { Person = Holder(), Cases = [] }, Context, new HomeCareForm { OtherCare = OtherCare.Insurance, Advice = CareAdvice.Boarding }).Select(f => f.Reason.ToString()));
    }

    [Fact]
    public void Never_both_kinds_of_care_at_once_and_who_stopped_one_may_begin_the_other()
    {
        Assert.Equal(["已有寄宿制托养，两项不能同时"], Reasons(Holder(), Boarding(Placement.Serving, null)));
        Assert.Equal(["已有寄宿制托养，两项不能同时"], Reasons(Holder(), Boarding(Placement.Done, new(2023, 12, 20))));
        Assert.Empty(Reasons(Holder(), Boarding(Placement.Done, new(2023, 2, 10))));
        Assert.Empty(Reasons(Holder(), Boarding(Placement.Left, null)));
    }

    [Fact]
    public void A_visit_that_finds_something_wrong_gives_a_deadline()
    {
        var facts = _walk.Facts(CaseWalk.By(Role.VillageWorker));
        var visit = new FollowUp { On = new(2023, 7, 30), Way = "问卷", By = "专职委员", Satisfaction = Satisfaction.Dissatisfied };
        Assert.Equal("不满意：写下发现的问题，给责任单位整改期限", Programme.AgainstFollowUp(visit, facts)?.Sentence.ToString());
        (visit.Problem, visit.ResponsibleUnit, visit.FixBy) = ("约好不来", _provider.Name, new(2023, 8, 10));
        Assert.Equal("整改期限最长 10 天，写到 2023-08-09 为止", Programme.AgainstFollowUp(visit, facts)?.Sentence.ToString());
        visit.FixBy = new(2023, 8, 9);
        Assert.Null(Programme.AgainstFollowUp(visit, facts));
        File.AddFollowUp(visit, CaseWalk.By(Role.VillageWorker), default);
        Assert.True(visit.AwaitsFix);
        File.Rectify(visit, CaseWalk.By(Role.DistrictOfficer), default, new(2023, 8, 7));
        Assert.Equal((false, "区残联经办"), (visit.AwaitsFix, visit.RecheckedBy));
    }

    [Fact]
    public void The_year_s_figures_come_from_cases_and_visits()
    {
        using var database = new Database();
        using var db = database.Open();
        string[] numbers = ["34052419800101001X", "34052419750607003X"];
        var people = numbers.Select(n => CaseWalk.Someone("雷金海", n).WithCertificate(DisabilityKind.Psychiatric, DisabilityGrade.Two)).ToList();
        var cases = people.ConvertAll(p => Case(p, Placement.Done, new(2023, 12, 20)));
        Visit(cases[0], "问卷", Satisfaction.Very, new(2023, 7, 28));
        Visit(cases[0], "入户", null, new(2023, 9, 1));
        Visit(cases[1], "问卷", Satisfaction.Dissatisfied, new(2023, 7, 30)).FixedOn = new(2023, 8, 5);
        db.AddRange(cases);
        db.SaveChanges();
        (string Id, string Shown)[] expected =
        [
            ("persons", "2人"), ("amount", "5,520元"), ("months", "24月"), ("surveyed_on", "2023-07-30"), ("satisfaction", "50%"), ("visits", "88人次"),
            ("rectified_on_time", "100.00%"), ("eligible", "0人"),
        ];
        Assert.Equal(expected, expected.Select(e => (e.Id, Shown(db, e.Id))));
    }

    private static readonly RuleContext Context = new(2023, new(2023, 3, 1), new PolicyValues("home_care", [], new(2023, 3, 1)));

    private static Person Holder() => CaseWalk.Someone().WithCertificate(DisabilityKind.Intellectual, DisabilityGrade.Three);

    private static IReadOnlyList<string> Reasons(Person person, params CaseFile[] cases) =>
        [.. Programme.Judge(new Candidate { Person = person, Cases = cases }, Context).Select(f => f.Reason.ToString())];

    private static CaseFile Boarding(Stage stage, DateOnly? doneOn)
    {
        var file = CaseFile.Open("2023-寄托-0001", "boarding_care", 2023, Holder(), false, Programme.Flow, new(2023, 1, 3), CaseWalk.By(Role.TownOfficer), default);
        file.PlaceAsRecorded(stage, doneOn ?? new(2023, 1, 3), null, doneOn, "导入", Actor.System, default);
        return file;
    }

    private static CaseFile Case(Person person, Stage stage, DateOnly doneOn)
    {
        var file = CaseFile.Open("2023-居托-" + person.IdNumber.Value[^4..], "home_care", 2023, person, false, Programme.Flow, new(2023, 1, 3), CaseWalk.By(Role.TownOfficer), default);
        file.PlaceAsRecorded(stage, doneOn, null, doneOn, "导入", Actor.System, default);
        (file.Quantity, file.AmountFen, file.Form) = (12, 276_000, Programme.WriteForm(new HomeCareForm { Months = Sheets(11) }));
        return file;
    }

    private static FollowUp Visit(CaseFile file, string way, Satisfaction? satisfaction, DateOnly on)
    {
        var visit = new FollowUp { CaseId = file.Id, On = on, Way = way, By = "专职委员", Satisfaction = satisfaction };
        if (satisfaction == Satisfaction.Dissatisfied)
        {
            (visit.Problem, visit.ResponsibleUnit, visit.FixBy) = ("约好不来", "康乐", on.AddDays(10));
        }
        file.FollowUps.Add(visit);
        return visit;
    }

    private static List<MonthOfVisits> Sheets(int months) =>
        [.. Enumerable.Range(1, months).Select(m => new MonthOfVisits { Month = new Month(2023, m).ToString(), Visits = 4, Worker = "周姐", Signed = true })];

    private static string Shown(IRecords records, string id)
    {
        var figure = Programme.Figure("home_care." + id);
        return figure.Shown(figure.Evaluate(records, new FigureScope(2023, "340699", new(2023, 12, 31))));
    }

    private void ToPlacement()
    {
        _walk.Take("A3", Role.TownOfficer, "待区复审");
        (File.FundingSource, File.AmountFen, File.Quantity) = ("省级", 276_000, 12);
        _walk.Take("A4", Role.DistrictOfficer, "公示中");
        _walk.Today = new(2023, 1, 16);
        _walk.File("公示照片");
        _walk.Take("A5", Role.DistrictOfficer, "待批准");
        _walk.Take("A6", Role.Supervisor, "待安置");
    }

    private void Ready()
    {
        _walk.Person.Guardian = new Guardian { Name = "陆建", Relation = "父子" };
        _walk.Person.Consent();
        (Form.OtherCare, Form.Services, Form.SelfCare, Form.Advice) = (OtherCare.None, [HomeService.Cleaning], 8, CareAdvice.AtHome);
        Array.ForEach(["申请表", "自理评估表", "三方协议"], p => _walk.File(p));
        _walk.Take("A1", Role.VillageWorker, "待村初核");
        _walk.Visit(VisitFinding.Fits);
        _walk.Take("A2", Role.VillageWorker, "待镇初审");
        ToPlacement();
        (Form.ContractNumber, Form.VisitsAMonth, File.Organisation, File.OrganisationId) = ("居托-1", 4, _provider, _provider.Id);
        _walk.Take("P1", Role.DistrictOfficer, "服务中");
    }
}
