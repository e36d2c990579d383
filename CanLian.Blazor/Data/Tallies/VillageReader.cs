using System.Collections.Concurrent;
using System.Globalization;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>
/// Puts figures that ask the register together from their villages (按村合成): what is kept of a village holds for one day and as long as the village's stamp is
/// the one it was computed at; the others are computed, and kept for the next reader. The stamps are read first, so that what is computed is never older
/// than its stamp.
/// </summary>
internal sealed class VillageReader(CanLianDb db)
{
    private const decimal Unit = 1_000_000m;
    private const int OneByOne = 12;
    private const int InOneStatement = 100;
    private const int WorthKeeping = 4;
    private const int Few = 2;
    private static readonly Lazy<HashSet<string>> _ids = new(() => [.. Catalogue.Figures.SelectMany(f => f.Parts).Where(IsOfVillages).Select(f => f.Id)]);
    // Figures of the catalogue that turned out to be computed as a whole alone.
    private static readonly ConcurrentDictionary<string, bool> _wholes = [];
    private readonly Dictionary<(string Low, string High), Stamps> _stamps = [];
    private readonly Dictionary<FigureScope, (int Asked, Dictionary<string, Together>? All)> _places = [];
    private readonly List<VillageCell> _computed = [];

    /// <summary>The values in regions of one level; null where they must be computed as a whole.</summary>
    public IReadOnlyDictionary<string, FigureValue>? Of(Figure figure, FigureScope scope, IReadOnlyList<string> regions)
    {
        if (SeesLess && figure.OfReserved)
        {
            return regions.ToDictionary(r => r, _ => new FigureValue(0));
        }
        // A village is computed at once.
        if (regions.Count == 0 || regions[0].Length > Region.TownLength || (SeesLess && !IsTheSameForAll(figure))
            || _wholes.ContainsKey(figure.Id) || !db.Actor.SeesPersons || !IsKept(scope) || !regions.All(r => Region.Contains(db.Actor.Region, r)) || !IsOfVillages(figure))
        {
            return null;
        }
        var (id, length) = (figure.Id, regions[0].Length);
        var (asked, known) = regions is [var region] ? ReadTogether(id, scope with { Region = region }) : default;
        if (known is { Value: { } value })
        {
            return new Dictionary<string, FigureValue> { [regions[0]] = value };
        }
        var (low, high) = (RegionRange.Of(regions.Min(StringComparer.Ordinal)!).Low, RegionRange.Of(regions.Max(StringComparer.Ordinal)!).High);
        var stamps = StampsOf(low, high);
        if (stamps.Of.Count == 0)
        {
            return null;
        }
        var kept = Kept(scope, low, high).Where(c => c.FigureId == id);
        if (!asked && Whole(kept, length, stamps) is { } whole)
        {
            return regions.ToDictionary(r => r, r => whole.GetValueOrDefault(r) ?? new FigureValue(0));
        }
        var cells = asked && known is null ? [] : kept.AsEnumerable()
            .Where(c => stamps.Of.TryGetValue(c.RegionCode, out var stamp) && stamp == c.Stamp).ToDictionary(c => c.RegionCode);
        if (cells.Count < stamps.Of.Count)
        {
            var missing = stamps.Of.Where(s => !cells.ContainsKey(s.Key)).ToDictionary();
            if (SeesLess || Computed(figure, scope, missing) is not { } computed)
            {
                return null;
            }
            _computed.AddRange(computed);
            computed.ForEach(c => cells.Add(c.RegionCode, c));
        }
        var of = cells.Values.ToLookup(c => c.RegionCode.Length < length ? "" : c.RegionCode[..length]);
        return regions.ToDictionary(r => r, r => Sum([.. of[r]]));
    }

    /// <summary>Keeps what was computed for the next reader.</summary>
    public void Keep(bool waits)
    {
        if (_computed.Count < (waits ? 1 : WorthKeeping) || db.Database.CurrentTransaction is not null || (waits ? db.BeginWrite() : db.TryBeginWrite()) is not { } write)
        {
            return;
        }
        using (write)
        {
            foreach (var some in _computed.OrderBy(c => c.FigureId, StringComparer.Ordinal).ThenBy(c => c.RegionCode, StringComparer.Ordinal).Chunk(InOneStatement))
            {
                TallyRows.Put(db, some);
            }
            write.Commit();
        }
        _computed.Clear();
    }

