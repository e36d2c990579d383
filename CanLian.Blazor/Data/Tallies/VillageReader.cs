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
    private readonly Dictionary<(string Low, string High), Stamps> _stamps = [];
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
            || !db.Actor.SeesPersons || !IsKept(scope) || !regions.All(r => Region.Contains(db.Actor.Region, r))
            || figure is not (CaseFigure { IsTallied: false, IsOverdue: false } or not (CaseFigure or TargetFigure or RatioFigure)))
        {
            return null;
        }
        var (low, high) = (RegionRange.Of(regions.Min(StringComparer.Ordinal)!).Low, RegionRange.Of(regions.Max(StringComparer.Ordinal)!).High);
        var stamps = StampsOf(low, high);
        if (stamps.Of.Count == 0)
        {
            return null;
        }
        var (year, day, id, length) = (scope.Year, scope.AsOf, figure.Id, regions[0].Length);
        var kept = db.VillageCells.AsNoTracking()
            .Where(c => c.Year == year && c.FigureId == id && c.Day == day && string.Compare(c.RegionCode, low) >= 0 && string.Compare(c.RegionCode, high) <= 0);
        if (Whole(kept, length, stamps) is { } whole)
        {
            return regions.ToDictionary(r => r, r => whole.GetValueOrDefault(r) ?? new FigureValue(0));
        }
        var cells = kept.AsEnumerable().Where(c => stamps.Of.TryGetValue(c.RegionCode, out var stamp) && stamp == c.Stamp).ToDictionary(c => c.RegionCode);
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
        return regions.ToDictionary(r => r, r => Sum(of[r]));
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

    // All villages at once, where every one of them is kept and nobody is counted in two.
    private Dictionary<string, FigureValue>? Whole(IQueryable<VillageCell> kept, int length, Stamps stamps)
    {
        var all = stamps.All;
        var sums = kept.Where(c => c.RegionCode.Length >= length)
            .Join(db.VillageStamps, c => new { c.RegionCode, c.Stamp }, s => new { s.RegionCode, Stamp = s.Stamp + all }, (c, _) => c)
            .GroupBy(c => c.RegionCode.Substring(0, length))
            .Select(g => new { g.Key, Millionths = g.Sum(c => c.Millionths), Records = g.Sum(c => c.Records), Villages = g.Count(), Shared = g.Max(c => c.Shared) }).ToList();
        return sums.Sum(s => s.Villages) == stamps.Of.Count && sums.TrueForAll(s => s.Shared is null)
            ? sums.ToDictionary(s => s.Key, s => new FigureValue(s.Millionths / Unit, Records: s.Records))
            : null;
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

    private static FigureValue Sum(IEnumerable<VillageCell> cells)
    {
        var (number, records, shared) = (0m, 0, new List<string>());
        foreach (var cell in cells)
        {
            (number, records) = (number + (cell.Millionths / Unit), records + cell.Records);
            shared.AddRange(cell.Shared?.Split(' ') ?? []);
        }
        return new FigureValue(number - (shared.Count - shared.Distinct().Count()), Records: records);
    }

    /// <summary>The stamp of every village, and what of it stands for all of them.</summary>
    private sealed record Stamps(long All, Dictionary<string, long> Of);

    private static string Common(IEnumerable<string> codes) => codes.Aggregate((a, b) => a[..a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count()]);
}
