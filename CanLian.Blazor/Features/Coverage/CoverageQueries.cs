using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Coverage;

/// <summary>Reads whom each programme lets in and whom it has reached (应补尽补): numbers by village in one pass of the rules, lists by the same rules.</summary>
public sealed class CoverageQueries(CanLianDbFactory databases, FigureQueries figures, RegionQueries regions, OfficeClock clock)
{
    public const int PageSize = 30;

    /// <summary>As many are sent for in one step; more is no list anybody works through.</summary>
    public const int MostAtOnce = 1_000;

    /// <summary>So many villages stand in the panel at once; of more, those of the chosen town.</summary>
    private const int MostVillages = 40;

    /// <summary>Every programme that exists for the reader; null where there is no such place.</summary>
    public async Task<(FigureGround Ground, IReadOnlyList<CoverageLine> Lines)?> OverviewAsync(Actor actor, string? place)
    {
        if (await figures.GroundAsync(actor, new FigureAsk(clock.Today.Year, place)) is not { } ground)
        {
            return null;
        }
        var programmes = Catalogue.ProgrammesFor(actor).ToList();
        var values = await figures.EvaluateAsync(actor, ground.Scope, programmes.SelectMany(p => new[] { p.Figure(p.Code + ".eligible"), p.Figure(p.Code + ".unserved") }));
        await using var db = databases.Open(actor);
        var ((low, high), today) = (ground.Scope.Range, clock.Today);
        var tasks = await db.OutreachTasks.Where(t => t.ClosedOn == null && string.Compare(t.RegionCode, low) >= 0 && string.Compare(t.RegionCode, high) <= 0)
            .GroupBy(t => t.Programme).Select(g => new { g.Key, Open = g.Count(), Late = g.Sum(t => t.DueOn < today ? 1 : 0) }).ToDictionaryAsync(g => g.Key);
        return (ground, [.. programmes.Select(p => new CoverageLine(
            p, values[p.Code + ".eligible"], values[p.Code + ".unserved"], tasks.GetValueOrDefault(p.Code)?.Open ?? 0, tasks.GetValueOrDefault(p.Code)?.Late ?? 0))]);
    }

    /// <summary>One programme in one place; null where there is no such programme or place for the reader.</summary>
    public async Task<CoverageView?> ViewAsync(Actor actor, CoverageAsk ask)
    {
        if (Catalogue.Find(ask.Programme, actor) is not { } programme || await figures.GroundAsync(actor, new FigureAsk(clock.Today.Year, ask.Place)) is not { } ground)
        {
            return null;
        }
        var names = await regions.AllAsync(actor);
        return await Task.Run(() =>
        {
            using var db = databases.Open(actor);
            var widest = ground.Above.Count > 0 ? ground.Above[0].Code : ground.Place.Code;
            var cells = Cells(actor, programme, widest, names);
            var totals = CoverageTotals.Of(cells.Where(c => Region.Contains(ground.Place.Code, c.Village)));
            var (rows, total, missing) = ((IReadOnlyList<CoverageRow>?)null, 0, (IReadOnlyList<(string, int)>)[]);
            if (CoverageAccess.SeesNames(actor, programme))
            {
                var reach = new Reach(programme, db, Scope(ground.Place.Code));
                var persons = Persons(reach, ask);
                // Of persons the pass has counted them; of households the list has every member.
                total = ask.Show == CoverageShow.Near || programme.Subject == Subject.Household ? persons.Count() : totals.For(ask.Show);
                rows = CoverageRows.Of(db, reach, programme, [.. Ordered(persons).Skip((ask.Page - 1) * PageSize).Take(PageSize).Select(p => p.Id)], clock.Today);
                missing = ask.Show == CoverageShow.Near ? [.. reach.RulesToMiss.Select(rule => (rule, reach.Nearly(rule).Count())).Where(m => m.Item2 > 0)] : [];
            }
            return new CoverageView(
                programme, ground.Place, ground.Above, totals, Places(cells, names, widest, ground.Place.Code, ask.Show), rows, total, missing, CoverageAccess.MayAssign(actor, programme));
        });
    }

    /// <summary>How many stand where in a place of the actor's, village by village.</summary>
    public async Task<IReadOnlyList<ReachCell>> CellsAsync(Actor actor, Programme programme, string place)
    {
        var names = await regions.AllAsync(actor);
        return await Task.Run(() => Cells(actor, programme, place, names));
    }

