using CanLian.Blazor.Data.Postgres;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CanLian.Blazor.Data.Upkeep;

/// <summary>What the database itself says of itself (数据库引擎), whichever it is.</summary>
public static class Engine
{
    /// <summary>Name and version, as in SQLite 3.51.3 or PostgreSQL 15.</summary>
    public static async Task<string> NameAsync(CanLianDb db) => db is PostgresDb
        ? "PostgreSQL " + (await db.Database.SqlQueryRaw<string>("SELECT current_setting('server_version') AS \"Value\"").ToListAsync())[0].Split(' ')[0]
        : "SQLite " + (await db.Database.SqlQueryRaw<string>("SELECT sqlite_version() AS Value").ToListAsync())[0];

    /// <summary>How much room the database takes.</summary>
    public static async Task<long> BytesAsync(CanLianDb db, DataFolder folder) => db is PostgresDb
        ? (await db.Database.SqlQueryRaw<long>("SELECT pg_database_size(current_database()) AS \"Value\"").ToListAsync())[0]
        : new FileInfo(folder.Database).Length;

    /// <summary>Whether the server takes writes, asked without one; null for a file, which tells by being written to.</summary>
    public static async Task<bool?> TakesWritesAsync(CanLianDb db, CancellationToken cancellation) => db is PostgresDb
        ? (await db.Database.SqlQueryRaw<string>("SELECT current_setting('transaction_read_only') AS \"Value\"").ToListAsync(cancellation))[0] == "off"
        : null;

    /// <summary>Whether the database's own structure is whole.</summary>
    public static Check Structure(CanLianDb db) => db is PostgresDb ? OfServer(db) : OfFile(db);

    private static Check OfFile(CanLianDb db)
    {
        var answers = db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToList();
        var pointless = db.Database.SqlQueryRaw<string>("SELECT \"table\" AS Value FROM pragma_foreign_key_check").ToList();
        return Said(db.Database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count").Single(), (answers, pointless) switch
        {
            (["ok"], []) => null,
            (["ok"], [var table, ..]) => new Text("{0} 有 {1} 行指向不存在的记录", table, pointless.Count),
            _ => new Text("数据库文件已损坏：{0}", answers[0]),
        });
    }

    // The server answers for its files; asked are its own notes of pages that did not check, indexes that are not whole and constraints that were
    // switched off, and every table is read from end to end.
    private static Check OfServer(CanLianDb db)
    {
        var tables = db.Database.SqlQueryRaw<string>(
            "SELECT format('%I', tablename) AS \"Value\" FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1").ToList();
        var unsound = db.Database.SqlQueryRaw<string>(
            """
            SELECT c.relname::text AS "Value" FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid
            UNION ALL SELECT conname::text FROM pg_constraint WHERE NOT convalidated
            UNION ALL SELECT tgname::text FROM pg_trigger WHERE tgenabled = 'D'
            UNION ALL SELECT 'checksum' FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0
            """).ToList();
        try
        {
            var rows = tables.Sum(table => RowsOf(db, table));
            return Said(rows, unsound is [var first, ..] ? new Text("PostgreSQL 里有不完整的索引、约束或数据页：{0}", first) : null);
        }
        catch (PostgresException damaged) when (damaged.SqlState is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted)
        {
            return Said(0, new Text("PostgreSQL 的数据已经损坏。请从备份恢复"));
        }
    }

    private static long RowsOf(CanLianDb db, string table)
    {
        using var command = db.Command($"SELECT count(t.*) FROM {table} t");
        db.Database.OpenConnection();
        try
        {
            return (long)command.ExecuteScalar()!;
        }
        finally
        {
            db.Database.CloseConnection();
        }
    }

    private static Check Said(long counted, Text? problem) => new("数据库结构", counted, problem);
}
