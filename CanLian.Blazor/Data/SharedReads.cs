using System.Diagnostics;

namespace CanLian.Blazor.Data;

/// <summary>
/// One reading for all who ask the same at the same time (合并读取): forty pages that hear of the same change look once. Whoever asks gets what was read after
/// they asked, and never what was read before: they wait for the reading under way and share the next one.
/// </summary>
public sealed class SharedReads
{
    // What can wait leaves one processor to whoever clicks, and four fifths of the other.
    private const int Rests = 4;
    private static readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount - 1));

    private readonly Lock _gate = new();
    private readonly Dictionary<object, Task> _running = [];
    private readonly Dictionary<object, Task> _next = [];
    private readonly Dictionary<object, TimeSpan> _took = [];

    /// <param name="key">What is asked and how far the asker sees (<see cref="Domain.Common.Actor.Sight"/>): only who may see the same may share.</param>
    /// <param name="read">Reads it, where nobody else is about to.</param>
    /// <param name="canWait">Nobody looks at an empty page meanwhile.</param>
    public Task<T> ReadAsync<T>(object key, Func<Task<T>> read, bool canWait = false)
    {
        lock (_gate)
        {
            if (_next.TryGetValue(key, out var shared))
            {
                return (Task<T>)shared;
            }
            var before = _running.GetValueOrDefault(key);
            var mine = Task.Run(() => AfterAsync(before, key, canWait ? () => InTurnAsync(read) : read, canWait));
            (before is null ? _running : _next)[key] = mine;
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

    private async Task<T> AfterAsync<T>(Task? before, object key, Func<Task<T>> read, bool canWait)
    {
        if (before is not null)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var took = Took(key);
            if (canWait)
            {
                await Task.Delay(took * Rests);
            }
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
                // Who waits to be next takes the place itself.
                if (_next.ContainsKey(key))
                {
                    _took[key] = clock.Elapsed;
                }
                else
                {
                    _running.Remove(key);
                }
            }
        }
    }

    private TimeSpan Took(object key)
    {
        lock (_gate)
        {
            _took.Remove(key, out var took);
            return took;
        }
    }
}
