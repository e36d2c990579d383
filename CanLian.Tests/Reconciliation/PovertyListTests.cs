using CanLian.Blazor.Features.Reconciliation;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Reconciliation;

/// <summary>The list of persons lifted out of poverty against the register.</summary>
public sealed class PovertyListTests : IDisposable
{
    private readonly Bureau _bureau = new();

    [Fact]
    public async Task It_opens_differences_of_its_own_and_leaves_those_of_the_monitoring_list_alone()
    {
        var district = _bureau.District;
        var (same, named, frozen) = (Lifted("雷金海"), Lifted("毛琪学"), Lifted("余英兰", p => p.Certificates[0].State = CertificateState.Frozen));
        var (gone, miscopied, twice) = (Lifted("不在名单"), Lifted("抄错号"), Lifted("两户"));
        var both = district.Add("又监测");
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(both, name: "又某某")));
        var wrong = miscopied.IdNumber.Value[..17] + (miscopied.IdNumber.Value[17] == '1' ? '2' : '1');
        var list = _bureau.Book("脱贫人口", [["2023年11月脱贫人口"], ["户编号", "姓名", "证件号码", "脱贫年度", "乡镇", "村"],
            Row(same, "T1"), Row(named, "T2", "毛棋学"), Row(frozen, "T3"), Row(twice, "T4"), Row(twice, "T5"), Row(both, "T6", "又某某"), ["T7", "抄错号", wrong, "2018", "", ""],
            ["T8", "标了残疾", "34069919660321817343", "2018", "", ""], ["T9", "没有残疾", "340699196603218212", "2018", "", ""], ["T10", "号也不对", "340699196603210000", "2018", "", ""]]);

        var received = await _bureau.ReceiveAsync(list);
        Assert.Equal(["仅残联有 1", "仅防返贫有 1", "姓名不一致 1", "证件冻结/过期 1", "身份证号校验错误 1", "一人多户 1"], Bureau.Said(received));
        Assert.Equal((10, 6, 1), (received.List!.Read, received.List.Matched, received.Facts));
        Assert.Equal((0, 7, 0, 7), await _bureau.BalanceAsync("2023-11"));
        await using (var db = district.Factory.Open(Actor.System))
        {
            var open = await db.Differences.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal(("又监测", ListKind.Monitored), (open.Single(d => d.PersonId == both.Id).Name, open.Single(d => d.PersonId == both.Id).FromList));
            Assert.Equal("在脱贫人口里", open.Single(d => d.Kind == DifferenceKind.NotInForce).Theirs);
            Assert.Equal(miscopied.Id, open.Single(d => d.Kind == DifferenceKind.BadNumber).SuggestedPersonId);
            Assert.Equal(gone.Id, open.Single(d => d.Kind == DifferenceKind.OnlyOurs).PersonId);
        }
        Assert.Equal((0, 0), (await _bureau.ReceiveAsync(list)) is var again ? (again.Book!.Added, again.Book.Closed) : default);

        Assert.Equal(1, (await _bureau.Settling.SettleOpenAsync(Bureau.Clerk, [DifferenceKind.OnlyOurs], new Settlement(DifferenceDecision.TakeTheirs, DifferenceCause.OurMistake, ""))).Settled);
        // The monitoring list agrees now: nothing of the other list is closed by it.
        await _bureau.ReceiveAsync(_bureau.List("2023年11月", Bureau.Row(both)));
        Assert.Equal((0, 7, 2, 5), await _bureau.BalanceAsync("2023-11"));
        await using var after = district.Factory.Open(Actor.System);
        Assert.Equal(new DateOnly(2023, 10, 31), (await after.Persons.Include(p => p.Hardships).SingleAsync(p => p.Id == gone.Id, TestContext.Current.CancellationToken)).Hardships.Single().To);
    }

    public void Dispose() => _bureau.Dispose();

    private Person Lifted(string name, Action<Person>? change = null) => _bureau.District.Add(name, p =>
    {
        p.Hardships.Add(new Hardship { Kind = HardshipKind.LiftedOut, From = new DateOnly(2018, 12, 31) });
        change?.Invoke(p);
    }, monitored: false);

    private static object?[] Row(Person person, string household, string? name = null) => [household, name ?? person.Name, person.Certificate!.Number.Value, "2018", "石桥镇", "南石楼村"];
}
