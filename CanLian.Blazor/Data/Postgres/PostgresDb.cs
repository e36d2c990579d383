using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace CanLian.Blazor.Data.Postgres;

/// <summary>
/// The same database on PostgreSQL (PostgreSQL 上的同一个库), for several nodes side by side: the model is one, types and migrations are its own.
/// </summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options, Actor actor, OfficeClock clock, Vault vault)
    : CanLianDb(options, actor, clock, vault)
{
    // Any number nobody else locks in this database. What is committed must be on the disk before it is acknowledged, whatever the server was told.
    private const string Turn =
        "SELECT pg_advisory_xact_lock(7263926), CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', true) END";

    internal static DbContextOptions<PostgresDb> OptionsFor(string connection) => new DbContextOptionsBuilder<PostgresDb>()
        // Nothing is tried again behind a desk's back, and what went wrong arrives as it was.
        .UseNpgsql(connection, postgres => postgres.MigrationsHistoryTable("Migrations").ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)))
        .AddInterceptors(OpensSealedNumbers.Instance)
        .ReplaceService<IQuerySqlGeneratorFactory, NullsFirst>()
        .Options;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        PostgresModel.Adapt(builder);
    }

    // Who waits here waits as long as it takes, as at the gate of one's own process.
    protected override async Task AwaitOtherNodesAsync(CancellationToken cancellation)
    {
        var usual = Database.GetCommandTimeout();
        Database.SetCommandTimeout(0);
        await Database.ExecuteSqlRawAsync(Turn, cancellation);
        Database.SetCommandTimeout(usual);
    }

    protected override void AwaitOtherNodes()
    {
        var usual = Database.GetCommandTimeout();
        Database.SetCommandTimeout(0);
        Database.ExecuteSqlRaw(Turn);
        Database.SetCommandTimeout(usual);
    }
}
