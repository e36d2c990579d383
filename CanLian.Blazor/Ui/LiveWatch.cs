using System.Data.Common;
using System.Diagnostics;

namespace CanLian.Blazor.Ui;

/// <summary>
/// Keeps an open page up to date (实时): gathers what happens for a moment and lets the page look again, one look at a time. A single change is seen at once;
/// where changes do not cease, looks keep a distance, and the longer they take the greater one, so that open pages leave the processor to those who work.
/// </summary>
public sealed class LiveWatch : IDisposable
{
    /// <summary>How long changes are gathered: a step taken for many cases is one look, and still seen at once.</summary>
    public static readonly TimeSpan Gathers = TimeSpan.FromMilliseconds(300);

    /// <summary>The least time between two looks; a look that took longer is followed by as long a rest.</summary>
    public static readonly TimeSpan Rests = TimeSpan.FromSeconds(1);

    private readonly Func<LiveUpdate, bool> _concerns;
    private readonly Func<IReadOnlyList<LiveUpdate>, Task> _look;
    private readonly IDisposable _subscription;
    private readonly Lock _gate = new();
    private readonly List<LiveUpdate> _pending = [];
    private bool _looking;
    private bool _disposed;

    /// <param name="updates">Where what happens is told.</param>
    /// <param name="concerns">Whether the page has to do with it.</param>
    /// <param name="look">Called with the latest of each programme, on no particular thread.</param>
    public LiveWatch(LiveUpdates updates, Func<LiveUpdate, bool> concerns, Func<IReadOnlyList<LiveUpdate>, Task> look)
    {
        (_concerns, _look) = (concerns, look);
        _subscription = updates.Subscribe(Hear);
    }

    public void Dispose()
    {
        _disposed = true;
        _subscription.Dispose();
    }

    private void Hear(LiveUpdate update)
    {
        if (!_concerns(update))
        {
            return;
        }
        lock (_gate)
        {
            _pending.RemoveAll(u => u.Programme == update.Programme);
            _pending.Add(update);
            if (_looking)
            {
                return;
            }
            _looking = true;
        }
        _ = LookAsync();
    }

    private async Task LookAsync()
    {
        for (var rest = Gathers; ;)
        {
            await Task.Delay(rest);
            List<LiveUpdate> heard;
            lock (_gate)
            {
                heard = [.. _pending];
                _pending.Clear();
                _looking = heard.Count > 0 && !_disposed;
                if (!_looking)
                {
                    return;
                }
            }
            var clock = Stopwatch.StartNew();
            try
            {
                await _look(heard);
            }
            catch (DbException)
            {
                // A database that is busy for longer than it should be must not end the watch: the next change looks again.
            }
            rest = clock.Elapsed > Rests ? clock.Elapsed : Rests;
        }
    }
}
