using CanLian.Domain.Common;

namespace CanLian.Domain.Exchange;

/// <summary>What the bureau of rural affairs sends (来件种类); the label is the name of the sheet.</summary>
public enum ListKind
{
    [Label("监测名单")] Monitored,
    [Label("脱贫人口")] LiftedOut,
    [Label("线索反馈")] ClueAnswers,
}

/// <summary>How many differences of one kind a list shows (差异数).</summary>
public sealed record KindCount(DifferenceKind Kind, int Count);

/// <summary>
/// One month's list as it came in (收到的名单). A list that comes again takes the place of the one before it in the same month; the same file changes nothing.
/// </summary>
public class ReceivedList
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public ListKind Kind { get; init; }

    /// <summary>YYYY-MM.</summary>
    public required string Month { get; init; }
    public required string FileName { get; set; }
    public required string Sha256 { get; set; }
    public DateTime ReceivedAt { get; set; }
    public required string ReceivedBy { get; set; }

    /// <summary>Rows read, rows about a person of the register, rows that could not be taken.</summary>
    public int Read { get; set; }
    public int Matched { get; set; }
    public int Refused { get; set; }
    public IReadOnlyList<KindCount> Counts { get; set; } = [];
}
