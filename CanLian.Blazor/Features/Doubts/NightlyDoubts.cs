using System.Globalization;
using System.Text.Json;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Doubts;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Doubts;

/// <summary>What one look through the records came to (一次核查的结果), as the ledger of jobs keeps it.</summary>
/// <param name="New">Doubts that were not there before.</param>
/// <param name="Gone">Open ones whose facts are gone.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record LookResult(int New, int Gone, double Seconds);

/// <summary>
/// Looks through all records by every rule once a night (每晚核查疑点), decided by the ledger, in days of the real calendar. It writes down what it finds and
/// does nothing else.
/// </summary>
public sealed partial class NightlyDoubts(CanLianDbFactory databases, OfficeClock clock, TimeProvider time, ILogger<NightlyDoubts> log) : IDisposable
{
    public const string Job = "nightly-doubts";

    // Earlier in the night the backup is made.
    private const int FirstHour = 2;
    private const int WrittenAtOnce = 200;
    private static readonly TimeSpan _longestQuery = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Does the night's work where it is not done; a night that was slept through is made up for in the day.</summary>
    [DisableConcurrentExecution(timeoutInSeconds: 600)]
    public async Task RunAsync()
    {
        var now = OfficeClock.ToLocal(time.GetUtcNow().UtcDateTime);
        var night = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (now.Hour >= FirstHour && !await IsDoneAsync(night))
        {
            await LookAsync(night);
        }
    }

    /// <summary>The look of this night, whatever the hour.</summary>
    public Task<LookResult> LookTonightAsync() => LookAsync(OfficeClock.ToLocal(time.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Looks now, besides the nightly times, where a supervisor asks for it.</summary>
    public async Task<(Outcome Outcome, LookResult? Result)> LookNowAsync(Actor actor) => DoubtDesk.MayLook(actor)
        ? (Outcome.Done, await LookAsync(OfficeClock.ToLocal(time.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd HHmmss.fff", CultureInfo.InvariantCulture)))
        : (Outcome.Refused("核查由分管领导发起"), null);

    public void Dispose() => _turn.Dispose();

    private async Task<LookResult> LookAsync(string period)
    {
        await _turn.WaitAsync();
        try
        {
            var started = time.GetTimestamp();
            await AccountHashes.FillAsync(databases);
            var (added, gone) = (0, 0);
            foreach (var rule in Catalogue.Doubts.Rules)
            {
                var found = await Task.Run(() => Find(rule));
                foreach (var part in found.Chunk(WrittenAtOnce))
                {
                    added += await WriteAsync(rule, part);
                }
                gone += rule.OfTheMoment ? 0 : await VanishAsync(rule, [.. found.Select(f => f.Subject)]);
            }
            var result = new LookResult(added, gone, time.GetElapsedTime(started).TotalSeconds);
            await RecordAsync(period, result);
            Looked(added, gone, result.Seconds);
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    private List<Found> Find(DoubtRule rule)
    {
        using var db = databases.Open(Actor.System);
        db.Database.SetCommandTimeout(_longestQuery);
        return [.. rule.Find(db, DoubtAsk.Of(clock.Today)).DistinctBy(f => f.Subject)];
    }

    private async Task<int> WriteAsync(DoubtRule rule, IReadOnlyList<Found> part)
    {
        await using var db = OpenUnlogged();
        await using var write = await db.BeginWriteAsync();
        var subjects = part.Select(f => f.Subject).ToList();
        var known = (await db.Doubts.Where(d => d.Rule == rule.Code && subjects.Contains(d.Subject)).ToListAsync()).ToLookup(d => d.Subject);
        var added = part.Count(found => Take(db, rule, found, [.. known[found.Subject]]));
        await db.SaveChangesAsync();
        await write.CommitAsync();
        return added;
    }

    /// <summary>Brings the doubts about one thing up to date; tells whether one is open that was not.</summary>
    private bool Take(CanLianDb db, DoubtRule rule, Found found, List<Doubt> known)
    {
        var (same, open) = (known.Find(d => d.Fingerprint == found.Fingerprint), known.Find(d => d.State == DoubtState.Open));
        switch (same?.State)
        {
            case DoubtState.Open:
                if (same.RegionCode != found.RegionCode || same.Severity != rule.Severity)
                {
                    same.Refresh(found, rule);
                }
                return false;
            case DoubtState.Settled:
                same.RegionCode = found.RegionCode;
                open?.Vanish(clock.Today);
                return false;
            case DoubtState.Gone:
                open?.Vanish(clock.Today);
                same.Refresh(found, rule);
                same.Return(clock.Today);
                return open is null;
        }
        if (open is not null)
        {
            open.Refresh(found, rule);
            return false;
        }
        var doubt = new Doubt
        {
            Rule = rule.Code,
            Subject = found.Subject,
            Fingerprint = found.Fingerprint,
            RegionCode = found.RegionCode,
            Name = found.Name,
            Sentence = found.Sentence,
            FoundOn = clock.Today,
            FormerId = known.Where(d => d.State == DoubtState.Settled).MaxBy(d => d.SettledAt)?.Id,
        };
        doubt.Refresh(found, rule);
        db.Add(doubt);
        return true;
    }

    private async Task<int> VanishAsync(DoubtRule rule, HashSet<string> found)
    {
        List<Guid> missing;
        await using (var reading = databases.Open(Actor.System))
        {
            missing = [.. (await reading.Doubts.Where(d => d.Rule == rule.Code && d.State == DoubtState.Open).Select(d => new { d.Id, d.Subject }).ToListAsync())
                .Where(d => !found.Contains(d.Subject)).Select(d => d.Id)];
        }
        foreach (var part in missing.Chunk(WrittenAtOnce))
        {
            await using var db = OpenUnlogged();
            await using var write = await db.BeginWriteAsync();
            var some = part.ToList();
            (await db.Doubts.Where(d => some.Contains(d.Id) && d.State == DoubtState.Open).ToListAsync()).ForEach(d => d.Vanish(clock.Today));
            await db.SaveChangesAsync();
            await write.CommitAsync();
        }
        return missing.Count;
    }

    // The ledger says what a look came to; what people do with a doubt is logged one by one.
    private CanLianDb OpenUnlogged()
    {
        var db = databases.Open(Actor.System);
        db.LogsEachChange = false;
        return db;
    }

    private async Task<bool> IsDoneAsync(string night)
    {
        await using var db = databases.Open(Actor.System);
        return await db.JobRuns.AnyAsync(r => r.Job == Job && r.Period == night);
    }

    private async Task RecordAsync(string period, LookResult result)
    {
        await using var db = databases.Open(Actor.System);
        await using var write = await db.BeginWriteAsync();
        if (!await db.JobRuns.AnyAsync(r => r.Job == Job && r.Period == period))
        {
            db.Add(new JobRun { Job = Job, Period = period, At = clock.UtcNow, Result = JsonSerializer.Serialize(result, JsonSerializerOptions.Web) });
            await db.SaveChangesAsync();
            await write.CommitAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Doubts: {Added} new, {Gone} gone, in {Seconds} s")]
    private partial void Looked(int added, int gone, double seconds);
}