    // Whoever does not see every programme has a town at most, and may read what others have kept of its villages; what they would compute, without the
    // members of a household who live elsewhere, is kept for nobody.
    private bool SeesLess => db.HiddenProgrammes.Count > 0;

    // Whoever does not see every programme is told the same of one that they see.
    private bool IsTheSameForAll(Figure figure) =>
        figure.SameForAll || (Catalogue.Find(figure.Id.Split('.')[0]) is { } programme && programme.ShownTo(db.Actor));

    // Of other days a figure is asked seldom.
    private bool IsKept(FigureScope scope) => scope.AsOf == db.Clock.Today || (scope.AsOf == new DateOnly(scope.Year, 12, 31) && scope.AsOf < db.Clock.Today);

    private Stamps StampsOf(string low, string high)
    {
        if (!_stamps.TryGetValue((low, high), out var known))
        {
            var all = db.VillageStamps.AsNoTracking().Where(s => s.RegionCode == VillageStamps.All).Select(s => s.Stamp).FirstOrDefault();
            known = _stamps[(low, high)] = new Stamps(all, all == 0 ? [] : db.VillageStamps.AsNoTracking()
                .Where(s => s.RegionCode != VillageStamps.All && string.Compare(s.RegionCode, low) >= 0 && string.Compare(s.RegionCode, high) <= 0)
                .ToDictionary(s => s.RegionCode, s => s.Stamp + all));
        }
        return known;
    }

    private static bool IsOfVillages(Figure figure) =>
        figure is CaseFigure { IsTallied: false, IsOverdue: false } or not (CaseFigure or TargetFigure or RatioFigure);

    // Whoever asks for more than a few figures of a place will ask for all of them, and gets them in one query.
    private (bool Asked, Together? Known) ReadTogether(string id, FigureScope scope)
    {
        if (!_ids.Value.Contains(id))
        {
            return default;
        }
        var (asked, all) = _places.GetValueOrDefault(scope);
        all ??= asked < Few ? null : Sums(scope, [.. _ids.Value]);
        _places[scope] = (asked + 1, all);
        return (true, (all ?? Sums(scope, [id])).GetValueOrDefault(id));
    }

    private Dictionary<string, Together> Sums(FigureScope scope, List<string> ids)
    {
        var (low, high) = scope.Range;
        var kept = ids is [var one] ? Kept(scope, low, high).Where(c => c.FigureId == one) : Kept(scope, low, high).Where(c => ids.Contains(c.FigureId));
        // Stamps only rise, so a sum of all that is the sum of today's is made of today's alone: a statement that sees both at one moment need not compare them one by one.
        var now = db.VillageStamps.Where(s => s.RegionCode != VillageStamps.All && string.Compare(s.RegionCode, low) >= 0 && string.Compare(s.RegionCode, high) <= 0);
        var forAll = db.VillageStamps.Where(s => s.RegionCode == VillageStamps.All);
        var sums = kept.GroupBy(c => c.FigureId)
            .Select(g => new
            {
                Cells = new Summed(g.Key, g.Sum(c => c.Millionths), g.Sum(c => c.Records), g.Count(), g.Count(c => c.Shared != null)),
                Stamps = g.Sum(c => c.Stamp),
                Now = now.Sum(s => s.Stamp),
                ForAll = forAll.Sum(s => s.Stamp),
                Villages = now.Count(),
            })
            .ToList();
        // Read a moment later: a village written in between leaves its figures to be read one by one.
        var shared = SharedOf([.. sums.Select(s => s.Cells)], Holding(kept, sums.Select(s => s.ForAll).FirstOrDefault())).ToLookup(c => c.FigureId);
        return sums.ToDictionary(s => s.Cells.Of, s => new Together(
            s.Cells.Villages == s.Villages && s.Stamps == s.Now + (s.ForAll * s.Villages) && shared[s.Cells.Of].Count() == s.Cells.Shared
                ? s.Cells.Value(shared[s.Cells.Of]) : null));
    }

    private IQueryable<VillageCell> Kept(FigureScope scope, string low, string high)
    {
        var (year, day) = (scope.Year, scope.AsOf);
        return db.VillageCells.AsNoTracking().Where(c => c.Year == year && c.Day == day && string.Compare(c.RegionCode, low) >= 0 && string.Compare(c.RegionCode, high) <= 0);
    }

