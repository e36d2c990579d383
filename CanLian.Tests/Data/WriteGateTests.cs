using CanLian.Blazor.Data;
using Xunit;

namespace CanLian.Tests.Data;

/// <summary>One writer at a time, in the order they came, whether their thread waits with them or not.</summary>
public class WriteGateTests
{
    private readonly WriteGate _gate = new();

    [Fact]
    public async Task Writers_have_their_turn_one_at_a_time_in_the_order_they_came()
    {
        Assert.True(_gate.TryEnter());
        var (order, inside) = (new List<int>(), 0);
        var writers = new List<Task>();
        for (var i = 0; i < 40; i++)
        {
            writers.Add(WriteAsync(i));
        }
        Assert.False(_gate.TryEnter());
        _gate.Leave();
        await Task.WhenAll(writers);
        Assert.Equal(Enumerable.Range(0, 40), order);
        Assert.True(_gate.TryEnter());

        async Task WriteAsync(int number)
        {
            await _gate.EnterAsync(CancellationToken.None).ConfigureAwait(false);
            Assert.Equal(1, Interlocked.Increment(ref inside));
            order.Add(number);
            if (number % 3 == 0)
            {
                await Task.Yield();
            }
            Interlocked.Decrement(ref inside);
            _gate.Leave();
        }
    }

    [Fact]
    public async Task Whoever_is_called_off_has_not_had_the_turn_and_a_thread_that_waits_gets_it()
    {
        Assert.True(_gate.TryEnter());
        using var off = new CancellationTokenSource();
        var calledOff = _gate.EnterAsync(off.Token);
        using var began = new ManualResetEventSlim();
        var blocks = Task.Factory.StartNew(
            () =>
            {
                began.Set();
                _gate.Enter();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        began.Wait(TestContext.Current.CancellationToken);
        await off.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calledOff);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _gate.EnterAsync(off.Token));
        Assert.False(blocks.IsCompleted);
        _gate.Leave();
        await blocks;
        Assert.False(_gate.TryEnter());
    }
}
