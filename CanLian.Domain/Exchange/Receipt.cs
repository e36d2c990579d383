namespace CanLian.Domain.Exchange;

/// <summary>A row that the bureau did not take (退回的行): which file, which row of it, and why.</summary>
public sealed record RejectedRow(string File, int Row, string Reason);

/// <summary>What the bureau answers to a package (回执): the hash of what it got, how many rows it took, and which not.</summary>
/// <param name="Key">Key of the delivery it answers.</param>
/// <param name="Sha256">Hash of the file as it arrived.</param>
/// <param name="Accepted">Rows taken.</param>
/// <param name="Rejected">Rows not taken.</param>
public sealed record Receipt(string Key, string Sha256, int Accepted, IReadOnlyList<RejectedRow> Rejected);

/// <summary>One attempt to deliver a package (送达记录).</summary>
public class DeliveryAttempt
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Month { get; init; }
    public int Sequence { get; init; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; init; }
    public required string Channel { get; init; }
    public bool Arrived { get; init; }

    /// <summary>What went wrong; empty when it arrived.</summary>
    public string Problem { get; init; } = "";
}
