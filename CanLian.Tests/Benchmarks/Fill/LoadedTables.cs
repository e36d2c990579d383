using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CanLian.Tests.Benchmarks.Fill;

/// <summary>
/// A database that is loaded as fast as it goes: without indexes, which are made anew at the end, without foreign keys, and without a way back. For an empty
/// database that is thrown away where the load breaks off.
/// </summary>
internal sealed class LoadedTables
{
    private const string Keys = "SearchKeys";
    private readonly CanLianDb _db;
    private readonly List<string> _again = [];

    public LoadedTables(CanLianDb db)
    {
        _db = db;
        db.Database.SetCommandTimeout(0);
        db.Database.OpenConnection();
        if (db is PostgresDb)
        {
            BeginPostgres();
        }
        else
        {
            BeginSqlite();
        }
    }

    /// <summary>Makes the indexes and has the database look at what it holds.</summary>
    public void Finish(Action<string> says)
    {
        if (_db is not PostgresDb)
        {
            says("sorting search keys");
            Run($"INSERT INTO main.\"{Keys}\" SELECT * FROM temp.\"{Keys}\" ORDER BY \"Key\", \"Rank\", \"PersonId\"");
            Run($"DROP TABLE temp.\"{Keys}\"");
        }
        says("making indexes");
        _again.ForEach(Run);
        Run("ANALYZE");
        Run(_db is PostgresDb ? "SET session_replication_role = origin" : "PRAGMA journal_mode=WAL");
    }

    private void BeginSqlite()
    {
        Run("PRAGMA foreign_keys=OFF; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA secure_delete=OFF; PRAGMA cache_size=-400000; PRAGMA threads=2");
        foreach (var (name, sql) in Rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
        {
            Run($"DROP INDEX \"{name}\"");
            _again.Add(sql);
        }
        // What is written by the name of the table goes here first, to be sorted: its key cannot be put off.
        Run($"CREATE TEMP TABLE \"{Keys}\" AS SELECT * FROM main.\"{Keys}\"");
    }

    private void BeginPostgres()
    {
        Run("SET maintenance_work_mem = '1GB'");
        Run("SET synchronous_commit = off");
        try
        {
            Run("SET session_replication_role = replica");
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Only a superuser may go without foreign keys; others load more slowly.
        }
        foreach (var (name, sql) in Rows(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)"))
        {
            Run($"DROP INDEX \"{name}\"");
            _again.Add(sql);
        }
        Run($"ALTER TABLE \"{Keys}\" DROP CONSTRAINT \"PK_{Keys}\"");
        _again.Add($"ALTER TABLE \"{Keys}\" ADD CONSTRAINT \"PK_{Keys}\" PRIMARY KEY (\"Key\", \"Rank\", \"PersonId\")");
    }

    private List<(string Name, string Sql)> Rows(string sql)
    {
        using var command = _db.Command(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }
        return rows;
    }

    private void Run(string sql)
    {
        using var command = _db.Command(sql);
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
