using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Dashboard;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Tests.Data;
using CanLian.Tests.Demo;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Dashboard;

/// <summary>The dashboard over the demonstration's year: what it shows, and what it looks at again when something happens.</summary>
public class DashboardTests : IDisposable
{
    private static readonly Actor Supervisor = Database.Someone(Role.Supervisor);

    private readonly Database _database = new();
    private readonly FigureQueries _figures;
    private readonly DashboardQueries _queries;

    public DashboardTests(Demonstration demonstration)
    {
        demonstration.CopyTo(_database.Folder);
        _figures = new FigureQueries(_database.Factory, _database.Clock);
        _queries = new DashboardQueries(_database.Factory, _figures, _database.Clock);
    }

    [Fact]
    public async Task Every_programme_has_its_row_and_each_row_the_values_of_its_figures()
    {
        var view = await OpenAsync(Supervisor, new FigureAsk(2023));
        Assert.Equal(Catalogue.Programmes, view.Rows.Select(r => r.Programme));
        var row = view.Rows.Single(r => r.Programme.Code == "medication");
        Assert.Equal((525m, 520m, 525_000m), (row.Completion.Numerator, row.Completion.Denominator, row.Amount.Number));
        Assert.Equal(Pace.Done, row.Progress.Pace);
        Assert.Equal(5, view.Ground.Parts.Count);
        Assert.Equal(525, view.Ground.Parts.Sum(p => row.ByPlace[p.Code].Numerator));
        Assert.Equal(view.Rows.Sum(r => r.Amount.Number), view.Totals.Amount.Number);
        Assert.Equal(view.Rows.Sum(r => r.Overdue.Number), view.Totals.Overdue.Number);
    }

    [Fact]
    public async Task A_town_officer_has_villages_as_rows_and_no_number_from_elsewhere()
    {
        var town = Database.Someone(Role.TownOfficer, "340699003");
        var view = await OpenAsync(town, new FigureAsk(2023, "340699"));
        Assert.Equal("340699003", view.Ground.Scope.Region);
        Assert.All(view.Ground.Parts, p => Assert.StartsWith("340699003", p.Code));
        var whole = await OpenAsync(Supervisor, new FigureAsk(2023));
        Assert.All(view.Rows, r => Assert.Equal(whole.Rows.Single(w => w.Programme == r.Programme).ByPlace["340699003"].Numerator, r.Completion.Numerator));
        Assert.All(view.Rows.SelectMany(r => r.ByPlace.Values), v => Assert.Null(v.Denominator));
    }

    [Fact]
    public async Task Looking_again_touches_the_programme_that_changed_and_no_other()
    {
        var view = await OpenAsync(Supervisor, new FigureAsk(2023));
        await ForgetOneAsync("training");
        await ForgetOneAsync("medication");
        var (rows, totals) = await _queries.RefreshAsync(Supervisor, view.Ground, ["training"]);
        var row = Assert.Single(rows);
        Assert.Equal(view.Rows.Single(r => r.Programme.Code == "training").Completion.Records - 1, row.Completion.Records);
        var after = view.With(rows, totals);
        Assert.Same(view.Rows.Single(r => r.Programme.Code == "medication"), after.Rows.Single(r => r.Programme.Code == "medication"));
        Assert.Same(row, after.Rows.Single(r => r.Programme.Code == "training"));
    }

    [Fact]
    public async Task What_happens_is_seen_within_two_seconds_gathered_and_only_where_the_reader_may_look()
    {
        var updates = new LiveUpdates();
        var changes = new List<DashboardChange>();
        var seen = new TaskCompletionSource();
        var view = await OpenAsync(Database.Someone(Role.TownOfficer, "340699003"), new FigureAsk(2023));
        using var live = new DashboardLive(updates, _queries, Database.Someone(Role.TownOfficer, "340699003"), view.Ground, change =>
        {
            changes.Add(change);
            seen.TrySetResult();
            return Task.CompletedTask;
        });

        updates.Publish(new LiveUpdate("medication", "340699004001", Guid.NewGuid(), new Text("别处")));
        updates.Publish(new LiveUpdate("training", "340699003007", Guid.NewGuid(), new Text("培训 +1")));
        updates.Publish(new LiveUpdate("training", "340699003008", Guid.NewGuid(), new Text("培训 +1")));
        updates.Publish(new LiveUpdate("home_modification", "340699", Guid.Empty, new Text("家改任务有改动")));
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        var change = Assert.Single(changes);
        Assert.Equal(["home_modification", "training"], change.Rows!.Select(r => r.Programme.Code).Order());
        Assert.DoesNotContain(change.Heard, u => u.What.Key == "别处");
    }

