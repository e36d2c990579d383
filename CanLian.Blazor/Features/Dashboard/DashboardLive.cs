using CanLian.Blazor.Data;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>
/// Keeps an open dashboard up to date (实时): gathers what happens for a moment, looks again at the programmes it touched and at nothing else,
/// and hands the new view back. One per open page.
/// </summary>
public sealed class DashboardLive : IDisposable
{
    /// <summary>How long changes are gathered: a step taken for many cases is one look, and still seen at once.</summary>
    public static readonly TimeSpan Gathers = TimeSpan.FromMilliseconds(300);

    private readonly DashboardQueries _queries;
    private readonly Actor _actor;
    private readonly FigureGround _ground;
    private readonly Func<DashboardChange, Task> _changed;
    private readonly IDisposable _subscription;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LiveUpdate> _pending = [];
    private bool _looking;
    private bool _disposed;

    /// <param name="updates">Where what happens is told.</param>
    /// <param name="queries">Looks again.</param>
    /// <param name="actor">The reader; what lies outside their region is not theirs to hear of.</param>
    /// <param name="ground">What the page shows.</param>
    /// <param name="changed">Called with each change, on no particular thread.</param>
    public DashboardLive(LiveUpdates updates, DashboardQueries queries, Actor actor, FigureGround ground, Func<DashboardChange, Task> changed)
    {
        (_queries, _actor, _ground, _changed) = (queries, actor, ground, changed);
        _subscription = updates.Subscribe(Hear);
    }

    public void Dispose()
    {
        _disposed = true;
        _subscription.Dispose();
    }

    private void Hear(LiveUpdate update)
    {
        // What is above concerns those below too: a task the district set anew.
        if (!Region.Contains(_ground.Scope.Region, update.RegionCode) && !Region.Contains(update.RegionCode, _ground.Scope.Region))
        {
            return;
        }
        lock (_gate)
        {
            _pending[update.Programme] = update;
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
        while (true)
        {
            await Task.Delay(Gathers);
            List<LiveUpdate> heard;
            lock (_gate)
            {
                heard = [.. _pending.Values];
                _pending.Clear();
                _looking = heard.Count > 0 && !_disposed;
                if (!_looking)
                {
                    return;
                }
            }
            await _changed(await AgainAsync(heard));
        }
    }

    // A database that is busy for longer than it should be must not end the watch: the page says from when its numbers are.
    private async Task<DashboardChange> AgainAsync(List<LiveUpdate> heard)
    {
        try
        {
            var (rows, totals) = await _queries.RefreshAsync(_actor, _ground, [.. heard.Select(u => u.Programme)]);
            return new DashboardChange(heard, rows, totals);
        }
        catch (System.Data.Common.DbException)
        {
            return new DashboardChange(heard, null, null);
        }
    }
}

/// <summary>What changed on a dashboard (变动): what was heard, and the rows looked at again; null when they could not be read.</summary>
public sealed record DashboardChange(IReadOnlyList<LiveUpdate> Heard, IReadOnlyList<ProgrammeRow>? Rows, Totals? Totals);
