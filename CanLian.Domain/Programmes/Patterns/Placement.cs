using CanLian.Domain.Cases;

namespace CanLian.Domain.Programmes.Patterns;

/// <summary>
/// A service by an institution that the federation pays (安置服务): placed, served, settled by what was served, paid. A person who leaves after
/// at least one paid month was helped and cost money, so the case is completed with an exit reason.
/// </summary>
public static class Placement
{
    public static readonly Stage Waiting = new("waiting", "待安置", LimitDays: 20);

    /// <summary>Served until the middle of December, when the year is settled.</summary>
    public static readonly Stage Serving = new("serving", "服务中");
    public static readonly Stage Settling = new("settling", "待核结", LimitDays: 10);
    public static readonly Stage Paying = new("paying", "待付款", LimitDays: 15);
    public static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);
    public static readonly Stage Left = Stage.End("left", "已退出", StageKind.Withdrawn);

    private static readonly string[] EndReasons = [.. ExitReasons.All, "转其他机构", "请假超期"];

    /// <summary>The whole table with what the programme adds.</summary>
    /// <param name="organisation">What the institution is called: 康复机构, 托养机构.</param>
    /// <param name="noticeTitle">Title of the public notice; null where nothing is published.</param>
    /// <param name="settledMonths">Months served that can be paid for, read from the programme's form.</param>
    /// <param name="own">Needs, questions and effects of the programme.</param>
    /// <param name="earlier">What institutions that the person left are owed; the present one is paid the rest. Null where nobody changes.</param>
    public static Flow Flow(
        string organisation, string? noticeTitle, Func<CaseFacts, decimal> settledMonths, Own own, Func<CaseFacts, IEnumerable<Share>>? earlier = null) =>
        new(Stage.Draft, [.. own.AddTo([.. ApplicationRows.To(Waiting, noticeTitle), .. ServiceRows(organisation, settledMonths, earlier ?? (_ => []))])]);

    private static IEnumerable<Step> ServiceRows(
        string organisation, Func<CaseFacts, decimal> settledMonths, Func<CaseFacts, IEnumerable<Share>> earlier)
    {
        yield return new Step("P1", "安置到机构", [Waiting], Serving, Hands.District)
        {
            ManyAtOnce = true,
            Asks = [Step.AskDate("开始日期")],
            Needs = [Needs.Form, Needs.OrganisationChosen(organisation), Needs.Paper("三方协议", "上传三方协议")],
            DueOn = facts => new DateOnly(facts.Case.Year, 12, 15),
        };
        yield return new Step("P2", "报请核结", [Serving], Settling, Hands.District) { ManyAtOnce = true, Needs = [Needs.Form] };
        yield return new Step("P3", "终止服务", [Serving, Waiting], Settling, Hands.District)
        {
            Kind = StepKind.Back,
            RemarkRequired = true,
            LimitDays = 5,
            OnlyWhen = facts => facts.Case.Stage != Waiting.Code || settledMonths(facts) > 0,
            Asks = [new Ask("exit_reason", "终止原因", AskKind.Choice) { Options = EndReasons }, Step.AskDate("最后服务日")],
        };
        yield return new Step("P4", "核结通过", [Settling], Paying, Hands.District)
        {
            ManyAtOnce = true,
            Needs = [Needs.Form, Needs.Amount, Needs.Paper("结算单", "上传机构结算单"), Needs.Paper("发票", "上传机构发票")],
        };
        yield return new Step("P5", "登记付款", [Paying], Done, Hands.Finance)
        {
            Money = MoneyStep.Settle,
            Owes = facts => Owed(facts, earlier(facts)),
            ManyAtOnce = true,
            Asks = [Step.AskDate("付款日期"), new Ask("voucher", "付款凭证号", AskKind.Text)],
            Needs = [Needs.SecondPerson("核结", "P4"), Needs.FundsLeft],
            Effect = facts => facts.Case.PayOwed([.. Owed(facts, earlier(facts))], facts.Input.Text("voucher")!, facts.StepDay),
        };
        yield return new Step("P6", "退回机构补正", [Settling], Serving, Hands.District)
        {
            Kind = StepKind.Back,
            RemarkRequired = true,
            ManyAtOnce = true,
            LimitDays = 10,
        };
        yield return new Step("P7", "退回核结", [Paying], Settling, Hands.FinanceSupervisor) { Kind = StepKind.Back, RemarkRequired = true, ManyAtOnce = true };
        yield return new Step("P8", "改换机构", [Serving], Waiting, Hands.District)
        {
            Kind = StepKind.Back,
            RemarkRequired = true,
            LimitDays = 5,
            Asks = [Step.AskDate("原机构最后服务日")],
        };
        yield return new Step("P9", "登记退出", [Waiting], Left, Hands.District)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
            Asks = [new Ask("exit_reason", "退出原因", AskKind.Choice) { Options = ExitReasons.All }],
            Needs = [NothingServed("已有服务记录，请用“终止服务”")],
        };
        yield return new Step("P10", "更正完成", [Done], Paying, Hands.Supervisor) { Kind = StepKind.Correct, Money = MoneyStep.Reopen, RemarkRequired = true, Needs = [Needs.YearOpen] };
        yield return new Step("P11", "核结为零，登记退出", [Settling], Left, Hands.District)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
            Needs = [NothingServed("有 {0} 个月可结，不能按零核结")],
        };

        Need NothingServed(string sentence) => new("nothing-served", (facts, _) => settledMonths(facts) is var months && months > 0
            ? Needs.Unmet(null, sentence, months)
            : Needs.Met("没有可结的服务"));
    }

    // A case paid again after a correction pays each institution only what it was not paid.
    private static IEnumerable<Share> Owed(CaseFacts facts, IEnumerable<Share> earlier)
    {
        var owed = earlier.ToList();
        owed.Add(new Share(facts.Organisation?.Name ?? "", (facts.Case.AmountFen ?? 0) - owed.Sum(s => s.Fen)));
        return owed.GroupBy(s => s.Payee)
            .Select(p => new Share(p.Key, p.Sum(s => s.Fen) - facts.Case.Payments.Where(x => x.State == PaymentState.Paid && x.Payee == p.Key).Sum(x => x.AmountFen)))
            .Where(s => s.Fen > 0);
    }
}
