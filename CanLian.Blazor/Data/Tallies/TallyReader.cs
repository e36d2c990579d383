using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>
/// Answers figures from what is kept (汇总取数), for as long as a context lives. Of one region everything is read at once: a page asks for many figures of
/// its place. Only days of which the tallies are exact are answered: a month's end, or a day with nothing dated between it and the end of its month.
/// </summary>
internal sealed class TallyReader(CanLianDb db)
{
    private static readonly HashSet<string> _measures = [.. Catalogue.Programmes.Select(p => p.MeasureFigure.Id)];
    private readonly Dictionary<(int Year, int Month, string Region), ILookup<string, Kept>> _places = [];
    private readonly Dictionary<(int Year, DateOnly AsOf, string Region), Dictionary<string, long>> _due = [];
    private readonly Dictionary<(int Year, string Region), Dictionary<string, FigureValue>> _targets = [];
    private readonly Dictionary<(int Year, DateOnly AsOf), List<(string Programme, string Region)>> _ahead = [];
    private readonly Dictionary<(int Year, string Kind, string Regions), Dictionary<(string Figure, string Region), FigureValue>?> _split = [];
    private readonly Dictionary<(int Year, int Month, string Regions), ILookup<(string Figure, string Region), Kept>?> _measured = [];
    private readonly Lazy<TallyState?> _state = new(() => TallyState.Read(db));

    /// <summary>Whether anything that is kept holds.</summary>
    public bool Holds => _state.Value is not null;

    /// <summary>The values in regions of one level; null where they must be computed.</summary>
    public IReadOnlyDictionary<string, FigureValue>? Of(Figure figure, FigureScope scope, IReadOnlyList<string> regions)
    {
        // Whoever asks for more than their own gets what the filter leaves of it, and of a wider tally nothing may be told.
        if (regions.Count == 0 || !TallySheet.Levels.Contains(regions[0].Length) || _state.Value is null || !regions.All(r => Region.Contains(db.Actor.Region, r)))
        {
            return null;
        }
        return figure switch
        {
            CaseFigure { IsOverdue: true } overdue => Overdue(overdue, scope, regions),
            CaseFigure { IsTallied: true } cases when Catalogue.Tallied.Has(cases) && MonthOf(cases, scope, regions) is { } month => Cases(cases, scope.Year, month, regions),
            TargetFigure targets => Targets(targets, scope.Year, regions),
            _ => null,
        };
    }

    /// <summary>Years in which the reader has cases; null where they must be asked for. A year is looked up, not every case.</summary>
    public static List<int>? YearsOf(CanLianDb db)
    {
        if (TallyState.Read(db) is null)
        {
            return null;
        }
        var years = new List<int>();
        for (int? year = 0; (year = db.Tallies.IgnoreQueryFilters().Where(t => t.Year > year).Min(t => (int?)t.Year)) is { } found;)
        {
            if (db.Cases.Any(c => c.Year == found))
            {
                years.Add(found);
            }
        }
        return years;
    }

    private Dictionary<string, FigureValue> Cases(CaseFigure figure, int year, int month, IReadOnlyList<string> regions)
    {
        if (regions is [var region])
        {
            var kept = Place(year, month, region)[figure.Id].ToList();
            return new() { [region] = figure.OfTally(kept.Sum(k => k.Value), kept.Sum(k => k.Rows)) };
        }
        // Whoever sets places side by side asks for one programme's measure after the other: with the second all of them are read.
        var (id, parts) = (figure.Id, (year, month, string.Join(' ', regions)));
        var found = !_measures.Contains(id) || _measured.TryAdd(parts, null) ? Of([id]) : _measured[parts] ??= Of(_measures);
        return regions.ToDictionary(r => r, r => figure.OfTally(found[(id, r)].Sum(k => k.Value), found[(id, r)].Sum(k => k.Rows)));

        ILookup<(string, string), Kept> Of(IReadOnlyCollection<string> figures) =>
            Read(db.Tallies.Where(t => t.Year == year).WhereKey(t => t.RegionCode, regions).WhereKey(t => t.FigureId, figures), month).ToLookup(t => (t.FigureId, t.RegionCode));
    }

    private ILookup<string, Kept> Place(int year, int month, string region) => _places.TryGetValue((year, month, region), out var place)
        ? place
        : _places[(year, month, region)] = Read(db.Tallies.Where(t => t.Year == year && t.RegionCode == region), month).ToLookup(t => t.FigureId);

    private static List<Kept> Read(IQueryable<Tally> tallies, int month)
    {
        var (value, rows) = (Tally.Value(month), Tally.Rows(month));
        return [.. tallies.AsNoTracking().Select(t => new Kept(t.FigureId, t.RegionCode, t.Programme, EF.Property<long>(t, value), EF.Property<long>(t, rows)))];
    }

