using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

/// <summary>Where a payment batch stands (发放批次状态).</summary>
public enum PaymentBatchState
{
    [Label("草稿")] Draft,
    [Label("待批准")] Submitted,
    [Label("已批准")] Approved,
    [Label("已送银行")] Sent,
    [Label("已回盘")] Returned,
    [Label("作废")] Void,
}

/// <summary>
/// Money of one programme and year that goes to the bank together (发放批次): made by one person, approved by another, sent, answered by the bank.
/// What was sent is never changed; a batch of the other sign takes it back (冲销).
/// </summary>
public class PaymentBatch
{
    /// <summary>Signs of an invoice number.</summary>
    public const int LongestInvoice = 40;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>年度-发-四位序号, such as 2023-发-0007.</summary>
    public required string Number { get; init; }
    public required string Programme { get; init; }
    public int Year { get; init; }
    public required string RegionCode { get; init; }

    /// <summary>What stands on the payee's statement (摘要): neutral, it must not name an illness.</summary>
    public required string Memo { get; init; }

    /// <summary>The batch that this one takes back; null for a payment.</summary>
    public Guid? ReversesId { get; init; }

    /// <summary>Why it is taken back.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Over which sources the money is spread; empty where each case's own source pays it.</summary>
    public List<SourceShare> Shares { get; init; } = [];
    public PaymentBatchState State { get; private set; }
    public required string CreatedById { get; init; }
    public required string CreatedByName { get; init; }
    public DateOnly CreatedOn { get; init; }
    public DateOnly? SubmittedOn { get; private set; }

    /// <summary>Why it goes on in spite of what the checks found.</summary>
    public string? FindingsReason { get; private set; }

    /// <summary>What the approver wrote who sent it back; null when it was not, or went forward since.</summary>
    public string? SentBackReason { get; private set; }
    public string? ApprovedById { get; private set; }
    public string? ApprovedByName { get; private set; }
    public DateOnly? ApprovedOn { get; private set; }
    public DateOnly? SentOn { get; private set; }
    public DateOnly? ReturnedOn { get; private set; }

    /// <summary>Number of the bank's or the treasury's voucher.</summary>
    public string? Voucher { get; private set; }
    public long Version { get; set; }
    public List<PaymentLine> Lines { get; init; } = [];

    public bool IsReversal => ReversesId is not null;
    public long TotalFen => Lines.Sum(l => l.Fen);
    public bool IsOpen => State is PaymentBatchState.Draft or PaymentBatchState.Submitted or PaymentBatchState.Approved or PaymentBatchState.Sent;

    /// <summary>Puts a line in; only a draft takes one.</summary>
    public Outcome Add(PaymentLine line)
    {
        if (State != PaymentBatchState.Draft)
        {
            return Changed();
        }
        line.BatchId = Id;
        line.Row = Lines.Count == 0 ? 1 : Lines.Max(l => l.Row) + 1;
        line.Parts = SourceSplit.Of(line.Fen, Shares.Count > 0 ? Shares : [new SourceShare(line.Source, 100)]);
        Lines.Add(line);
        return Outcome.Done;
    }

    public Outcome Remove(PaymentLine line)
    {
        if (State != PaymentBatchState.Draft)
        {
            return Changed();
        }
        Lines.Remove(line);
        return Outcome.Done;
    }

    /// <summary>Notes the invoice by which an organisation asks for its money; empty takes the note away.</summary>
    public Outcome NoteInvoice(PaymentLine line, string invoice)
    {
        if (State != PaymentBatchState.Draft)
        {
            return Changed();
        }
        if (line.Kind != PayeeKind.Organisation || invoice.Trim().Length > LongestInvoice)
        {
            return Outcome.Refused(new Reason(new Text("发票号记在付给机构的行上，最多 {0} 个字", LongestInvoice), $"line-{line.Id}"));
        }
        line.Invoice = invoice.Trim();
        return Outcome.Done;
    }

    /// <summary>Hands it to whoever approves. What blocks must be gone; what does not needs a reason in words.</summary>
    public Outcome Submit(IReadOnlyList<PaymentFinding> findings, string reason, DateOnly today)
    {
        if (State != PaymentBatchState.Draft)
        {
            return Changed();
        }
        if (Lines.Count == 0)
        {
            return Outcome.Refused("批次是空的，先选案件");
        }
        if (findings.Where(f => f.Blocks).Select(f => new Reason(f.Sentence, $"line-{f.LineId}")).ToList() is { Count: > 0 } blocking)
        {
            return Outcome.Refused(blocking);
        }
        if (findings.Count > 0 && reason.Trim().Length < 5)
        {
            return Outcome.Refused(new Reason(new Text("还有 {0} 条提示，写明为什么照发（至少 5 个字）", findings.Count), "payment-reason"));
        }
        (State, SubmittedOn, FindingsReason, SentBackReason) = (PaymentBatchState.Submitted, today, findings.Count > 0 ? reason.Trim() : null, null);
        return Outcome.Done;
    }

