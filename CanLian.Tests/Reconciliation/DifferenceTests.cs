using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Reconciliation;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Reconciliation;

/// <summary>Differences from month to month: carried over, settled, and what the bureau is told.</summary>
public class DifferenceTests : IDisposable
{
    private static readonly Settlement _keep = new(DifferenceDecision.KeepOurs, DifferenceCause.TheirMistake, "户口簿");
    private readonly Bureau _bureau = new();

    [Fact]
    public async Task What_is_open_is_carried_over_until_it_is_closed_and_every_month_balances()
    {
        var (named, graded, left) = (_bureau.District.Add("毛琪学"), _bureau.District.Add("吕东怡"), _bureau.District.Add("不在名单"));
        string Wrong(Person p) => p.IdNumber.Value + "44";
        await _bureau.ReceiveAsync(_bureau.List("2023年9月", Bureau.Row(named, name: "毛棋学"), Bureau.Row(graded, "B002", number: Wrong(graded))));
        Assert.Equal((0, 3, 0, 3), await BalanceAsync("2023-09"));

        Assert.Equal(1, await SettleAsync(DifferenceKind.Disability, _keep));
        Assert.Equal((0, 3, 1, 2), await BalanceAsync("2023-09"));

        // The name agrees now, the other two stand as they stood; what was decided for ours stays decided.
        await _bureau.ReceiveAsync(_bureau.List("2023年10月", Bureau.Row(named), Bureau.Row(graded, "B002", number: Wrong(graded))));
        Assert.Equal((2, 0, 1, 1), await BalanceAsync("2023-10"));
        Assert.Equal((0, 3, 1, 2), await BalanceAsync("2023-09"));
        await using (var db = _bureau.District.Factory.Open(Actor.System))
        {
            Assert.Equal(DifferenceDecision.Agreed, (await db.Differences.SingleAsync(d => d.Kind == DifferenceKind.Name)).Decision);
            var told = await db.KeptOurs(null).SingleAsync();
            Assert.Equal(("2023-10", "肢体二级", "肢体四级", graded.Id), (told.LastMonth, told.Ours, told.Theirs, told.PersonId!.Value));
            Assert.Empty(db.KeptOurs(_bureau.District.Clock.UtcNow));
        }

        Assert.Equal(1, await SettleAsync(DifferenceKind.OnlyOurs, new(DifferenceDecision.TakeTheirs, DifferenceCause.LeftTheList, "")));
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(named), Bureau.Row(graded, "B002", number: graded.IdNumber.Value + "43")));
        Assert.Equal((0, 1, 0, 1), await BalanceAsync("2023-11"));
        await using var after = _bureau.District.Factory.Open(Actor.System);
        Assert.Equal(new DateOnly(2023, 9, 30), (await after.Persons.Include(p => p.Hardships).SingleAsync(p => p.Id == left.Id)).Hardships.Single().To);
    }

    [Fact]
    public async Task Taking_theirs_writes_the_register_as_a_person_would()
    {
        var (named, moved, hidden) = (_bureau.District.Add("毛琪学"), _bureau.District.Add("吕东怡"), _bureau.District.Add("石永"));
        var twin = _bureau.District.Add("毛棋学", monitored: false);
        await using (var db = _bureau.District.Factory.Open(Actor.System))
        {
            db.Add(new Region { Code = "340699003008", Name = "老郭店村", Kind = RegionKind.Village });
            await db.SaveChangesAsync();
        }
        var elsewhere = Bureau.Row(moved, "B002");
        elsewhere[3] = "老郭店";
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(named, name: "毛棋学"), elsewhere, Bureau.Row(hidden, "B003", "石某某")));
        var theirs = new Settlement(DifferenceDecision.TakeTheirs, DifferenceCause.OurMistake, "");
        Assert.Equal(1, await SettleAsync(DifferenceKind.Place, theirs));
        Assert.Equal(1, await SettleAsync(DifferenceKind.Name, theirs));

        await using var after = _bureau.District.Factory.Open(Actor.System);
        var person = await after.Persons.Include(p => p.Household).SingleAsync(p => p.Id == named.Id);
        Assert.Equal(("毛棋学", "毛棋学"), (person.Name, person.Household!.HeadName));
        Assert.Equal((twin.Id, named.Id, "出生日期"), (await after.Suspicions.SingleAsync()) is var pair ? (pair.FirstId, pair.SecondId, pair.Shared) : default);
        Assert.Contains(after.SearchKeys.Where(k => k.PersonId == named.Id).Select(k => k.Key), k => k == "n棋");
        Assert.Contains(after.ChangeLog.Where(e => e.Entity == "Person").AsEnumerable(), e => e.ActorName == Bureau.Clerk.Name && e.Changes.Contains("毛棋学", StringComparison.Ordinal));
        Assert.Equal("340699003008", (await after.Persons.SingleAsync(p => p.Id == moved.Id)).RegionCode);
        Assert.Equal("石永", (await after.Persons.SingleAsync(p => p.Id == hidden.Id)).Name);
        Assert.Equal([DifferenceKind.Name], await after.Differences.Where(d => d.ClosedMonth == null).Select(d => d.Kind).ToListAsync());
    }

    [Fact]
    public async Task A_certificate_is_ours_and_a_decision_needs_its_cause()
    {
        var person = _bureau.District.Add("吕东怡");
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(person, number: person.IdNumber.Value + "44")));
        Assert.Equal(0, await SettleAsync(DifferenceKind.Disability, new(DifferenceDecision.TakeTheirs, DifferenceCause.OurMistake, "")));
        await using var db = _bureau.District.Factory.Open(Actor.System);
        var id = (await db.Differences.SingleAsync()).Id;
        Assert.Equal(["settle-decision", "settle-cause"], (await _bureau.Settling.SettleAsync(Bureau.Clerk, [id], new(null, null, ""))).Outcome.Reasons.Select(r => r.Anchor));
        Assert.False((await _bureau.Settling.SettleAsync(Database.Someone(Role.Supervisor), [id], _keep)).Outcome.Succeeded);
    }

    public void Dispose() => _bureau.Dispose();

    private async Task<int> SettleAsync(DifferenceKind kind, Settlement settlement) => (await _bureau.Settling.SettleOpenAsync(Bureau.Clerk, [kind], settlement)).Settled;

    private Task<(int, int, int, int)> BalanceAsync(string month) => _bureau.BalanceAsync(month);
}
