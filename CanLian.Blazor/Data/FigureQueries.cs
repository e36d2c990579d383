using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>What an address asks figures for (查询口径); what is missing is decided by the reader and the data.</summary>
/// <param name="Year">The year.</param>
/// <param name="Region">Statistical code prefix.</param>
/// <param name="Month">Up to the end of this month.</param>
/// <param name="On">Up to this day, if it is earlier.</param>
public sealed record FigureAsk(int? Year = null, string? Region = null, int? Month = null, DateOnly? On = null);

/// <summary>
/// Where the reader's figures are taken (统计范围): the scope, the place's name, the places below it, and the years worth asking for.
/// </summary>
/// <param name="Scope">Year, region and last day.</param>
/// <param name="Month">The month asked for; null for the whole year so far.</param>
/// <param name="Place">The region itself.</param>
/// <param name="Above">The regions it lies in, as far as the reader's scope reaches; the widest first.</param>
/// <param name="Parts">The regions directly below: towns of a district, villages of a town.</param>
/// <param name="Years">Years with targets or cases, latest first.</param>
public sealed record FigureGround(
    FigureScope Scope, int? Month, Region Place, IReadOnlyList<Region> Above, IReadOnlyList<Region> Parts, IReadOnlyList<int> Years);

/// <summary>
/// Evaluates figures for an actor (取数): one short context each time, nothing kept. Everything that shows a number asks here, and the region
/// asked for is never wider than the actor's.
/// </summary>
public sealed class FigureQueries(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>Null when there is no such place, or when it is not the actor's to see.</summary>
    public async Task<FigureGround?> GroundAsync(Actor actor, FigureAsk ask)
    {
        await using var db = databases.Open(actor);
        var regions = await db.Regions.AsNoTracking().OrderBy(r => r.Code).ToListAsync();
        var district = regions.Find(r => r.Code.Length == Region.DistrictLength)?.Code ?? "";
        var widest = actor.Region.Length == 0 ? district : actor.Region;
        var asked = string.IsNullOrEmpty(ask.Region) || Region.Contains(ask.Region, widest) ? widest : ask.Region;
        var place = regions.Find(r => r.Code == asked) ?? (regions.Count == 0 ? new Region { Code = asked, Name = "" } : null);
        if (!Region.Contains(widest, asked) || place is null || ask.Month is < 1 or > 12 || ask.Year is < 1990 or > 2100)
        {
            return null;
        }
        var years = await YearsAsync(db);
        var year = ask.Year ?? (years.Contains(clock.Today.Year) || years.Count == 0 ? clock.Today.Year : years[0]);
        return new FigureGround(
            FigureScope.Of(year, asked, clock.Today, ask.Month).Until(ask.On),
            ask.Month,
            place,
            [.. regions.Where(r => r.Code.Length >= widest.Length && r.Code.Length < asked.Length && Region.Contains(r.Code, asked))],
            [.. regions.Where(r => r.Code.Length == asked.Length + Region.TownLength - Region.DistrictLength && Region.Contains(asked, r.Code))],
            years.Contains(year) ? years : [.. years.Append(year).OrderDescending()]);
    }

    public Task<IReadOnlyDictionary<string, FigureValue>> EvaluateAsync(Actor actor, FigureScope scope, IEnumerable<Figure> figures) =>
        ReadAsync(actor, scope, db => (IReadOnlyDictionary<string, FigureValue>)figures.ToDictionary(f => f.Id, f => f.Evaluate(db, scope)));

    /// <summary>One figure in each of several regions.</summary>
    public Task<IReadOnlyDictionary<string, FigureValue>> EvaluateEachAsync(Actor actor, FigureScope scope, Figure figure, IReadOnlyList<Region> regions) =>
        ReadAsync(actor, scope, db => figure.EvaluateEach(db, scope, [.. regions.Select(r => r.Code)]));

    /// <summary>One figure as it stood at the end of each month of the year so far.</summary>
    public Task<IReadOnlyList<(DateOnly AsOf, FigureValue Value)>> MonthByMonthAsync(Actor actor, FigureScope scope, Figure figure) =>
        ReadAsync(actor, scope, db => (IReadOnlyList<(DateOnly, FigureValue)>)
            [.. scope.MonthByMonth().Select(month => (month.AsOf, figure.Evaluate(db, month)))]);

    /// <summary>
    /// Reads something of several figures through one context. Figures are evaluated without waiting in between, so this leaves the caller's
    /// thread free.
    /// </summary>
    /// <exception cref="OutsideScopeException">The scope is wider than the actor's region.</exception>
    public Task<T> ReadAsync<T>(Actor actor, FigureScope scope, Func<IRecords, T> read) => Task.Run(() =>
    {
        if (!Region.Contains(actor.Region, scope.Region))
        {
            throw new OutsideScopeException();
        }
        using var db = databases.Open(actor);
        return read(db);
    });

    private static async Task<List<int>> YearsAsync(CanLianDb db) =>
        await db.Targets.Where(t => !t.Draft).Select(t => t.Year).Union(db.Cases.Select(c => c.Year)).OrderDescending().ToListAsync();
}
