using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>Why this program must not open this database (数据库不合适), in words; nothing was changed.</summary>
public sealed class UnfitDatabaseException(Text reason) : Exception(reason.ToString())
{
    public Text Reason { get; } = reason;
}

/// <summary>Brings a database to the state this program works with (数据库就绪).</summary>
public static class DatabaseSetup
{
    /// <summary>Refuses an unsafe SQLite and a database of a newer program; then migrates, and seals what an older program left in clear.</summary>
    /// <exception cref="UnfitDatabaseException">The engine or the database must not be used.</exception>
    public static void BringUpToDate(CanLianDb db)
    {
        db.Database.OpenConnection();
        try
        {
            var engine = new Version(db.Database.GetDbConnection().ServerVersion);
            if (!IsSafe(engine))
            {
                throw new UnfitDatabaseException(new Text("SQLite {0} 有会损坏数据的缺陷，不能用。请换 3.51.3 以上的版本", engine));
            }
            var known = db.Database.GetMigrations().ToHashSet();
            if (db.Database.GetAppliedMigrations().Any(m => !known.Contains(m)))
            {
                throw new UnfitDatabaseException(new Text("这个数据库是更新版本的程序建的，本程序不认识。请用新版本的程序打开"));
            }
            if (!db.Database.GetPendingMigrations().Any())
            {
                return;
            }
            Sealing.ServeMigrations(db);
            var old = db.Database.GetAppliedMigrations().Any();
            db.Database.Migrate();
            if (old)
            {
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

    /// <summary>Versions 3.7.0 to 3.51.2 may lose committed pages when a write-ahead log starts anew; the mends went to three lines.</summary>
    public static bool IsSafe(Version engine) => engine >= new Version(3, 51, 3)
        || (engine.Major == 3 && engine.Minor == 50 && engine.Build >= 7)
        || (engine.Major == 3 && engine.Minor == 44 && engine.Build >= 6);
}
