using System.Globalization;
using System.Text.Json;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>What a reading of every package's file came to (一次逐个核对).</summary>
/// <param name="Checked">Files that were read.</param>
/// <param name="Wrong">Those that are not what the ledger says, by name.</param>
public sealed record ReviewResult(int Checked, IReadOnlyDictionary<string, PackageFileState> Wrong);

/// <summary>The latest reading of the packages' files (最近一次核对).</summary>
public sealed record PackageReview(DateTime At, ReviewResult Result)
{
    /// <summary>The latest one; null before the first night.</summary>
    internal static async Task<PackageReview?> LatestAsync(CanLianDb db) =>
        await db.JobRuns.AsNoTracking().Where(r => r.Job == PackageReviews.Job).OrderByDescending(r => r.At).FirstOrDefaultAsync() is { } run
            ? new PackageReview(run.At, JsonSerializer.Deserialize<ReviewResult>(run.Result, JsonSerializerOptions.Web)!)
            : null;

    /// <summary>How a file stands: as a look at it now says, and as it was when it was last read.</summary>
    internal static PackageFileState StateOf(PackageReview? review, PackageFileState look, ExchangePackage? package) =>
        look == PackageFileState.Intact && review is not null ? review.Result.Wrong.GetValueOrDefault(package!.FileName, look) : look;
}

/// <summary>
/// Reads the file of every package and compares it with the ledger (核对包文件): each night and when somebody asks. A page only looks whether a file is there
/// and as long as it was; what is given out or released is read once more at that moment.
/// </summary>
public sealed class PackageReviews(CanLianDbFactory databases, DataFolder folder, TimeProvider time)
{
    public const string Job = "package-review";

    private readonly PackageStore _store = new(folder);

    [DisableConcurrentExecution(timeoutInSeconds: 600)]
    public Task RunAsync() => ReadAllAsync(Night("yyyy-MM-dd"));

    /// <summary>Reads them all now, besides the nightly reading; null for whoever has no business here.</summary>
    public async Task<ReviewResult?> ReadNowAsync(Actor actor) => ExchangeAccess.MayRead(actor) ? await ReadAllAsync(Night("yyyy-MM-dd HHmmssfff")) : null;

    private async Task<ReviewResult?> ReadAllAsync(string period)
    {
        await using var db = databases.Open(Actor.System);
        if (await db.JobRuns.AnyAsync(r => r.Job == Job && r.Period == period))
        {
            return null;
        }
        var packages = await db.ExchangePackages.AsNoTracking().OrderBy(p => p.Month).ThenBy(p => p.Sequence).ToListAsync();
        var wrong = new Dictionary<string, PackageFileState>();
        foreach (var package in packages)
        {
            if (await _store.CheckAsync(package) is var state and not PackageFileState.Intact)
            {
                wrong[package.FileName] = state;
            }
        }
        var result = new ReviewResult(packages.Count, wrong);
        db.Add(new JobRun { Job = Job, Period = period, At = time.GetUtcNow().UtcDateTime, Result = JsonSerializer.Serialize(result, JsonSerializerOptions.Web) });
        await db.SaveChangesAsync();
        return result;
    }

    private string Night(string format) => OfficeClock.ToLocal(time.GetUtcNow().UtcDateTime).ToString(format, CultureInfo.InvariantCulture);
}
