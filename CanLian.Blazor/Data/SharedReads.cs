using System.Diagnostics;

namespace CanLian.Blazor.Data;

/// <summary>
/// One reading for all who ask the same at the same time (合并读取): forty pages that hear of the same change look once. Whoever asks gets what was read after
/// they asked, and never what was read before: they wait for the reading under way and share the next one.
/// </summary>
public sealed class SharedReads
{
    // What can wait leaves one processor to whoever clicks, and four fifths of the other; and however little it takes, it is read twice a second at most.
    private const int Rests = 4;
    private const int Kept = 64;
    private static readonly TimeSpan _least = TimeSpan.FromMilliseconds(500);
    private static readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount - 1));

    private readonly Lock _gate = new();
    private readonly Dictionary<object, Task> _running = [];
    private readonly Dictionary<object, Task> _next = [];
    private readonly Dictionary<object, long> _until = [];

    /// <param name="key">What is asked and how far the asker sees (<see cref="Domain.Common.Actor.Sight"/>): only who may see the same may share.</param>
    /// <param name="read">Reads it, where nobody else is about to.</param>
    /// <param name="canWait">Nobody looks at an empty page meanwhile.</param>
    public Task<T> ReadAsync<T>(object key, Func<Task<T>> read, bool canWait = false)
    {
        key = (key, canWait);
        lock (_gate)
        {
            if (_next.TryGetValue(key, out var shared))
            {
                return (Task<T>)shared;
            }
            var (before, rest) = (_running.GetValueOrDefault(key), RestOf(key));
            var mine = Task.Run(() => AfterAsync(before, rest, key, canWait ? () => InTurnAsync(read) : read, canWait));
            (before is null && rest == TimeSpan.Zero ? _running : _next)[key] = mine;
            return mine;
        }
    }

    private static async Task<T> InTurnAsync<T>(Func<Task<T>> read)
    {
        await _places.WaitAsync();
        try
        {
            return await read();
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<T> AfterAsync<T>(Task? before, TimeSpan rest, object key, Func<Task<T>> read, bool canWait)
    {
        if (before is not null || rest > TimeSpan.Zero)
        {
            if (before is not null)
            {
                await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                rest = RestOf(key);
            }
            await Task.Delay(rest);
            lock (_gate)
            {
                _next.Remove(key, out var mine);
                _running[key] = mine!;
            }
        }
        var clock = Stopwatch.StartNew();
        try
        {
            return await read();
        }
        finally
        {
            lock (_gate)
            {
                if (canWait)
                {
                    Rest(key, clock.Elapsed * Rests);
                }
                // Who waits to be next takes the place itself.
                if (!_next.ContainsKey(key))
                {
                    _running.Remove(key);
                }
            }
        }
    }

    private void Rest(object key, TimeSpan rest)
    {
        if (_until.Count >= Kept)
        {
            foreach (var over in _until.Where(u => u.Value <= Environment.TickCount64).Select(u => u.Key).ToList())
            {
                _until.Remove(over);
            }
        }
        _until[key] = Environment.TickCount64 + (long)(rest > _least ? rest : _least).TotalMilliseconds;
    }

    private TimeSpan RestOf(object key)
    {
        lock (_gate)
        {
            return TimeSpan.FromMilliseconds(Math.Max(0, _until.GetValueOrDefault(key) - Environment.TickCount64));
        }
    }
}
