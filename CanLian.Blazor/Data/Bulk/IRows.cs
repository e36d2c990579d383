using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CanLian.Blazor.Data.Bulk;

/// <summary>A column that rows are written to (列), and how its values are told to the database.</summary>
internal sealed record BulkColumn(string Name, RelationalTypeMapping Mapping);

/// <summary>Takes many rows for one table (成批的行), values in the order of the columns, as the database's own types.</summary>
internal interface IRows : IDisposable
{
    void Add(ReadOnlySpan<object?> values);

    /// <summary>Takes some of the rows that were made ready.</summary>
    void Add(PackedRows rows, int first, int count);

    /// <summary>Nothing is written before this.</summary>
    void Finish();
}

/// <summary>The fastest way into each database that leaves its rules on (批量写入的通道).</summary>
internal static class Rows
{
    public static IRows Into(CanLianDb db, string table, IReadOnlyList<BulkColumn> columns) => db.Database.GetDbConnection() switch
    {
        NpgsqlConnection postgres => new CopiedRows(postgres, table, columns),
        SqliteConnection sqlite => new PreparedRows(sqlite, table, Names(columns), columns.Count),
        var other => throw new NotSupportedException(other.GetType().Name),
    };

    private static string Names(IEnumerable<BulkColumn> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    /// <summary>COPY, in the server's binary form.</summary>
    private sealed class CopiedRows(NpgsqlConnection connection, string table, IReadOnlyList<BulkColumn> columns) : IRows
    {
        // "character varying(40)" is, to the server's protocol, a character varying.
        private readonly string[] _types = [.. columns.Select(c => c.Mapping.StoreTypeNameBase)];
        private readonly NpgsqlBinaryImporter _copy = connection.BeginBinaryImport($"COPY \"{table}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)");

        public void Add(ReadOnlySpan<object?> values)
        {
            _copy.StartRow();
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] is null or DBNull)
                {
                    _copy.WriteNull();
                }
                else
                {
                    _copy.Write(values[i], _types[i]);
                }
            }
        }

        public void Add(PackedRows rows, int first, int count)
        {
            var values = new object?[_types.Length];
            for (var row = first; row < first + count; row++)
            {
                var reader = rows.Read(row);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = reader.Value();
                }
                Add(values);
            }
        }

        public void Finish() => _copy.Complete();

        public void Dispose() => _copy.Dispose();
    }
}
