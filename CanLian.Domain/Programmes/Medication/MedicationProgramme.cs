using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.Medication;

/// <summary>
/// A yearly sum for the medicine of hard-up persons with a psychiatric disability (精神残疾人药费补助). The public notice has a general title,
/// because the list by its own name would reveal a diagnosis.
/// </summary>
public sealed class MedicationProgramme() : Programme<MedicationForm>(new MedicationValidator())
{
    // ---- identity ----
    public override string Code => "medication";
    public override string Name => "精神残疾人药费补助";
    public override string ShortName => "药费";
    public override int Chapter => 1;
    public override string Basis => "省民生工程：困难精神残疾人药费补助年度任务文件";
    public override string Paragraph => "为困难精神残疾人发放药费补助，惠及{medication.persons:名}，发放{medication.amount}[，其中防返贫监测对象{medication.monitored_persons}]。";
    public override IReadOnlyList<Policy> Policies => [NoticeDays];
    public override Spine Spine { get; } = new() { FundingSources = ["省级", "区级"] };
    public override IReadOnlyList<string> OtherPapers => ["残疾人证", "户口簿", "银行回单", "其他"];
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        new("received", "钱到账了吗", "是", "否"),
        new("spent", "是否用于买药", "是", "否"),
        new("regular", "现在规律服药吗", "是", "否"),
        new("wants", "还需要什么"),
    ];

    // ---- rules ----
    public static IReadOnlyList<HardshipKind> Hardships { get; } =
        [HardshipKind.MinimumLiving, HardshipKind.MinimumLivingEdge, HardshipKind.ExtremePoverty, .. Hardship.Monitored, HardshipKind.ExpenseDriven];

    public override IReadOnlyList<Rule> Rules { get; } =
    [
        Programmes.Rules.InRegister,
        Programmes.Rules.CertificateValid,
        Programmes.Rules.Includes(DisabilityKind.Psychiatric),
        Programmes.Rules.Hardship(Hardships),
        Programmes.Rules.OncePerYear("medication"),
    ];

    public override IReadOnlyList<FormRule> FormRules { get; } =
    [
        new FormRule("provided", (form, _, _) =>
            form is MedicationForm { FullyProvided: true } ? new Text("住院费用已由救助全额负担") : null) { Overridable = true },
    ];

    // ---- steps ----
    // A continuing person's case begins at the village, so what the application asks of a new one is asked there once more.
    private static readonly Need Record = Needs.Paper("用药或门诊记录", "上传近 12 个月的用药或门诊记录");

    private static readonly Need Seen = new("seen", (facts, _) => facts.Case.LastVisit is { } visit && string.IsNullOrWhiteSpace(visit.Met)
        ? Needs.Unmet("visit", "登记核实时见到谁")
        : Needs.Met("核实时见到了本人或监护人"));

    private static readonly Need UseKnown = Needs.Of<MedicationForm>("use", "用药情况已填", (form, _) =>
        form.Use is null ? ("field-Use", new Text("填用药情况")) : null);

    private static readonly Need SeenByThen = Needs.Of<MedicationForm>("last-seen", "就诊日期在申请之前", (form, facts) =>
        form.Applies(nameof(form.LastSeenOn)) && form.LastSeenOn > facts.Case.AppliedOn
            ? ("field-LastSeenOn", new Text("最近就诊日期不能晚于申请日期"))
            : null);

    /// <summary>Somebody who keeps a list said so, or the person brings a paper.</summary>
    private static readonly Need HardshipProved = new("hardship-proof", (facts, _) =>
        facts.Case.Papers("困难证明").Any()
        || facts.Person.HardshipsOn(facts.Case.AppliedOn).Any(h => Hardships.Contains(h.Kind) && h.Source.Length > 0)
            ? Needs.Met("困难身份有凭据")
            : Needs.Unmet("paper-困难证明", "上传困难证明"))
    {
        Paper = "困难证明",
    };

    public override Flow Flow { get; } = YearlyList.Flow("困难救助补助公示", new Own
    {
        Needs = new Dictionary<string, Need[]>
        {
            ["A1"] = [SeenByThen, HardshipProved, Record],
            ["A2"] = [Seen, UseKnown, Record],
        },
    });

    public override CaseForm NewForm(Person person, DateOnly on, CaseFile? lastYear = null) => new MedicationForm
    {
        Type = lastYear is null ? ApplicationType.New : ApplicationType.Continuing,
        Hardship = person.HardshipsOn(on).Select(h => (HardshipKind?)h.Kind).FirstOrDefault(kind => Hardships.Contains(kind!.Value)),
    };

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            var known = Says("medicine_use_known", "已了解用药情况", f => f.Use is not null) with { Formula = "已完成案件里填了用药情况的人" };
            var regular = Says("regular_use", "规律服药", f => f.Use == MedicineUse.Regular) with { Formula = "已完成案件里用药情况为规律的人" };
            yield return Says("new_persons", "其中新增", f => f.Type == ApplicationType.New) with { Formula = "已完成案件里申请类型为新增的人" };
            yield return Says("continuing_persons", "其中续享", f => f.Type == ApplicationType.Continuing) with { Formula = "已完成案件里申请类型为续享的人" };
            yield return regular;
            yield return known;
            yield return new RatioFigure($"{Code}.regular_use_rate", "规律服药率", regular, known) { Formula = "规律服药 ÷ 已了解用药情况" };
        }
    }

    private FormFigure Says(string id, string label, Func<MedicationForm, bool> holds) =>
        new($"{Code}.{id}", label, new CaseFigure($"{Code}.persons", "完成数", Unit.Person, Code, Measure.Persons),
            json => holds((MedicationForm)ReadForm(json)));
}
