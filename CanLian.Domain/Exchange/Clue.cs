using CanLian.Domain.Common;

namespace CanLian.Domain.Exchange;

/// <summary>Why somebody may be sliding into poverty (预警规则), as the federation sees it before others do.</summary>
public enum ClueRule
{
    [Label("新增一二级重残")] NewlySevere,
    [Label("一户多残")] SeveralHolders,
    [Label("两项补贴停发")] AllowanceStopped,
    [Label("托养对象监护人死亡")] GuardianDied,
    [Label("康复自付大")] HighExpense,
}

/// <summary>What the bureau found when it looked into a clue (核实结论).</summary>
public enum ClueVerdict
{
    [Label("纳入")] Taken,
    [Label("不纳入")] NotTaken,
    [Label("已在库")] AlreadyListed,
    [Label("查无此人")] NotFound,
}

/// <summary>
/// A warning that went out with a month's package (预警线索), and what came of it. Its number is what the bureau answers by; it says nothing of the person.
/// </summary>
public class Clue
{
    /// <summary>Month, then a running number: 202312-0007.</summary>
    public required string Number { get; init; }
    public required string Month { get; init; }
    public Guid PersonId { get; init; }
    public required string RegionCode { get; init; }
    public ClueRule Rule { get; init; }
    public required string Why { get; init; }

    /// <summary>Null until the bureau has answered.</summary>
    public ClueVerdict? Verdict { get; set; }
    public DateOnly? VerifiedOn { get; set; }
    public string VerifiedBy { get; set; } = "";
    public string Measures { get; set; } = "";
}
