using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.ReliefVisit;

/// <summary>Visits to the households monitored against a return to poverty (监测户走访慰问), round by round.</summary>
public sealed class ReliefVisitProgramme() : Programme<ReliefVisitForm>(new ReliefVisitValidator())
{
    // ---- identity ----
    public override string Code => "relief_visit";
    public override string Name => "监测户走访慰问";
    public override string ShortName => "慰问";
    public override int Chapter => 5;
    public override string Basis => "巩固拓展脱贫攻坚成果“大走访、大帮扶”活动通知";
    public override string Paragraph => "";
    public override IReadOnlyList<Policy> Policies => [LeastAmount, MostAmount];
    public override Spine Spine { get; } = new() { BatchLabel = "轮次", AmountLabel = "慰问金额", FundingSources = ["区级", "残保金"] };
    public override IReadOnlyList<string> OtherPapers => ["其他"];
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions => [new("referred", "困难转给谁了"), new("outcome", "转办结果")];

    // ---- subject: one named holder stands for the household ----
    public override Subject Subject => Subject.Household;

    // ---- rules ----
    private static Policy LeastAmount { get; } = new("amount_from", "每户最少", 300, "元");
    private static Policy MostAmount { get; } = new("amount_to", "每户最多", 500, "元");

    private static readonly Rule Monitored = new("monitored",
        context =>
        {
            var (on, kinds) = (context.On, Hardship.Monitored);
            return c => c.Person.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= on && (h.To == null || h.To >= on))
                || (c.Person.Household != null && c.Person.Household.Members.Any(m => m.Hardships.Any(h =>
                    kinds.Contains(h.Kind) && h.From <= on && (h.To == null || h.To >= on))));
        },
        (_, _) => new Text("不在监测名单上"))
    {
        Met = (c, context) => c.Person.HardshipsOn(context.On).FirstOrDefault(h => h.IsMonitored) is { } own
            ? own.Said()
            : new Text("家里有人在监测名单上：{0}", c.Person.Household!.Members.SelectMany(m => m.HardshipsOn(context.On)).First(h => h.IsMonitored).Said()),
    };

    private static readonly Rule Holder = new("holder",
        _ => c => c.Person.Certificates.Any(x => x.Current && x.State != CertificateState.Cancelled && x.State != CertificateState.MovedOut),
        (_, _) => new Text("未持残疾人证"))
    { Met = (c, _) => new Text("残疾人证：{0}", c.Person.Certificate!.Description) };

    /// <summary>A household is visited once in a round, and in as many rounds as there are.</summary>
    private static readonly Rule OncePerRound = new("round",
        context => c => !c.Cases.Any(x => x.Programme == "relief_visit" && x.Id != context.Except && x.BatchId != null
            && (x.StageKind == StageKind.Open || x.StageKind == StageKind.Done)
            && c.Cases.Any(y => y.Id == context.Except && y.BatchId == x.BatchId)),
        (c, context) => new Text("本轮已走访（{0}）", c.Cases.First(x => x.Programme == "relief_visit" && x.Id != context.Except && x.BatchId != null
            && c.Cases.Any(y => y.Id == context.Except && y.BatchId == x.BatchId)).Number))
    { SaysServed = true, Met = (_, _) => new Text("本轮还没有走访") };

    public override IReadOnlyList<Rule> Rules { get; } = [Programmes.Rules.InRegister, Holder, Monitored, OncePerRound];

    // ---- steps ----
    private static readonly Stage Listing = new("waiting", "待列入", LimitDays: 5);
    private static readonly Stage Visiting = new("placed", "待走访", LimitDays: 10);

    /// <summary>The visit was made and counts; the account of its money is still to be closed.</summary>
    private static readonly Stage Accounting = new("accounting", "待核账", StageKind.Done, LimitDays: 10);
    private static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);
    private static readonly Stage NotVisited = Stage.End("absent", "未走访", StageKind.Withdrawn);

    private static readonly Need TwoVisitors = Needs.Of<ReliefVisitForm>("visitors", "走访人有两位", (form, _) =>
        form.Visitors.Length > 0 && form.Visitors.Split(['、', '，', ',', ' '], StringSplitOptions.RemoveEmptyEntries).Length < 2
            ? ("field-Visitors", new Text("填走访人（两位）"))
            : null);

    private static readonly Need Visited = Needs.Of<ReliefVisitForm>("visited", "已走访", (form, facts) =>
        form.VisitedOn > facts.Today ? ("field-VisitedOn", new Text("走访日期不能晚于今天")) : null);

    private static readonly Need WithinBand = new("band", (facts, _) => facts.Case.AmountFen switch
    {
        null or <= 0 => Needs.Unmet("field-Amount", "填慰问金额"),
        { } fen when fen < LeastAmount.For(facts) * 100 || fen > MostAmount.For(facts) * 100 =>
            Needs.Unmet("field-Amount", "每户 {0}–{1} 元，现在 {2} 元", LeastAmount.For(facts), MostAmount.For(facts), new Money(fen).InYuan()),
        { } fen => Needs.Met("慰问金额 {0} 元", new Money(fen).InYuan()),
    });

    private static readonly Need Signed = Needs.Paper("签收单", "上传签收单或照片");

    public override Flow Flow { get; } = new(Stage.Draft,
        new Step("R1", "列入名单", [Stage.Draft], Listing, Hands.TownDistrict)
        {
            ManyAtOnce = true,
            Asks = [new Ask(ClassRows.BatchKey, "轮次", AskKind.Batch)],
            Needs = [Needs.Eligible, WithinBand],
            Effect = facts => (facts.Case.Batch, facts.Case.BatchId) = (facts.Batch, facts.Batch?.Id),
        },
        new Step("R2", "批准名单", [Listing], Visiting, Hands.Supervisor)
        {
            ManyAtOnce = true,
            Approves = true,
            Needs = [Needs.Eligible, Needs.Fund, Needs.SecondPerson("名单", "R1"), Needs.FundsLeft, Needs.OverridesSeen],
        },
        new Step("R3", "登记已走访", [Visiting], Accounting, Hands.Anyone) { Needs = [Needs.Form, Visited, TwoVisitors, WithinBand, Signed] },
        new Step("R4", "核账办结", [Accounting], Done, Hands.Finance)
        {
            Money = MoneyStep.Settle,
            Owes = Owed,
            ManyAtOnce = true,
            Asks = [Step.AskDate("核账日期"), new Ask("voucher", "凭证号", AskKind.Text)],
            Needs = [Signed],
            Effect = Pay,
        },
        new Step("R5", "登记未走访", [Visiting], NotVisited, Hands.TownDistrict)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
            Asks = [new Ask("absence", "原因", AskKind.Choice) { Options = ["外出", "已搬迁", "死亡", "拒收", "其他"] }],
        },
        new Step("R6", "移出名单", [Listing], NotVisited, Hands.TownDistrict) { Kind = StepKind.Withdraw, RemarkRequired = true },
        new Step("R7", "退回重登", [Accounting], Visiting, Hands.Finance) { Kind = StepKind.Back, RemarkRequired = true },
        new Step("R8", "登记自愿放弃", [Stage.Draft], ApplicationRows.GivenUp, Hands.Village) { Kind = StepKind.Withdraw, RemarkRequired = true },
        new Step("R9", "更正完成", [Done], Accounting, Hands.Supervisor) { Kind = StepKind.Correct, Money = MoneyStep.Reopen, RemarkRequired = true, Needs = [Needs.YearOpen] },
        new Step("R10", "登记不符合", [Listing], ApplicationRows.Refused, Hands.TownDistrict) { Kind = StepKind.Refuse, RemarkRequired = true },
        new Step("R11", "重新受理", [ApplicationRows.Refused], Listing, Hands.District)
        {
            Kind = StepKind.Correct,
            RemarkRequired = true,
            Needs = [Needs.ReopenedWithin(60)],
        });

    // Cash goes to the household's account unless it was handed over; goods were bought, and only their account is closed.
    private static IEnumerable<Share> Owed(CaseFacts facts) =>
        facts.Form is ReliefVisitForm { Relief: ReliefKind.Cash } && facts.Case.AmountFen - facts.Case.PaidFen is { } rest and > 0
            ? [new Share(facts.Person.Account?.Holder ?? facts.Person.Name, rest) { Kind = PayeeKind.Person }]
            : [];

    // Closed again after a correction, a visit is not paid for twice.
    private static void Pay(CaseFacts facts)
    {
        if (facts.Case.AmountFen - facts.Case.PaidFen is { } rest and > 0)
        {
            facts.Case.RecordPayment(facts.Input.Text("voucher")!, facts.Person.Name, rest, facts.StepDay);
        }
    }

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures =>
    [
        new FormFigure($"{Code}.new_difficulties", "发现新的困难", new CaseFigure($"{Code}.visits", "走访", Unit.Household, Code, Measure.Households),
            json => ((ReliefVisitForm)ReadForm(json)).Difficulties.Count > 0)
        {
            Unit = Unit.Household, Formula = "走访时填了新的困难的户",
        },
    ];
}
