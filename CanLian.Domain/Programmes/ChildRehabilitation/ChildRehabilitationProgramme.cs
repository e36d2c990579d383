using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

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
    public override string MeasureId => "children";
    public override IReadOnlyList<string> Kinds => ["听力", "智力", "孤独症", "脑瘫"];
    public override IReadOnlyList<string> Results => ["显效", "有效", "无效"];
    public override IReadOnlyList<Policy> Policies =>
        [ChildRehabilitationRules.AgeFrom, ChildRehabilitationRules.AgeTo, ChildRehabilitationRules.DiagnosisMonths, AttendanceAtLeast];
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
    public override IReadOnlyList<string> OtherPapers => ["监护人身份证", "诊断书", "其他"];
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
        ChildRehabilitationRules.Diagnosed,
        ChildRehabilitationRules.Served,
        Programmes.Rules.OncePerYear("child_rehab"),
    ];

    public override IReadOnlyList<FormRule> FormRules { get; } = [ChildRehabilitationRules.NotElsewhere];

    public override CaseForm NewForm(Person person, DateOnly on, CaseFile? lastYear = null) => new ChildRehabilitationForm
    {
        Hospital = person.Diagnosis?.Hospital ?? "",
        DiagnosedOn = person.Diagnosis?.On,
    };

    // ---- steps ----
    private static Policy AttendanceAtLeast { get; } = new("attendance", "最低出勤", 70, "%");

    private static readonly Need MonthsFilled = new("months", (facts, _) => facts.Case.Quantity is > 0 and <= 12
        ? Needs.Met("训练 {0} 个月", facts.Case.Quantity)
        : Needs.Unmet("field-Quantity", "填训练月数（0.5 到 12）"));

    private static readonly Need ResultChosen = new("result", (facts, _) => facts.Case.Result is { Length: > 0 } result
        ? Needs.Met("康复效果：{0}", new Text(result))
        : Needs.Unmet("field-Result", "选康复效果：显效、有效、无效"));

    /// <summary>Every month that is paid has its sheet.</summary>
    private static readonly Need SheetsComplete = Needs.Of<ChildRehabilitationForm>("sheets", "每个月都有服务记录", (form, facts) =>
        Math.Ceiling(facts.Case.Quantity ?? 0) - form.MonthsAttended() is > 0 and var missing
            ? ("field-Attendance", new Text("缺 {0} 个月的服务记录", missing))
            : null);

    private static readonly Need MonthsWithinTime = Needs.Of<ChildRehabilitationForm>("within", "训练月数在起止日期之内", (form, facts) =>
        form.StartsOn is { } from && form.EndsOn is { } to && facts.Case.Quantity > ((to.Year - from.Year) * 12) + to.Month - from.Month + 1
            ? ("field-Quantity", new Text("训练月数多于起止日期之间的月数"))
            : null);

    /// <summary>A child who missed more is still paid for, and whoever says so writes why.</summary>
    private static readonly Need Attended = new("attendance", (facts, _) =>
    {
        var least = AttendanceAtLeast.For(facts);
        return ((ChildRehabilitationForm)facts.Form).AttendanceRate() is { } rate && rate * 100 < least && facts.Input.Remark is not { Length: > 0 }
            ? Needs.Unmet("step-remark", "出勤 {0}%，低于 {1}%，写说明", Math.Floor(rate * 100), least)
            : Needs.Met("出勤够了");
    });

    private static readonly Need WithinStandard = new("standard", (facts, _) => facts.StandardFen is { } standard && facts.Case.AmountFen > standard
        ? Needs.Unmet("field-Amount", "金额超过 {0} 个月的标准 {1} 元", facts.Case.Quantity ?? 0, new Money(standard).InYuan())
        : Needs.Met("金额在标准以内"));

    public override Flow Flow { get; } = Placement.Flow("康复机构", noticeTitle: null, facts => facts.Case.Quantity ?? ((ChildRehabilitationForm)facts.Form).MonthsAttended(), new Own
    {
        Needs = new Dictionary<string, Need[]>
        {
            ["A1"] = [Needs.Kind],
            ["A4"] = [Needs.Form],
            ["P1"] =
            [
                Needs.Paper("监护人选定机构书", "上传监护人选定机构书"), Needs.Paper("康复计划", "上传康复计划"), Needs.Paper("初评表", "上传初评表"),
            ],
            ["P2"] = [MonthsFilled, ResultChosen, SheetsComplete, Needs.Paper("末评表", "上传末评表"), Needs.Paper("课时签到表", "上传课时签到表")],
            ["P4"] = [MonthsFilled, MonthsWithinTime, Attended, WithinStandard],
        },
        Effects = new Dictionary<string, Action<CaseFacts>> { ["P8"] = CloseSpell },
    });

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
                Cases("dropouts", "中途退出", c => c.Events.Any(e => e.StepCode == "P3")) with { Formula = "已完成案件里终止过服务的" },
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

    // The months at the old institution stay on record and are settled with it; the child waits for a new one.
    private static void CloseSpell(CaseFacts facts)
    {
        var form = (ChildRehabilitationForm)facts.Form;
        form.Spells.Add(new ServiceSpell { Organisation = facts.Organisation?.Name ?? "", From = form.StartsOn, To = facts.StepDay });
        (form.StartsOn, form.AgreementNumber) = (null, "");
        (facts.Case.Organisation, facts.Case.OrganisationId) = (null, null);
    }
}
