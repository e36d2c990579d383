using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Dashboard;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;
using CanLian.Tests.Data;
using CanLian.Tests.Demo;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Dashboard;

/// <summary>One programme's year over the demonstration: last year, the forecast, documents and reasons, each in the reader's scope.</summary>
public sealed class ProgrammeYearTests : IDisposable
{
    private const string District = "340699", Town = "340699003", OtherTown = "340699004", Village = "340699003205";

    private static readonly Actor Supervisor = Database.Someone(Role.Supervisor);
    private static readonly Actor TownOfficer = Database.Someone(Role.TownOfficer, Town);

    private readonly Database _database = new();
    private readonly LiveUpdates _live = new();
    private readonly FigureQueries _figures;
    private readonly DashboardQueries _dashboard;
    private readonly ProgrammeQueries _queries;
    private readonly RateNoteDesk _desk;

    public ProgrammeYearTests(Demonstration demonstration)
    {
        demonstration.CopyTo(_database.Folder);
        _figures = new FigureQueries(_database.Factory, _database.Clock);
        _dashboard = new DashboardQueries(_database.Factory, _figures, _database.Clock);
        _queries = new ProgrammeQueries(_database.Factory, _figures, _dashboard);
        _desk = new RateNoteDesk(_database.Factory, _live, _database.Clock);
    }

    [Fact]
    public async Task The_year_before_is_taken_at_the_same_date_and_the_page_agrees_with_the_dashboard()
    {
        var view = await FindAsync(Supervisor, "medication", new FigureAsk(2023, null, 10));
        Assert.Equal(new DateOnly(2023, 10, 31), view.Ground.Scope.AsOf);
        var measure = Catalogue.Of("medication").MeasureFigure;
        var before = new FigureScope(2022, District, new DateOnly(2022, 10, 31));
        Assert.Equal((await _figures.EvaluateAsync(Supervisor, before, [measure])).Values.Single(), view.Outlook.LastYear);
        Assert.Equal(view.Outlook.LastYear.Number, view.LastYearByPlace.Values.Sum(v => v.Number));
        var ahead = await _dashboard.OutlooksAsync(Supervisor, view.Ground, [Catalogue.Of("medication")]);
        Assert.Equal(view.Outlook, ahead["medication"]);
        Assert.Equal(view.Done.Forecast, view.Outlook.Done);
        Assert.Equal(10, view.Done.Forecast!.Months);
    }

    [Fact]
    public async Task Documents_changes_and_reasons_are_those_of_the_readers_places()
    {
        await using (var db = _database.Open())
        {
            foreach (var region in (string[])[District, Town, OtherTown])
            {
                db.TargetRevisions.Add(new TargetRevision { Year = 2023, Programme = "medication", RegionCode = region, AmountBefore = 1, AmountAfter = 2, ByName = "周建平" });
                db.RateNotes.Add(new RateNote { Year = 2023, Programme = "medication", RegionCode = region, ByName = "周建平" });
            }
            await db.SaveChangesAsync();
        }
        var whole = await FindAsync(Supervisor, "medication", new FigureAsk(2023));
        Assert.Equal((6, 3, 3), (whole.Targets.Count, whole.Revisions.Count, whole.Notes.Count));
        var town = await FindAsync(TownOfficer, "medication", new FigureAsk(2023, District));
        Assert.All([.. town.Targets.Select(t => t.RegionCode), .. town.Revisions.Select(r => r.RegionCode), .. town.Notes.Select(n => n.RegionCode)], region => Assert.Equal(Town, region));
        Assert.Equal((1, 1, 1), (town.Targets.Count, town.Revisions.Count, town.Notes.Count));
        var village = await FindAsync(Database.Someone(Role.VillageWorker, Village), "medication", new FigureAsk(2023));
        Assert.Equal((0, 0, 0), (village.Targets.Count, village.Revisions.Count, village.Notes.Count));
        Assert.Equal((await FindAsync(Supervisor, "medication", new FigureAsk(2023, Village))).Row.Completion, village.Row.Completion);
    }

    [Fact]
    public async Task A_programme_that_does_not_exist_for_the_reader_has_no_page()
    {
        var hidden = Catalogue.Programmes.First(p => p.DistrictOnly);
        Assert.NotNull(await _queries.FindAsync(Supervisor, hidden.Code, new FigureAsk(2023)));
        Assert.Null(await _queries.FindAsync(TownOfficer, hidden.Code, new FigureAsk(2023)));
        Assert.Null(await _queries.FindAsync(TownOfficer, "medication", new FigureAsk(2023, OtherTown)));
    }

    [Theory]
    [InlineData(Role.Supervisor, true)]
    [InlineData(Role.DistrictOfficer, false)]
    [InlineData(Role.TownOfficer, false)]
    [InlineData(Role.Administrator, false)]
    [InlineData(Role.Auditor, false)]
    public async Task Reasons_are_written_by_the_supervisor(Role role, bool may) =>
        Assert.Equal(may, (await _desk.WriteAsync(Database.Someone(role), "child_devices", 2023, District, new RateNoteEdit { Cause = RateCause.OwnMoney, Amount = 10 })).Succeeded);

    [Fact]
    public async Task A_reason_says_what_it_must_open_pages_are_told_and_it_can_be_taken_back()
    {
        var told = new List<LiveUpdate>();
        using var listening = _live.Subscribe(told.Add);
        var faults = (await _desk.WriteAsync(Supervisor, "child_devices", 2023, District, new RateNoteEdit { Cause = RateCause.AddedTask, Amount = -1 })).Reasons;
        Assert.Equal(
            [("note-Amount", "数量要大于 0；说明整个完成率就空着"), ("note-DocumentNumber", "追加任务要写是哪份文件追加的")],
            faults.Select(f => (f.Anchor, f.Sentence.ToString())).Order());
        Assert.Equal("没有这个项目或地方", (await _desk.WriteAsync(Supervisor, "nothing", 2023, District, new RateNoteEdit())).Reasons.Single().Sentence.ToString());
        Assert.Empty(told);

        Assert.True((await _desk.WriteAsync(Supervisor, "child_devices", 2023, District, new RateNoteEdit { Cause = RateCause.AddedTask, Amount = 10, DocumentNumber = " 皖残联〔2023〕52号 " })).Succeeded);
        Assert.Equal(("child_devices", District), Assert.Single(told) is var update ? (update.Programme, update.RegionCode) : default);
        var note = Assert.Single((await FindAsync(Supervisor, "child_devices", new FigureAsk(2023))).Notes);
        Assert.Equal((10m, "皖残联〔2023〕52号", Supervisor.Name), (note.Amount, note.DocumentNumber, note.ByName));
        Assert.False((await _desk.RemoveAsync(TownOfficer, note.Id)).Succeeded);
        Assert.True((await _desk.RemoveAsync(Supervisor, note.Id)).Succeeded);
        Assert.False((await _desk.RemoveAsync(Supervisor, note.Id)).Succeeded);
    }

    public void Dispose() => _database.Dispose();

    private async Task<ProgrammeView> FindAsync(Actor actor, string programme, FigureAsk ask) => (await _queries.FindAsync(actor, programme, ask))!;
}
