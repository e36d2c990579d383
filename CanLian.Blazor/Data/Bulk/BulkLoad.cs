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

    public static Task EndAsync(CanLianDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(db is PostgresDb ? "ANALYZE" : "PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)", cancellation);
}
