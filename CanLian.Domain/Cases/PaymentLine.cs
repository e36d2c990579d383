using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

/// <summary>Where a line stands (发放行状态).</summary>
public enum PaymentLineState
{
    [Label("已造册")] Listed,
    [Label("已送银行")] Sent,
    [Label("已发放")] Paid,
    [Label("发放失败")] Failed,
}

/// <summary>Who is paid (收款方).</summary>
public enum PayeeKind
{
    [Label("个人")] Person,
    [Label("单位")] Organisation,
}

/// <summary>One payee of a batch (发放行): account, amount and sources as they were when the line was made.</summary>
public class PaymentLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid BatchId { get; set; }

    /// <summary>Its number in the file, by which the bank answers.</summary>
    public int Row { get; set; }
    public Guid CaseId { get; init; }
    public required string CaseNumber { get; init; }

    /// <summary>Whom the case is about.</summary>
    public required string SubjectName { get; init; }
    public required string RegionCode { get; init; }
    public PayeeKind Kind { get; init; }

    /// <summary>The holder of the account, or the organisation by name.</summary>
    public required string Payee { get; init; }
    public required string Bank { get; init; }
    [Sensitive] public required string AccountNumber { get; set; }

    /// <summary>The organisation's invoice.</summary>
    public string Invoice { get; set; } = "";

    /// <summary>Negative in a reversal.</summary>
    public long Fen { get; init; }

    /// <summary>The case's own source.</summary>
    public string Source { get; init; } = "";

    /// <summary>The amount by source; together exactly the amount.</summary>
    public List<SourcePart> Parts { get; set; } = [];

    /// <summary>The failed line that this one pays again.</summary>
    public Guid? RepaysLineId { get; init; }

    /// <summary>The line that this one takes back.</summary>
    public Guid? ReversesLineId { get; init; }
    public PaymentLineState State { get; private set; }
    public string? Failure { get; private set; }
    public DateOnly? PaidOn { get; private set; }

    public string Tail => AccountNumber.Length <= 4 ? AccountNumber : AccountNumber[^4..];

    internal void MarkSent() => State = PaymentLineState.Sent;

    /// <summary>The bank paid it, or the money of a reversal is back.</summary>
    public void MarkPaid(DateOnly on) => (State, PaidOn) = (PaymentLineState.Paid, on);

    /// <summary>The bank could not pay it.</summary>
    public void MarkFailed(string failure) => (State, Failure) = (PaymentLineState.Failed, failure);

    internal PaymentLine Reversed(Guid batch, int row) => new()
    {
        BatchId = batch,
        Row = row,
        CaseId = CaseId,
        CaseNumber = CaseNumber,
        SubjectName = SubjectName,
        RegionCode = RegionCode,
        Kind = Kind,
        Payee = Payee,
        Bank = Bank,
        AccountNumber = AccountNumber,
        Fen = -Fen,
        Source = Source,
        Parts = [.. Parts.Select(p => new SourcePart(p.Source, -p.Fen))],
        ReversesLineId = Id,
    };
}

/// <summary>A part of a batch's money that a source pays (资金分担), in percent.</summary>
public sealed record SourceShare(string Source, decimal Percent);

/// <summary>What of a line a source pays.</summary>
public sealed record SourcePart(string Source, long Fen);

/// <summary>Spreads an amount over sources to the fen (资金分摊).</summary>
public static class SourceSplit
{
    /// <summary>Each source its percent, rounded down; what is left over goes to the first.</summary>
    public static List<SourcePart> Of(long fen, IReadOnlyList<SourceShare> shares)
    {
        var parts = shares.Select(s => new SourcePart(s.Source, (long)decimal.Truncate(fen * s.Percent / 100))).ToList();
        parts[0] = parts[0] with { Fen = parts[0].Fen + fen - parts.Sum(p => p.Fen) };
        return parts;
    }

    /// <summary>What is wrong with a split; null when it is whole.</summary>
    public static Text? Problem(IReadOnlyList<SourceShare> shares) => shares.Count == 0 ? null
        : shares.Any(s => s.Source.Length == 0 || s.Percent <= 0) ? new Text("资金分担每一项都要选来源、写大于 0 的比例")
        : shares.Select(s => s.Source).Distinct().Count() < shares.Count ? new Text("同一个资金来源写了两次")
        : shares.Sum(s => s.Percent) != 100 ? new Text("资金分担合起来要是 100%，现在是 {0}%", shares.Sum(s => s.Percent))
        : null;
}
