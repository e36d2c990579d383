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

    /// <summary>For a load that goes on beside other people's work: keeps the connection, with room for the pages of its indexes.</summary>
    public static async Task PrepareAsync(CanLianDb db)
    {
        await db.Database.OpenConnectionAsync();
        if (db is not PostgresDb)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size=-40000; PRAGMA wal_autocheckpoint=8000");
        }
    }

    public static Task EndAsync(CanLianDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(db is PostgresDb ? "ANALYZE" : "PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)", cancellation);
}
