using CanLian.Blazor.Data.Tallies;
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
    /// <summary>What the whole is called where it is more than one district.</summary>
    private const string Whole = "全部区县";

    /// <summary>Null when there is no such place, or when it is not the actor's to see.</summary>
    public async Task<FigureGround?> GroundAsync(Actor actor, FigureAsk ask)
    {
        await using var db = databases.Open(actor);
        var widest = await WidestAsync(db, actor);
        var asked = string.IsNullOrEmpty(ask.Region) || Region.Contains(ask.Region, widest) ? widest : ask.Region;
        if (!Region.Contains(widest, asked) || ask.Month is < 1 or > 12 || ask.Year is < 1990 or > 2100 || await PlaceAsync(db, asked) is not { } place)
        {
            return null;
        }
        var years = await YearsAsync(db);
        var year = ask.Year ?? (years.Contains(clock.Today.Year) || years.Count == 0 ? clock.Today.Year : years[0]);
        return new FigureGround(
            FigureScope.Of(year, asked, clock.Today, ask.Month).Until(ask.On),
            ask.Month,
            place,
            await AboveAsync(db, widest, asked),
            await PartsAsync(db, asked),
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
        var found = read(db);
        db.KeepVillages();
        return found;
    });

    // Whoever may see everything begins at the whole where it is more than one district.
    private static async Task<string> WidestAsync(CanLianDb db, Actor actor)
    {
        if (actor.Region.Length > 0)
        {
            return actor.Region;
        }
        var districts = await db.Regions.Where(r => r.Code.Length == Region.DistrictLength).OrderBy(r => r.Code).Select(r => r.Code).Take(2).ToListAsync();
        return districts is [var only] ? only : "";
    }

    // The whole has no code of its own, and a new database has no places.
    private static async Task<Region?> PlaceAsync(CanLianDb db, string code) =>
        await db.Regions.AsNoTracking().FirstOrDefaultAsync(r => r.Code == code)
        ?? (code.Length == 0 ? new Region { Code = "", Name = Whole } : await db.Regions.AnyAsync() ? null : new Region { Code = code, Name = "" });

    private static async Task<List<Region>> AboveAsync(CanLianDb db, string widest, string asked)
    {
        var codes = Enumerable.Range(widest.Length, asked.Length - widest.Length).Select(length => asked[..length]).ToList();
        var above = await db.Regions.AsNoTracking().Where(r => codes.Contains(r.Code)).OrderBy(r => r.Code).ToListAsync();
        return widest.Length == 0 && asked.Length > 0 ? [new Region { Code = "", Name = Whole }, .. above] : above;
    }

    private static async Task<List<Region>> PartsAsync(CanLianDb db, string asked)
    {
        var length = asked.Length < Region.DistrictLength ? Region.DistrictLength : asked.Length + Region.TownLength - Region.DistrictLength;
        var (low, high) = RegionRange.Of(asked);
        return await db.Regions.AsNoTracking().Where(r => r.Code.Length == length && string.Compare(r.Code, low) >= 0 && string.Compare(r.Code, high) <= 0)
            .OrderBy(r => r.Code).ToListAsync();
    }

    private static async Task<List<int>> YearsAsync(CanLianDb db)
    {
        var targets = await db.Targets.Where(t => !t.Draft).Select(t => t.Year).Distinct().ToListAsync();
        var cases = TallyReader.YearsOf(db) ?? await db.Cases.Select(c => c.Year).Distinct().ToListAsync();
        return [.. targets.Union(cases).OrderDescending()];
    }
}
