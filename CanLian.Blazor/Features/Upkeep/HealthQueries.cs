using System.Text.Json;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Upkeep;

/// <summary>One backup of the ledger (一次备份).</summary>
public sealed record NightRow(DateTime At, NightResult Result);

/// <summary>How the installation stands (系统状况).</summary>
/// <param name="Nights">The latest backups, newest first.</param>
/// <param name="Late">No backup that checks was made within two days.</param>
/// <param name="DatabaseBytes">Room the database takes.</param>
/// <param name="FreeBytes">Free space where the data folder lies.</param>
/// <param name="Engine">Which database, and its version.</param>
/// <param name="KeyVersion">Version of the data key.</param>
/// <param name="KeySince">Since when it seals.</param>
public sealed record Health(IReadOnlyList<NightRow> Nights, bool Late, long DatabaseBytes, long FreeBytes, string Engine, int KeyVersion, DateTime KeySince);

/// <summary>Reads how the installation stands, for the administrator and, without any detail, for whoever watches the machine.</summary>
public sealed class HealthQueries(CanLianDbFactory databases, DataFolder folder, TimeProvider time)
{
    private const int Shown = 20;
    private static readonly TimeSpan _lateAfter = TimeSpan.FromDays(2);
    private static readonly TimeSpan _waitsForItsTurn = TimeSpan.FromSeconds(2);

    /// <summary>How it stands; null for whoever does not administer.</summary>
    public async Task<Health?> ReadAsync(Actor actor)
    {
        if (!Access.Allows(actor.Role, Access.Administers))
        {
            return null;
        }
        await using var db = databases.Open(Actor.System);
        var runs = await db.JobRuns.AsNoTracking().Where(r => r.Job == NightlyBackup.Job).OrderByDescending(r => r.At).Take(Shown).ToListAsync();
        var nights = runs.ConvertAll(r => new NightRow(r.At, JsonSerializer.Deserialize<NightResult>(r.Result, JsonSerializerOptions.Web)!));
        var key = databases.Ring.Versions[^1];
        return new Health(
            nights, IsLate(nights),
            await Engine.BytesAsync(db, folder), new DriveInfo(folder.Root).AvailableFreeSpace, await Engine.NameAsync(db), key.Version, key.Created);
    }

    /// <summary>Checks the data folder from end to end, now.</summary>
    public Task<IReadOnlyList<Check>> VerifyAsync(Actor actor) => Task.Run<IReadOnlyList<Check>>(() =>
    {
        if (!Access.Allows(actor.Role, Access.Administers))
        {
            return [];
        }
        using var db = databases.Open(Actor.System);
        return Verification.Of(db, folder);
    });

    /// <summary>Whether work can be done: keys open, and the database takes a write, or is taking a long one such as an import.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        turn.CancelAfter(_waitsForItsTurn);
        try
        {
            var row = Guid.NewGuid().ToByteArray();
            if (databases.Ring.OpenText("Health", row, databases.Ring.Seal("Health", row, "ready")) != "ready")
            {
                return false;
            }
            await using var db = databases.Open(Actor.System);
            _ = await db.Settings.AnyAsync(cancellation);
            if (await Engine.TakesWritesAsync(db, cancellation) is { } taken)
            {
                return taken;
            }
            await using var write = await db.BeginWriteAsync(turn.Token);
            return await db.Database.ExecuteSqlRawAsync("UPDATE \"Settings\" SET \"Value\" = \"Value\"", cancellation) >= 0;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException || Startup.Explain(problem) is not null)
        {
            return false;
        }
    }

    // An installation younger than that has not had its nights yet.
    private bool IsLate(List<NightRow> nights)
    {
        var since = time.GetUtcNow().UtcDateTime - _lateAfter;
        return databases.Ring.Versions[0].Created < since && !nights.Exists(n => n.Result.Problems.Count == 0 && n.At > since);
    }
}

/// <summary>Signs of life for whoever watches the machine (存活、就绪); they tell nothing else.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => TypedResults.Text("live")).AllowAnonymous();
        endpoints.MapGet("/health/ready", async (HealthQueries health, CancellationToken cancellation) =>
            await health.IsReadyAsync(cancellation) ? Results.Text("ready") : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
    }
}