    [Fact]
    public async Task A_closed_page_hears_nothing_more()
    {
        var updates = new LiveUpdates();
        var heard = 0;
        var view = await OpenAsync(Supervisor, new FigureAsk(2023));
        var live = new DashboardLive(updates, _queries, Supervisor, view.Ground, _ => Task.FromResult(heard++));
        updates.Publish(new LiveUpdate("training", "340699003007", Guid.NewGuid(), new Text("培训 +1")));
        live.Dispose();
        updates.Publish(new LiveUpdate("training", "340699003007", Guid.NewGuid(), new Text("培训 +1")));
        await Task.Delay(LiveWatch.Gathers * 3, TestContext.Current.CancellationToken);
        Assert.Equal(0, heard);
    }

    [Fact]
    public async Task What_is_to_be_asked_about_comes_from_the_figures_and_leads_to_them()
    {
        await SetTaskAsync("training", 60);
        await SetTaskAsync("home_modification", 900);
        var view = await OpenAsync(Supervisor, new FigureAsk(2023));
        var items = Attention.Of(view);
        // The children's devices of the demonstration are over their task as the year had it; the training is over it by this test.
        var over = items.Where(i => i.Title.ToString().Contains("做到任务的")).ToDictionary(i => i.Href, i => i.Title.ToString());
        Assert.Equal(["figures/child_devices.children?year=2023&region=340699", "figures/training.persons?year=2023&region=340699"], over.Keys.Order());
        Assert.Contains("2.11 倍", over["figures/child_devices.children?year=2023&region=340699"]);
        Assert.Contains("2.37 倍", over["figures/training.persons?year=2023&region=340699"]);
        var behind = Assert.Single(items, i => i.Title.ToString().Contains("落后"));
        Assert.Contains($"{Amounts.Points(view.Rows.Single(r => r.Programme.Code == "home_modification").Progress.Behind)} 个百分点", behind.Title.ToString());
        if (view.Totals.Overdue.Number > 0)
        {
            var worst = view.Totals.OverdueByPlace.MaxBy(p => p.Value.Number);
            Assert.Equal(Meaning.Error, items[0].Meaning);
            Assert.EndsWith("region=" + worst.Key, items[0].Href);
        }
        Assert.All(items, i => Assert.NotNull(Catalogue.FindFigure(i.Href.Split('/', '?')[1])));
    }

    [Fact]
    public async Task The_months_of_a_programme_end_at_its_row()
    {
        var view = await OpenAsync(Supervisor, new FigureAsk(2023));
        var series = await _queries.SeriesAsync(Supervisor, view.Ground, Catalogue.Of("home_modification"));
        Assert.Equal(view.Rows.Single(r => r.Programme.Code == "home_modification").Completion.Numerator, series.Months[^1].Value.Number);
        Assert.Equal(652, series.Task.Number);
    }

    public void Dispose() => _database.Dispose();

    private async Task<DashboardView> OpenAsync(Actor actor, FigureAsk ask) => await _queries.OpenAsync(actor, (await _figures.GroundAsync(actor, ask))!);

    private async Task ForgetOneAsync(string programme)
    {
        await using var db = _database.Open();
        var first = await db.Cases.FirstAsync(c => c.Programme == programme && c.Year == 2023 && c.StageKind == Domain.Cases.StageKind.Done);
        db.Entry(first).Property(c => c.Year).CurrentValue = 2021;
        await db.SaveChangesAsync();
    }

    private async Task SetTaskAsync(string programme, decimal amount)
    {
        await using var db = _database.Open();
        await foreach (var target in db.Targets.Where(t => t.Programme == programme && t.RegionCode == "340699").AsAsyncEnumerable())
        {
            target.Amount = amount;
        }
        await db.SaveChangesAsync();
    }
}
