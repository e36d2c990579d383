using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

public partial class CaseFile
{
    /// <summary>The least a reason says.</summary>
    private const int ShortestReason = 5;

    /// <summary>Money of this case that must come back, or came (追回).</summary>
    public List<Recovery> Recoveries { get; init; } = [];

    public long RecoveredFen => Recoveries.Sum(r => r.RepaidFen);

    /// <summary>Of a payment, what nobody has demanded back yet.</summary>
    public long Recoverable(Payment payment) =>
        payment.State == PaymentState.Paid ? payment.AmountFen - Recoveries.Where(r => r.PaymentId == payment.Id).Sum(r => r.WrittenOffOn is null ? r.Fen : r.RepaidFen) : 0;

    /// <summary>Demands money back that was paid.</summary>
    public Outcome DemandBack(Recovery demand, Actor actor, DateTime now, DateOnly today)
    {
        if (Payments.Find(p => p.Id == demand.PaymentId) is not { } payment || Recoverable(payment) <= 0)
        {
            return Outcome.Refused(new Reason(new Text("这一笔没有发出去，或者已经全部在追回"), "recovery-payment"));
        }
        var reasons = new List<Reason>();
        if (demand.Fen <= 0 || demand.Fen > Recoverable(payment))
        {
            reasons.Add(new Reason(new Text("追回的金额要大于 0，最多 {0} 元", new Money(Recoverable(payment)).InYuan()), "recovery-amount"));
        }
        if (demand.Reason.Length < ShortestReason)
        {
            reasons.Add(new Reason(new Text("写明追回原因（至少 {0} 个字）", ShortestReason), "recovery-reason"));
        }
        if (demand.Document.Length == 0)
        {
            reasons.Add(new Reason(new Text("填追回通知的文号"), "recovery-document"));
        }
        if (demand.DemandedOn > today || demand.DemandedOn < payment.PaidOn)
        {
            reasons.Add(new Reason(new Text("通知日期在发放之后，不晚于今天"), "recovery-on"));
        }
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        demand.CaseId = Id;
        Recoveries.Add(demand);
        AddRemark($"追回 {new Money(demand.Fen).InYuan()} 元（{demand.Document}）：{demand.Reason}", actor, now, demand.DemandedOn);
        return Outcome.Done;
    }

    /// <summary>Writes down a sum that came back.</summary>
    public Outcome RepayBack(Recovery recovery, Repayment part, Actor actor, DateTime now, DateOnly today)
    {
        var reasons = new List<Reason>();
        if (part.Fen <= 0 || part.Fen > recovery.OpenFen)
        {
            reasons.Add(new Reason(new Text("退回的金额要大于 0，最多 {0} 元", new Money(recovery.OpenFen).InYuan()), "repayment-amount"));
        }
        if (part.Voucher.Length == 0)
        {
            reasons.Add(new Reason(new Text("填退回的凭证号"), "repayment-voucher"));
        }
        if (part.On > today || part.On < recovery.DemandedOn)
        {
            reasons.Add(new Reason(new Text("退回日期在通知之后，不晚于今天"), "repayment-on"));
        }
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        // A new list: the old one is what the database still holds.
        recovery.Repayments = [.. recovery.Repayments, part];
        AddRemark($"退回 {new Money(part.Fen).InYuan()} 元，凭证 {part.Voucher}，还差 {new Money(recovery.OpenFen).InYuan()} 元", actor, now, part.On);
        return Outcome.Done;
    }

    /// <summary>Gives up what will not come any more.</summary>
    public Outcome WriteOff(Recovery recovery, string reason, Actor actor, DateTime now, DateOnly today)
    {
        if (recovery.OpenFen <= 0)
        {
            return Outcome.Refused("这一笔已经退清或核销");
        }
        if (reason.Trim().Length < ShortestReason)
        {
            return Outcome.Refused(new Reason(new Text("写明核销原因和依据（至少 {0} 个字）", ShortestReason), "write-off-reason"));
        }
        var left = recovery.OpenFen;
        (recovery.WrittenOffOn, recovery.WriteOffReason) = (today, reason.Trim());
        AddRemark($"核销追不回的 {new Money(left).InYuan()} 元：{recovery.WriteOffReason}", actor, now, today);
        return Outcome.Done;
    }
}
