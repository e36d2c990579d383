using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CanLian.Blazor.Data;

/// <summary>Opens one short context per operation, for the actor of that operation.</summary>
public sealed class CanLianDbFactory(DataFolder folder, OfficeClock clock, SearchHash hash)
{
    private static readonly SqlitePragmas _pragmas = new();
    private readonly DbContextOptions<CanLianDb> _options = OptionsFor(folder.Database);
    private readonly Vault _vault = new(folder, hash);

    internal KeyRing Ring => _vault.Ring;

    public CanLianDb Open(Actor actor) => new(_options, actor, clock, _vault);

    internal static DbContextOptions<CanLianDb> OptionsFor(string path) => new DbContextOptionsBuilder<CanLianDb>()
        .UseSqlite($"Data Source={path}", sqlite => sqlite.MigrationsHistoryTable("Migrations"))
        .AddInterceptors(_pragmas, OpensSealedNumbers.Instance)
        .Options;
}

/// <summary>What the migration tool opens; it never reads a record.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CanLianDb>
{
    public CanLianDb CreateDbContext(string[] args)
    {
        var folder = new DataFolder(Path.Combine(Path.GetTempPath(), "canlian-design"));
        return new CanLianDbFactory(folder, new OfficeClock(TimeProvider.System), new SearchHash(folder)).Open(Actor.System);
    }
}
