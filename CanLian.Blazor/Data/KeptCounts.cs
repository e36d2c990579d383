using System.Collections.Concurrent;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>
/// What a long list counts (清单计数), kept as long as nothing was written in any village of the reader's region: whoever turns pages counts once. The stamps
/// of the villages say whether it holds, whichever node wrote.
/// </summary>
public sealed class KeptCounts
{
    // More than people look at between two writings.
    private const int Most = 500;
    private readonly ConcurrentDictionary<object, (long Stamp, object Counts)> _kept = [];

    /// <param name="db">The reader's context: its region is where nothing may have been written.</param>
    /// <param name="question">What is counted, with everything that narrows it, the day included.</param>
    /// <param name="count">Counts it.</param>
    public async Task<T> ReadAsync<T>(CanLianDb db, object question, Func<Task<T>> count)
        where T : notnull
    {
        // Read first, so that what is kept is never older than its stamp.
        var stamp = await StampAsync(db);
        var key = (db.Actor.Sight, question);
        if (_kept.TryGetValue(key, out var known) && known.Stamp == stamp)
        {
            return (T)known.Counts;
        }
        var counts = await count();
        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }
        _kept[key] = (stamp, counts);
        return counts;
    }

    // Stamps only rise, so their sum is another one when any of them is.
    private static Task<long> StampAsync(CanLianDb db)
    {
        var (low, high) = RegionRange.Of(db.Actor.Region);
        return db.VillageStamps.AsNoTracking()
            .Where(s => s.RegionCode == VillageStamps.All || (string.Compare(s.RegionCode, low) >= 0 && string.Compare(s.RegionCode, high) <= 0)).SumAsync(s => s.Stamp);
    }
}
