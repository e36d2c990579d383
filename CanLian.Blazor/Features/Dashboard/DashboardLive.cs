using System.Data.Common;
using CanLian.Blazor.Data;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>
/// Keeps an open dashboard up to date (实时): looks again at the programmes that changed and at nothing else, and hands what it found back. One per open page.
/// </summary>
public sealed class DashboardLive : IDisposable
{
    private readonly DashboardQueries _queries;
    private readonly Actor _actor;
    private readonly FigureGround _ground;
    private readonly LiveWatch _watch;

    /// <param name="updates">Where what happens is told.</param>
    /// <param name="queries">Looks again.</param>
    /// <param name="actor">The reader; what lies outside their region is not theirs to hear of.</param>
    /// <param name="ground">What the page shows.</param>
    /// <param name="changed">Called with each change, on no particular thread.</param>
    public DashboardLive(LiveUpdates updates, DashboardQueries queries, Actor actor, FigureGround ground, Func<DashboardChange, Task> changed)
    {
        (_queries, _actor, _ground) = (queries, actor, ground);
        _watch = new LiveWatch(updates, update => update.Touches(ground.Scope.Region), async heard => await changed(await AgainAsync(heard)));
    }

    public void Dispose() => _watch.Dispose();

    // A database that is busy for longer than it should be is no reason to say nothing: the page says from when its numbers are.
    private async Task<DashboardChange> AgainAsync(IReadOnlyList<LiveUpdate> heard)
    {
        try
        {
            var (rows, totals) = await _queries.RefreshAsync(_actor, _ground, [.. heard.Select(u => u.Programme)]);
            return new DashboardChange(heard, rows, totals);
        }
        catch (DbException)
        {
            return new DashboardChange(heard, null, null);
        }
    }
}

/// <summary>What changed on a dashboard (变动): what was heard, and the rows looked at again; null when they could not be read.</summary>
public sealed record DashboardChange(IReadOnlyList<LiveUpdate> Heard, IReadOnlyList<ProgrammeRow>? Rows, Totals? Totals);
