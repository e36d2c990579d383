using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Late;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Late;

/// <summary>The conditions of the list, as its address has them.</summary>
public sealed record LateFilter(LateKind? Kind = null, string? Town = null, string? Worker = null, LateLevel AtLeast = LateLevel.Own);

/// <summary>One line of the list (逾期事项).</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Href">Its record's page.</param>
/// <param name="Name">Person, householder, notice or month.</param>
/// <param name="Place">Village, town or district.</param>
/// <param name="Programme">The programme; null where it belongs to none.</param>
/// <param name="Stage">The stage of the case; null where the kind alone says what is to be done.</param>
/// <param name="Reference">Case number, or what is missing.</param>
/// <param name="Due">When it is or was due.</param>
/// <param name="DaysLate">Days past the due day; negative before it.</param>
/// <param name="Hands">Who has to see to it.</param>
/// <param name="Level">How far it has gone on.</param>
/// <param name="Since">Since when it is there.</param>
/// <param name="Told">Who is told there.</param>
public sealed record LateRow(
    LateKind Kind, string Href, string Name, string Place, Programme? Programme, string? Stage, string Reference, DateOnly Due, int DaysLate,
    IReadOnlyList<string> Hands, LateLevel Level, DateOnly Since, IReadOnlyList<string> Told);

/// <summary>How many lines somebody has to see to; a line of several people counts for each.</summary>
public sealed record LateShare(string? Id, string Name, string Place, Role? Role, int Count);

/// <summary>The page (逾期与卡住).</summary>
/// <param name="Day">The day it is asked for.</param>
/// <param name="Counts">How many of each kind; the condition of the kind left aside.</param>
/// <param name="Rows">One page of lines.</param>
/// <param name="Total">All lines under the conditions.</param>
/// <param name="ByTown">Per town, the condition of the town left aside where the reader sees more.</param>
/// <param name="ByWorker">Per worker.</param>
/// <param name="Town">Name of the chosen town.</param>
/// <param name="Worker">Name of the chosen worker.</param>
public sealed record LateView(
    DateOnly Day, IReadOnlyDictionary<LateKind, int> Counts, IReadOnlyList<LateRow> Rows, int Total,
    IReadOnlyList<(Region Region, int Count)> ByTown, IReadOnlyList<LateShare> ByWorker, string? Town, string? Worker);

/// <summary>Reads what is late or stuck (逾期与卡住). Counts and lines come from the book of the domain, like its figures.</summary>
public sealed class LateQueries(CanLianDbFactory databases, OfficeClock clock)
{
    public const int PageSize = 25;

    private readonly SharedReads _shared = new();

    /// <summary>Null when town or worker are not the actor's to see.</summary>
    public Task<LateView?> FindAsync(Actor actor, LateFilter filter, int page, bool follows = false) =>
        _shared.ReadAsync((actor.Sight, filter, page), () => Task.FromResult(Find(actor, filter, page)), follows);

    private LateView? Find(Actor actor, LateFilter filter, int page)
    {
        using var db = databases.Open(actor);
        if (Ground(db, actor, filter) is not { } ground)
        {
            return null;
        }
        var tallies = Enum.GetValues<LateKind>().SelectMany(kind => Catalogue.Late.Tally(db, kind, ground.Ask)).Where(t => t.Level >= filter.AtLeast).ToList();
        var shown = tallies.Where(t => filter.Kind is null || t.Kind == filter.Kind).ToList();
        return new LateView(
            clock.Today,
            tallies.GroupBy(t => t.Kind).ToDictionary(g => g.Key, g => g.Sum(t => t.Count)),
            Rows(db, ground, filter, page * PageSize).Skip((page - 1) * PageSize).ToList(),
            shown.Sum(t => t.Count),
            [.. ground.Places.Values.Where(r => r.Code.Length == Region.TownLength)
                .Select(r => (r, shown.Where(t => Region.Contains(r.Code, t.RegionCode)).Sum(t => t.Count))).Where(t => t.Item2 > 0).OrderByDescending(t => t.Item2)],
            Shares(shown, ground),
            filter.Town is { } town ? ground.Places[town].Name : null,
            filter.Worker is { } worker ? ground.Hands.Find(worker)!.DisplayName : null);
    }

