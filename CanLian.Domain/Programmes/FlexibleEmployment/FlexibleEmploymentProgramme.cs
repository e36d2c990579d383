using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.FlexibleEmployment;

/// <summary>Work without an employer (灵活就业): registered once a year after the town has seen a proof and the district has checked it.</summary>
public sealed class FlexibleEmploymentProgramme() : Programme<FlexibleEmploymentForm>(new FlexibleEmploymentValidator())
{
    // ---- identity ----
    public override string Code => "flexible_employment";
    public override string Name => "灵活就业";
    public override string ShortName => "灵就";
    public override int Chapter => 3;
    public override string Basis => "残疾人就业登记工作要求";
    public override string Paragraph => "帮助{employment.flexible}实现灵活就业。";
    public override IReadOnlyList<Policy> Policies => [AgeFrom, AgeTo, FollowUpAfter];
    public override Spine Spine { get; } = new() { Pays = false };
    public override IReadOnlyList<string> OtherPapers => ["其他"];
    public override Policy FollowUpAfter { get; } = FollowUpWithin(180);
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        new("still", "还在做吗", "是", "否"),
        new("income", "每月收入（元）"),
        new("wants", "需要什么"),
    ];

    // ---- rules ----
    private static Policy AgeFrom { get; } = new("age_from", "年龄下限", 16, "岁");
    private static Policy AgeTo { get; } = new("age_to", "年龄上限", 59, "岁");

    public override IReadOnlyList<Rule> Rules { get; } =
    [
        Programmes.Rules.InRegister,
        Programmes.Rules.CertificateValid,
        Programmes.Rules.Age(AgeFrom, AgeTo, AgeTo),
        Programmes.Rules.AbleToWork,
        Programmes.Rules.OncePerYear("flexible_employment"),
    ];

    public override IReadOnlyList<FormRule> FormRules { get; } =
    [
        new FormRule("employed", (form, _, _) => form is FlexibleEmploymentForm { Insured: true, Employer.Length: > 0 } at
            ? new Text("已在{0}就业并参保，不算灵活就业", at.Employer)
            : null),
    ];

    public override Rule? Demand { get; } = new Rule("wish",
        _ => c => c.Person.EmploymentWish != null && c.Person.EmploymentWish.Contains("灵活"),
        (_, _) => new Text("没有登记灵活就业"))
    { Met = (c, _) => new Text("登记的就业意愿：{0}", c.Person.EmploymentWish!) }.OrStated(NeedTopic.FlexibleWork);

    // ---- steps ----
    private static readonly Stage Verifying = new("verify", "待区核查", LimitDays: 15);
    private static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);

    public override Flow Flow { get; } = new(Stage.Draft,
        new Step("A1", "报村初核", [Stage.Draft], ApplicationRows.Village, Hands.Village) { Needs = [Needs.Form, Needs.Eligible, Needs.Consent] },
        new Step("A2", "初核完毕，报镇街", [ApplicationRows.Village], ApplicationRows.Town, Hands.Village) { Needs = [Needs.Visited] },
        new Step("V1", "初审通过，报区核查", [ApplicationRows.Town], Verifying, Hands.Town)
        {
            ManyAtOnce = true,
            Needs = [Needs.Form, Needs.Eligible, Needs.Paper("就业证明", "上传收入流水、摊位照片或村证明之一")],
        },
        new Step("V2", "核查属实，登记就业", [Verifying], Done, Hands.District)
        {
            ManyAtOnce = true,
            Approves = true,
            Asks = [Step.AskDate("核查日期"), new Ask("way", "核查方式", AskKind.Choice) { Options = ["实地", "资料", "电话"] }],
            Needs = [Needs.Eligible, Needs.StillEntitled],
            Effect = facts => facts.Person.Employment = EmploymentState.Employed,
        },
        new Step("V3", "登记不属实", [ApplicationRows.Town, Verifying], ApplicationRows.Refused, Hands.TownDistrict)
        {
            Kind = StepKind.Refuse,
            RemarkRequired = true,
            OnlyWhen = facts => facts.Actor.Role != Role.TownOfficer || facts.Case.Stage == ApplicationRows.Town.Code,
        },
        new Step("V4", "退回补正", [ApplicationRows.Village, ApplicationRows.Town], Stage.Draft, Hands.Village) { Kind = StepKind.Back, RemarkRequired = true },
        new Step("V5", "退回镇街补正", [Verifying], ApplicationRows.Town, Hands.District) { Kind = StepKind.Back, RemarkRequired = true },
        new Step("V6", "登记自愿放弃", [Stage.Draft, ApplicationRows.Village, ApplicationRows.Town, Verifying], ApplicationRows.GivenUp, Hands.Anyone)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
        },
        new Step("V7", "重新受理", [ApplicationRows.Refused], Verifying, Hands.District)
        {
            Kind = StepKind.Correct,
            RemarkRequired = true,
            Needs = [Needs.ReopenedWithin(60)],
        },
        new Step("V8", "更正完成", [Done], Verifying, Hands.Supervisor) { Kind = StepKind.Correct, RemarkRequired = true, Needs = [Needs.YearOpen] });

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            var persons = new CaseFigure("employment.flexible", "灵活就业人数", Unit.Person, Code, Measure.Persons) { Formula = "核查属实的人，不重复" };
            var asked = new AnswerFigure("employment.flexible_asked", "回访问到就业", Code, "still", null) { Formula = "当年回访里答了还在做吗的人" };
            var still = new AnswerFigure("employment.flexible_still", "还在做", Code, "still", "是") { Formula = "回访里还在做吗答是的人" };
            var income = new FormSumFigure("employment.flexible_income_total", "月收入合计", Unit.Yuan, persons, json => ((FlexibleEmploymentForm)ReadForm(json)).Income ?? 0)
            {
                Formula = "已完成案件的月均收入合计",
            };
            yield return persons;
            yield return asked;
            yield return still;
            yield return new RatioFigure("employment.flexible_stable", "稳定率", still, asked) { Formula = "还在做 ÷ 回访问到就业" };
            yield return income;
            yield return RatioFigure.Average("employment.flexible_income", "人均月收入", income, persons) with { Formula = "月收入合计 ÷ 灵活就业人数" };
        }
    }
}
