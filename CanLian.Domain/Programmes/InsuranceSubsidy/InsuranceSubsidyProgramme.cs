using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.InsuranceSubsidy;

/// <summary>The year's contribution to the residents' medical insurance, given back or paid for (医保缴费补贴).</summary>
public sealed class InsuranceSubsidyProgramme() : Programme<InsuranceSubsidyForm>(new InsuranceSubsidyValidator())
{
    // ---- identity ----
    public override string Code => "insurance_subsidy";
    public override string Name => "医保缴费补贴";
    public override string ShortName => "医补";
    public override int Chapter => 5;
    public override string Basis => "困难残疾人参加城乡居民基本医疗保险补贴办法";
    public override string Paragraph => "为{insurance_subsidy.persons:名}残疾人补贴医保缴费{insurance_subsidy.amount}。";
    public override IReadOnlyList<Policy> Policies => [NoticeDays];
    public override Spine Spine { get; } = new() { FundingSources = ["区级"] };
    public override IReadOnlyList<string> OtherPapers => ["医保局名单", "其他"];

    /// <summary>Whom a contribution is paid to where no organisation is named.</summary>
    private const string Fund = "居民医保";

    // ---- rules ----
    private static readonly List<HardshipKind> Hardships =
        [.. Hardship.Monitored, HardshipKind.MinimumLivingEdge, HardshipKind.ExtremePoverty, HardshipKind.MinimumLiving];

    /// <summary>A recognised hardship or a severe disability.</summary>
    private static readonly Rule Entitled = new("group",
        context =>
        {
            var on = context.On;
            return c => c.Person.Hardships.Any(h => Hardships.Contains(h.Kind) && h.From <= on && (h.To == null || h.To >= on))
                || c.Person.Certificates.Any(x => x.Current && (x.Grade == DisabilityGrade.One || x.Grade == DisabilityGrade.Two));
        },
        (_, _) => new Text("不是监测户、低保、低保边缘、特困或重度残疾人"))
    {
        Overridable = true,
        Met = (c, context) => c.Person.HardshipsOn(context.On).FirstOrDefault(h => Hardships.Contains(h.Kind))?.Said()
            ?? new Text("重度残疾：{0}", c.Person.Certificate!.Description),
    };

    public override IReadOnlyList<Rule> Rules { get; } =
        [Programmes.Rules.InRegister, Programmes.Rules.CertificateValid, Entitled, Programmes.Rules.OncePerYear("insurance_subsidy")];

    public override IReadOnlyList<FormRule> FormRules { get; } =
    [
        new FormRule("insured", (form, _, _) => form is InsuranceSubsidyForm { Insured: false } ? new Text("未参加当年居民医保") : null) { Overridable = true },
        new FormRule("kind", (form, _, _) => form is InsuranceSubsidyForm { Insured: true, Kind: InsuranceKind.Employee } ? new Text("职工医保不补") : null),
        new FormRule("paid-for", (form, _, _) => form is InsuranceSubsidyForm { PaidBy.Length: > 0 } paid ? new Text("{0}已全额代缴", paid.PaidBy) : null)
        {
            Overridable = true,
        },
    ];

    // ---- steps ----
    private static readonly Need NoMoreThanPaid = Needs.Of<InsuranceSubsidyForm>("contribution", "不超过个人缴费", (form, facts) =>
        form.Contribution is { } paid && facts.Case.AmountFen > Money.OfYuan(paid).Fen
            ? ("field-Amount", new Text("核定金额超过个人缴费 {0} 元", Money.OfYuan(paid).InYuan()))
            : null);

    private static readonly Need ReceiptFiled = new("receipt", (facts, _) => IsPaidFor(facts) || facts.Case.Papers("缴费凭证").Any()
        ? Needs.Met("缴费凭证齐全")
        : Needs.Unmet("paper-缴费凭证", "上传缴费凭证"))
    { Paper = "缴费凭证" };

    public override Flow Flow { get; } = new(Stage.Draft, Rows());

    // Whoever's contribution the federation pays itself needs no account: the insurance is paid.
    private static List<Step> Rows()
    {
        var own = new Own { Needs = new Dictionary<string, Need[]> { ["A1"] = [ReceiptFiled], ["A4"] = [NoMoreThanPaid] } };
        var rows = own.AddTo(YearlyList.Rows("医保缴费补贴公示")).Select(row => row.Code == "A7" ? row with { OnlyWhen = facts => !IsPaidFor(facts) } : row).ToList();
        rows.Insert(rows.FindIndex(row => row.Code == "A8") + 1, new Step("A8P", "登记代缴到账", [YearlyList.Listing], YearlyList.Done, Hands.Finance)
        {
            ManyAtOnce = true,
            Money = MoneyStep.Settle,
            Owes = Owed,
            OnlyWhen = IsPaidFor,
            Asks = [Step.AskDate("缴费日期"), new Ask("voucher", "缴费凭证号", AskKind.Text)],
            Needs = [Needs.StillEntitled],
            Effect = facts => facts.Case.PayOwed([.. Owed(facts)], facts.Input.Text("voucher")!, facts.StepDay),
        });
        return rows;
    }

    private static IEnumerable<Share> Owed(CaseFacts facts) =>
        IsPaidFor(facts) && facts.Case.AmountFen - facts.Case.PaidFen is { } rest and > 0 ? [new Share(facts.Organisation?.Name ?? Fund, rest)] : [];

    private static bool IsPaidFor(CaseFacts facts) => facts.Form is InsuranceSubsidyForm { Way: SubsidyWay.PaidFor };

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            var asked = new CaseFigure($"{Code}.applicants", "申请人", Unit.Person, Code, Measure.Persons) { Span = CaseSpan.Applied };
            var known = new FormFigure($"{Code}.known", "参保情况清楚", asked, json => ((InsuranceSubsidyForm)ReadForm(json)).Insured is not null) { Formula = "当年案件里填了参保的人" };
            var insured = new FormFigure($"{Code}.insured", "已参保", asked, json => ((InsuranceSubsidyForm)ReadForm(json)).Insured == true) { Formula = "当年案件里参保为是的人" };
            yield return known;
            yield return insured;
            yield return new RatioFigure($"{Code}.insured_rate", "参保率", insured, known) { Formula = "已参保 ÷ 参保情况清楚" };
        }
    }
}
