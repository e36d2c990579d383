using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>
/// The monthly work (每月数据交换): builds every month whose hour has come and that has not been done, and sends what is released. The ledger decides, so it makes no
/// difference who wakes it, how often, or how long nobody did.
/// </summary>
public sealed partial class MonthlyExchange(CanLianDbFactory databases, ExchangeDesk desk, DeliveryDesk delivery, OfficeClock clock, ILogger<MonthlyExchange> log)
{
    public const string Job = "monthly-exchange";

    [DisableConcurrentExecution(timeoutInSeconds: 600)]
    public async Task CatchUpAsync()
    {
        foreach (var month in await UndoneAsync())
        {
            var built = await desk.BuildAsync(Actor.System, month);
            if (built.Package is { } package)
            {
                await RecordAsync(month, built.New ? new Text("已生成，{0} 人", package.Persons) : new Text("{0}已生成", package.BuiltBy));
                Built(month, package.Persons, built.New);
            }
            else
            {
                Refused(month, string.Join("；", built.Outcome.Reasons.Select(r => r.Sentence)));
            }
        }
        await delivery.SendDueAsync();
    }

    private async Task<List<Month>> UndoneAsync()
    {
        await using var db = databases.Open(Actor.System);
        if (!await db.Persons.AnyAsync(p => p.Hardships.Any(h => Hardship.Monitored.Contains(h.Kind))))
        {
            return [];
        }
        await db.SettleFirstMonthAsync(clock.Today);
        await db.SaveChangesAsync();
        var done = await db.JobRuns.Where(r => r.Job == Job).Select(r => r.Period).ToListAsync();
        return [.. (await db.ExchangeLedgerAsync(clock)).Due.Where(m => m.Package is null || !done.Contains(m.Month.ToString())).Select(m => m.Month)];
    }

    private async Task RecordAsync(Month month, Text result)
    {
        await using var db = databases.Open(Actor.System);
        await using var writing = await db.BeginWriteAsync();
        if (!await db.JobRuns.AnyAsync(r => r.Job == Job && r.Period == month.ToString()))
        {
            db.Add(new JobRun { Job = Job, Period = month.ToString(), At = clock.UtcNow, Result = result.ToString() });
            await db.SaveChangesAsync();
            await writing.CommitAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Exchange {Month}: {Persons} persons, built now: {New}")]
    private partial void Built(Month month, int persons, bool @new);

    [LoggerMessage(Level = LogLevel.Error, Message = "Exchange {Month} was not built: {Reason}")]
    private partial void Refused(Month month, string reason);
}
