using CanLian.Blazor.Data.Postgres;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Bulk;

/// <summary>What each database likes to be told around a load of many rows (批量装载前后).</summary>
internal static class BulkLoad
{
    public static async Task BeginAsync(CanLianDb db, CancellationToken cancellation)
    {
        if (db is not PostgresDb)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size=-200000", cancellation);
        }
    }

    /// <summary>For a load that goes on beside other people's work: keeps the connection, with room for the pages of its indexes, and sees to the log itself.</summary>
    public static async Task PrepareAsync(CanLianDb db)
    {
        await db.Database.OpenConnectionAsync();
        if (db is not PostgresDb)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size=-40000; PRAGMA wal_autocheckpoint=0");
            db.Vault.LoadBegins();
        }
    }

    /// <summary>The end of such a load: the connection is as it was.</summary>
    public static async Task LeaveAsync(CanLianDb db)
    {
        if (db is not PostgresDb)
        {
            db.Vault.LoadEnds();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(PASSIVE); PRAGMA cache_size=-2000; PRAGMA shrink_memory");
        }
    }

    /// <summary>Moves what the log holds into the database file, as far as nobody still reads what was before; others go on writing.</summary>
    public static async Task MoveLogAsync(CanLianDb db)
    {
        if (db is not PostgresDb)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }

    public static Task EndAsync(CanLianDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(db is PostgresDb ? "ANALYZE" : "PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)", cancellation);
}
