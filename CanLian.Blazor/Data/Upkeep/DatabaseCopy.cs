using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CanLian.Blazor.Data.Bulk;
using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Postgres;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CanLian.Blazor.Data.Upkeep;

/// <summary>What a table holds (一张表): its rows, and a sum over their content that does not depend on the order or on the kind of database.</summary>
public sealed record TableContent(string Table, long Rows, UInt128 Sum);

/// <summary>
/// Copies every row of every table from one database into an empty other, of the same kind or another (整库复制), within the transactions the caller began:
/// sealed numbers stay sealed, the chain of the change log stays the chain.
/// </summary>
internal static class DatabaseCopy
{
    /// <summary>Copies, reads back, and compares.</summary>
    /// <returns>What every table holds, on both sides.</returns>
    /// <exception cref="UnfitDatabaseException">The target is not empty, or does not hold what was written.</exception>
    public static IReadOnlyList<TableContent> Copy(CanLianDb from, CanLianDb to)
    {
        var tables = TablesOf(from);
        if (tables.Select(t => t.Name).FirstOrDefault(table => Scalar(to, $"SELECT COUNT(*) FROM \"{table}\" WHERE {OwnRowsAside(table)}") > 0) is { } full)
        {
            throw new UnfitDatabaseException(new Text("目标数据库里已经有数据（{0}），只往空库里放", full));
        }
        Execute(to, $"DELETE FROM \"Settings\" WHERE \"Key\" = '{KeyCheck.Setting}'");
        var written = tables.ConvertAll(table => Write(from, to, table));
        foreach (var (content, table) in written.Zip(TablesOf(to, tables)))
        {
            if (ContentOf(to, table) is var read && read != content)
            {
                throw new UnfitDatabaseException(new Text("{0} 复制后对不上：应有 {1} 行，读回 {2} 行。什么都没写入", content.Table, content.Rows, read.Rows));
            }
        }
        return written;
    }

    // Those a table points to come before it.
    private static List<ITable> TablesOf(CanLianDb db)
    {
        var (left, ordered) = (db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList(), new List<ITable>());
        while (left.Count > 0)
        {
            var ready = left.FindAll(t => t.ForeignKeyConstraints.All(k => k.PrincipalTable == t || ordered.Contains(k.PrincipalTable)));
            ordered.AddRange(ready.Count > 0 ? ready : throw new InvalidOperationException("Tables point to each other in a circle."));
            left.RemoveAll(ready.Contains);
        }
        return ordered;
    }

    private static IEnumerable<ITable> TablesOf(CanLianDb db, List<ITable> like)
    {
        var own = db.Model.GetRelationalModel().Tables.ToDictionary(t => t.Name);
        return like.Select(t => own[t.Name]);
    }

    // The mark of the keys is each database's own, and there before any record.
    private static string OwnRowsAside(string table) => table == "Settings" ? $"\"Key\" <> '{KeyCheck.Setting}'" : "1 = 1";

    private static TableContent Write(CanLianDb from, CanLianDb to, ITable table)
    {
        var sources = SourcesOf(table);
        var target = to.Model.GetRelationalModel().Tables.Single(t => t.Name == table.Name);
        var columns = sources.ConvertAll(s => new BulkColumn(s.Name, MappingOf(target.FindColumn(s.Name)!)));
        var sum = new Summing();
        using (var rows = Rows.Into(to, table.Name, columns))
        {
            Read(from, table.Name, sources, values =>
            {
                sum.Add(values);
                rows.Add([.. values.Zip(columns, (value, column) => value is not null && column.Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value)]);
            });
            rows.Finish();
        }
        foreach (var counted in to is PostgresDb ? sources.FindAll(s => s.IsCounted) : [])
        {
            Execute(to, $"SELECT setval(pg_get_serial_sequence('\"{table.Name}\"', '{counted.Name}'), (SELECT COALESCE(MAX(\"{counted.Name}\"), 0) + 1 FROM \"{table.Name}\"), false)");
        }
        return sum.For(table.Name);
    }

    private static TableContent ContentOf(CanLianDb db, ITable table)
    {
        var sum = new Summing();
        Read(db, table.Name, SourcesOf(table), sum.Add);
        return sum.For(table.Name);
    }

    private static void Read(CanLianDb db, string table, List<Source> columns, Action<object?[]> take)
    {
        using var command = db.Command($"SELECT {string.Join(", ", columns.Select(c => $"\"{c.Name}\""))} FROM \"{table}\" WHERE {OwnRowsAside(table)}");
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            take([.. columns.Select((column, i) => column.ValueOf(reader, i))]);
        }
    }

    private static long Scalar(CanLianDb db, string sql)
    {
        using var command = db.Command(sql);
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(CanLianDb db, string sql)
    {
        using var command = db.Command(sql);
        command.ExecuteNonQuery();
    }

    private static List<Source> SourcesOf(ITable table) => [.. table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new Source(c))];

    private static RelationalTypeMapping MappingOf(IColumn column) => column.PropertyMappings[0].TypeMapping;

    /// <summary>A column as it is read: what comes out is the model's value, whichever the database.</summary>
    private sealed class Source(IColumn column)
    {
        private readonly RelationalTypeMapping _mapping = MappingOf(column);
        private readonly Func<DbDataReader, int, object> _read = ReaderOf(MappingOf(column));

        public string Name => column.Name;

        /// <summary>Whether the database counts it up by itself.</summary>
        public bool IsCounted => column.PropertyMappings[0].Property is { ValueGenerated: ValueGenerated.OnAdd, ClrType: var type } && type == typeof(long);

        public object? ValueOf(DbDataReader reader, int ordinal)
        {
            if (reader.IsDBNull(ordinal))
            {
                return null;
            }
            var value = _read(reader, ordinal);
            return _mapping.Converter is { } converter ? converter.ConvertFromProvider(value) : value;
        }

        private static Func<DbDataReader, int, object> ReaderOf(RelationalTypeMapping mapping)
        {
            var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
            return typeof(Source).GetMethod(nameof(ReadAs), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(Nullable.GetUnderlyingType(type) ?? type).CreateDelegate<Func<DbDataReader, int, object>>();
        }

        private static object ReadAs<T>(DbDataReader reader, int ordinal) where T : notnull => reader.GetFieldValue<T>(ordinal);
    }

    /// <summary>Adds up the hashes of rows.</summary>
    private sealed class Summing
    {
        private readonly StringBuilder _text = new();
        private long _rows;
        private UInt128 _sum;

        public void Add(object?[] values)
        {
            _text.Clear();
            foreach (var value in values)
            {
                var plain = Plain(value);
                _text.Append(plain?.Length ?? -1).Append(':').Append(plain);
            }
            _rows++;
            _sum += BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(_text.ToString())));
        }

        public TableContent For(string table) => new(table, _rows, _sum);

        // A moment to the microsecond and a number without the zeros behind it: that is what both databases keep. The log's own moments keep all.
        private static string? Plain(object? value) => value switch
        {
            null => null,
            DateTime moment => (moment.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
            DateTimeOffset moment => (moment.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
            decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
            byte[] bytes => Convert.ToBase64String(bytes),
            string text => text,
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            System.Collections.IEnumerable list => string.Join('\u001f', list.Cast<object?>().Select(Plain)),
            _ => value.ToString(),
        };
    }
}
