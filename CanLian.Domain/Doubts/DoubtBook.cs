using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;

namespace CanLian.Domain.Doubts;

/// <summary>The table of what looks wrong (疑点规则表), and how many doubts there are.</summary>
public sealed class DoubtBook(IReadOnlyList<Programme> programmes)
{
    public IReadOnlyList<DoubtRule> Rules => field ??=
    [
        new("paid_after_end", "注销或死亡后仍发放", Gravity.Grave, MoneyDoubts.PaidAfterEnd)
        {
            Why = "发放日期晚于死亡日期或残疾人证注销日期",
            Proposal = "核实死亡、注销日期和钱款去向；多发的追回，在发放批次里冲销，并办理退出",
        },
        new("shared_account", "一个账号多人收款", Gravity.Grave, MoneyDoubts.SharedAccount)
        {
            Why = "不是一户的几个人登记了同一个收款账号",
            Proposal = "逐人核实账户是谁的、钱由谁领取；不是本人或监护人的，更正收款账户",
        },
        new("paid_sum", "发放合计和核定金额不符", Gravity.Doubtful, MoneyDoubts.PaidSum)
        {
            Why = "已完成案件的已发金额合计不等于核定金额",
            Proposal = "对照发放批次和回单，更正金额，或补发、冲销差额",
        },
        new("far_from_tariff", "金额偏离标准", Gravity.Doubtful, MoneyDoubts.FarFromTariff)
        {
            Why = "核定金额高于标准一半以上、不到标准一半，或超过封顶",
            Proposal = "核对数量、标准和票据；录错的更正，特殊情况补写说明",
        },
        new("two_cares", "居家和寄宿托养同时享受", Gravity.Grave, HelpDoubts.TwoCares)
        {
            Why = "同一年度里同一个人的居家托养和寄宿制托养时间重叠",
            Proposal = "核实实际住在哪里，终止其中一项，重叠月份的费用核减或追回",
        },
        new("household_twice", "一户重复享受", Gravity.Doubtful, (records, ask) => HelpDoubts.HouseholdTwice(records, ask, programmes))
        {
            Why = "一年一次的户项目，同一户同一年度有两件在办或已完成的案件",
            Proposal = "核实是不是同一户、同一处住房；重复的退出一件，费用追回",
        },
        new("age_left", "年龄已不在范围", Gravity.Hint, (records, ask) => HelpDoubts.AgeLeft(records, ask, programmes))
        {
            Why = "在办案件的对象，今天的年龄不在项目的年龄条件里，也没有特批",
            Proposal = "核实申请时的年龄和政策；不符合的办理退出，可以继续的写特批",
        },
        new("parts_sum", "分项合计对不上总数", Gravity.Doubtful, SumDoubts.Parts)
        {
            Why = "一个指标的各分项加起来不等于总数",
            Proposal = "打开没有归到任何一项的案件，补上类别、结果等栏目",
        },
        new("towns_sum", "各镇合计对不上全区", Gravity.Doubtful, (records, ask) => SumDoubts.Towns(records, ask, programmes))
        {
            Why = "各镇（街道）的完成数、资金加起来不等于全区数",
            Proposal = "打开不属于任何镇（街道）的案件，更正所属村（社区）",
        },
        new("closed_in_an_hour", "一小时办结四十件", Gravity.Doubtful, (records, ask) => WorkDoubts.ClosedInAnHour(records, ask, programmes))
        {
            Why = "同一个人一小时里一件一件地办结了四十件以上；一次批量办理只算一次",
            Proposal = "抽查这些案件的材料和核实记录，问明怎么办的",
            OfTheMoment = true,
        },
    ];

    /// <summary>Doubts in sum and rule by rule, open ones and those of a year that were settled.</summary>
    public IReadOnlyList<Figure> Figures => field ??=
    [
        new DoubtFigure("doubts.open", "待核实的疑点", null, DoubtState.Open) { Formula = "规则查到、还没有人处理、情形还在的疑点" },
        new DoubtFigure("doubts.settled", "已处理的疑点", null, DoubtState.Settled) { Formula = "有结论、写了理由的疑点" },
        .. Rules.Select(r => new DoubtFigure($"doubts.{r.Code}", r.Label, r.Code, DoubtState.Open) { Formula = r.Why }),
    ];

    /// <summary>A rule by its code; null where it has been given up since.</summary>
    public DoubtRule? Find(string code) => Rules.FirstOrDefault(r => r.Code == code);

    /// <summary>The figure of the open doubts of a rule, or of all.</summary>
    public Figure FigureOf(string? rule) => Figures.First(f => f is DoubtFigure { State: DoubtState.Open } doubts && doubts.Rule == rule);
}
