using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>What is decided about some differences (处理).</summary>
public sealed record Settlement(DifferenceDecision? Decision, DifferenceCause? Cause, string Note);

/// <summary>One difference that was not settled, with its reason.</summary>
public sealed record Unsettled(string Name, Outcome Outcome);

/// <summary>Where differences are settled (差异处理窗口): theirs is taken into the register, or ours is kept and told them with the next package.</summary>
public sealed class DifferenceDesk(CanLianDbFactory databases, OfficeClock clock)
{
    private const int LongestName = 50;

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
        var month = await db.ReceivedLists.Where(l => l.Kind == ListKind.Monitored).MaxAsync(l => (string?)l.Month) ?? Month.Of(clock.Today).ToString();
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
        var saved = await db.SaveOrRefuseAsync("就在刚才，别人处理过其中的差异，这次没有存。打开最新的再处理");
        if (!saved.Succeeded)
        {
            return (saved, 0, []);
        }
        await write.CommitAsync();
        return (Outcome.Done, differences.Count - left.Count, left);
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
        if (decision == DifferenceDecision.TakeTheirs && await TakeTheirsAsync(db, difference, month) is { Succeeded: false } refused)
        {
            return refused;
        }
        difference.Cause = settlement.Cause!.Value;
        difference.Close(decision, month, db.Actor.Name, clock.UtcNow, clock.Today, settlement.Note.Trim() is { Length: > 0 } note ? note : null);
        return Outcome.Done;
    }

    private async Task<Outcome> TakeTheirsAsync(CanLianDb db, Difference difference, string month)
    {
        // Search keys are made of these, and a household moves together.
        var person = await db.Persons.Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Household!.Members).ThenInclude(m => m.Certificates)
            .AsSplitQuery().SingleOrDefaultAsync(p => p.Id == difference.PersonId);
        if (person is null)
        {
            return Outcome.Refused("名册里找不到这个人");
        }
        return difference.Kind switch
        {
            DifferenceKind.Name => await RenameAsync(db, person, difference.Theirs.Trim()),
            DifferenceKind.Place => Move(person, difference.TheirRegionCode!),
            _ => Leave(person, month),
        };
    }

    private async Task<Outcome> RenameAsync(CanLianDb db, Person person, string name)
    {
        if (name.Contains("某某", StringComparison.Ordinal) || name.Contains('*') || name.Contains('＊'))
        {
            return Outcome.Refused("对方的姓名是遮盖过的（{0}），不能写进名册", name);
        }
        if (name.Length is 0 or > LongestName)
        {
            return Outcome.Refused("姓名最多 {0} 个字", LongestName);
        }
        if (person.Household is { } household && household.HeadName == person.Name)
        {
            household.HeadName = name;
        }
        person.Name = name;
        await Twins.FlagAsync(db, person, clock.UtcNow);
        return Outcome.Done;
    }

    private static Outcome Move(Person person, string village)
    {
        if (person.Household is { } household)
        {
            foreach (var member in household.Members.Where(m => m.RegionCode == household.RegionCode))
            {
                member.RegionCode = village;
            }
            household.RegionCode = village;
        }
        person.RegionCode = village;
        return Outcome.Done;
    }

    // Off the list since the month before: on the list's own day the household was no longer there.
    private static Outcome Leave(Person person, string month)
    {
        var last = Month.TryParse(month, out var given) ? given.FirstDay.AddDays(-1) : default;
        foreach (var monitored in person.Hardships.Where(h => h.IsMonitored && (h.To is null || h.To > last)))
        {
            monitored.To = last < monitored.From ? monitored.From : last;
        }
        return Outcome.Done;
    }
}
