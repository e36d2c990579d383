using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Reconciliation;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes;
using CanLian.Tests.Browser;
using Xunit;

namespace CanLian.Tests.Reconciliation;

/// <summary>The measures of every monitored household, and gaps that become work.</summary>
public sealed class MatrixTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private readonly Actor _clerk = new("x", "赵倩", Role.ExchangeClerk, Places.District, new HashSet<string>());

    [Fact]
    public async Task The_cells_that_were_had_are_those_the_figures_count()
    {
        var rows = new List<IReadOnlyList<MatrixRow>>();
        MatrixView view;
        for (var page = 1; ; page++)
        {
            view = (await host.Service<MatrixQueries>().ViewAsync(_clerk, 2023, null, false, page))!;
            if (view.Households.Count == 0)
            {
                break;
            }
            rows.AddRange(view.Households);
        }
        Assert.Equal((31, 37), (rows.Count, rows.Sum(h => h.Count)));
        Assert.Equal((31m, 37m), (view.Totals["monitoring.households"].Number, view.Totals["monitoring.persons"].Number));
        foreach (var (at, measure) in MonitoringMatrix.Measures.Index())
        {
            var had = measure.ForHousehold
                ? rows.Where(h => h.Any(r => r.Cells[at].State == MeasureState.Received)).ToList()
                : [.. rows.SelectMany(h => h).Where(r => r.Cells[at].State == MeasureState.Received).Select(r => (IReadOnlyList<MatrixRow>)[r])];
            var counted = measure.Figure == "monitoring.visit_amount" ? had.Sum(h => h[0].Cells[at].Case!.AmountFen!.Value) / 100m : had.Count;
            Assert.Equal(view.Totals[measure.Figure].Number, counted);
        }
    }

    [Fact]
    public async Task A_chosen_gap_is_work_of_its_village_alone_until_it_is_closed_with_what_came_of_it()
    {
        var (desk, outreach) = (host.Service<MatrixDesk>(), host.Service<OutreachDesk>());
        var view = (await host.Service<MatrixQueries>().ViewAsync(_clerk, 2023, "340699003", true, 1))!;
        var row = view.Households.SelectMany(h => h).First(r => r.Person.RegionCode == Places.Nanshilou && r.Cells.Any(c => c.State == MeasureState.Missing));
        var cell = row.Cells.First(c => c.State == MeasureState.Missing);
        var gap = new Gap(cell.For, cell.Programme!, cell.Measure.Label);
        Assert.Equal(1, (await desk.OpenTasksAsync(_clerk, [gap, gap], new DateOnly(2024, 1, 12))).Opened);
        Assert.Equal(0, (await desk.OpenTasksAsync(_clerk, [gap], new DateOnly(2024, 1, 12))).Opened);
        Assert.False((await desk.OpenTasksAsync(_clerk, [gap], new DateOnly(2023, 12, 1))).Outcome.Succeeded);

        var (worker, elsewhere) = (host.Actor(Browser.Village.Worker), host.Actor(Browser.Village.Elsewhere));
        var task = Assert.Single(await outreach.OpenForAsync(worker));
        Assert.Equal((row.Person.Id, cell.Measure.Label, new DateOnly(2024, 1, 12), "赵倩"), (task.PersonId, task.What, task.DueOn, task.OpenedBy));
        Assert.Empty(await outreach.OpenForAsync(elsewhere));
        Assert.False((await outreach.CloseAsync(elsewhere, task.Id, OutreachEnd.Served, "")).Succeeded);
        Assert.Equal("task-reason", (await outreach.CloseAsync(worker, task.Id, OutreachEnd.Declined, " ")).Reasons.Single().Anchor);
        Assert.True((await outreach.CloseAsync(worker, task.Id, OutreachEnd.Declined, "本人在外打工")).Succeeded);
        Assert.Empty(await outreach.OpenForAsync(worker));
        Assert.False((await outreach.CloseAsync(worker, task.Id, OutreachEnd.Served, "")).Succeeded);
    }
}
