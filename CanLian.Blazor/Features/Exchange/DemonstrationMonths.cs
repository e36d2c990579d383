using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>
/// The demonstration's twelve hand-overs of the year (演示的各期数据交换), made by the same desk and job as real ones, each on its own day: some by
/// the clerk in the first days of the month, the others by the job on the 5th; the leader lets them out the same morning.
/// </summary>
internal sealed class DemonstrationMonths(
    CanLianDbFactory databases, DataFolder folder, SearchHash hash, District district, ExchangeSettings settings)
{
    private const string Clerk = "zhaoqian";
    private const string Leader = "zhoujianping";

    // Month → day of the clerk's own build.
    private static readonly Dictionary<int, int> _byHand = new() { [2] = 3, [3] = 2, [6] = 2, [8] = 3, [10] = 2, [11] = 3 };

    public DemonstrationPart Part => new(new Text("生成 {0} 期数据交换包", 12), FillAsync);

    private async Task FillAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        district.Load(db);
        db.Add(new ShareAgreement
        {
            Recipient = settings.Receiver,
            Purpose = "防止返贫监测比对",
            Clause = "X农办〔2022〕9 号第四条",
            From = new DateOnly(DemonstrationDistrict.Year - 1, 12, 1),
            Columns = PackageTables.AllColumns,
        });
        await db.SaveChangesAsync(cancellation);
        var clerk = (await db.Users.SingleOrDefaultAsync(u => u.UserName == Clerk, cancellation))?.ToActor();
        var leader = (await db.Users.SingleOrDefaultAsync(u => u.UserName == Leader, cancellation))?.ToActor();
        var then = new PastTime();
        var clock = new OfficeClock(then);
        var thatYear = new CanLianDbFactory(folder, clock, hash);
        var desk = new ExchangeDesk(thatYear, folder, clock, settings);
        var delivery = new DeliveryDesk(thatYear, folder, clock, settings, NullLogger<DeliveryDesk>.Instance);
        var job = new MonthlyExchange(thatYear, desk, delivery, clock, NullLogger<MonthlyExchange>.Instance);
        for (var month = new Month(DemonstrationDistrict.Year, 1); month.Year == DemonstrationDistrict.Year; month = month.Next)
        {
            cancellation.ThrowIfCancellationRequested();
            if (clerk is not null && _byHand.TryGetValue(month.Number, out var day))
            {
                then.Local = new DateTime(month.Year, month.Number, day, 9, 10 + month.Number, 0);
                await desk.BuildAsync(clerk, month);
            }
            then.Local = month.FirstDay.AddDays(ExchangePackage.DueDay - 1).ToDateTime(ExchangeLedger.BuildsAt);
            await job.CatchUpAsync();
            if (leader is not null)
            {
                then.Local = then.Local.AddHours(7);
                await delivery.ReleaseAsync(leader, month);
            }
        }
    }
}