    // Those that were computed at the stamp their village has now.
    private IQueryable<VillageCell> Holding(IQueryable<VillageCell> kept, long all) =>
        kept.Join(db.VillageStamps, c => new { c.RegionCode, c.Stamp }, s => new { s.RegionCode, Stamp = s.Stamp + all }, (c, _) => c);

    // All villages at once, where every one of them is kept.
    private Dictionary<string, FigureValue>? Whole(IQueryable<VillageCell> kept, int length, Stamps stamps)
    {
        var holding = Holding(kept.Where(c => c.RegionCode.Length >= length), stamps.All);
        var sums = holding.GroupBy(c => c.RegionCode.Substring(0, length))
            .Select(g => new Summed(g.Key, g.Sum(c => c.Millionths), g.Sum(c => c.Records), g.Count(), g.Count(c => c.Shared != null))).ToList();
        if (sums.Sum(s => s.Villages) < stamps.Of.Count)
        {
            return null;
        }
        var shared = SharedOf(sums, holding).ToLookup(c => c.RegionCode[..length]);
        return sums.ToDictionary(s => s.Of, s => s.Value(shared[s.Of]));
    }

    private List<VillageCell>? Computed(Figure figure, FigureScope scope, Dictionary<string, long> villages)
    {
        IRecords records = db;
        var places = villages.Count <= OneByOne ? [.. villages.Keys] : new List<string> { Common(villages.Keys) };
        var rows = new List<VillageRow>();
        foreach (var place in places)
        {
            if (figure.ByVillage(records, scope with { Region = place }) is not { } found)
            {
                if (_ids.Value.Contains(figure.Id))
                {
                    _wholes[figure.Id] = true;
                }
                return null;
            }
            rows.AddRange(found);
        }
        var of = rows.ToLookup(r => r.RegionCode);
        return [.. villages.Select(v => Cell(figure, scope, v.Key, v.Value, [.. of[v.Key]]))];
    }

    private static VillageCell Cell(Figure figure, FigureScope scope, string village, long stamp, List<VillageRow> rows)
    {
        var once = rows.Where(r => r.Subject is not null).DistinctBy(r => r.Subject).ToList();
        return new VillageCell
        {
            Year = scope.Year,
            FigureId = figure.Id,
            Day = scope.AsOf,
            RegionCode = village,
            Stamp = stamp,
            Millionths = (long)((once.Count + rows.Where(r => r.Subject is null).Sum(r => r.Adds)) * Unit),
            Records = rows.Sum(r => r.Records),
            Shared = string.Join(' ', once.Where(r => r.Elsewhere).Select(r => r.Subject!.Value.ToString("N", CultureInfo.InvariantCulture))) is { Length: > 0 } shared ? shared : null,
        };
    }

    private static FigureValue Sum(IReadOnlyCollection<VillageCell> cells) =>
        new((cells.Sum(c => c.Millionths) / Unit) - Twice(cells), Records: cells.Sum(c => c.Records));

    private static IEnumerable<VillageCell> SharedOf(List<Summed> sums, IQueryable<VillageCell> cells) =>
        sums.Exists(s => s.Shared > 0) ? cells.Where(c => c.Shared != null).AsEnumerable() : [];

    private static int Twice(IEnumerable<VillageCell> cells)
    {
        List<string> shared = [.. cells.SelectMany(c => c.Shared?.Split(' ') ?? [])];
        return shared.Count - shared.Distinct().Count();
    }

    /// <summary>The cells of a figure or of a region, added up.</summary>
    private sealed record Summed(string Of, long Millionths, int Records, int Villages, int Shared)
    {
        /// <summary>Whoever is counted in several villages is counted once.</summary>
        public FigureValue Value(IEnumerable<VillageCell> shared) => new((Millionths / Unit) - Twice(shared), Records: Records);
    }

    /// <summary>What was found of a figure when all of a place were read.</summary>
    /// <param name="Value">Null where villages are missing.</param>
    private sealed record Together(FigureValue? Value);

    /// <summary>The stamp of every village, and what of it stands for all of them.</summary>
    private sealed record Stamps(long All, Dictionary<string, long> Of);

    private static string Common(IEnumerable<string> codes) => codes.Aggregate((a, b) => a[..a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count()]);
}
