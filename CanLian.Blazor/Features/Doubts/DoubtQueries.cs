using System.Text.Json;
using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Doubts;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Doubts;

/// <summary>The conditions of the list, as its address has them.</summary>
public sealed record DoubtFilter(string? Rule = null, Gravity? Severity = null, string? Town = null, DoubtState State = DoubtState.Open, bool Mine = false);

/// <summary>One line of the list.</summary>
public sealed record DoubtRow(Guid Id, DoubtRule? Rule, Gravity Severity, string Name, string Place, KeptText Sentence, DateOnly FoundOn, DoubtState State, string? AssignedTo, Verdict? Verdict, string? SettledBy);

/// <summary>When the records were last looked through, and what came of it.</summary>
public sealed record LastLook(DateTime At, LookResult Result);

/// <summary>The page (疑点).</summary>
/// <param name="Rows">One page of doubts.</param>
/// <param name="Total">All under the conditions.</param>
/// <param name="Open">How many are open in the reader's place, by the figure.</param>
/// <param name="ByRule">The same rule by rule, by their figures; rules that found nothing are left out.</param>
/// <param name="Last">The last look; null while there was none.</param>
public sealed record DoubtList(IReadOnlyList<DoubtRow> Rows, int Total, int Open, IReadOnlyList<(DoubtRule Rule, int Count)> ByRule, LastLook? Last);

/// <summary>A record a doubt rests on, with the name of its place.</summary>
public sealed record EvidenceLine(Evidence Evidence, string Place);

/// <summary>One doubt with what it rests on (疑点).</summary>
/// <param name="Doubt">The doubt.</param>
/// <param name="Rule">Its rule; null where it was given up since.</param>
/// <param name="Place">The place that holds it.</param>
/// <param name="Evidence">The records.</param>
/// <param name="MayDecide">Whether the reader may settle it.</param>
/// <param name="Colleagues">To whom it can be given.</param>
public sealed record DoubtView(Doubt Doubt, DoubtRule? Rule, string Place, IReadOnlyList<EvidenceLine> Evidence, bool MayDecide, IReadOnlyList<(string Id, string Name, Role Role)> Colleagues);

/// <summary>Reads of what looks wrong. Who does not see all the records behind a doubt does not see the doubt.</summary>
public sealed class DoubtQueries(CanLianDbFactory databases, OfficeClock clock)
{
    public const int PageSize = 20;

    /// <summary>Null when the town is not the actor's to see.</summary>
    public async Task<DoubtList?> ListAsync(Actor actor, DoubtFilter filter, int page, int most = PageSize)
    {
        await using var db = databases.Open(actor);
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        if (filter.Town is { } town && (!Region.Contains(actor.Region, town) || !names.ContainsKey(town)))
        {
            return null;
        }
        var scope = FigureScope.Of(clock.Today.Year, filter.Town ?? actor.Region, clock.Today);
        var ((low, high), state) = (scope.Range, filter.State);
        var doubts = db.Doubts.AsNoTracking().Where(d => d.State == state && string.Compare(d.RegionCode, low) >= 0 && string.Compare(d.RegionCode, high) <= 0);
        doubts = filter.Rule is { } rule ? doubts.Where(d => d.Rule == rule) : doubts;
        doubts = filter.Severity is { } severity ? doubts.Where(d => d.Severity == severity) : doubts;
        doubts = filter.Mine ? doubts.Where(d => d.AssignedToId == actor.Id) : doubts;
        var rows = await doubts.OrderByDescending(d => d.FoundOn).ThenBy(d => d.Rule).ThenBy(d => d.Id).Skip((page - 1) * most).Take(most).ToListAsync();
        var byRule = Catalogue.Doubts.Rules.Select(r => (Rule: r, Count: Number(r.Code))).Where(r => r.Count > 0).ToList();
        var last = await db.JobRuns.AsNoTracking().Where(r => r.Job == NightlyDoubts.Job).OrderByDescending(r => r.At).FirstOrDefaultAsync();
        return new DoubtList(
            rows.ConvertAll(d => new DoubtRow(
                d.Id, Catalogue.Doubts.Find(d.Rule), d.Severity, d.Name, names.GetValueOrDefault(d.RegionCode, ""), d.Sentence, d.FoundOn, d.State, d.AssignedToName, d.Verdict, d.SettledBy)),
            await doubts.CountAsync(), Number(null), byRule,
            last is null ? null : new LastLook(last.At, JsonSerializer.Deserialize<LookResult>(last.Result, JsonSerializerOptions.Web)!));

        int Number(string? code) => (int)(Catalogue.Doubts.FigureOf(code).Evaluate(db, scope).Number ?? 0);
    }

    public async Task<DoubtView?> FindAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await db.Doubts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id) is not { } doubt)
        {
            return null;
        }
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var may = DoubtDesk.MayHave(actor, doubt);
        var accounts = may && doubt.State == DoubtState.Open ? await db.Users.AsNoTracking().Where(u => u.DisabledAt == null && u.Role != Role.VillageWorker).OrderBy(u => u.DisplayName).ToListAsync() : [];
        return new DoubtView(
            doubt, Catalogue.Doubts.Find(doubt.Rule), names.GetValueOrDefault(doubt.RegionCode, ""),
            doubt.Evidence.ConvertAll(e => new EvidenceLine(e, names.GetValueOrDefault(e.RegionCode, ""))), may,
            [.. accounts.Where(a => DoubtDesk.MayHave(a.ToActor(), doubt)).Select(a => (a.Id, a.DisplayName, a.Role))]);
    }
}
