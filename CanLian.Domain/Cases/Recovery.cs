namespace CanLian.Domain.Cases;

/// <summary>A sum that came back, by the paper that proves it (退回一笔).</summary>
public sealed record Repayment(DateOnly On, long Fen, string Voucher, string ByName);

/// <summary>
/// Money that must come back after it was paid (追回): demanded by a document, repaid at once or in parts, or written off where nobody can pay it. The
/// payment itself stays as it was made.
/// </summary>
public class Recovery
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; set; }

    /// <summary>The payment it takes from.</summary>
    public Guid PaymentId { get; init; }

    /// <summary>What must come back.</summary>
    public long Fen { get; init; }
    public required string Reason { get; init; }

    /// <summary>Number of the paper by which it was demanded.</summary>
    public required string Document { get; init; }
    public DateOnly DemandedOn { get; init; }
    public required string ByName { get; init; }
    public List<Repayment> Repayments { get; set; } = [];
    public DateOnly? WrittenOffOn { get; set; }
    public string? WriteOffReason { get; set; }

    public long RepaidFen => Repayments.Sum(r => r.Fen);

    /// <summary>What is still to come; nothing once it was written off.</summary>
    public long OpenFen => WrittenOffOn is null ? Fen - RepaidFen : 0;
}
