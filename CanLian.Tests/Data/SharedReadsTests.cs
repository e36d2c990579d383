using System.Diagnostics;
using CanLian.Blazor.Data;
using Xunit;

namespace CanLian.Tests.Data;

/// <summary>Who asks the same at the same time shares one reading, and nobody is answered with what was read before they asked.</summary>
public class SharedReadsTests
{
    private readonly SharedReads _shared = new();
    private int _readings;

    [Fact]
    public async Task Whoever_asks_while_it_is_read_shares_the_next_reading()
    {
        var end = new TaskCompletionSource();
        var first = _shared.ReadAsync("key", async () =>
        {
            await end.Task;
            return Interlocked.Increment(ref _readings);
        });
        var others = Enumerable.Range(0, 20).Select(_ => ReadAsync("key")).ToList();
        Assert.Equal(1, await ReadAsync("another key"));
        end.SetResult();
        Assert.Equal(2, await first);
        Assert.All(await Task.WhenAll(others), answer => Assert.Equal(3, answer));
        Assert.Equal(4, await ReadAsync("key"));
    }

    [Fact]
    public async Task A_reading_that_failed_fails_for_its_askers_alone()
    {
        var end = new TaskCompletionSource();
        var first = _shared.ReadAsync<int>("key", async () =>
        {
            await end.Task;
            throw new InvalidOperationException();
        });
        var next = ReadAsync("key");
        end.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        Assert.Equal(1, await next);
    }

    [Fact]
    public async Task What_can_wait_keeps_a_distance_and_whoever_asks_meanwhile_shares_it()
    {
        Assert.Equal(1, await ReadAsync("key", canWait: true));
        var clock = Stopwatch.StartNew();
        var followers = Enumerable.Range(0, 20).Select(_ => ReadAsync("key", canWait: true)).ToList();
        // Whoever sees an empty page meanwhile does not wait with them.
        Assert.Equal(2, await ReadAsync("key"));
        Assert.All(await Task.WhenAll(followers), answer => Assert.Equal(3, answer));
        Assert.InRange(clock.Elapsed.TotalMilliseconds, 400, double.MaxValue);
    }

    private Task<int> ReadAsync(string key, bool canWait = false) => _shared.ReadAsync(key, () => Task.FromResult(Interlocked.Increment(ref _readings)), canWait);
}
