using System.Data.Common;
using System.Globalization;
using CanLian.Blazor.Data.Bulk;
using CanLian.Domain;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>Writes what a sheet has added up to the rows that are kept (汇总入库).</summary>
internal static class TallyRows
{
    private const int InOneStatement = 40;
    private static readonly string[] _keys = [nameof(Tally.Year), nameof(Tally.RegionCode), nameof(Tally.FigureId), nameof(Tally.Programme)];
    private static readonly string[] _cell =
    [
        nameof(VillageCell.Year), nameof(VillageCell.FigureId), nameof(VillageCell.Day), nameof(VillageCell.RegionCode), nameof(VillageCell.Stamp),
        nameof(VillageCell.Millionths), nameof(VillageCell.Records), nameof(VillageCell.Shared),
    ];

    private static readonly string[] _dueKeys = [nameof(DueTally.Year), nameof(DueTally.RegionCode), nameof(DueTally.Programme), nameof(DueTally.DueOn)];

    /// <summary>Adds to the rows that are there, and makes those that are not.</summary>
    public static void Add(CanLianDb db, TallySheet sheet)
    {
        Add(db, "Tallies", _keys, Tally.Names, sheet.Rows.OrderBy(r => r.Key.RegionCode, StringComparer.Ordinal).Select(r => Values(r)));
        var due = sheet.Due.ToList();
        Add(db, "DueTallies", _dueKeys, [nameof(DueTally.Cases)], due.Select(Values));
        foreach (var less in due.Where(d => d.Value < 0).GroupBy(d => (d.Key.Year, d.Key.Programme, d.Key.DueOn), d => d.Key.RegionCode))
        {
            var ((year, programme, day), regions) = (less.Key, less.ToList());
            db.DueTallies.IgnoreQueryFilters()
                .Where(d => d.Year == year && regions.Contains(d.RegionCode) && d.Programme == programme && d.DueOn == day && d.Cases == 0).ExecuteDelete();
        }
    }

    /// <summary>Writes the rows of a sheet whose keys are not there yet.</summary>
    public static void Insert(CanLianDb db, TallySheet sheet)
    {
        Insert(db, typeof(Tally), [.. _keys, .. Tally.Names], sheet.Rows.Select(Values));
        Insert(db, typeof(DueTally), [.. _dueKeys, nameof(DueTally.Cases)], sheet.Due.Select(Values));
    }

