using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>What is decided about some differences (处理).</summary>
public sealed record Settlement(DifferenceDecision? Decision, DifferenceCause? Cause, string Note);

/// <summary>One difference that was not settled, with its reason.</summary>
public sealed record Unsettled(string Name, Outcome Outcome);

/// <summary>Where differences are settled (差异处理窗口): theirs is taken into the register, or ours is kept and told them with the next package.</summary>
public sealed class DifferenceDesk(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>Settles several differences alike; one that cannot be settled so never stops the rest.</summary>
    public async Task<(Outcome Outcome, int Settled, IReadOnlyList<Unsettled> Left)> SettleAsync(Actor actor, IReadOnlyCollection<Guid> ids, Settlement settlement)
    {
        if (!ReconciliationAccess.MayWrite(actor))
        {
            return (ReconciliationAccess.ReadOnly, 0, []);
        }
        var missing = new List<Reason>();
        if (settlement.Decision is null or DifferenceDecision.Agreed)
        {
            missing.Add(new Reason(new Text("选怎么处理"), "settle-decision"));
        }
        if (settlement.Cause is null or DifferenceCause.Unknown)
        {
            missing.Add(new Reason(new Text("选原因"), "settle-cause"));
        }
        if (missing.Count > 0)
        {
            return (Outcome.Refused(missing), 0, []);
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        var month = await MonthAsync(db);
        var left = new List<Unsettled>();
        var differences = await db.Differences.Where(d => ids.Contains(d.Id)).OrderBy(d => d.Id).ToListAsync();
        foreach (var difference in differences)
        {
            var outcome = await SettleAsync(db, difference, settlement, month);
            if (!outcome.Succeeded)
            {
                left.Add(new Unsettled(difference.Name, outcome));
            }
        }
        return await SavedAsync(db, write, differences.Count - left.Count, left);
    }

    /// <summary>Settles everything open of some kinds alike.</summary>
    public async Task<(Outcome Outcome, int Settled, IReadOnlyList<Unsettled> Left)> SettleOpenAsync(
        Actor actor, IReadOnlyList<DifferenceKind> kinds, Settlement settlement, CancellationToken cancellation = default)
    {
        await using var db = databases.Open(actor);
        return await SettleAsync(actor, await db.Differences.Where(d => d.ClosedMonth == null && kinds.Contains(d.Kind)).Select(d => d.Id).ToListAsync(cancellation), settlement);
    }

    private async Task<Outcome> SettleAsync(CanLianDb db, Difference difference, Settlement settlement, string month)
    {
        var decision = settlement.Decision!.Value;
        if (!difference.Open)
        {
            return Outcome.Refused("{0}已经处理过：{1}", difference.DecidedBy ?? "", new Text(difference.Decision!.Value.Label()));
        }
        if (!difference.Choices.Contains(decision))
        {
            return Outcome.Refused("{0}不能{1}，可以：{2}", new Text(difference.Kind.Label()), new Text(decision.Label()), string.Join("、", difference.Choices.Select(c => c.Label())));
        }
        var theirs = new TheirValue(db, difference, clock.UtcNow);
        if (decision == DifferenceDecision.TakeTheirs && await theirs.TakeAsync(month) is { Succeeded: false } refused)
        {
            return refused;
        }
        if (decision == DifferenceDecision.KeepOurs && await theirs.IsOursTooAsync())
        {
            return Outcome.Refused("名册里现在就是对方的值，没有我方的可以保留：要保留原来的，先在名册里改回来");
        }
        difference.Cause = settlement.Cause!.Value;
        difference.Close(decision, month, db.Actor.Name, clock.UtcNow, clock.Today, settlement.Note.Trim() is { Length: > 0 } note ? note : null);
        return Outcome.Done;
    }

    /// <summary>Gives open differences to somebody in whose region they all lie; one that does not lie there stays with whom it is with.</summary>
    public async Task<(Outcome Outcome, int Given, IReadOnlyList<Unsettled> Left)> AssignAsync(Actor actor, IReadOnlyCollection<Guid> ids, string? account)
    {
        if (!ReconciliationAccess.MayWrite(actor))
        {
            return (ReconciliationAccess.ReadOnly, 0, []);
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        if ((await Owners.AllAsync(db)).FirstOrDefault(a => a.Id == account) is not { } owner)
        {
            return (Outcome.Refused(new Reason(new Text("选交给谁"), "settle-owner")), 0, []);
        }
        var left = new List<Unsettled>();
        var differences = await db.Differences.Where(d => ids.Contains(d.Id)).OrderBy(d => d.Id).ToListAsync();
        foreach (var difference in differences)
        {
            if (!difference.Open)
            {
                left.Add(new Unsettled(difference.Name, Outcome.Refused("{0}已经处理过：{1}", difference.DecidedBy ?? "", new Text(difference.Decision!.Value.Label()))));
            }
            else if (!Region.Contains(owner.RegionCode, difference.RegionCode))
            {
                left.Add(new Unsettled(difference.Name, Outcome.Refused("不在{0}管的地方", owner.DisplayName)));
            }
            else
            {
                (difference.OwnerId, difference.OwnerName) = (owner.Id, owner.DisplayName);
            }
        }
        return await SavedAsync(db, write, differences.Count - left.Count, left);
    }

    /// <summary>Takes up again what was decided. The register is left as it is; a request that had gone to the bureau is taken back with the next package.</summary>
    public async Task<(Outcome Outcome, int Reopened, IReadOnlyList<Unsettled> Left)> ReopenAsync(Actor actor, IReadOnlyCollection<Guid> ids, string reason)
    {
        if (!ReconciliationAccess.MayWrite(actor))
        {
            return (ReconciliationAccess.ReadOnly, 0, []);
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return (Outcome.Refused(new Reason(new Text("写为什么要重开"), "reopen-reason")), 0, []);
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        var month = await MonthAsync(db);
        var left = new List<Unsettled>();
        var differences = await db.Differences.Where(d => ids.Contains(d.Id)).OrderBy(d => d.Id).ToListAsync();
        foreach (var difference in differences)
        {
            var (kind, list, subject) = (difference.Kind, difference.FromList, difference.Subject);
            if (!difference.MayReopen)
            {
                left.Add(new Unsettled(difference.Name, Outcome.Refused(difference.Open ? "还没有处理" : difference.SuccessorId is null ? "是名单自己对上的，没有可以重开的" : "已经重开过了")));
            }
            else if (await db.Differences.AnyAsync(d => d.Kind == kind && d.FromList == list && d.Subject == subject && d.ClosedMonth == null))
            {
                left.Add(new Unsettled(difference.Name, Outcome.Refused("同一处差异另有一条没有结清，处理那一条")));
            }
            else
            {
                var told = await db.ExchangePackages.AnyAsync(p => p.BuiltAt > difference.DecidedAt && p.SupersededAt == null);
                if (difference.Reopen(month, actor.Name, reason.Trim(), clock.UtcNow, told) is { } next)
                {
                    db.Add(next);
                }
            }
        }
        return await SavedAsync(db, write, differences.Count - left.Count, left);
    }

    // The month that runs: that of the latest list with which the register was compared.
    private async Task<string> MonthAsync(CanLianDb db) =>
        await db.ReceivedLists.Where(l => l.Kind != ListKind.ClueAnswers).MaxAsync(l => (string?)l.Month) ?? Month.Of(clock.Today).ToString();

    private static async Task<(Outcome, int, IReadOnlyList<Unsettled>)> SavedAsync(CanLianDb db, WriteTransaction write, int done, IReadOnlyList<Unsettled> left)
    {
        var saved = await db.SaveOrRefuseAsync("就在刚才，别人处理过其中的差异，这次没有存。打开最新的再处理");
        if (!saved.Succeeded)
        {
            return (saved, 0, []);
        }
        await write.CommitAsync();
        return (Outcome.Done, done, left);
    }
}
