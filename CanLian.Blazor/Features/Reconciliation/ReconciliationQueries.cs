using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>What the page of received lists shows (收到的名单).</summary>
public sealed record ListsView(
    IReadOnlyList<ReceivedList> Lists, IReadOnlyList<AnsweredClue> Clues, IReadOnlyList<RemovalDoubt> Doubts, IReadOnlyDictionary<string, string> Places, bool MayWrite)
{
    /// <summary>Files that were fetched from the channel, newest first, and what became of each.</summary>
    public IReadOnlyList<(DateTime At, string Words)> Fetched { get; init; } = [];
}

/// <summary>A clue of ours with the bureau's answer (已反馈的线索).</summary>
public sealed record AnsweredClue(Clue Clue, string Name);

/// <summary>A household whose risk was removed against the rules (消除存疑).</summary>
public sealed record RemovalDoubt(Guid PersonId, string Name, string RegionCode, DateOnly IdentifiedOn, DateOnly RemovedOn, IReadOnlyList<Text> Reasons);

/// <summary>By what the differences are narrowed (差异条件).</summary>
/// <param name="Month">The month of the balance; null for the latest.</param>
/// <param name="Kind">Only of this kind.</param>
/// <param name="Town">Only of this town.</param>
/// <param name="Part">Which part of the month's balance.</param>
/// <param name="Owner">Only those that this account has to clear up.</param>
/// <param name="Page">From 1.</param>
public sealed record DifferenceFilter(
    string? Month = null, DifferenceKind? Kind = null, string? Town = null, BalancePart Part = BalancePart.Closing, string? Owner = null, int Page = 1);

/// <summary>Somebody who may have differences to clear up, and where (可负责的人).</summary>
public sealed record OwnerChoice(string Id, string Name, string Place, string RegionCode);

/// <summary>What the page of differences shows (差异处理).</summary>
public sealed record DifferencesView(
    string? Month, IReadOnlyList<string> Months, IReadOnlyList<DifferenceBalance> ByTown, IReadOnlyList<DifferenceBalance> ByKind, DifferenceBalance Whole,
    IReadOnlyList<Difference> Rows, int Total, IReadOnlyDictionary<string, string> Places, bool MayWrite)
{
    /// <summary>The month is the latest, so that what is open in it is open today.</summary>
    public bool Latest => Month is null || Month == Months[0];

    /// <summary>Who has differences in this part of the month, and how many.</summary>
    public IReadOnlyList<(string Id, string Name, int Count)> Owners { get; init; } = [];

    /// <summary>To whom differences may be given; empty for whoever may not give any.</summary>
    public IReadOnlyList<OwnerChoice> Choices { get; init; } = [];
}

/// <summary>Reads of the bureau's lists: what was received, what differs, and how the differences moved from month to month.</summary>
public sealed class ReconciliationQueries(CanLianDbFactory databases, OfficeClock clock)
{
    public const int PageSize = 20;

    /// <summary>Under this name the ledger of jobs keeps what was fetched.</summary>
    public const string InboxJob = "exchange-inbox";
    private const int MostFetched = 5;
    private const int MostDoubts = 200;
    private const int MostClues = 100;