    /// <summary>Every line under the conditions, for the export; null when town or worker are not the actor's to see.</summary>
    public IReadOnlyList<LateRow>? All(Actor actor, LateFilter filter)
    {
        using var db = databases.Open(actor);
        return Ground(db, actor, filter) is { } ground ? [.. Rows(db, ground, filter, int.MaxValue)] : null;
    }

    private LateGround? Ground(CanLianDb db, Actor actor, LateFilter filter)
    {
        var places = db.Regions.AsNoTracking().ToDictionary(r => r.Code);
        var hands = new LateHands([.. db.Users.AsNoTracking().Where(u => u.DisabledAt == null)]);
        var worker = filter.Worker is { } id ? hands.Find(id) : null;
        if ((filter.Worker is not null && (worker is null || !Region.Contains(actor.Region, worker.RegionCode)))
            || (filter.Town is { } town && (!Region.Contains(actor.Region, town) || !places.ContainsKey(town))))
        {
            return null;
        }
        return new LateGround(places, hands, new LateAsk(clock.Today, filter.Town ?? actor.Region, filter.AtLeast, worker is null ? null : LateWorker.Of(worker.ToActor())));
    }

    // The lines of each kind come in the order of their due days; those that have gone furthest stand first, then the longest overdue.
    private static IEnumerable<LateRow> Rows(CanLianDb db, LateGround ground, LateFilter filter, int most)
    {
        var lines = Enum.GetValues<LateKind>().Where(k => filter.Kind is null || filter.Kind == k)
            .SelectMany(kind => Catalogue.Late.Lines(db, kind, ground.Ask).SelectMany(query => query.OrderBy(l => l.Due).ThenBy(l => l.Reference).ThenBy(l => l.RecordId).Take(most)
                .AsEnumerable().Select(line => (Kind: kind, Line: line, Level: LateRule.Of(kind).LevelOf(line.Due, ground.Ask.On)))));
        return lines.Where(l => l.Level >= filter.AtLeast).OrderByDescending(l => l.Level).ThenBy(l => l.Line.Due).ThenBy(l => l.Kind).ThenBy(l => l.Line.Reference).ThenBy(l => l.Line.RecordId)
            .Take(most).Select(l => Row(l.Kind, l.Line, l.Level, ground));
    }

    private static LateRow Row(LateKind kind, LateLine line, LateLevel level, LateGround ground)
    {
        var programme = Catalogue.Find(line.Programme);
        return new LateRow(
            kind, Href(kind, line), line.Name, ground.Places.GetValueOrDefault(line.RegionCode)?.Name ?? "", programme,
            line.Stage.Length > 0 ? programme?.Flow.Stage(line.Stage).Name : null, line.Reference, line.Due, ground.Ask.On.DayNumber - line.Due.DayNumber,
            [.. ground.Hands.Of(kind, line.RegionCode, line.Programme, line.Stage, line.AssigneeId).Select(a => a.DisplayName)],
            level, LateRule.Of(kind).Since(level, line.Due), [.. ground.Hands.ToldOf(level, line.RegionCode).Select(a => a.DisplayName)]);
    }

    private static List<LateShare> Shares(List<LateTally> tallies, LateGround ground) =>
        [.. tallies.SelectMany(t => ground.Hands.Of(t.Kind, t.RegionCode, t.Programme, t.Stage, t.AssigneeId).DefaultIfEmpty().Select(hand => (Account: hand, t.Count)))
            .GroupBy(x => x.Account?.Id)
            .Select(g => g.First().Account is { } account
                ? new LateShare(account.Id, account.DisplayName, ground.Places.GetValueOrDefault(account.RegionCode)?.Name ?? "", account.Role, g.Sum(x => x.Count))
                : new LateShare(null, "", "", null, g.Sum(x => x.Count)))
            .OrderByDescending(s => s.Count).ThenBy(s => s.Name, StringComparer.Ordinal)];

    private static string Href(LateKind kind, LateLine line) => kind switch
    {
        LateKind.Certificate or LateKind.Outreach => $"people/{line.RecordId}",
        LateKind.Notice => $"notices/{line.RecordId}",
        LateKind.Exchange => "exchange",
        LateKind.FollowUp or LateKind.Rectification => $"case/{line.RecordId}#follow-up",
        _ => $"case/{line.RecordId}",
    };

    private sealed record LateGround(Dictionary<string, Region> Places, LateHands Hands, LateAsk Ask);
}
