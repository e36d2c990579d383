using CanLian.Domain.Cases;
using CanLian.Domain.Common;

namespace CanLian.Domain.Programmes.Patterns;

/// <summary>How the device does when it is tried on (试用结论).</summary>
public enum Trial
{
    [Label("合适")] Fits,
    [Label("不合适")] DoesNotFit,
}

/// <summary>What every fitting asks for, whatever else its form says (适配记录).</summary>
public interface IFittingForm
{
    DateOnly? AssessedOn { get; set; }
    DateOnly? DeliveredOn { get; set; }
    Trial? Trial { get; }
    decimal? UnitPrice { get; }
    decimal? OwnShare { get; }
}

/// <summary>
/// A device fitted to a person (适配): assessed, delivered, tried on, settled with whoever fitted it. It counts once it fits; paying for it is a
/// duty that stays.
/// </summary>
public static class Fitting
{
    public static readonly Stage Waiting = new("waiting", "待适配", LimitDays: 15);
    public static readonly Stage Making = new("fitting", "适配中", LimitDays: 30);
    public static readonly Stage Trying = new("trying", "待验收", LimitDays: 10);
    public static readonly Stage Paying = new("paying", "待付款", StageKind.Done, 15);
    public static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);
    public static readonly Stage Left = Stage.End("left", "已退出", StageKind.Withdrawn);

    /// <summary>The whole table with what the programme adds.</summary>
    /// <param name="application">The rows up to the approval, which leads to <see cref="Waiting"/>.</param>
    /// <param name="own">Needs, questions and effects of the programme.</param>
    public static Flow Flow(IEnumerable<Step> application, Own own) => new(Stage.Draft, [.. own.AddTo([.. application, .. FittingRows()])]);

    /// <summary>Without an application only whoever was fitted in an earlier year is known to need a device again.</summary>
    public static Rule FittedBefore(string programme, string sentence) => new("need",
        context => c => c.Cases.Any(x => x.Programme == programme && x.Year < context.Year && x.StageKind == StageKind.Done),
        (_, _) => new Text(sentence))
    {
        Met = (c, context) => new Text("{0}年适配过，可能要换",
            c.Cases.Where(x => x.Programme == programme && x.Year < context.Year && x.StageKind == StageKind.Done).Max(x => x.Year)),
    };

    private static IEnumerable<Step> FittingRows()
    {
        yield return new Step("F1", "登记评估取型", [Waiting], Making, Hands.District)
        {
            ManyAtOnce = true,
            Asks = [Step.AskDate("评估日期")],
            Needs = [Needs.Form, Needs.OrganisationChosen("适配机构"), Needs.StillEntitled],
            Effect = facts => ((IFittingForm)facts.Form).AssessedOn ??= facts.StepDay,
        };
        yield return new Step("F2", "登记交付", [Making], Trying, Hands.District)
        {
            ManyAtOnce = true,
            Asks = [Step.AskDate("交付日期")],
            Needs = [Needs.Form, Needs.Paper("领取签字单", "上传领取签字单"), NotBeforeTheAssessment],
            Effect = facts => ((IFittingForm)facts.Form).DeliveredOn = facts.StepDay,
        };
        yield return new Step("F3", "验收合格，结算", [Trying], Paying, Hands.District)
        {
            ManyAtOnce = true,
            Asks = [Step.AskDate("验收日期")],
            Needs = [Needs.Form, Fits, Counted, Needs.Amount, PriceAgrees, Needs.Paper("使用照片", "上传使用照片"), Needs.Paper("发票", "上传发票")],
        };
        yield return new Step("F4", "试用不合适，返修", [Trying], Making, Hands.District) { Kind = StepKind.Back, RemarkRequired = true, LimitDays = 15 };
        yield return new Step("F5", "登记付款", [Paying], Done, Hands.Finance)
        {
            Money = MoneyStep.Settle,
            Owes = Owed,
            ManyAtOnce = true,
            Asks = [Step.AskDate("付款日期"), new Ask("voucher", "付款凭证号", AskKind.Text)],
            Needs = [Needs.SecondPerson("结算", "F3"), Needs.FundsLeft],
            Effect = facts => facts.Case.PayOwed([.. Owed(facts)], facts.Input.Text("voucher")!, facts.StepDay),
        };
        yield return new Step("F6", "登记退出", [Waiting, Making, Trying], Left, Hands.District)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
            Asks = [new Ask("exit_reason", "退出原因", AskKind.Choice) { Options = ExitReasons.All }],
        };
        yield return new Step("F7", "更正完成", [Done], Trying, Hands.Supervisor) { Kind = StepKind.Correct, Money = MoneyStep.Reopen, RemarkRequired = true, Needs = [Needs.YearOpen] };
        yield return new Step("F8", "退回结算", [Paying], Trying, Hands.FinanceSupervisor) { Kind = StepKind.Back, RemarkRequired = true, ManyAtOnce = true };
    }

    private static readonly Need NotBeforeTheAssessment = new("delivered", (facts, _) => ((IFittingForm)facts.Form).AssessedOn > facts.StepDay
        ? Needs.Unmet("ask-" + Step.DateKey, "交付不能早于评估")
        : Needs.Met("交付在评估之后"));

    private static readonly Need Fits = new("fits", (facts, _) => ((IFittingForm)facts.Form).Trial == Trial.Fits
        ? Needs.Met("试用合适")
        : Needs.Unmet("field-Trial", "登记试用结论：合适"));

    private static readonly Need Counted = new("pieces", (facts, _) => facts.Case.Quantity is { } pieces && pieces > 0 && pieces % 1 == 0
        ? Needs.Met("{0} 件", pieces)
        : Needs.Unmet("field-Quantity", "填数量，按整件"));

    /// <summary>What the bill says is paid by the federation and by the person, and by nobody else.</summary>
    private static readonly Need PriceAgrees = new("price", (facts, _) =>
    {
        var form = (IFittingForm)facts.Form;
        if (form.UnitPrice is not { } price || facts.Case.Quantity is not { } pieces || facts.Case.AmountFen is not { } amount)
        {
            return Needs.Met("单价没填，不核对");
        }
        var due = Money.OfYuan((price * pieces) - (form.OwnShare ?? 0)).Fen;
        return due == amount
            ? Needs.Met("单价、数量和金额一致")
            : Needs.Unmet("field-Amount", "单价 × 数量 − 个人承担 = {0} 元，核定金额 {1} 元，对不上", new Money(due).InYuan(), new Money(amount).InYuan());
    });

    // A case paid again after a correction pays only what was not paid.
    private static IEnumerable<Share> Owed(CaseFacts facts)
    {
        var rest = (facts.Case.AmountFen ?? 0) - facts.Case.PaidFen;
        return rest > 0 ? [new Share(facts.Organisation?.Name ?? "", rest)] : [];
    }
}