    // What was late before the month is kept as one number; only the month's own days are added up.
    private Dictionary<string, FigureValue> Overdue(CaseFigure figure, FigureScope scope, IReadOnlyList<string> regions)
    {
        var (year, asOf, programme) = (scope.Year, scope.AsOf, figure.Programme);
        var month = asOf.Year == year ? asOf.Month : (int?)null;
        var from = month is null ? DateOnly.MinValue : new Month(year, asOf.Month).FirstDay;
        var days = db.DueTallies.AsNoTracking().Where(d => d.Year == year && d.DueOn >= from && d.DueOn < asOf);
        if (regions is [var region])
        {
            if (!_due.TryGetValue((year, asOf, region), out var due))
            {
                var before = month is null ? [] : Place(year, month.Value, region)[TallySheet.Overdue];
                due = _due[(year, asOf, region)] = Sums(before.Select(k => (k.Programme, k.Value)), days.Where(d => d.RegionCode == region).GroupBy(d => d.Programme));
            }
            return new() { [region] = Counted(programme is null ? due.Values.Sum() : due.GetValueOrDefault(programme)) };
        }
        var months = db.Tallies.Where(t => t.Year == year && t.FigureId == TallySheet.Overdue && (programme == null || t.Programme == programme)).WhereKey(t => t.RegionCode, regions);
        var found = Sums(
            month is null ? [] : Read(months, month.Value).Select(k => (k.RegionCode, k.Value)),
            days.Where(d => programme == null || d.Programme == programme).WhereKey(d => d.RegionCode, regions).GroupBy(d => d.RegionCode));
        return regions.ToDictionary(r => r, r => Counted(found.GetValueOrDefault(r)));

        FigureValue Counted(long cases) => figure.OfTally(cases, cases);

        static Dictionary<string, long> Sums(IEnumerable<(string Key, long Cases)> before, IQueryable<IGrouping<string, DueTally>> days) =>
            days.Select(g => new { g.Key, Cases = g.Sum(d => d.Cases) }).AsEnumerable().Select(g => (g.Key, g.Cases)).Concat(before)
                .GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Sum(s => s.Cases));
    }

    private Dictionary<string, FigureValue> Targets(TargetFigure figure, int year, IReadOnlyList<string> regions)
    {
        if (regions is [var region])
        {
            if (!_targets.TryGetValue((year, region), out var set))
            {
                set = _targets[(year, region)] = db.TargetTallies.AsNoTracking().Where(t => t.Year == year && t.RegionCode == region)
                    .ToDictionary(t => t.FigureId, t => new FigureValue(t.Number, Records: t.Records));
            }
            return new() { [region] = set.GetValueOrDefault(figure.Id, None) };
        }
        // Whoever sets places side by side asks for one programme's task after the other: with the second the tasks of all of them are read.
        var (id, kind) = (figure.Id, figure.Id[figure.Id.LastIndexOf('.')..]);
        var parts = (year, kind, string.Join(' ', regions));
        var targets = db.TargetTallies.AsNoTracking().Where(t => t.Year == year).WhereKey(t => t.RegionCode, regions);
        var found = _split.TryAdd(parts, null) ? Of(targets.Where(t => t.FigureId == id)) : _split[parts] ??= Of(targets.Where(t => t.FigureId.EndsWith(kind)));
        return regions.ToDictionary(r => r, r => found.GetValueOrDefault((id, r), None));

        static Dictionary<(string, string), FigureValue> Of(IQueryable<TargetTally> some) =>
            some.AsEnumerable().ToDictionary(t => (t.FigureId, t.RegionCode), t => new FigureValue(t.Number, Records: t.Records));
    }

    // The month whose end stands for the day; null where none does.
    private int? MonthOf(CaseFigure figure, FigureScope scope, IReadOnlyList<string> regions)
    {
        var asOf = scope.AsOf;
        if (asOf.Year != scope.Year)
        {
            return null;
        }
        var end = new Month(asOf.Year, asOf.Month).LastDay;
        if (asOf == end)
        {
            return asOf.Month;
        }
        if (asOf < _state.Value!.Day)
        {
            return null;
        }
        if (!_ahead.TryGetValue((scope.Year, asOf), out var ahead))
        {
            ahead = _ahead[(scope.Year, asOf)] = [.. db.TallyAhead.AsNoTracking().Where(a => a.Year == scope.Year && a.Day > asOf && a.Day <= end)
                .Select(a => new { a.Programme, a.RegionCode }).Distinct().AsEnumerable().Select(a => (a.Programme, a.RegionCode))];
        }
        return ahead.Exists(a => (figure.Programme is null || a.Programme == figure.Programme) && regions.Any(r => Region.Contains(r, a.Region))) ? null : asOf.Month;
    }

    private static FigureValue None { get; } = new(null);

    private sealed record Kept(string FigureId, string RegionCode, string Programme, long Value, long Rows);
}
