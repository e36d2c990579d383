using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Doubts;
using CanLian.Blazor.Files;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Doubts;
using CanLian.Domain.Figures;
using CanLian.Tests.Data;
using CanLian.Tests.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Doubts;

/// <summary>What becomes of a doubt: settled once with a reason, back only with other facts, seen by whoever sees all its records.</summary>
public class DoubtTests : IDisposable
{
    private const string Rule = "paid_sum";
    private const string Reason = "看过回单，差额已经补发";
    private readonly DoubtGround _ground = new();

    [Fact]
    public async Task A_settled_doubt_stays_away_until_its_facts_have_changed()
    {
        var file = _ground.Done(_ground.Someone("少发"), "medication", 100_000, null, f => f.Payments.Add(DoubtGround.Paid(f, 90_000, f.DoneOn!.Value)));
        var first = Assert.Single(await _ground.LookAsync(Rule));
        Assert.Equal(["选核实结论", "写明怎么核实的、凭什么这样处理（至少 5 个字）"], (await SettleAsync(first.Id, null, "好")).Reasons.Select(r => r.Sentence.ToString()));
        Assert.True((await SettleAsync(first.Id, Verdict.Allowed, Reason)).Succeeded);
        Assert.Equal("分管领导已经处理了这条疑点", (await SettleAsync(first.Id, Verdict.Allowed, Reason)).Reasons[0].Sentence.ToString());
        Assert.Empty(await _ground.LookAsync(Rule));
        var settled = (await _ground.Queries.FindAsync(DoubtGround.Supervisor, first.Id))!.Doubt;
        Assert.Equal((DoubtState.Settled, Verdict.Allowed, Reason, "分管领导"), (settled.State, settled.Verdict, settled.Reason, settled.SettledBy));

        _ground.Change(db => db.Cases.Include(c => c.Payments).Single(c => c.Id == file.Id).Payments[0].AmountFen = 80_000);
        var second = Assert.Single(await _ground.LookAsync(Rule));
        Assert.Equal((true, first.Id), (second.Id != first.Id, second.FormerId));
        _ground.Change(db => db.Cases.Include(c => c.Payments).Single(c => c.Id == file.Id).Payments[0].AmountFen = 100_000);
        Assert.Empty(await _ground.LookAsync(Rule));
        Assert.Equal(DoubtState.Gone, (await _ground.Queries.FindAsync(DoubtGround.Supervisor, second.Id))!.Doubt.State);
        _ground.Change(db => db.Cases.Include(c => c.Payments).Single(c => c.Id == file.Id).Payments[0].AmountFen = 80_000);
        Assert.Equal(second.Id, Assert.Single(await _ground.LookAsync(Rule)).Id);
    }

    [Fact]
    public async Task Nobody_sees_a_doubt_or_its_count_of_another_village()
    {
        _ground.Done(_ground.Someone("少发"), "medication", 100_000, null, f => f.Payments.Add(DoubtGround.Paid(f, 90_000, f.DoneOn!.Value)));
        _ground.Someone("甲", dress: p => DoubtGround.PaidInto(p, "6228480000000001234"));
        _ground.Someone("乙", Town.Xiahao, p => DoubtGround.PaidInto(p, "6228480000000001234"));
        var own = Assert.Single(await _ground.LookAsync(Rule));
        var shared = Assert.Single(await _ground.LookAsync("shared_account"));
        Assert.Equal([(1, 1, true, false), (0, 0, false, false), (2, 2, true, true)],
            [await SeenAsync(Town.Worker), await SeenAsync(Town.OtherWorker), await SeenAsync(Town.TownOfficer)]);
        Assert.Null(await _ground.Queries.ListAsync(Town.OtherWorker, new DoubtFilter(Town: "340699003"), 1));
        var takeout = new DoubtTakeout(_ground.Queries, new RegionQueries(_ground.Town.Database.Factory));
        Assert.Equal((1, 0), (await RowsAsync(takeout, Town.Worker), await RowsAsync(takeout, Town.OtherWorker)));

        Assert.False((await _ground.Desk.SettleAsync(Town.Worker, own.Id, Verdict.Unfounded, Reason)).Succeeded);
        Assert.Equal("没有这条疑点", (await _ground.Desk.SettleAsync(Database.Someone(Role.TownOfficer, "340699004"), own.Id, Verdict.Unfounded, Reason)).Reasons[0].Sentence.ToString());
        Assert.True((await _ground.Desk.SettleAsync(Town.TownOfficer, own.Id, Verdict.Unfounded, Reason)).Succeeded);

        async Task<(int Rows, int Count, bool Own, bool Shared)> SeenAsync(Actor actor)
        {
            var list = (await _ground.Queries.ListAsync(actor, new DoubtFilter(), 1))!;
            await using var db = _ground.Town.Database.Open(actor);
            Assert.Equal(list.Open, Catalogue.Doubts.FigureOf(null).Rows(db, FigureScope.Of(2023, actor.Region, Town.Today)).Count());
            return (list.Total, list.Open, await _ground.Queries.FindAsync(actor, own.Id) is not null, await _ground.Queries.FindAsync(actor, shared.Id) is not null);
        }
    }

