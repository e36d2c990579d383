using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CanLian.Blazor.Data.Bulk;

/// <summary>A column that rows are written to (列), and how its values are told to the database.</summary>
internal sealed record BulkColumn(string Name, RelationalTypeMapping Mapping);

/// <summary>Takes many rows for one table (成批的行), values in the order of the columns, as the database's own types.</summary>
internal interface IRows : IDisposable
{
    void Add(IEnumerable<object?> values);

    /// <summary>Nothing is written before this.</summary>
    void Finish();
}

/// <summary>The fastest way into each database that leaves its rules on (批量写入的通道).</summary>
internal static class Rows
{
    public static IRows Into(CanLianDb db, string table, IReadOnlyList<BulkColumn> columns) => db.Database.GetDbConnection() switch
    {
        NpgsqlConnection postgres => new CopiedRows(postgres, table, columns),
        _ => new PreparedRows(db, table, columns),
    };

    private static string Names(IEnumerable<BulkColumn> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    /// <summary>One prepared statement, run for each row.</summary>
    private sealed class PreparedRows : IRows
    {
        private readonly DbCommand _command;
        private readonly List<DbParameter> _parameters;

        public PreparedRows(CanLianDb db, string table, IReadOnlyList<BulkColumn> columns)
        {
            _command = db.Command("");
            _parameters = [.. columns.Select((c, i) => c.Mapping.CreateParameter(_command, string.Create(CultureInfo.InvariantCulture, $"@p{i}"), null, nullable: true))];
            _parameters.ForEach(p => _command.Parameters.Add(p));
            _command.CommandText = $"INSERT INTO \"{table}\" ({Names(columns)}) VALUES ({string.Join(", ", _parameters.Select(p => p.ParameterName))})";
            _command.Prepare();
        }

        public void Add(IEnumerable<object?> values)
        {
            foreach (var (parameter, value) in _parameters.Zip(values))
            {
                parameter.Value = value ?? DBNull.Value;
            }
            _command.ExecuteNonQuery();
        }

        public void Finish()
        {
            // Each row was written as it came.
        }

        public void Dispose() => _command.Dispose();
    }

    /// <summary>COPY, in the server's binary form.</summary>
    private sealed class CopiedRows(NpgsqlConnection connection, string table, IReadOnlyList<BulkColumn> columns) : IRows
    {
        // "character varying(40)" is, to the server's protocol, a character varying.
        private readonly string[] _types = [.. columns.Select(c => c.Mapping.StoreTypeNameBase)];
        private readonly NpgsqlBinaryImporter _copy = connection.BeginBinaryImport($"COPY \"{table}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)");

        public void Add(IEnumerable<object?> values)
        {
            _copy.StartRow();
            foreach (var (value, type) in values.Zip(_types))
            {
                if (value is null or DBNull)
                {
                    _copy.WriteNull();
                }
                else
                {
                    _copy.Write(value, type);
                }
            }
        }

        public void Finish() => _copy.Complete();

        public void Dispose() => _copy.Dispose();
    }
}
