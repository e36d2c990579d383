using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Surveys;

/// <summary>To whom a village's list is given (派单情况).</summary>
public sealed record VillageDispatch(string Code, string Town, string Village, int Open, int Handed, IReadOnlyList<string> Given, IReadOnlyList<string> Investigators);

/// <summary>How the checks of a village stand (一村抽查).</summary>
public sealed record VillageChecks(string Code, string Town, string Village, int Round, CheckScore Score, IReadOnlyList<SurveyCheck> Checks);

/// <summary>The checks of a survey by village, and by the worker whose sheets were looked at.</summary>
public sealed record SurveyChecking(IReadOnlyList<VillageChecks> Villages, IReadOnlyList<(string Worker, CheckScore Score)> Workers);

/// <summary>Reads of dispatch and checks; whatever is of a person follows the reader's region.</summary>
public sealed class SurveyCheckQueries(CanLianDbFactory databases)
{
    public async Task<IReadOnlyList<VillageDispatch>> DispatchAsync(Actor actor, Guid survey)
    {
        await using var db = databases.Open(actor);
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var people = await SurveyCheckDesk.InvestigatorsAsync(db);
        var open = await db.SurveyEntries.Where(e => e.SurveyId == survey && e.Way == null)
            .GroupBy(e => new { e.RegionCode, e.Investigator, e.DispatchedOn, e.DispatchedBy }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return [.. open.GroupBy(o => o.Key.RegionCode).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new VillageDispatch(
            g.Key, names.GetValueOrDefault(Region.TownOf(g.Key), ""), names.GetValueOrDefault(g.Key, ""),
            g.Sum(o => o.Count), g.Where(o => o.Key.DispatchedOn is not null).Sum(o => o.Count),
            [.. g.Where(o => o.Key.DispatchedOn is not null).Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Key.Investigator} {o.Count}（{o.Key.DispatchedBy} {o.Key.DispatchedOn:yyyy-MM-dd}）"))],
            [.. people.Where(p => Region.Contains(p.Region, g.Key) || Region.Contains(g.Key, p.Region)).Select(p => p.Name).Distinct()]))];
    }

    public async Task<SurveyChecking> ChecksAsync(Actor actor, Guid survey)
    {
        await using var db = databases.Open(actor);
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var checks = await db.SurveyChecks.AsNoTracking().Include(c => c.Entry).Where(c => c.SurveyId == survey).OrderBy(c => c.RegionCode).ThenBy(c => c.Id).ToListAsync();
        return new SurveyChecking(
            [.. checks.GroupBy(c => c.RegionCode, (village, drawn) => (Code: village, Last: LastRound(drawn))).Select(v => new VillageChecks(
                v.Code, names.GetValueOrDefault(Region.TownOf(v.Code), ""), names.GetValueOrDefault(v.Code, ""), v.Last[0].Round, CheckScore.Of(v.Last), v.Last))],
            [.. checks.GroupBy(c => c.Investigator).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, CheckScore.Of([.. g])))]);
    }

    /// <summary>A drawn sheet with nothing filled in: who asks again is not told what was said. Null outside the reader's region.</summary>
    public async Task<(SurveyCheck Check, Questionnaire Questionnaire)?> SheetAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        var check = await db.SurveyChecks.AsNoTracking().Include(c => c.Entry!.Survey).Include(c => c.Entry!.Person!.Certificates).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == id);
        return check?.Entry?.Person is null ? null : (check, check.Entry.Survey!.Questionnaire());
    }

    /// <summary>The checks of the last draw.</summary>
    internal static List<SurveyCheck> LastRound(IEnumerable<SurveyCheck> checks) => checks.GroupBy(c => c.Round).MaxBy(g => g.Key)?.ToList() ?? [];
}
