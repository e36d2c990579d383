using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>What the matrix shows (对照表).</summary>
/// <param name="Year">The year.</param>
/// <param name="Town">Code of the town shown; null for the whole district.</param>
/// <param name="Towns">Towns to choose from.</param>
/// <param name="Totals">The figures of the year over all that is shown, by id.</param>
/// <param name="Households">The households of this page, one list of rows each.</param>
/// <param name="Total">Households that are shown on all pages.</param>
/// <param name="TooMany">So many households that a town has to be chosen first.</param>
/// <param name="Open">Persons and programmes with a task that is still open.</param>
/// <param name="Places">Names of places.</param>
/// <param name="MayWrite">The reader may give out tasks.</param>
public sealed record MatrixView(
    int Year, string? Town, IReadOnlyList<Region> Towns, IReadOnlyDictionary<string, FigureValue> Totals, IReadOnlyList<IReadOnlyList<MatrixRow>> Households, int Total,
    bool TooMany, IReadOnlySet<(Guid, string)> Open, IReadOnlyDictionary<string, string> Places, bool MayWrite);

/// <summary>Reads the measures of every monitored household; the totals are the year's figures of the same names.</summary>
public sealed class MatrixQueries(CanLianDbFactory databases, FigureQueries figures)
{
    public const int PageSize = 20;

    /// <summary>As many households are judged at once; a bigger district is looked at by town.</summary>
    private const int MostAtOnce = 1_500;

    /// <summary>Null for whoever has no business here, and for a place that is none.</summary>
    public async Task<MatrixView?> ViewAsync(Actor actor, int? year, string? town, bool onlyGaps, int page)
    {
        if (!ReconciliationAccess.MayRead(actor) || await figures.GroundAsync(actor, new FigureAsk(year, town)) is not { } ground)
        {
            return null;
        }
        var scope = ground.Scope;
        var shown = MonitoringMatrix.Measures.Select(m => m.Figure).Append("monitoring.households").Append("monitoring.persons").Append("monitoring.risk_removed");
        var totals = await figures.EvaluateAsync(actor, scope, shown.Select(id => Catalogue.FindFigure(id)!));
        await using var db = databases.Open(actor);
        var places = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var towns = await db.Regions.AsNoTracking().Where(r => r.Code.Length == Region.TownLength).OrderBy(r => r.Code).ToListAsync();
        var keys = await KeysAsync(db, scope);
        var tooMany = keys.Count > MostAtOnce && onlyGaps;
        var matrix = new MonitoringMatrix(scope, await db.PolicySettings.AsNoTracking().ToListAsync(), Catalogue.Of);
        var pageKeys = onlyGaps ? tooMany ? [] : keys : [.. keys.Skip((page - 1) * PageSize).Take(PageSize)];
        var households = await RowsAsync(db, matrix, pageKeys);
        var total = keys.Count;
        if (onlyGaps)
        {
            households = households.FindAll(h => h.Any(r => r.Cells.Any(c => c.State == MeasureState.Missing)));
            (total, households) = (households.Count, [.. households.Skip((page - 1) * PageSize).Take(PageSize)]);
        }
        var persons = households.SelectMany(h => h).Select(r => r.Person.Id).ToList();
        var open = (await db.OutreachTasks.AsNoTracking().Where(t => t.ClosedOn == null && persons.Contains(t.PersonId)).Select(t => new { t.PersonId, t.Programme }).ToListAsync())
            .Select(t => (t.PersonId, t.Programme)).ToHashSet();
        return new MatrixView(scope.Year, town, towns, totals, households, total, tooMany, open, places, ReconciliationAccess.MayWrite(actor));
    }

    /// <summary>The monitored households with a holder, by region; one person where no household is known.</summary>
    private static async Task<List<(Guid? Household, Guid Person)>> KeysAsync(CanLianDb db, FigureScope scope)
    {
        var rows = await MonitoringFigures.Holders(db, scope)
            .OrderBy(p => p.RegionCode).ThenBy(p => p.HouseholdId).ThenBy(p => p.SortKey).Select(p => new { p.HouseholdId, p.Id }).ToListAsync();
        return [.. rows.DistinctBy(r => r.HouseholdId ?? r.Id).Select(r => (r.HouseholdId, r.Id))];
    }

    private static async Task<List<IReadOnlyList<MatrixRow>>> RowsAsync(CanLianDb db, MonitoringMatrix matrix, IReadOnlyList<(Guid? Household, Guid Person)> keys)
    {
        var (households, alone) = (keys.Select(k => k.Household).OfType<Guid>().ToList(), keys.Where(k => k.Household is null).Select(k => k.Person).ToList());
        var persons = await db.Persons.AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Where(p => (p.HouseholdId != null && households.Contains(p.HouseholdId.Value)) || alone.Contains(p.Id))
            .Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Allowances).Include(p => p.Needs).Include(p => p.Household!.Members).ThenInclude(m => m.Hardships)
            .OrderBy(p => p.SortKey).ThenBy(p => p.Id).ToListAsync();
        var ids = persons.ConvertAll(p => p.Id);
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.PersonId) || (c.HouseholdId != null && households.Contains(c.HouseholdId.Value))).ToListAsync();
        var (members, own) = (persons.ToLookup(p => p.HouseholdId ?? p.Id), cases.ToLookup(c => c.PersonId));
        return [.. keys.Select(k => members[k.Household ?? k.Person].ToList()).Select(m => matrix.RowsOf(m, [.. m.SelectMany(p => own[p.Id])])).Where(rows => rows.Count > 0)];
    }
}
