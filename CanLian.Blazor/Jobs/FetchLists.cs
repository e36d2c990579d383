using System.Security.Cryptography;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Exchange;
using CanLian.Blazor.Features.Reconciliation;
using CanLian.Domain.Common;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Jobs;

/// <summary>
/// Takes in what the bureau has left on the channel (自动收名单). A file that was taken in, or refused for what it says, is not looked at again; it is known by what is
/// in it, so that one that comes corrected under the same name is taken. What could only not be taken at the moment is tried again the next time.
/// </summary>
public sealed partial class FetchLists(CanLianDbFactory databases, Inbox inbox, ReceiveDesk desk, OfficeClock clock, ILogger<FetchLists> log)
{
    public const string Job = ReconciliationQueries.InboxJob;

    // As long a key as the ledger of jobs holds comfortably; two files that share it do not occur.
    private const int KeyLength = 40;

    [DisableConcurrentExecution(timeoutInSeconds: 600)]
    public async Task RunAsync()
    {
        foreach (var name in await inbox.NamesAsync())
        {
            if (await inbox.FetchAsync(name) is not { } content)
            {
                continue;
            }
            var key = Convert.ToHexStringLower(SHA256.HashData(content))[..KeyLength];
            if (!await IsDoneAsync(key) && await TakeAsync(name, content) is { } result)
            {
                await RecordAsync(key, $"{name}：{result}");
            }
        }
    }

    /// <summary>What became of a file, in words; null where it has to be tried another time.</summary>
    private async Task<string?> TakeAsync(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        var (lists, problem) = await desk.ReadAsync(Actor.System, stream, name);
        if (problem is { } what)
        {
            Refused(what.ToString());
            return what.ToString();
        }
        var (results, later) = (new List<string>(), false);
        foreach (var list in lists)
        {
            var result = await desk.ReceiveAsync(Actor.System, list, desk.MonthOf(list));
            results.Add(result.List is { } taken ? new Text("收了 {0} 行，对上 {1} 行", taken.Read, taken.Matched).ToString() : result.Outcome.Reasons[0].Sentence.ToString());
            later |= result.Later;
        }
        Taken(lists.Count);
        return later ? null : string.Join("；", results);
    }

    private async Task<bool> IsDoneAsync(string key)
    {
        await using var db = databases.Open(Actor.System);
        return await db.JobRuns.AnyAsync(r => r.Job == Job && r.Period == key);
    }

    private async Task RecordAsync(string key, string result)
    {
        await using var db = databases.Open(Actor.System);
        await using var writing = await db.BeginWriteAsync();
        if (!await db.JobRuns.AnyAsync(r => r.Job == Job && r.Period == key))
        {
            db.Add(new JobRun { Job = Job, Period = key, At = clock.UtcNow, Result = result });
            await db.SaveChangesAsync();
            await writing.CommitAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Exchange inbox: {Lists} lists taken in")]
    private partial void Taken(int lists);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Exchange inbox: a file was refused: {Reason}")]
    private partial void Refused(string reason);
}
