using Microsoft.AspNetCore.Components;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>A part of the dashboard that draws itself again only when what it shows has changed (按需重画): most of what happens changes one row.</summary>
public abstract class DashboardCard : ComponentBase
{
    private DashboardView? _drawn;

    [Parameter, EditorRequired] public DashboardView View { get; set; } = null!;

    /// <summary>Whether the part would look the same.</summary>
    protected abstract bool LooksAs(DashboardView drawn);

    protected override bool ShouldRender()
    {
        var same = _drawn is { } drawn && (ReferenceEquals(drawn, View) || (drawn.Ground == View.Ground && drawn.Rows.Count == View.Rows.Count && LooksAs(drawn)));
        _drawn = View;
        return !same;
    }
}