    [Fact]
    public async Task It_is_given_to_somebody_and_somebody_is_sent_to_the_door()
    {
        _ground.Change(db => db.AddRange(
            new Account { Id = "town", UserName = "town", DisplayName = "郝建平", Role = Role.TownOfficer, RegionCode = "340699003" },
            new Account { Id = "far", UserName = "far", DisplayName = "别镇的", Role = Role.TownOfficer, RegionCode = "340699004" }));
        _ground.Open(_ground.Someone("十六", born: new DateOnly(2007, 3, 1)), "child_rehab", "serving");
        var doubt = Assert.Single(await _ground.LookAsync("age_left"));
        Assert.Equal(["town"], (await _ground.Queries.FindAsync(DoubtGround.Supervisor, doubt.Id))!.Colleagues.Select(c => c.Id));
        Assert.False((await _ground.Desk.AssignAsync(DoubtGround.Supervisor, doubt.Id, "far")).Succeeded);
        Assert.True((await _ground.Desk.AssignAsync(DoubtGround.Supervisor, doubt.Id, "town")).Succeeded);
        Assert.Equal(1, (await _ground.Queries.ListAsync(Database.Someone(Role.TownOfficer, "340699003", "town"), new DoubtFilter(Mine: true), 1))!.Total);
        Assert.False((await _ground.Desk.SendAsync(DoubtGround.Supervisor, doubt.Id, Town.Today.AddDays(-1))).Succeeded);
        Assert.True((await _ground.Desk.SendAsync(DoubtGround.Supervisor, doubt.Id, Town.Today.AddDays(7))).Succeeded);
        Assert.Equal("已经派过人去核实，还没有办结", (await _ground.Desk.SendAsync(DoubtGround.Supervisor, doubt.Id, Town.Today.AddDays(7))).Reasons[0].Sentence.ToString());
        await using var db = _ground.Town.Database.Open(Town.Worker);
        Assert.Equal("核实疑点：年龄已不在范围", (await db.OutreachTasks.SingleAsync(TestContext.Current.CancellationToken)).What);
    }

    [Fact]
    public async Task The_ledger_lets_a_night_be_looked_through_once_and_only_a_supervisor_asks_for_more()
    {
        await _ground.Nightly.RunAsync();
        await _ground.Nightly.RunAsync();
        _ground.Time.Local = new DateTime(2023, 12, 30, 1, 0, 0);
        await _ground.Nightly.RunAsync();
        Assert.Equal(1, await RunsAsync());
        _ground.Time.Local = new DateTime(2023, 12, 30, 11, 0, 0);
        await _ground.Nightly.RunAsync();
        Assert.Equal(2, await RunsAsync());
        Assert.Equal("核查由分管领导发起", (await _ground.Nightly.LookNowAsync(Town.TownOfficer)).Outcome.Reasons[0].Sentence.ToString());
    }

    public void Dispose() => _ground.Dispose();

    private Task<Outcome> SettleAsync(Guid id, Verdict? verdict, string reason) => _ground.Desk.SettleAsync(DoubtGround.Supervisor, id, verdict, reason);

    private async Task<int> RunsAsync()
    {
        await using var db = _ground.Town.Open();
        return await db.JobRuns.CountAsync(r => r.Job == NightlyDoubts.Job, TestContext.Current.CancellationToken);
    }

    private static async Task<int> RowsAsync(DoubtTakeout takeout, Actor actor)
    {
        var sheet = (await takeout.OpenAsync(new TakeoutAsk(actor, new Dictionary<string, string>(), false)))!.Sheet;
        using var file = new MemoryStream();
        Workbook.Write(file, [sheet], () => []);
        return sheet.RowCount;
    }
}