    /// <summary>The rows that are kept of a programme's cases of a year; those by the day as <see cref="ByDay"/> has them.</summary>
    public static IReadOnlyDictionary<TallyKey, long[]> Kept(CanLianDb db, string programme, int year)
    {
        var rows = new Dictionary<TallyKey, long[]>();
        db.Database.OpenConnection();
        using var command = db.Command(
            $"SELECT {Names([nameof(Tally.RegionCode), nameof(Tally.FigureId), .. Tally.Names])} FROM \"Tallies\" WHERE \"Programme\" = @programme AND \"Year\" = @year",
            ("@programme", programme),
            ("@year", year));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new TallyKey(year, reader.GetString(0), reader.GetString(1), programme), [.. Tally.Names.Select((_, i) => reader.GetInt64(i + 2))]);
        }
        reader.Close();
        db.Database.CloseConnection();
        foreach (var due in db.DueTallies.IgnoreQueryFilters().AsNoTracking().Where(d => d.Programme == programme && d.Year == year))
        {
            rows.Add(OfDay(year, due.RegionCode, programme, due.DueOn), RowOf(due.Cases));
        }
        return rows;
    }

    /// <summary>Programmes and years that rows are kept of.</summary>
    public static IReadOnlyList<(string Programme, int Year)> Parts(CanLianDb db) =>
        [.. db.Tallies.IgnoreQueryFilters().Select(t => new { t.Programme, t.Year }).Union(db.DueTallies.IgnoreQueryFilters().Select(t => new { t.Programme, t.Year }))
            .AsEnumerable().Select(p => (p.Programme, p.Year))];

    /// <summary>Cases by the day of their limit, as rows under a name that says the day.</summary>
    public static IEnumerable<KeyValuePair<TallyKey, long[]>> ByDay(TallySheet sheet) =>
        sheet.Due.Select(d => KeyValuePair.Create(OfDay(d.Key.Year, d.Key.RegionCode, d.Key.Programme, d.Key.DueOn), RowOf(d.Value)));

    private static TallyKey OfDay(int year, string region, string programme, DateOnly day) =>
        new(year, region, string.Create(CultureInfo.InvariantCulture, $"{programme}.overdue ({day:yyyy-MM-dd})"), programme);

    private static long[] RowOf(long cases) => [cases, .. new long[(2 * TallySheet.MonthsOfYear) - 1]];

    /// <summary>Days of cases that have not come yet.</summary>
    public static IEnumerable<TallyAhead> Ahead(IEnumerable<CountedCase> cases, DateOnly today) =>
        from counted in cases
        let file = counted.File
        from day in Catalogue.Tallied.Of(file.Programme).SelectMany(f => f.Days(file)).Where(d => d > today).Distinct()
        select new TallyAhead { CaseId = file.Id, Day = day, Programme = file.Programme, Year = file.Year, RegionCode = file.RegionCode };

    private static IEnumerable<object> Values(KeyValuePair<TallyKey, long[]> row) =>
        [row.Key.Year, row.Key.RegionCode, row.Key.FigureId, row.Key.Programme, .. row.Value.Select(v => (object)v)];

    private static IEnumerable<object> Values(KeyValuePair<DueKey, long> row) => [row.Key.Year, row.Key.RegionCode, row.Key.Programme, row.Key.DueOn, row.Value];

    /// <summary>Puts cells in the place of those that are there.</summary>
    public static void Put(CanLianDb db, IEnumerable<VillageCell> cells)
    {
        using var command = db.Command("");
        // A village computed twice is put once: PostgreSQL takes no row twice in one statement.
        var places = cells.GroupBy(c => (c.Year, c.FigureId, c.Day, c.RegionCode)).Select(g => g.MaxBy(c => c.Stamp)!)
            .Select(c => new object?[] { c.Year, c.FigureId, c.Day, c.RegionCode, c.Stamp, c.Millionths, c.Records, c.Shared })
            .Select(row => $"({string.Join(", ", row.Select(value => Parameter(command, value ?? DBNull.Value)))})").ToList();
        command.CommandText = $"INSERT INTO \"VillageCells\" ({Names(_cell)}) VALUES {string.Join(", ", places)} "
            + $"ON CONFLICT ({Names(_cell[..4])}) DO UPDATE SET {string.Join(", ", _cell[4..].Select(name => $"\"{name}\" = excluded.\"{name}\""))}";
        command.ExecuteNonQuery();
    }

    private static void Insert(CanLianDb db, Type type, IReadOnlyList<string> columns, IEnumerable<IEnumerable<object>> rows)
    {
        var entity = db.Model.FindEntityType(type)!;
        var targets = columns.Select(name => new BulkColumn(name, entity.FindProperty(name)!.GetRelationalTypeMapping())).ToList();
        using var into = Rows.Into(db, entity.GetTableName()!, targets);
        foreach (var row in rows)
        {
            into.Add([.. row]);
        }
        into.Finish();
    }

    private static void Add(CanLianDb db, string table, IReadOnlyList<string> keys, IReadOnlyList<string> sums, IEnumerable<IEnumerable<object>> rows)
    {
        foreach (var some in rows.Chunk(InOneStatement))
        {
            using var command = db.Command("");
            var places = some.Select(row => $"({string.Join(", ", row.Select(value => Parameter(command, value)))})").ToList();
            command.CommandText = $"INSERT INTO \"{table}\" ({Names([.. keys, .. sums])}) VALUES {string.Join(", ", places)} "
                + $"ON CONFLICT ({Names(keys)}) DO UPDATE SET {string.Join(", ", sums.Select(s => $"\"{s}\" = \"{table}\".\"{s}\" + excluded.\"{s}\""))}";
            command.ExecuteNonQuery();
        }
    }

    private static string Parameter(DbCommand command, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}"), value);
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));
}
