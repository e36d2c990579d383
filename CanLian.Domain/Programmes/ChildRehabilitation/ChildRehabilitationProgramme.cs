using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;
using static CanLian.Domain.Programmes.ChildRehabilitation.ChildRehabilitationNeeds;

namespace CanLian.Domain.Programmes.ChildRehabilitation;

/// <summary>
/// Rehabilitation of disabled children at designated institutions (残疾儿童康复救助): the institution trains, the district pays it by the month.
/// A diagnosis stands in for a certificate; minors are not put on a public notice.
/// </summary>
public sealed class ChildRehabilitationProgramme() : Programme<ChildRehabilitationForm>(new ChildRehabilitationValidator())
{
    // ---- identity ----
    public override string Code => "child_rehab";
    public override string Name => "残疾儿童康复救助";
    public override string ShortName => "儿童康复";
    public override int Chapter => 1;
    public override string Basis => "残疾儿童康复救助制度";
    public override string Paragraph => "安置{child_rehab.children:名}听力、智力、孤独症和脑瘫儿童到定点机构免费康复训练，支出{child_rehab.amount}[，效果评定有效率{child_rehab.effective_rate}]。";
    public override string MeasureId => "children";
    public override IReadOnlyList<string> Kinds => ["听力", "智力", "孤独症", "脑瘫"];
    public override IReadOnlyList<string> Results => ["显效", "有效", "无效"];
    public override IReadOnlyList<Policy> Policies =>
        [ChildRehabilitationRules.AgeFrom, ChildRehabilitationRules.AgeTo, ChildRehabilitationRules.DiagnosisMonths, AttendanceAtLeast, FollowUpAfter];
    public override Spine Spine { get; } = new()
    {
        KindNeededAt = "A1",
        QuantityLabel = "训练月数",
        QuantityUnit = "月",
        OrganisationLabel = "康复机构",
        OrganisationKind = OrganisationKind.Rehabilitation,
        ResultLabel = "康复效果",
        FundingSources = ["中央", "省级", "区级"],
    };
    public override IReadOnlyList<string> OtherPapers => ["监护人身份证", "其他"];
    public override Policy FollowUpAfter { get; } = FollowUpWithin(60);
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        new("weekly", "每周去几次"),
        new("signed", "老师是否签到", "是", "否"),
        new("charged", "有没有收钱", "是", "否"),
    ];

    // ---- rules ----
    public override IReadOnlyList<Rule> Rules { get; } =
    [
        Programmes.Rules.InRegister,
        Programmes.Rules.Age(ChildRehabilitationRules.AgeFrom, ChildRehabilitationRules.AgeTo, ChildRehabilitationRules.AgeTo),
        Programmes.Rules.OncePerYear("child_rehab"),
    ];

    public override IReadOnlyList<FormRule> FormRules { get; } =
        [ChildRehabilitationRules.Diagnosed, ChildRehabilitationRules.Served, ChildRehabilitationRules.NotElsewhere];

    public override Rule? Demand => ChildRehabilitationRules.Known;

    public override CaseForm NewForm(Person person, DateOnly on, CaseFile? lastYear = null) => new ChildRehabilitationForm
    {
        Hospital = person.Diagnosis?.Hospital ?? "",
        DiagnosedOn = person.Diagnosis?.On,
    };

    // ---- steps ----
    public override Flow Flow { get; } = Placement.Flow("康复机构", noticeTitle: null, Served, new Own
    {
        Needs = new Dictionary<string, Need[]>
        {
            ["A1"] = [Needs.Kind, DiagnosisPaper],
            ["A4"] = [DiagnosisRead, Needs.Form],
            ["P1"] =
            [
                ContractFromTheStart, Needs.Paper("监护人选定机构书", "监护人签选定机构书"),
                PaperAgain("监护人选定机构书", "监护人签新机构的选定书"), PaperAgain("三方协议", "上传新机构的三方协议"),
                FirstAssessed, Needs.Paper("康复计划", "上传康复计划"), Needs.Paper("初评表", "上传初评表"),
            ],
            ["P2"] = [EndReached, MonthsFilled, ResultChosen, SheetsComplete, Needs.Paper("末评表", "上传末评表"), Needs.Paper("课时签到表", "上传课时签到表")],
            ["P4"] = [MonthsFilled, MonthsWithinTime, Attended, ReceiptsForTheRest, SpellsSettled],
        },
        Effects = new Dictionary<string, Action<CaseFacts>> { ["P1"] = Begin, ["P3"] = End, ["P8"] = CloseSpell },
    }, facts => FormOf(facts).Spells.Select(s => new Share(s.Organisation, Money.OfYuan(s.Amount ?? 0).Fen)));

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            var rated = Cases("rated", "有效果评定", c => c.Result != null);
            var effective = Cases("effective", "显效和有效", c => c.Result == "显效" || c.Result == "有效");
            return
            [
                OfKind("hearing", "听力"),
                OfKind("intellectual", "智力"),
                OfKind("autism", "孤独症"),
                OfKind("cerebral_palsy", "脑瘫"),
                effective,
                rated,
                new RatioFigure($"{Code}.effective_rate", "有效率", effective, rated) { Formula = "显效和有效 ÷ 有效果评定" },
                new CaseFigure($"{Code}.months", "训练月数", Unit.Months, Code, Measure.Quantity) { Formula = "已完成案件的训练月数合计" },
                Cases("dropouts", "中途退出", c => c.Events.Any(e => e.StepCode == "P3"
                    && !c.Events.Any(later => later.StepCode == "P2" && later.Sequence > e.Sequence))) with { Formula = "已完成案件里因终止服务而核结的" },
                new FormFigure($"{Code}.screened", "筛查发现", new CaseFigure($"{Code}.any", "全部案件", Unit.Person, Code, Measure.Persons) { Span = new CaseSpan(c => true, c => DateOnly.MinValue) },
                    json => ((ChildRehabilitationForm)ReadForm(json)).Referral == Referral.Screening) { Formula = "申请来源为筛查的儿童，不论办到哪一步" },
            ];
        }
    }

    private CaseFigure OfKind(string id, string kind) => new($"{Code}.{id}", kind, Unit.Person, Code, Measure.Persons)
    {
        And = c => c.Kind == kind,
        Formula = "这一类已完成的儿童，不重复",
    };

    private CaseFigure Cases(string id, string label, System.Linq.Expressions.Expression<Func<CaseFile, bool>> and) =>
        new($"{Code}.{id}", label, Unit.PersonTime, Code, Measure.Cases) { And = and, Formula = "按已完成案件的康复效果统计" };

    private static ChildRehabilitationForm FormOf(CaseFacts facts) => (ChildRehabilitationForm)facts.Form;

    // What was served is on the sheets; a spell at an institution that the child left counts although its sheets are still to come.
    private static decimal Served(CaseFacts facts) => Math.Max(FormOf(facts).MonthsAttended(), FormOf(facts).Spells.Count);

    private static void Begin(CaseFacts facts) => FormOf(facts).StartsOn ??= facts.StepDay;

    // Between two institutions there is no present spell to end.
    private static void End(CaseFacts facts)
    {
        var form = FormOf(facts);
        form.EndsOn = form.StartsOn is null ? null : facts.StepDay;
    }

    // The months at the old institution stay on record and are settled with it; the child waits for a new one.
    private static void CloseSpell(CaseFacts facts)
    {
        var form = FormOf(facts);
        form.Spells.Add(new ServiceSpell { Organisation = facts.Organisation?.Name ?? "", From = form.StartsOn, To = facts.StepDay });
        (form.StartsOn, form.EndsOn, form.AgreementNumber) = (null, null, "");
        (facts.Case.Organisation, facts.Case.OrganisationId) = (null, null);
    }
}
