using System.Globalization;
using System.Text.Json;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Domain.Common;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Upkeep;

/// <summary>What became of one night's backup (每晚备份的结果), as the ledger of jobs keeps it.</summary>
/// <param name="File">Name of the file in the folder of backups; null where none was made.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Seconds">How long backup, restoring beside and checking took.</param>
/// <param name="Problems">What is wrong; empty when the restored copy checks from end to end.</param>
public sealed record NightResult(string? File, long Size, double Seconds, IReadOnlyList<string> Problems);

/// <summary>
/// The nightly work (每晚备份): makes a backup, restores it beside the running system and checks it from end to end; a backup that was never restored
/// is a hope. Decided by the ledger, in days of the real calendar.
/// </summary>
public sealed partial class NightlyBackup(CanLianDbFactory databases, DataFolder folder, TimeProvider time, ILogger<NightlyBackup> log)
{
    public const string Job = "nightly-backup";

    /// <summary>Nights that are kept.</summary>
    public const int Kept = 14;

    [DisableConcurrentExecution(timeoutInSeconds: 600)]
    public async Task RunAsync()
    {
        var night = OfficeClock.ToLocal(time.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var db = databases.Open(Actor.System);
        if (await db.JobRuns.AnyAsync(r => r.Job == Job && r.Period == night))
        {
            return;
        }
        await RecordAsync(night, await Task.Run(() => Make($"canlian-{night}.backup")));
    }

    /// <summary>Makes, restores and checks one now, besides the nightly ones.</summary>
    public async Task<NightResult> RunNowAsync()
    {
        var moment = OfficeClock.ToLocal(time.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd HHmmss", CultureInfo.InvariantCulture);
        var result = await Task.Run(() => Make($"canlian-{moment.Replace(' ', '-')}.backup"));
        await RecordAsync(moment, result);
        return result;
    }

    private NightResult Make(string name)
    {
        var started = time.GetTimestamp();
        var beside = new DataFolder(Path.Combine(folder.Backups, $"checking-{Guid.NewGuid():N}"), folder.Keys);
        try
        {
            var made = Backup.Write(folder, Path.Combine(folder.Backups, name), databases.Ring);
            Backup.Restore(made.Path, beside);
            using var db = new CanLianDbFactory(beside, new OfficeClock(time), new SearchHash(beside)).Open(Actor.System);
            var problems = Verification.Of(db, beside).Where(c => c.Problem is not null).Select(c => $"{c.What}：{c.Problem}").ToList();
            Forget();
            Done(name, made.Size, problems.Count);
            return new NightResult(name, made.Size, time.GetElapsedTime(started).TotalSeconds, problems);
        }
        catch (Exception problem) when (Startup.Explain(problem) is { } reason)
        {
            Failed(reason.ToString());
            return new NightResult(null, 0, time.GetElapsedTime(started).TotalSeconds, [reason.ToString()]);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={beside.Database}"));
            Directory.Delete(beside.Root, recursive: true);
        }
    }

    private void Forget()
    {
        foreach (var old in Directory.EnumerateFiles(folder.Backups, "canlian-*.backup").OrderDescending().Skip(Kept))
        {
            File.Delete(old);
        }
    }

    private async Task RecordAsync(string period, NightResult result)
    {
        await using var db = databases.Open(Actor.System);
        db.Add(new JobRun { Job = Job, Period = period, At = time.GetUtcNow().UtcDateTime, Result = JsonSerializer.Serialize(result, JsonSerializerOptions.Web) });
        await db.SaveChangesAsync();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup {Name}: {Size} bytes, restored and checked, {Problems} problems")]
    private partial void Done(string name, long size, int problems);

    [LoggerMessage(Level = LogLevel.Error, Message = "The backup was not made: {Reason}")]
    private partial void Failed(string reason);
}
