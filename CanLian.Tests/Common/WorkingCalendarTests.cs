using System.Globalization;
using CanLian.Domain.Common;
using Xunit;

namespace CanLian.Tests.Common;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar China = WorkingCalendar.China;

    [Theory]
    [InlineData("2023-09-28", true)]
    [InlineData("2023-09-29", false)]
    [InlineData("2023-10-06", false)]
    [InlineData("2023-10-07", true)]
    [InlineData("2023-10-08", true)]
    [InlineData("2023-10-14", false)]
    [InlineData("2024-02-18", true)]
    [InlineData("2026-02-23", false)]
    [InlineData("1999-10-01", true)]
    [InlineData("2040-10-01", true)]
    [InlineData("2040-10-06", false)]
    public void Holidays_are_off_exchange_days_are_worked_and_unknown_years_have_their_weekends(string day, bool worked) =>
        Assert.Equal(worked, China.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2023-09-27", 1, "2023-09-28")]
    [InlineData("2023-09-28", 1, "2023-10-07")]
    [InlineData("2023-09-28", 2, "2023-10-08")]
    [InlineData("2023-09-28", 5, "2023-10-11")]
    [InlineData("2023-10-01", 1, "2023-10-07")]
    [InlineData("2023-10-01", 0, "2023-10-01")]
    [InlineData("2023-10-09", -3, "2023-09-28")]
    [InlineData("2023-12-29", 1, "2024-01-02")]
    public void A_time_limit_starts_the_day_after_and_jumps_the_holidays(string start, int n, string end) =>
        Assert.Equal(Day(end), China.AddWorkingDays(Day(start), n));

    [Theory]
    [InlineData("2023-09-28", "2023-10-08", 2)]
    [InlineData("2023-09-28", "2023-10-06", 0)]
    [InlineData("2023-10-08", "2023-09-28", -2)]
    [InlineData("2023-10-08", "2023-10-08", 0)]
    [InlineData("2022-12-31", "2023-12-31", 249)]
    [InlineData("2023-12-31", "2024-12-31", 251)]
    public void Working_days_are_counted_up_to_and_including_the_last(string from, string to, int count) =>
        Assert.Equal(count, China.WorkingDaysBetween(Day(from), Day(to)));

    [Fact]
    public void Adding_and_counting_agree()
    {
        var random = new Random(2023);
        for (var round = 0; round < 500; round++)
        {
            var start = new DateOnly(2003, 6, 1).AddDays(random.Next(9_000));
            var n = random.Next(1, 60);
            var end = China.AddWorkingDays(start, n);
            Assert.True(China.IsWorkingDay(end));
            Assert.Equal(n, China.WorkingDaysBetween(start, end));
            Assert.Equal(-n, China.WorkingDaysBetween(end, start));
        }
    }

    [Fact]
    public void In_every_announced_year_the_National_Day_is_off_and_some_weekend_is_worked_in_exchange()
    {
        for (var year = 2004; year <= 2026; year++)
        {
            var days = Enumerable.Range(0, 365).Select(new DateOnly(year, 1, 1).AddDays).ToList();
            Assert.All([1, 2, 3], day => Assert.False(China.IsWorkingDay(new DateOnly(year, 10, day))));
            Assert.Contains(days, day => day.DayOfWeek == DayOfWeek.Sunday && China.IsWorkingDay(day));
            Assert.InRange(days.Count(China.IsWorkingDay), 245, 256);
        }
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
