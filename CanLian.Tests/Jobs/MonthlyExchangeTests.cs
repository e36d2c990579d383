using CanLian.Blazor.Features.Exchange;
using CanLian.Blazor.Jobs;
using CanLian.Domain.Common;
using CanLian.Tests.Exchange;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CanLian.Tests.Jobs;

public class MonthlyExchangeTests : IDisposable
{
    private readonly District _district = new(new DateTime(2023, 8, 20, 9, 0, 0));
    private readonly MonthlyExchange _job;

    public MonthlyExchangeTests() =>
        _job = new MonthlyExchange(_district.Factory, _district.Desk, _district.Delivery, _district.Clock, NullLogger<MonthlyExchange>.Instance);

    [Fact]
    public async Task After_an_outage_over_three_due_days_each_missing_month_is_built_once()
    {
        _district.Add("雷金海");
        await _job.CatchUpAsync();
        Assert.Empty(Months());
        _district.Local = new DateTime(2023, 11, 10, 8, 0, 0);
        await _job.CatchUpAsync();
        await _job.CatchUpAsync();
        Assert.Equal(["2023-09", "2023-10", "2023-11"], Months());
        Assert.Equal(["2023-09", "2023-10", "2023-11"], Runs());
        using var db = _district.Database.Open();
        Assert.All(db.ExchangePackages.ToList(), p => Assert.Equal("系统", p.BuiltBy));
    }

    [Fact]
    public async Task It_waits_for_two_on_the_fifth()
    {
        _district.Add("雷金海");
        await _job.CatchUpAsync();
        _district.Local = new DateTime(2023, 9, 5, 1, 59, 0);
        await _job.CatchUpAsync();
        Assert.Empty(Months());
        _district.Local = new DateTime(2023, 9, 5, 2, 0, 0);
        await _job.CatchUpAsync();
        Assert.Equal(["2023-09"], Months());
    }

    [Fact]
    public async Task A_month_somebody_built_by_hand_is_only_noted()
    {
        _district.Add("雷金海");
        _district.Local = new DateTime(2023, 9, 2, 8, 0, 0);
        await _district.Desk.BuildAsync(District.Clerk, new Month(2023, 9));
        _district.Local = new DateTime(2023, 9, 5, 3, 0, 0);
        await _job.CatchUpAsync();
        using var db = _district.Database.Open();
        Assert.Equal("交换员", db.ExchangePackages.Single().BuiltBy);
        Assert.Equal("交换员已生成", db.JobRuns.Single().Result);
    }

    [Fact]
    public async Task Twelve_months_with_outages_a_restart_and_a_clock_that_jumps_give_each_month_one_package()
    {
        _district.Add("雷金海");
        await _job.CatchUpAsync();
        // Every six hours of a year; off from the 4th to the 8th of November, a fresh program from July on, an hour back at the due hour.
        var job = _job;
        for (var now = new DateTime(2023, 9, 1); now < new DateTime(2024, 9, 1); now = now.AddHours(6))
        {
            if (now >= new DateTime(2023, 11, 4) && now < new DateTime(2023, 11, 8))
            {
                continue;
            }
            if (now.Day == 1)
            {
                job = new MonthlyExchange(_district.Factory, _district.Desk, _district.Delivery, _district.Clock, NullLogger<MonthlyExchange>.Instance);
            }
            _district.Local = now;
            await job.CatchUpAsync();
            if (now is { Day: 5, Hour: 6 })
            {
                _district.Local = now.AddHours(-5);
                await job.CatchUpAsync();
            }
        }
        using var db = _district.Database.Open();
        var packages = db.ExchangePackages.OrderBy(p => p.Month).ToList();
        Assert.Equal(Enumerable.Range(0, 12).Select(n => new DateOnly(2023, 9, 1).AddMonths(n).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)), packages.Select(p => p.Month));
        Assert.All(packages, p => Assert.Equal(p.Month == "2023-11" ? 8 : 5, p.BuiltOn.Day));
    }

    [Fact]
    public async Task Without_monitored_persons_nothing_is_built_and_nothing_is_promised()
    {
        _district.Add("雷金海", monitored: false);
        _district.Local = new DateTime(2023, 12, 10, 8, 0, 0);
        await _job.CatchUpAsync();
        Assert.Empty(Months());
    }

    [Fact]
    public void The_alarm_rings_at_two_on_the_fifth_in_Shanghai()
    {
        using var storage = new InMemoryStorage();
        var recurring = new RecurringJobManager(storage);
        foreach (var entry in Timetable.Entries)
        {
            recurring.AddOrUpdate(entry.Id, entry.Job, entry.Cron, new RecurringJobOptions { TimeZone = TimetableEntry.Zone });
        }
        using var connection = storage.GetConnection();
        var next = connection.GetRecurringJobs().Single(j => j.Id == MonthlyExchange.Job).NextExecution!.Value;
        var shanghai = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(next, DateTimeKind.Utc), TimetableEntry.Zone);
        Assert.Equal((5, 2, 0), (shanghai.Day, shanghai.Hour, shanghai.Minute));
    }

    public void Dispose() => _district.Dispose();

    private List<string> Months()
    {
        using var db = _district.Database.Open();
        return [.. db.ExchangePackages.Select(p => p.Month).Order()];
    }

    private List<string> Runs()
    {
        using var db = _district.Database.Open();
        return [.. db.JobRuns.Select(r => r.Period).Order()];
    }
}
