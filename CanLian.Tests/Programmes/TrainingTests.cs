using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.Patterns;
using CanLian.Domain.Programmes.Training;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Programmes;

public class TrainingTests
{
    private static readonly TrainingProgramme Programme = new();
    private static readonly DateOnly On = new(2023, 5, 9);

    private readonly CaseWalk<TrainingForm> _walk = new(Programme, Trainee(), On);
    private readonly Batch _class = Class("家政服务班");

    private CaseFile Case => _walk.Case;

    [Fact]
    public void A_person_signs_up_joins_a_class_and_finishes_it()
    {
        ToClass();
        _walk.Today = new(2023, 5, 22);
        _walk.TakeOnceSupplied("E3", Role.DistrictOfficer, "进行中",
            new("家政服务班没有承办机构", () => (_class.OrganisationId, _class.Organisation) = (Guid.NewGuid(), Body(new(2023, 12, 31)))),
            new("家政服务班没有地点", () => _class.Place = "石桥镇文化站") { Next = true },
            new("家政服务班没有教师", () => (_class.Teacher, _class.Organisation) = ("严梅", Body(new(2022, 12, 31)))),
            new("皖北职校今年没有有效协议", () => _class.Organisation = Body(new(2023, 12, 31))) { Next = true });
        Assert.Equal(new DateOnly(2023, 6, 16), Case.DueOn);

        _walk.Today = new(2023, 6, 5);
        _walk.TakeOnceSupplied("E4", Role.DistrictOfficer, "待核账",
            new("填出勤课时", () => _walk.Form.HoursAttended = 41),
            new("家政服务班没有登记总课时", () => _class.Hours = 40) { Next = true },
            new("出勤 41 课时，多于总课时 40", () => _walk.Form.HoursAttended = 28) { Next = true },
            new("出勤 70%，不够 80%。仍要结业，写说明", () => _walk.Remark = "住院一周，已补课") { Next = true },
            new("填考核结果", () => _walk.Form.Examination = Examination.Failed));
        Assert.Equal((StageKind.Done, new DateOnly(2023, 6, 5), _class.Id), (Case.StageKind, Case.DoneOn, Case.BatchId));
        Assert.False(_walk.Form.Applies(nameof(TrainingForm.CertificateNumber)));
        Case.AmountFen = 40_000;
        _walk.TakeOnceSupplied("E12", Role.Finance, "已完成", new Supply("填付款凭证号", () => _walk.Answer("voucher", "付-培-1")));
        Assert.Equal((new DateOnly(2023, 6, 5), 40_000, "皖北职校"), (Case.DoneOn, Case.PaidFen, Case.Payments.Single().Payee));

        _walk.TakeOnceSupplied("E10", Role.Supervisor, "进行中", new Supply("写明原因", () => _walk.Remark = "课时登记错了"));
        Assert.Null(Case.DoneOn);
    }

    [Fact]
    public void Whoever_is_taken_out_of_a_class_waits_for_another_and_whoever_never_came_did_not_take_part()
    {
        ToClass();
        _walk.TakeOnceSupplied("E6", Role.TownOfficer, "待编入", new Supply("写明原因", () => _walk.Remark = "想学电商"));
        Assert.Equal((null, null), (Case.BatchId, Case.ApprovedOn));
        _walk.TakeOnceSupplied("E5", Role.TownOfficer, "未参加",
            new("写明原因", () => _walk.Remark = "外出务工"), new("选原因", () => _walk.Answer("absence", "其他")));
        Assert.Equal(StageKind.Withdrawn, Case.StageKind);
    }

    [Fact]
    public void Age_school_and_ability_to_work_are_named()
    {
        Assert.Empty(Reasons(Trainee()));
        Assert.Equal(["年龄 43 岁，须 16–40 岁"], Reasons(Trainee(), [Set("age_to", 40)]));
        var woman = Trainee();
        woman.Sex = Sex.Female;
        Assert.Equal(["年龄 43 岁，须 16–42 岁"], Reasons(woman, [Set("women_age_to", 42)]));
        Assert.Equal(["就业状况为在校，须未就业或已就业"], Reasons(With(EmploymentState.AtSchool)));
        Assert.Equal(["登记为无劳动能力"], Reasons(With(EmploymentState.UnableToWork)));
    }

    [Fact]
    public void Two_classes_a_year_one_after_the_other()
    {
        var person = Trainee();
        var first = Recorded(person, ClassRows.Done);
        Assert.Empty(Reasons(person, [], first));
        var second = Recorded(person, ClassRows.Running);
        second.Batch = Class("电商班");
        Assert.Equal(["今年已参加 2 期", "正在 电商班 学习"], Reasons(person, [], first, second));
        Assert.Equal(["正在 电商班 学习"], Reasons(person, [Set("classes_per_year", 3)], first, second));
    }

    [Fact]
    public void A_wish_stands_on_the_application_or_in_the_register_and_without_either_nobody_is_called_entitled()
    {
        var candidate = new Candidate { Person = Trainee(), Cases = [] };
        Assert.Equal(["没有登记就业意愿或培训意愿"], Programme.Judge(candidate, Context([]), new TrainingForm { Willing = false }).Select(f => f.Reason.ToString()));
        Assert.Empty(Programme.Judge(candidate, Context([]), new TrainingForm { Willing = true }));
        Assert.Equal(EntitlementState.NotEligible, Programme.Assess(candidate, Context([])).State);
        candidate.Person.EmploymentWish = "保洁";
        Assert.Empty(Programme.Judge(candidate, Context([]), new TrainingForm()));
        Assert.Equal(EntitlementState.Unserved, Programme.Assess(candidate, Context([])).State);
    }

