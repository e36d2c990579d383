using System.Diagnostics;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using Xunit;

namespace CanLian.Tests.Ui;

/// <summary>An open page follows what happens, and does not run after each of a thousand changes.</summary>
public class LiveWatchTests
{
    [Fact]
    public async Task A_storm_of_changes_is_a_few_looks_one_at_a_time_and_the_last_change_is_seen()
    {
        var updates = new LiveUpdates();
        var (looks, looking, seen, clock) = (0, 0, new TaskCompletionSource(), Stopwatch.StartNew());
        using var watch = new LiveWatch(updates, update => update.Touches("340699003"), async heard =>
        {
            Assert.Equal(1, Interlocked.Increment(ref looking));
            looks++;
            await Task.Yield();
            Interlocked.Decrement(ref looking);
            if (heard.Any(u => u.What.Key == "最后"))
            {
                seen.SetResult();
            }
        });
        for (var i = 0; i < 1_000; i++)
        {
            updates.Publish(new LiveUpdate("training", "340699003007", Guid.Empty, new Text("培训 +1")));
            updates.Publish(new LiveUpdate("medication", "340699004007", Guid.Empty, new Text("别处")));
            if (i % 100 == 0)
            {
                await Task.Delay(LiveWatch.Gathers / 3, TestContext.Current.CancellationToken);
            }
        }
        updates.Publish(new LiveUpdate("medication", "340699003007", Guid.Empty, new Text("最后")));
        await seen.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.InRange(looks, 1, 2 + (int)(clock.Elapsed / LiveWatch.Rests));
    }
}
