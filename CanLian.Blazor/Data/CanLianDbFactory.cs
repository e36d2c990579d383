using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Postgres;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CanLian.Blazor.Data;

/// <summary>
/// Opens one short context per operation, for the actor of that operation. It closes with the office: pages and jobs outlive their host, and must not
/// write to a folder that is given back.
/// </summary>
public sealed class CanLianDbFactory : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly SqliteOrder _order = new();
    private readonly Func<Actor, CanLianDb> _open;
    private readonly Vault _vault;

    public CanLianDbFactory(DataFolder folder, OfficeClock clock, SearchHash hash)
    {
        _vault = new Vault(folder, hash);
        if (folder.Postgres is { } connection)
        {
            var postgres = PostgresDb.OptionsFor(connection);
            _open = actor => new PostgresDb(postgres, actor, clock, _vault);
        }
        else
        {
            var sqlite = OptionsFor(folder.Database, _vault);
            _open = actor => Connected(new CanLianDb(sqlite, actor, clock, _vault));
        }
    }

    internal KeyRing Ring => _vault.Ring;

    /// <exception cref="ObjectDisposedException">The office has closed.</exception>
    public CanLianDb Open(Actor actor) => _open(actor);

    public void Dispose() => _vault.Inside.Close(_patience);

    // A file's connection is there at once, and settings are made once for all that a context asks, not once for each question.
    private static CanLianDb Connected(CanLianDb db)
    {
        try
        {
            db.Database.OpenConnection();
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    private static DbContextOptions<CanLianDb> OptionsFor(string path, Vault vault) => new DbContextOptionsBuilder<CanLianDb>()
        .UseSqlite($"Data Source={path}", sqlite => sqlite.MigrationsHistoryTable("Migrations"))
        .AddInterceptors(new SqlitePragmas(vault), _order, OpensSealedNumbers.Instance)
        .Options;

    /// <summary>Makes the mapper's model and a first query, which takes a second and needs no database: to be done beside whatever else a start does.</summary>
    internal static void Warm(bool postgres)
    {
        using var db = ForDesign(postgres ? "Host=design" : null);
        _ = db.Settings.Where(s => s.Key == "").ToQueryString();
    }

    internal static CanLianDb ForDesign(string? postgres)
    {
        var folder = new DataFolder(Path.Combine(Path.GetTempPath(), "canlian-design"));
        var hash = new SearchHash(folder);
        var (clock, vault) = (new OfficeClock(TimeProvider.System), new Vault(folder, hash));
        return postgres is null
            ? new CanLianDb(OptionsFor(folder.Database, vault), Actor.System, clock, vault)
            : new PostgresDb(PostgresDb.OptionsFor(postgres), Actor.System, clock, vault);
    }
}

/// <summary>What the migration tool opens for SQLite; it never reads a record.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CanLianDb>
{
    public CanLianDb CreateDbContext(string[] args) => CanLianDbFactory.ForDesign(null);
}

/// <summary>What the migration tool opens for PostgreSQL; it never connects.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => (PostgresDb)CanLianDbFactory.ForDesign("Host=design");
}
