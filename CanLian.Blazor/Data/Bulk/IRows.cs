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

    /// <summary>One prepared statement, run for each row, or for several where rows are narrow.</summary>
    private sealed class PreparedRows : IRows
    {
        private const int MostParameters = 120;
        private readonly CanLianDb _db;
        private readonly string _table;
        private readonly IReadOnlyList<BulkColumn> _columns;
        private readonly DbCommand _command;
        private readonly DbParameter[] _parameters;
        private int _filled;

        public PreparedRows(CanLianDb db, string table, IReadOnlyList<BulkColumn> columns)
        {
            (_db, _table, _columns) = (db, table, columns);
            (_command, _parameters) = Prepared(Math.Max(1, MostParameters / columns.Count));
        }

        public void Add(IEnumerable<object?> values)
        {
            foreach (var value in values)
            {
                _parameters[_filled++].Value = value ?? DBNull.Value;
            }
            if (_filled == _parameters.Length)
            {
                _command.ExecuteNonQuery();
                _filled = 0;
            }
        }

        public void Finish()
        {
            if (_filled == 0)
            {
                return;
            }
            var (command, parameters) = Prepared(1);
            using (command)
            {
                for (var i = 0; i < _filled; i++)
                {
                    parameters[i % _columns.Count].Value = _parameters[i].Value;
                    if (i % _columns.Count == _columns.Count - 1)
                    {
                        command.ExecuteNonQuery();
                    }
                }
            }
            _filled = 0;
        }

        public void Dispose() => _command.Dispose();

        private (DbCommand Command, DbParameter[] Parameters) Prepared(int rows)
        {
            var command = _db.Command("");
            var parameters = Enumerable.Range(0, rows * _columns.Count)
                .Select(i => _columns[i % _columns.Count].Mapping.CreateParameter(command, string.Create(CultureInfo.InvariantCulture, $"@p{i}"), null, nullable: true)).ToArray();
            command.Parameters.AddRange(parameters);
            var places = parameters.Chunk(_columns.Count).Select(row => $"({string.Join(", ", row.Select(p => p.ParameterName))})");
            command.CommandText = $"INSERT INTO \"{_table}\" ({Names(_columns)}) VALUES {string.Join(", ", places)}";
            command.Prepare();
            return (command, parameters);
        }
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
