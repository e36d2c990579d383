using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Tests.Data.OnPostgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Tests.Data;

/// <summary>
/// A real database in a folder of its own, gone when the test is over: a SQLite file, or a PostgreSQL database where the class is marked
/// <see cref="OnPostgresAttribute"/>.
/// </summary>
public sealed class Database : IDisposable
{
    // Made once: every test begins with the same empty tables, and making them costs more than most tests.
    private static readonly Lazy<byte[]> _empty = new(Empty);

    public Database()
    {
        Folder = new DataFolder(
            Path.Combine(Path.GetTempPath(), "canlian-test-" + Guid.NewGuid().ToString("N")), postgres: OnPostgresAttribute.IsAsked ? PostgresServer.Migrated() : null);
        Hash = new SearchHash(Folder);
        Factory = new CanLianDbFactory(Folder, Clock, Hash);
        if (Folder.Postgres is null)
        {
            File.WriteAllBytes(Folder.Database, _empty.Value);
        }
        using var db = Factory.Open(Actor.System);
        DatabaseSetup.BringUpToDate(db);
    }

    public DataFolder Folder { get; }
    public OfficeClock Clock { get; } = new(TimeProvider.System) { Pinned = new DateOnly(2023, 12, 29) };
    public SearchHash Hash { get; }
    public CanLianDbFactory Factory { get; }

    public CanLianDb Open(Actor? actor = null) => Factory.Open(actor ?? Actor.System);

    public static Actor Someone(Role role, string region = "340699", string? id = null) =>
        new(id ?? role.ToString(), role.Label(), role, region, new HashSet<string>());

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (Folder.Postgres is { } postgres)
        {
            PostgresServer.Drop(postgres);
        }
        Directory.Delete(Folder.Root, recursive: true);
    }

    private static byte[] Empty()
    {
        var folder = new DataFolder(Path.Combine(Path.GetTempPath(), "canlian-empty-" + Guid.NewGuid().ToString("N")));
        using (var db = new CanLianDbFactory(folder, new OfficeClock(TimeProvider.System), new SearchHash(folder)).Open(Actor.System))
        {
            DatabaseSetup.BringUpToDate(db);
            db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        SqliteConnection.ClearAllPools();
        var empty = File.ReadAllBytes(folder.Database);
        Directory.Delete(folder.Root, recursive: true);
        return empty;
    }
}
