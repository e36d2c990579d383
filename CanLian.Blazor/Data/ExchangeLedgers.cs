using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>Reads the ledger of the monthly hand-overs from the database (数据交换台账), for every page that shows how it stands.</summary>
public static class ExchangeLedgers
{
    public static async Task<ExchangeLedger> ExchangeLedgerAsync(this CanLianDb db, OfficeClock clock) =>
        new(await db.ExchangePackages.AsNoTracking().ToListAsync(), await FirstMonthAsync(db), clock.Local);

    /// <summary>Settles which month this installation answers for first, once and for good; saved with the caller's changes.</summary>
    public static async Task SettleFirstMonthAsync(this CanLianDb db, DateOnly today)
    {
        if (await FirstMonthAsync(db) is null)
        {
            var built = await db.ExchangePackages.Select(p => p.Month).MinAsync(m => (string?)m);
            db.Settings.Add(new Setting { Key = Setting.FirstExchangeMonth, Value = built ?? ExchangeLedger.FirstFor(today).ToString() });
        }
    }

    /// <summary>The first month this installation answers for; null where nobody has settled it.</summary>
    internal static Month? FirstMonth(this CanLianDb db) => Read(FirstMonths(db).SingleOrDefault());

    private static async Task<Month?> FirstMonthAsync(CanLianDb db) => Read(await FirstMonths(db).SingleOrDefaultAsync());

    private static IQueryable<string> FirstMonths(CanLianDb db) => db.Settings.Where(s => s.Key == Setting.FirstExchangeMonth).Select(s => s.Value);

    private static Month? Read(string? written) => Month.TryParse(written, out var month) ? month : null;
}
