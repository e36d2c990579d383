using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Reconciliation;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Reconciliation;

/// <summary>Differences that change hands, and decisions that are taken back: every month still balances, and the bureau hears of it.</summary>
public sealed class ReopeningTests : IDisposable
{
    private static readonly Settlement _keep = new(DifferenceDecision.KeepOurs, DifferenceCause.TheirMistake, "户口簿");
    private readonly Bureau _bureau = new();

    [Fact]
    public async Task A_decision_of_the_month_that_runs_is_as_if_it_had_not_been()
    {
        var person = _bureau.District.Add("毛琪学");
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(person, name: "毛棋学")));
        await SettleAsync(_keep);
        Assert.Equal((0, 1, 1, 0), await BalanceAsync("2023-11"));
        var id = (await OneAsync()).Id;
        Assert.Equal("reopen-reason", (await _bureau.Settling.ReopenAsync(Bureau.Clerk, [id], " ")).Outcome.Reasons.Single().Anchor);
        Assert.False((await _bureau.Settling.ReopenAsync(Database.Someone(Role.Supervisor), [id], "看错了")).Outcome.Succeeded);
        Assert.Equal(1, (await _bureau.Settling.ReopenAsync(Bureau.Clerk, [id], "户口簿是旧的")).Reopened);
        Assert.Equal((0, 1, 0, 1), await BalanceAsync("2023-11"));
        var open = await OneAsync();
        Assert.Equal((true, "户口簿是旧的", Bureau.Clerk.Name, null, null), (open.Open, open.ReopenReason, open.ReopenedBy, open.Decision, open.WithdrawnAt));
        Assert.Equal("还没有处理", (await _bureau.Settling.ReopenAsync(Bureau.Clerk, [id], "再来")).Left.Single().Outcome.Reasons.Single().Sentence.ToString());
        Assert.Empty(await RepliesAsync(new Month(2023, 11), new DateTime(2023, 11, 21)));
        await SettleAsync(_keep);
        Assert.Equal((0, 1, 1, 0), await BalanceAsync("2023-11"));
    }

    [Fact]
    public async Task A_decision_of_an_earlier_month_is_carried_on_by_another_and_the_bureau_is_told_that_it_is_taken_back()
    {
        var person = _bureau.District.Add("吕东怡");
        object?[] row = Bureau.Row(person, number: person.IdNumber.Value + "44");
        _bureau.District.Local = new DateTime(2023, 10, 1, 8, 0, 0);
        await _bureau.ReceiveAsync(_bureau.List("2023年9月", row));
        await SettleAsync(_keep);
        Assert.Equal("保留我方", Assert.Single(await RepliesAsync(new Month(2023, 10), new DateTime(2023, 10, 2)))["处理意见"]);
        _bureau.District.Local = new DateTime(2023, 10, 20, 8, 0, 0);
        await _bureau.ReceiveAsync(_bureau.List("2023年10月", row));
        var kept = await OneAsync();
        _bureau.District.Local = new DateTime(2023, 10, 21, 8, 0, 0);
        Assert.Equal(1, (await _bureau.Settling.ReopenAsync(Bureau.Clerk, [kept.Id], "复评过")).Reopened);
        Assert.Equal("已经重开过了", (await _bureau.Settling.ReopenAsync(Bureau.Clerk, [kept.Id], "再来")).Left.Single().Outcome.Reasons.Single().Sentence.ToString());
        Assert.Equal((0, 1, 1, 0), await BalanceAsync("2023-09"));
        Assert.Equal((0, 1, 0, 1), await BalanceAsync("2023-10"));
        Assert.Equal("撤回，重新核对", Assert.Single(await RepliesAsync(new Month(2023, 11), new DateTime(2023, 11, 2)))["处理意见"]);

        _bureau.District.Local = new DateTime(2023, 11, 20, 8, 0, 0);
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", row));
        Assert.Equal((1, 0, 0, 1), await BalanceAsync("2023-11"));
        await SettleAsync(new Settlement(DifferenceDecision.CorrectedOurs, DifferenceCause.WeAreLate, ""));
        Assert.Equal((1, 0, 1, 0), await BalanceAsync("2023-11"));
        Assert.Empty(await RepliesAsync(new Month(2023, 12), new DateTime(2023, 12, 2)));
    }

    [Fact]
    public async Task What_was_taken_from_them_stays_in_the_register_until_somebody_puts_it_right_there()
    {
        var person = _bureau.District.Add("毛琪学");
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(person, name: "毛棋学")));
        await SettleAsync(new Settlement(DifferenceDecision.TakeTheirs, DifferenceCause.OurMistake, ""));
        await _bureau.Settling.ReopenAsync(Bureau.Clerk, [(await OneAsync()).Id], "是对方写错");
        Assert.Equal("毛棋学", await NameAsync());
        var (_, settled, left) = await _bureau.Settling.SettleOpenAsync(Bureau.Clerk, [DifferenceKind.Name], _keep);
        Assert.Equal((0, "名册里现在就是对方的值，没有我方的可以保留：要保留原来的，先在名册里改回来"), (settled, left.Single().Outcome.Reasons.Single().Sentence.ToString()));
        await using (var db = _bureau.District.Factory.Open(Bureau.Clerk))
        {
            (await db.Persons.Include(p => p.Certificates).SingleAsync(TestContext.Current.CancellationToken)).Name = "毛琪学";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await SettleAsync(_keep);
        Assert.Equal("毛琪学", Assert.Single(await RepliesAsync(new Month(2023, 11), new DateTime(2023, 11, 21)))["我方登记"]);

        async Task<string> NameAsync()
        {
            await using var db = _bureau.District.Factory.Open(Actor.System);
            return (await db.Persons.SingleAsync(TestContext.Current.CancellationToken)).Name;
        }
    }

    [Fact]
    public async Task What_the_list_closed_by_itself_is_not_taken_up_again()
    {
        var person = _bureau.District.Add("毛琪学");
        await _bureau.ReceiveAsync(_bureau.List("2023年10月", Bureau.Row(person, name: "毛棋学")));
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(person)));
        var left = (await _bureau.Settling.ReopenAsync(Bureau.Clerk, [(await OneAsync()).Id], "再看")).Left.Single();
        Assert.Equal("是名单自己对上的，没有可以重开的", left.Outcome.Reasons.Single().Sentence.ToString());
    }

    [Fact]
    public async Task A_difference_is_given_to_somebody_of_its_place_and_that_is_recorded()
    {
        var person = _bureau.District.Add("毛琪学");
        await using (var db = _bureau.District.Factory.Open(Actor.System))
        {
            foreach (var (id, role, region) in (ReadOnlySpan<(string, Role, string)>)[("here", Role.VillageWorker, Exchange.District.Village), ("town", Role.TownOfficer, "340699003"),
                ("elsewhere", Role.VillageWorker, "340699003008"), ("finance", Role.Finance, "340699"), ("other", Role.DistrictOfficer, "340700")])
            {
                db.Add(new Account { Id = id, UserName = id, DisplayName = id, Role = role, RegionCode = region });
            }
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(person, name: "毛棋学")));
        var difference = await OneAsync();
        Assert.Equal("here", difference.OwnerId);
        foreach (var nobody in (string?[])[null, "nobody", "finance", "other"])
        {
            Assert.Equal("settle-owner", (await _bureau.Settling.AssignAsync(Bureau.Clerk, [difference.Id], nobody)).Outcome.Reasons.Single().Anchor);
        }
        Assert.Equal("不在elsewhere管的地方", (await _bureau.Settling.AssignAsync(Bureau.Clerk, [difference.Id], "elsewhere")).Left.Single().Outcome.Reasons.Single().Sentence.ToString());
        Assert.False((await _bureau.Settling.AssignAsync(Database.Someone(Role.Auditor), [difference.Id], "town")).Outcome.Succeeded);
        Assert.Equal(1, (await _bureau.Settling.AssignAsync(Bureau.Clerk, [difference.Id], "town")).Given);

        var work = new OwnedDifferences(_bureau.District.Factory);
        Assert.Equal(("毛琪学", "毛棋学"), Assert.Single(await work.OpenForAsync(Database.Someone(Role.TownOfficer, "340699003", "town"))) is var given ? (given.Ours, given.Theirs) : default);
        Assert.Empty(await work.OpenForAsync(Database.Someone(Role.VillageWorker, Exchange.District.Village, "here")));
        var view = (await _bureau.Queries.DifferencesAsync(Bureau.Clerk, new(Owner: "town")))!;
        Assert.Equal(("town", 1), (Assert.Single(view.Rows).OwnerName, Assert.Single(view.Owners).Count));
        Assert.Equal(["here", "town"], view.Choices.Where(c => Region.Contains(c.RegionCode, Exchange.District.Village)).Select(c => c.Id).Order());
        Assert.Empty((await _bureau.Queries.DifferencesAsync(Database.Someone(Role.Auditor), new()))!.Choices);
        await using var after = _bureau.District.Factory.Open(Actor.System);
        Assert.Contains(after.ChangeLog.Where(e => e.Entity == "Difference").AsEnumerable(), e => e.ActorName == Bureau.Clerk.Name && e.Changes.Contains("town", StringComparison.Ordinal));
        await SettleAsync(_keep);
        Assert.Contains("已经处理过", (await _bureau.Settling.AssignAsync(Bureau.Clerk, [difference.Id], "here")).Left.Single().Outcome.Reasons.Single().Sentence.ToString());
    }

    public void Dispose() => _bureau.Dispose();

    private async Task SettleAsync(Settlement settlement) =>
        Assert.Equal(1, (await _bureau.Settling.SettleOpenAsync(Bureau.Clerk, Enum.GetValues<DifferenceKind>(), settlement)).Settled);

    private async Task<Difference> OneAsync()
    {
        await using var db = _bureau.District.Factory.Open(Actor.System);
        return await db.Differences.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
    }

    private Task<(int, int, int, int)> BalanceAsync(string month) => _bureau.BalanceAsync(month);

    private Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RepliesAsync(Month month, DateTime on) => _bureau.RepliesAsync(month, on);
}