    [Fact]
    public void The_year_s_figures_come_from_cases_classes_and_follow_up_visits()
    {
        using var database = new Database();
        using var db = database.Open();
        string[] numbers = ["34052419800101001X", "34052419750607003X", "11010519491231002X"];
        var people = numbers.Select(n => CaseWalk.Someone("雷金海", n).WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three)).ToList();
        var (home, shop) = (Class("家政服务班"), Class("电商班"));
        var done = new[]
        {
            Recorded(people[0], ClassRows.Done, home, TrainingProgramme.Vocational), Recorded(people[0], ClassRows.Done, shop, TrainingProgramme.Practical),
            Recorded(people[1], ClassRows.Done, home, TrainingProgramme.Practical),
        };
        (people[1].EmploymentWish, people[2].EmploymentWish) = ("保洁", "保洁");
        Ask(done[0], true, "是");
        Ask(done[1], true, "是");
        Ask(done[2], false, "否");
        Ask(done[2], null, "是");
        db.AddRange(people);
        db.AddRange(done);
        db.Add(Recorded(people[2], ClassRows.Running, shop));
        db.SaveChanges();

        (string Id, string Shown)[] expected =
        [
            ("persons", "2人"), ("times", "3人次"), ("classes", "2期"), ("vocational", "1人"), ("practical", "2人"), ("application_rate", "67%"),
            ("employed_after", "2人"), ("eligible", "1人"), ("unserved", "0人"),
        ];
        Assert.Equal(expected, expected.Select(e => (e.Id, Shown(db, e.Id))));
        Assert.Equal(3, Programme.Figure("training.employed_after").Rows(db, Scope).ToList().Count);
    }

    private void ToClass()
    {
        _walk.TakeOnceSupplied("E1", Role.VillageWorker, "待编入",
            new("不符合条件：没有登记就业意愿或培训意愿。确需办理，请区残联写特批理由", () => _walk.Person.EmploymentWish = "保洁"),
            new("申请表还有 1 处没填或不对：培训意愿", () => _walk.Form.Willing = true),
            new("登记知情同意：日期、方式、签字人", () => _walk.Person.Consent()),
            new("选类别", () => Case.Kind = TrainingProgramme.Vocational),
            new("上传本人签字的报名表", () => _walk.File("报名表")));

        _walk.TakeOnceSupplied("E2", Role.TownOfficer, "待参加",
            new("选班次", () => (_walk.Batch, _class.State) = (_class, BatchState.Running)),
            new("家政服务班不在报名中", () => (_class.State, _class.Capacity, _walk.BatchTaken) = (BatchState.Enrolling, 40, 40)) { Next = true },
            new("家政服务班已满 40 人", () => (_walk.BatchTaken, _walk.OverlappingBatch) = (39, "电商班")) { Next = true },
            new("同一天已编入 电商班", () => _walk.OverlappingBatch = null) { Next = true });
        Assert.Equal((_class.Id, _class.StartsOn, On), (Case.BatchId, Case.DueOn, Case.ApprovedOn));
    }

    private static Batch Class(string name) => new()
    {
        Programme = "training",
        Year = 2023,
        Name = name,
        RegionCode = "340699",
        StartsOn = new(2023, 5, 22),
        EndsOn = new(2023, 6, 2),
    };

    private static Organisation Body(DateOnly until) =>
        new() { Name = "皖北职校", Kind = OrganisationKind.Training, RegionCode = "340699", ContractFrom = new(2022, 1, 1), ContractTo = until };

    private static Person Trainee() => CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three);

    private static Person With(EmploymentState state)
    {
        var person = Trainee();
        person.Employment = state;
        return person;
    }

    private static CaseFile Recorded(Person person, Stage stage, Batch? batch = null, string? kind = null)
    {
        var file = CaseFile.Open("2023-培训-" + Guid.NewGuid().ToString("N")[..8], "training", 2023, person, false, Programme.Flow, On, CaseWalk.By(Role.TownOfficer), default);
        file.PlaceAsRecorded(stage, new(2023, 6, 5), null, stage.Kind == StageKind.Done ? new(2023, 6, 5) : null, "导入", Actor.System, default);
        (file.Kind, file.Batch, file.BatchId) = (kind, batch, batch?.Id);
        return file;
    }

    private static void Ask(CaseFile file, bool? applies, string employed) => file.FollowUps.Add(new FollowUp
    {
        CaseId = file.Id,
        On = new(2023, 9, 5),
        Way = "电话",
        By = "专职委员",
        AppliesSkills = applies,
        Answers = new() { ["employed"] = employed },
    });

    private static PolicySetting Set(string name, decimal value) => new() { Key = "training." + name, Value = value, From = new(2020, 1, 1) };

    private static RuleContext Context(IEnumerable<PolicySetting> settings) => new(2023, On, new PolicyValues("training", settings, On));

    private static IReadOnlyList<string> Reasons(Person person, IEnumerable<PolicySetting>? settings = null, params CaseFile[] cases) =>
        [.. Programme.Judge(new Candidate { Person = person, Cases = cases }, Context(settings ?? [])).Select(f => f.Reason.ToString())];

    private static FigureScope Scope => new(2023, "340699", new(2023, 12, 31));

    private static string Shown(IRecords records, string id)
    {
        var figure = Programme.Figure("training." + id);
        return figure.Shown(figure.Evaluate(records, Scope));
    }
}