    // Several districts are asked each by itself, as many at once as there are processors, and as if the actor saw no more: of two ranges of one column an
    // index serves the first, be it the wider.
    private IReadOnlyList<ReachCell> Cells(Actor actor, Programme programme, string place, IReadOnlyList<Region> names)
    {
        var districts = place.Length >= Region.DistrictLength ? [place] : names.Select(r => r.Code).Where(code => code.Length == Region.DistrictLength && Region.Contains(place, code)).ToList();
        return Reach.Cells(districts.AsParallel().WithDegreeOfParallelism(Environment.ProcessorCount).SelectMany(district =>
        {
            using var db = databases.Open(actor with { Region = district });
            return new Reach(programme, db, Scope(district)).Parts();
        }));
    }

    /// <summary>Everybody on a list in its order, as far as they can be sent for at once; nobody where the reader sees no names.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(Actor actor, CoverageAsk ask, int most)
    {
        if (Catalogue.Find(ask.Programme, actor) is not { } programme || !CoverageAccess.SeesNames(actor, programme)
            || await figures.GroundAsync(actor, new FigureAsk(clock.Today.Year, ask.Place)) is not { } ground)
        {
            return [];
        }
        await using var db = databases.Open(actor);
        return await Ordered(Persons(new Reach(programme, db, Scope(ground.Place.Code)), ask)).Select(p => p.Id).Take(most).ToListAsync();
    }

    /// <summary>Rows for an export, in no order of their own.</summary>
    internal IReadOnlyList<CoverageRow> Rows(Actor actor, Programme programme, List<Guid> ids)
    {
        using var db = databases.Open(actor);
        return CoverageRows.Of(db, new Reach(programme, db, Scope(actor.Region)), programme, ids, clock.Today);
    }

    /// <summary>To whom tasks of a place can be given: those who work there or above it, with what they have to do already.</summary>
    public async Task<IReadOnlyList<Assignee>> AssigneesAsync(Actor actor, string place)
    {
        await using var db = databases.Open(actor);
        var roles = CoverageAccess.Assignees.ToList();
        var accounts = (await db.Users.AsNoTracking().Where(u => u.DisabledAt == null && roles.Contains(u.Role)).ToListAsync())
            .Where(u => Region.Contains(actor.Region, u.RegionCode) && (Region.Contains(place, u.RegionCode) || Region.Contains(u.RegionCode, place))).ToList();
        var ids = accounts.ConvertAll(u => u.Id);
        var open = await db.OutreachTasks.Where(t => t.ClosedOn == null && t.AssigneeId != null && ids.Contains(t.AssigneeId))
            .GroupBy(t => t.AssigneeId!).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return [.. accounts.OrderByDescending(u => u.RegionCode.Length).ThenBy(u => u.RegionCode).ThenBy(u => u.UserName)
            .Select(u => new Assignee(u.Id, u.DisplayName, u.Role, u.RegionCode, open.GetValueOrDefault(u.Id)))];
    }

    private FigureScope Scope(string place) => FigureScope.Of(clock.Today.Year, place, clock.Today);

    private static IQueryable<Person> Persons(Reach reach, CoverageAsk ask) => ask.Show switch
    {
        CoverageShow.Unreached => reach.Standing(ReachState.Unreached),
        CoverageShow.Today => reach.Standing(ReachState.NewToday),
        CoverageShow.Week => reach.Standing(ReachState.NewThisWeek),
        CoverageShow.InProgress => reach.Standing(ReachState.InProgress),
        CoverageShow.Served => reach.Standing(ReachState.Served),
        CoverageShow.Near => reach.Nearly(ask.Rule),
    };

    private static IQueryable<Person> Ordered(IQueryable<Person> persons) => persons.OrderBy(p => p.RegionCode).ThenBy(p => p.SortKey).ThenBy(p => p.Id);

    // Towns, and beneath the chosen one its villages; where there are few, all of them.
    private static IReadOnlyList<CoveragePlace> Places(IReadOnlyList<ReachCell> cells, IReadOnlyList<Region> names, string widest, string chosen, CoverageShow show)
    {
        var listed = cells.Where(c => CoverageTotals.Of([c]).For(show) > 0).ToList();
        var few = listed.Select(c => c.Village).Distinct().Count() <= MostVillages;
        var known = names.ToDictionary(r => r.Code);
        return [.. new[] { Region.DistrictLength, Region.TownLength, Region.VillageLength }.Where(length => length > widest.Length)
            .SelectMany(length => listed.Where(c => c.Village.Length >= length).GroupBy(c => c.Village[..length]))
            .Where(g => few || Above(g.Key) is not { } above || above.Length <= widest.Length || Region.Contains(above, chosen))
            .Where(g => known.ContainsKey(g.Key))
            .Select(g => new CoveragePlace(known[g.Key], CoverageTotals.Of(g).For(show))).OrderBy(p => p.Place.Code, StringComparer.Ordinal)];

        static string? Above(string code) => code.Length switch
        {
            Region.VillageLength => code[..Region.TownLength],
            Region.TownLength => code[..Region.DistrictLength],
            _ => null,
        };
    }
}