    /// <summary>Null for whoever has no business here.</summary>
    public async Task<ListsView?> ListsAsync(Actor actor)
    {
        if (!ReconciliationAccess.MayRead(actor))
        {
            return null;
        }
        await using var db = databases.Open(actor);
        return new ListsView(
            await db.ReceivedLists.AsNoTracking().OrderByDescending(l => l.Month).ThenBy(l => l.Kind).ToListAsync(),
            await db.Clues.AsNoTracking().Where(c => c.Verdict != null).OrderByDescending(c => c.VerifiedOn).ThenByDescending(c => c.Number).Take(MostClues)
                .Select(c => new AnsweredClue(c, db.Persons.Where(p => p.Id == c.PersonId).Select(p => p.Name).FirstOrDefault() ?? "")).ToListAsync(),
            await DoubtsAsync(db),
            await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name),
            ReconciliationAccess.MayWrite(actor))
        {
            Fetched = (await db.JobRuns.AsNoTracking().Where(r => r.Job == InboxJob).OrderByDescending(r => r.At).Take(MostFetched).ToListAsync()).ConvertAll(r => (r.At, r.Result)),
        };
    }

    /// <summary>Null for whoever has no business here.</summary>
    public async Task<DifferencesView?> DifferencesAsync(Actor actor, DifferenceFilter filter)
    {
        if (!ReconciliationAccess.MayRead(actor))
        {
            return null;
        }
        await using var db = databases.Open(actor);
        var places = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var mayWrite = ReconciliationAccess.MayWrite(actor);
        var months = await db.ReceivedLists.AsNoTracking().Where(l => l.Kind != ListKind.ClueAnswers).Select(l => l.Month).Distinct().OrderDescending().ToListAsync();
        var asked = filter.Month is { } named && months.Contains(named) ? named : months.FirstOrDefault();
        if (!Month.TryParse(asked, out var month))
        {
            return new DifferencesView(null, [], [], [], new DifferenceBalance("", 0, 0, 0, 0), [], 0, places, mayWrite);
        }
        // As it stands, also where the year is closed: what is settled in January belongs to the month of December's list.
        var scope = new FigureScope(month.Year, actor.Region, month.LastDay) { Live = true };
        var counts = DifferenceFigures.All.SelectMany(f => f.Split(db, scope).Select(c => (f.Part, Count: c))).ToLookup(c => c.Part, c => c.Count);
        var all = counts.SelectMany(c => c).ToList();
        var rows = Narrowed(db.Differences.AsNoTracking(), filter, asked!);
        var owners = await rows.Where(d => d.OwnerId != null).GroupBy(d => new { d.OwnerId, d.OwnerName }).Select(g => new { g.Key.OwnerId, g.Key.OwnerName, Count = g.Count() }).ToListAsync();
        rows = filter.Owner is { } owner ? rows.Where(d => d.OwnerId == owner) : rows;
        return new DifferencesView(
            asked, months,
            [.. all.Select(c => Region.TownOf(c.RegionCode)).Distinct().Order().Select(town => DifferenceBalance.From(town, counts, c => Region.TownOf(c.RegionCode) == town))],
            [.. all.Select(c => c.Kind).Distinct().Order().Select(kind => DifferenceBalance.From(kind.Label(), counts, c => c.Kind == kind))],
            DifferenceBalance.From("", counts, _ => true),
            await rows.OrderBy(d => d.RegionCode).ThenBy(d => d.Household).ThenBy(d => d.Id).Skip((filter.Page - 1) * PageSize).Take(PageSize).ToListAsync(),
            await rows.CountAsync(), places, mayWrite)
        {
            Owners = [.. owners.OrderBy(o => o.OwnerName).Select(o => (o.OwnerId!, o.OwnerName, o.Count))],
            Choices = mayWrite ? [.. (await Owners.AllAsync(db)).Select(a => new OwnerChoice(a.Id, a.DisplayName, places.GetValueOrDefault(a.RegionCode, ""), a.RegionCode))] : [],
        };
    }

    private static IQueryable<Difference> Narrowed(IQueryable<Difference> differences, DifferenceFilter filter, string month)
    {
        var rows = differences.In(filter.Part, month);
        if (filter.Kind is { } kind)
        {
            rows = rows.Where(d => d.Kind == kind);
        }
        // Where no town is known, the district itself stands in its place.
        if (filter.Town is { Length: > 0 and < Region.TownLength } district)
        {
            rows = rows.Where(d => d.RegionCode == district);
        }
        else if (filter.Town is { Length: > 0 } town)
        {
            var (low, high) = RegionRange.Of(town);
            rows = rows.Where(d => string.Compare(d.RegionCode, low) >= 0 && string.Compare(d.RegionCode, high) <= 0);
        }
        return rows;
    }

    /// <summary>Removals of risk that the rules speak against, of households still on the list; one row a household.</summary>
    private async Task<List<RemovalDoubt>> DoubtsAsync(CanLianDb db)
    {
        var today = clock.Today;
        var removed = await db.Persons.AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Where(p => p.Hardships.Any(h => h.RiskRemovedOn != null && (h.To == null || h.To >= today)))
            .OrderBy(p => p.RegionCode).ThenBy(p => p.SortKey).Take(MostDoubts)
            .Include(p => p.Hardships).Include(p => p.Allowances)
            .Include(p => p.Household!.Members).ThenInclude(m => m.Allowances)
            .ToListAsync();
        var ids = removed.SelectMany(p => p.Household?.Members.Select(m => m.Id) ?? [p.Id]).Concat(removed.Select(p => p.Id)).Distinct().ToList();
        var cases = (await db.Cases.AsNoTracking().Where(c => ids.Contains(c.PersonId) && c.DoneOn != null).Select(c => new { c.PersonId, c.DoneOn }).ToListAsync())
            .ToLookup(c => c.PersonId, c => c.DoneOn!.Value);
        return [.. removed.DistinctBy(p => p.HouseholdId ?? p.Id).Select(p => DoubtOf(p, today, id => cases[id])).OfType<RemovalDoubt>()];
    }

    private static RemovalDoubt? DoubtOf(Person person, DateOnly today, Func<Guid, IEnumerable<DateOnly>> doneFor)
    {
        var monitored = person.Hardships.First(h => h.RiskRemovedOn is not null && (h.To is null || h.To >= today));
        IReadOnlyList<Person> members = person.Household is { Members.Count: > 0 } household ? household.Members : [person];
        var measures = members.SelectMany(m => doneFor(m.Id).Concat(m.Allowances.Select(a => a.From)));
        var reasons = RemovalCheck.Doubts(monitored, [.. members.Select(m => m.Employment)], measures.Where(day => day <= monitored.RiskRemovedOn)).ToList();
        return reasons.Count == 0 ? null : new RemovalDoubt(person.Id, person.Name, person.RegionCode, monitored.From, monitored.RiskRemovedOn!.Value, reasons);
    }
}
