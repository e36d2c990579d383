using System.Globalization;
using CanLian.Blazor.Data.Bulk;
using CanLian.Domain;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>
/// Makes all tallies from the records (重建汇总): for a database from before there were any, after a load that went past them, and to check them. Whoever loads
/// cases or tasks past the change tracker calls it inside the same transaction.
/// </summary>
public static class TallyRebuild
{
    private static readonly long[] _nothing = new long[2 * TallySheet.MonthsOfYear];

    /// <summary>Makes them where none hold; a database without cases gets its own with the first one.</summary>
    public static void WhereMissing(CanLianDb db)
    {
        if (TallyState.Read(db) is null && (db.Cases.IgnoreQueryFilters().Any() || db.Targets.Any()))
        {
            using var write = db.BeginWrite();
            if (TallyState.Read(db) is null)
            {
                All(db);
                write.Commit();
            }
        }
    }

    /// <summary>Makes all of them anew, within the caller's transaction.</summary>
    public static void All(CanLianDb db)
    {
        db.Tallies.IgnoreQueryFilters().ExecuteDelete();
        db.DueTallies.IgnoreQueryFilters().ExecuteDelete();
        db.TallyAhead.IgnoreQueryFilters().ExecuteDelete();
        var today = db.Clock.Today;
        foreach (var cases in Parts(db))
        {
            TallyRows.Insert(db, Sheet(cases));
            new BulkInsert(db).Add(TallyRows.Ahead(cases, today));
        }
        TargetTallies.RenewAll(db);
        VillageStamps.RaiseAll(db);
        new TallyState(today).Write(db);
    }

    /// <summary>How many rows of tallies there are, and those that are not what the records say; null where none are kept.</summary>
    public static (long Rows, IReadOnlyList<string> Wrong)? Compare(CanLianDb db)
    {
        if (TallyState.Read(db) is null)
        {
            return null;
        }
        var (rows, wrong, year) = (0L, new List<string>(), 0);
        var parts = new HashSet<(string, int)>();
        foreach (var cases in Parts(db))
        {
            (var programme, year) = (cases[0].File.Programme, cases[0].File.Year);
            parts.Add((programme, year));
            rows += Differences(Sheet(cases), TallyRows.Kept(db, programme, year), wrong);
        }
        foreach (var (programme, emptied) in TallyRows.Parts(db).Where(p => !parts.Contains(p)))
        {
            rows += Differences(Sheet([]), TallyRows.Kept(db, programme, emptied), wrong);
        }
        foreach (var of in db.Targets.Select(t => t.Year).Union(db.TargetTallies.Select(t => t.Year)).ToList())
        {
            var kept = db.TargetTallies.AsNoTracking().Where(t => t.Year == of).AsEnumerable().Select(t => (t.FigureId, t.RegionCode, t.Number, t.Records)).ToHashSet();
            rows += kept.Count;
            kept.SymmetricExceptWith(TargetTallies.Of(db, of, Catalogue.Tallied.Targets).Select(t => (t.FigureId, t.RegionCode, t.Number, t.Records)));
            wrong.AddRange(kept.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.FigureId} {of} {t.RegionCode}")).Distinct());
        }
        return (rows, wrong);
    }

    private static long Differences(TallySheet sheet, IReadOnlyDictionary<TallyKey, long[]> kept, List<string> wrong)
    {
        var said = sheet.Rows.Concat(TallyRows.ByDay(sheet)).ToDictionary();
        foreach (var key in said.Keys.Union(kept.Keys))
        {
            if (!said.GetValueOrDefault(key, _nothing).SequenceEqual(kept.GetValueOrDefault(key, _nothing)))
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{key.FigureId} {key.Year} {key.RegionCode}"));
            }
        }
        return kept.Count;
    }

    private static TallySheet Sheet(List<CountedCase> cases)
    {
        var sheet = new TallySheet(Catalogue.Tallied);
        sheet.Add(cases);
        return sheet;
    }

    // Whoever is counted once is so within a programme and a year.
    private static IEnumerable<List<CountedCase>> Parts(CanLianDb db)
    {
        var cases = db.Cases.IgnoreQueryFilters().AsNoTracking();
        foreach (var part in cases.Select(c => new { c.Programme, c.Year }).Distinct().ToList())
        {
            yield return [.. cases.Where(c => c.Programme == part.Programme && c.Year == part.Year).Select(CountedCase.Of)];
        }
    }
}
