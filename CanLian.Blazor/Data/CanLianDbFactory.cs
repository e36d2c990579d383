using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CanLian.Blazor.Data;

/// <summary>Opens one short context per operation, for the actor of that operation.</summary>
public sealed class CanLianDbFactory(DataFolder folder, OfficeClock clock, SearchHash hash)
{
    private readonly DbContextOptions<CanLianDb> _options = OptionsFor(folder.Database);

    public CanLianDb Open(Actor actor) => new(_options, actor, clock, hash);

    internal static DbContextOptions<CanLianDb> OptionsFor(string path) => new DbContextOptionsBuilder<CanLianDb>()
        .UseSqlite($"Data Source={path}", sqlite => sqlite.MigrationsHistoryTable("Migrations"))
        .AddInterceptors(new SqlitePragmas())
        .Options;
}

/// <summary>What the migration tool opens; it never reads a record.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CanLianDb>
{
    public CanLianDb CreateDbContext(string[] args)
    {
        var folder = new DataFolder(Path.Combine(Path.GetTempPath(), "canlian-design"));
        return new CanLianDb(CanLianDbFactory.OptionsFor(folder.Database), Actor.System, new OfficeClock(TimeProvider.System), new SearchHash(folder));
    }
}
