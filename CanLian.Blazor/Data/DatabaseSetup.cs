using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Postgres;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CanLian.Blazor.Data;

/// <summary>Why this program must not open this database (数据库不合适), in words; nothing was changed.</summary>
public sealed class UnfitDatabaseException(Text reason) : Exception(reason.ToString())
{
    public Text Reason { get; } = reason;
}

/// <summary>Brings a database to the state this program works with (数据库就绪).</summary>
public static class DatabaseSetup
{
    // What is older gets no mends any more.
    private static readonly Version _oldestPostgres = new(14, 0);

    /// <summary>Refuses an unsafe SQLite and a database of a newer program; then migrates, and seals what an older program left in clear.</summary>
    /// <exception cref="UnfitDatabaseException">The engine or the database must not be used.</exception>
    public static void BringUpToDate(CanLianDb db)
    {
        db.Database.OpenConnection();
        try
        {
            RefuseUnfitEngine(db);
            var known = db.Database.GetMigrations().ToHashSet();
            if (db.Database.GetAppliedMigrations().Any(m => !known.Contains(m)))
            {
                throw new UnfitDatabaseException(new Text("这个数据库是更新版本的程序建的，本程序不认识。请用新版本的程序打开"));
            }
            if (db is PostgresDb)
            {
                db.Database.Migrate();
                KeyCheck.Hold(db);
                SearchKeys.WriteMissing(db);
                return;
            }
            if (!db.Database.GetPendingMigrations().Any())
            {
                return;
            }
            Sealing.ServeMigrations(db);
            var old = db.Database.GetAppliedMigrations().Any();
            db.Database.Migrate();
            SearchKeys.WriteMissing(db);
            if (old)
            {
                // New indexes are chosen by what is known of them.
                db.Database.ExecuteSqlRaw("PRAGMA analysis_limit=1000; ANALYZE");
                // What was deleted must not be readable in pages the file no longer uses.
                db.Database.ExecuteSqlRaw("VACUUM");
                db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        }
        finally
        {
            db.Database.CloseConnection();
        }
        ChangeChain.SealOld(db);
    }

    private static void RefuseUnfitEngine(CanLianDb db)
    {
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            if (postgres.PostgreSqlVersion < _oldestPostgres)
            {
                throw new UnfitDatabaseException(new Text("PostgreSQL {0} 太旧，要 {1} 以上", postgres.PostgreSqlVersion, _oldestPostgres.Major));
            }
            using var encoding = db.Command("SHOW server_encoding");
            if ((string)encoding.ExecuteScalar()! is var name and not "UTF8")
            {
                throw new UnfitDatabaseException(new Text("PostgreSQL 的数据库编码是 {0}，存不下所有汉字。重新建库：createdb --encoding=UTF8 --template=template0 canlian", name));
            }
        }
        else if (new Version(db.Database.GetDbConnection().ServerVersion) is var engine && !IsSafe(engine))
        {
            throw new UnfitDatabaseException(new Text("SQLite {0} 有会损坏数据的缺陷，不能用。请换 3.51.3 以上的版本", engine));
        }
    }

    /// <summary>Versions 3.7.0 to 3.51.2 may lose committed pages when a write-ahead log starts anew; the mends went to three lines.</summary>
    public static bool IsSafe(Version engine) => engine >= new Version(3, 51, 3)
        || (engine.Major == 3 && engine.Minor == 50 && engine.Build >= 7)
        || (engine.Major == 3 && engine.Minor == 44 && engine.Build >= 6);
}