    public Outcome SendBack(string reason)
    {
        if (State != PaymentBatchState.Submitted || IsReversal)
        {
            return Changed();
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Outcome.Refused("写明退回原因");
        }
        (State, SentBackReason) = (PaymentBatchState.Draft, reason.Trim());
        return Outcome.Done;
    }

    /// <summary>Approved by another person than the one who made it.</summary>
    public Outcome Approve(Actor actor, IReadOnlyList<PaymentFinding> findings, DateOnly today)
    {
        if (State != PaymentBatchState.Submitted)
        {
            return Changed();
        }
        if (actor.Id == CreatedById)
        {
            return Outcome.Refused("批次是您造的，批准要换一位负责人");
        }
        if (findings.Where(f => f.Blocks).Select(f => new Reason(f.Sentence, $"line-{f.LineId}")).ToList() is { Count: > 0 } blocking)
        {
            return Outcome.Refused(blocking);
        }
        (State, ApprovedById, ApprovedByName, ApprovedOn) = (PaymentBatchState.Approved, actor.Id, actor.Name, today);
        return Outcome.Done;
    }

    /// <summary>The file went to the bank: from here on nothing of the batch changes but what the bank answers.</summary>
    public Outcome Send(DateOnly on)
    {
        if (State != PaymentBatchState.Approved || IsReversal)
        {
            return Changed();
        }
        if (on < ApprovedOn)
        {
            return Outcome.Refused("送银行不能早于批准");
        }
        (State, SentOn) = (PaymentBatchState.Sent, on);
        foreach (var line in Lines)
        {
            line.MarkSent();
        }
        return Outcome.Done;
    }

    public Outcome Discard()
    {
        if (State is not (PaymentBatchState.Draft or PaymentBatchState.Submitted))
        {
            return Outcome.Refused("已经批准，不能作废；已送银行的用冲销");
        }
        State = PaymentBatchState.Void;
        return Outcome.Done;
    }

    /// <summary>The bank has answered every line, or the money of a reversal has come back.</summary>
    public void CloseIfAnswered(string voucher, DateOnly on)
    {
        Voucher ??= voucher;
        if (Lines.TrueForAll(l => l.State is PaymentLineState.Paid or PaymentLineState.Failed))
        {
            (State, ReturnedOn) = (PaymentBatchState.Returned, on);
        }
    }

    /// <summary>A batch of the other sign over lines of this one that were sent; it waits for approval like any other.</summary>
    public Outcome Reverse(string number, IReadOnlyList<PaymentLine> lines, string reason, Actor actor, DateOnly today, out PaymentBatch? reversal)
    {
        reversal = null;
        if (State is not (PaymentBatchState.Sent or PaymentBatchState.Returned) || IsReversal)
        {
            return Outcome.Refused("只有送过银行的批次可以冲销");
        }
        if (lines.Count == 0)
        {
            return Outcome.Refused("先选要冲销的行");
        }
        if (reason.Trim().Length < 5)
        {
            return Outcome.Refused(new Reason(new Text("写明冲销原因（至少 5 个字）"), "reversal-reason"));
        }
        if (lines.FirstOrDefault(l => l.State == PaymentLineState.Failed) is { } failed)
        {
            return Outcome.Refused("第 {0} 行没有发出去，不用冲销", failed.Row);
        }
        reversal = new PaymentBatch
        {
            Number = number,
            Programme = Programme,
            Year = Year,
            RegionCode = RegionCode,
            Memo = "冲销" + Number,
            ReversesId = Id,
            Reason = reason.Trim(),
            CreatedById = actor.Id,
            CreatedByName = actor.Name,
            CreatedOn = today,
        };
        foreach (var line in lines)
        {
            reversal.Lines.Add(line.Reversed(reversal.Id, reversal.Lines.Count + 1));
        }
        (reversal.State, reversal.SubmittedOn) = (PaymentBatchState.Submitted, today);
        return Outcome.Done;
    }

    private Outcome Changed() => Outcome.Refused("批次现在是“{0}”，这一步不能办", new Text(State.Label()));
}
