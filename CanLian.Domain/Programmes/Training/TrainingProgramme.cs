using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.Training;

/// <summary>Classes that teach a trade (残疾人技能培训), held by a training body; whoever finished one is asked afterwards whether it is of use.</summary>
public sealed class TrainingProgramme() : Programme<TrainingForm>(new TrainingValidator())
{
    public const string Vocational = "职业技能";
    public const string Practical = "实用技术";

    // ---- identity ----
    public override string Code => "training";
    public override string Name => "残疾人技能培训";
    public override string ShortName => "培训";
    public override int Chapter => 3;
    public override string Basis => "残疾人职业技能提升计划年度任务";
    public override string Paragraph => "举办职业技能和实用技术培训，投入{training.amount}，{training.persons:名}残疾人参加[，回访中{training.application_rate}的学员用上了所学]。";
    public override IReadOnlyList<string> Kinds => [Vocational, Practical];
    public override IReadOnlyList<Policy> Policies =>
        [TrainingRules.AgeFrom, TrainingRules.AgeTo, TrainingRules.WomenTo, TrainingRules.ClassesPerYear, AttendanceAtLeast];
    public override Spine Spine { get; } = new()
    {
        KindNeededAt = "E1",
        AmountLabel = "补助金额",
        BatchLabel = "班次",
        FundingSources = ["残保金", "省级", "区级"],
    };
    public override IReadOnlyList<string> OtherPapers => ["结业证", "其他"];
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        new("employed", "就业了吗", "是", "否"),
        new("income", "每月增收（元）"),
        new("wants", "还想学什么"),
    ];

    // ---- rules ----
    public override IReadOnlyList<Rule> Rules { get; } =
    [
        Programmes.Rules.InRegister,
        Programmes.Rules.CertificateValid,
        Programmes.Rules.Age(TrainingRules.AgeFrom, TrainingRules.AgeTo, TrainingRules.WomenTo),
        TrainingRules.NotAtSchool,
        Programmes.Rules.AbleToWork,
        TrainingRules.FewClasses("training"),
        TrainingRules.NotInClass("training"),
    ];

    public override IReadOnlyList<FormRule> FormRules { get; } = [TrainingRules.Willing];

    public override Rule? Demand { get; } = TrainingRules.Wish.OrStated(NeedTopic.Training);

    // ---- steps ----
    private static Policy AttendanceAtLeast { get; } = new("attendance", "最低出勤", 80, "%");

    private static readonly Need ContractHolds = new("contract", (facts, _) => (facts.Batch?.Organisation ?? facts.Organisation) switch
    {
        null => Needs.Met("协议看承办机构"),
        var body when body.HasContractOn(facts.Batch?.StartsOn ?? facts.StepDay) => Needs.Met("{0}，协议有效", body.Name),
        var body => Needs.Unmet(null, "{0}今年没有有效协议", body.Name),
    });

    private static readonly Need TeacherNamed = new("teacher", (facts, _) => facts.Batch is { Teacher: "" } batch
        ? Needs.Unmet("field-Batch", "{0}没有教师", batch.Name)
        : Needs.Met("教师已定"));

    /// <summary>Somebody who missed more may still finish, and whoever says so writes why.</summary>
    private static readonly Need Attended = new("attendance", (facts, _) =>
    {
        if (((TrainingForm)facts.Form).HoursAttended is not { } hours)
        {
            return Needs.Unmet("field-HoursAttended", "填出勤课时");
        }
        if (facts.Batch?.Hours is not > 0)
        {
            return Needs.Unmet(null, "{0}没有登记总课时", facts.Batch?.Name ?? "");
        }
        var (total, least) = (facts.Batch.Hours.Value, AttendanceAtLeast.For(facts));
        if (hours > total)
        {
            return Needs.Unmet("field-HoursAttended", "出勤 {0} 课时，多于总课时 {1}", hours, total);
        }
        var percent = hours * 100 / total;
        return hours * 100 >= total * least || facts.Input.Remark is { Length: > 0 }
            ? Needs.Met("出勤 {0}%", percent)
            : Needs.Unmet("step-remark", "出勤 {0}%，不够 {1}%。仍要结业，写说明", percent, least);
    });

    private static readonly Need Examined = Needs.Of<TrainingForm>("examination", "考核结果已填", (form, _) =>
        form.Examination is null ? ("field-Examination", new Text("填考核结果")) : null);

    /// <summary>The class was finished and counts; what it cost is still to be paid to whoever held it.</summary>
    private static readonly Stage Accounting = new("accounting", "待核账", StageKind.Done, LimitDays: 20);

    public override Flow Flow { get; } = new(Stage.Draft, Rows());

    private static List<Step> Rows()
    {
        var own = new Own
        {
            Needs = new Dictionary<string, Need[]>
            {
                ["E1"] = [Needs.Kind, Needs.Paper("报名表", "上传本人签字的报名表")],
                ["E3"] = [TeacherNamed, ContractHolds],
                ["E4"] = [Attended, Examined],
            },
        };
        return
        [
            .. own.AddTo(ClassRows.Rows("班次", "开班", "结业")).Select(row => row.Code switch
            {
                "E4" => row with { To = Accounting },
                "E10" => row with { From = [Accounting, ClassRows.Done] },
                _ => row,
            }),
            new Step("E12", "核账办结", [Accounting], ClassRows.Done, Hands.Finance)
            {
                Money = MoneyStep.Settle,
                Owes = Owed,
                ManyAtOnce = true,
                Asks = [Step.AskDate("付款日期"), new Ask("voucher", "付款凭证号", AskKind.Text) { OnlyWhen = facts => Owed(facts).Any() }],
                Needs = [Needs.SecondPerson("结业", "E4")],
                Effect = facts => facts.Case.PayOwed([.. Owed(facts)], facts.Input.Text("voucher") ?? "", facts.StepDay),
            },
            new Step("E13", "退回核账", [ClassRows.Done], Accounting, Hands.Supervisor) { Kind = StepKind.Correct, Money = MoneyStep.Reopen, RemarkRequired = true, Needs = [Needs.YearOpen] },
        ];
    }

    private static IEnumerable<Share> Owed(CaseFacts facts) =>
        facts.Case.AmountFen - facts.Case.PaidFen is { } rest and > 0 ? [new Share((facts.Organisation ?? facts.Batch?.Organisation)?.Name ?? "", rest)] : [];

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            var times = new CaseFigure($"{Code}.times", "培训人次", Unit.PersonTime, Code, Measure.Cases) { Formula = "结业的案件数，一人两期算两人次" };
            var applies = new FollowUpFigure($"{Code}.applying", "回访应用所学", Unit.PersonTime, Code, f => f.AppliesSkills == true)
            {
                Formula = "当年回访里应用所学为是的",
            };
            var asked = new FollowUpFigure($"{Code}.asked", "回访问到应用所学", Unit.PersonTime, Code, f => f.AppliesSkills != null)
            {
                Formula = "当年回访里填了应用所学的",
            };
            yield return times;
            yield return new BatchCountFigure($"{Code}.classes", "期数", Unit.Class, times) { Formula = "有人结业的班次" };
            yield return OfKind("vocational", Vocational);
            yield return OfKind("practical", Practical);
            yield return applies;
            yield return asked;
            yield return new RatioFigure($"{Code}.application_rate", "学以致用率", applies, asked) { Decimals = 0, Formula = "回访应用所学 ÷ 回访问到应用所学" };
            yield return new AnswerFigure($"{Code}.employed_after", "训后就业", Code, "employed", "是") { Formula = "回访里就业了吗答是的人" };
        }
    }

    private CaseFigure OfKind(string id, string kind) => new($"{Code}.{id}", kind, Unit.Person, Code, Measure.Persons)
    {
        And = c => c.Kind == kind,
        Formula = "这一类结业的人，不重复",
    };
}
