using CanLian.Blazor.Features.Doubts;
using CanLian.Blazor.Features.Exchange;
using CanLian.Blazor.Features.Upkeep;
using Hangfire.Common;

namespace CanLian.Blazor.Jobs;

/// <summary>A periodic job (定时任务): what, when, and by which clock.</summary>
public sealed record TimetableEntry(string Id, string Cron, Job Job)
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
}

/// <summary>
/// When what is woken (任务时间表), in the office's time. Waking is all this does: whether there is work left is decided by our own ledgers.
/// </summary>
public static class Timetable
{
    public static IReadOnlyList<TimetableEntry> Entries { get; } =
    [
        new("monthly-exchange", "0 2 5 * *", Job.FromExpression<MonthlyExchange>(job => job.CatchUpAsync())),
        new(PackageReviews.Job, "50 0 * * *", Job.FromExpression<PackageReviews>(job => job.RunAsync())),
        new(NightlyBackup.Job, "30 1 * * *", Job.FromExpression<NightlyBackup>(job => job.RunAsync())),
        new(VillageFigures.Job, "5 * * * *", Job.FromExpression<VillageFigures>(job => job.RunAsync())),
        new(NightlyDoubts.Job, "10 * * * *", Job.FromExpression<NightlyDoubts>(job => job.RunAsync())),
        new(FetchLists.Job, "40 * * * *", Job.FromExpression<FetchLists>(job => job.RunAsync())),
        new("exchange-check", "20 * * * *", Job.FromExpression<MonthlyExchange>(job => job.CatchUpAsync())),
    ];
}
