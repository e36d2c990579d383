using CanLian.Domain.Cases;
using CanLian.Domain.Common;

namespace CanLian.Domain.Programmes.Patterns;

/// <summary>Somebody of last year's list who is not on this year's, and why (续享名单的退出).</summary>
public sealed record ExitRow(CaseFile Last, IReadOnlyList<Text> Reasons);

/// <summary>What became of last year's list (续享名单): the three parts together are everybody who was looked at.</summary>
/// <param name="Cases">New cases at the village.</param>
/// <param name="Exits">Persons left out, with reasons.</param>
/// <param name="Already">Cases of this year that were there before.</param>
public sealed record Continuation(IReadOnlyList<CaseFile> Cases, IReadOnlyList<ExitRow> Exits, IReadOnlyList<CaseFile> Already);

/// <summary>A yearly list paid to the persons on it (年度名单): applied for, approved, listed, paid; a failed transfer comes back to the list.</summary>
public static class YearlyList
{
    public static readonly Stage Listing = new("listing", "待造册", LimitDays: 10);
    public static readonly Stage Payout = new("payout", "待发放", LimitDays: 15);
    public static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);
    public static readonly Stage Left = Stage.End("left", "已退出", StageKind.Withdrawn);

    /// <summary>The whole table with what the programme adds.</summary>
    public static Flow Flow(string noticeTitle, Own own) => new(Stage.Draft, [.. own.AddTo(Rows(noticeTitle))]);

    /// <summary>The rows alone, for a programme whose table differs in some of them.</summary>
    internal static IEnumerable<Step> Rows(string noticeTitle) => [.. ApplicationRows.To(Listing, noticeTitle), .. PayoutRows()];

    private static IEnumerable<Step> PayoutRows()
    {
        yield return new Step("A7", "列入发放表", [Listing], Payout, Hands.DistrictFinance)
        {
            Money = MoneyStep.List,
            ManyAtOnce = true,
            Asks = [new Ask("list", "发放表", AskKind.Text), Step.AskDate("造册日期")],
            Needs = [Needs.Account, Needs.Payee, Needs.StillEntitled, Needs.AccountMended],
            Effect = facts => facts.Case.ListForPayment(facts.Input.Text("list")!, PayeeOf(facts), facts.StepDay),
        };
        yield return new Step("A8", "登记到账", [Payout], Done, Hands.Finance)
        {
            Money = MoneyStep.Settle,
            ManyAtOnce = true,
            Asks = [Step.AskDate("到账日期"), new Ask("voucher", "凭证号", AskKind.Text)],
            Needs = [OnTheList],
            Effect = facts => Settle(facts, PaymentState.Paid),
        };
        yield return new Step("A9", "登记退票", [Payout], Listing, Hands.Finance)
        {
            Money = MoneyStep.Fail,
            Kind = StepKind.Back,
            ManyAtOnce = true,
            RemarkRequired = true,
            LimitDays = 3,
            Asks = [new Ask("failure", "退票原因", AskKind.Choice) { Options = BankReturn.Failures }],
            Needs = [OnTheList],
            Effect = facts => Settle(facts, PaymentState.Failed),
        };
        yield return new Step("A10", "撤出发放表", [Payout], Listing, Hands.Finance)
        {
            Money = MoneyStep.TakeBack,
            Kind = StepKind.Back,
            RemarkRequired = true,
            Needs = [NotReported],
            Effect = facts => Settle(facts, PaymentState.TakenBack),
        };
        yield return new Step("X3", "登记退出", [Listing], Left, Hands.District)
        {
            Kind = StepKind.Withdraw,
            ManyAtOnce = true,
            RemarkRequired = true,
            Asks = [new Ask("exit_reason", "退出原因", AskKind.Choice) { Options = ExitReasons.All }, Step.AskDate("退出日期")],
        };
        yield return new Step("X5", "更正完成", [Done], Payout, Hands.Supervisor)
        {
            Money = MoneyStep.Reopen,
            Kind = StepKind.Correct,
            RemarkRequired = true,
            Needs = [Needs.YearOpen],
            Effect = facts => Reopen(facts.Case),
        };
    }

    /// <summary>
    /// Makes this year's list from last year's (生成续享名单): whom the rules still let in gets a case at the village; whom they do not is an exit
    /// with its reasons. Whoever has a case this year already is left alone, so that making the list again adds nobody twice.
    /// </summary>
    /// <param name="programme">The programme whose list it is.</param>
    /// <param name="lastYear">Last year's cases with the persons as rules see them; only completed ones count.</param>
    /// <param name="context">This year, and the day on which the rules are asked.</param>
    /// <param name="nextNumber">Gives the next case number.</param>
    /// <param name="actor">Who makes the list.</param>
    /// <param name="now">The moment (UTC).</param>
    public static Continuation Continue(
        Programme programme, IEnumerable<(CaseFile Last, Candidate Candidate)> lastYear, RuleContext context, Func<string> nextNumber, Actor actor, DateTime now)
    {
        var (cases, exits, already) = (new List<CaseFile>(), new List<ExitRow>(), new List<CaseFile>());
        foreach (var (last, candidate) in lastYear.Where(l => l.Last.StageKind == StageKind.Done && l.Last.Year == context.Year - 1))
        {
            if (candidate.Cases.FirstOrDefault(c => c.Programme == programme.Code && c.Year == context.Year
                && c.StageKind is StageKind.Open or StageKind.Done) is { } present)
            {
                already.Add(present);
                continue;
            }
            var form = programme.NewForm(candidate.Person, context.On, last);
            var reasons = programme.Judge(candidate, context, form).Select(f => f.Reason).ToList();
            if (reasons.Count > 0)
            {
                exits.Add(new ExitRow(last, reasons));
                continue;
            }
            var next = CaseFile.Open(
                nextNumber(), programme.Code, context.Year, candidate.Person, programme.Subject == Subject.Household, programme.Flow, context.On,
                actor, now, ApplicationRows.Village, "列入续享名单");
            next.Kind = last.Kind;
            next.Form = programme.WriteForm(form);
            cases.Add(next);
        }
        return new Continuation(cases, exits, already);
    }

    /// <summary>How a payee is written down: enough to know the account again, not the account.</summary>
    public static string PayeeOf(CaseFacts facts) => facts.Person.Account is { } account ? account.Bank + account.Tail : "";

    private static readonly Need OnTheList = new("on-list", (facts, _) => facts.Case.CurrentPayment is { } payment
        ? Needs.Met("在发放表“{0}”里", payment.List)
        : Needs.Unmet(null, "不在发放表里，先列入发放表"));

    private static readonly Need NotReported = new("not-reported", (facts, _) => facts.Case.CurrentPayment is { State: PaymentState.AtTreasury }
        ? Needs.Unmet(null, "已报财政，不能撤，只能等回盘")
        : Needs.Met("还没报财政"));

    private static void Settle(CaseFacts facts, PaymentState state)
    {
        var payment = facts.Case.CurrentPayment!;
        payment.State = state;
        payment.PaidOn = state == PaymentState.Paid ? facts.StepDay : null;
        payment.Voucher = facts.Input.Text("voucher");
        payment.Failure = facts.Input.Text("failure");
    }

    // The payment is in question again; it stays on the list it was on.
    private static void Reopen(CaseFile file)
    {
        if (file.Payments.FindLast(p => p.State == PaymentState.Paid) is { } paid)
        {
            paid.State = PaymentState.AtTreasury;
            paid.PaidOn = null;
        }
    }
}
