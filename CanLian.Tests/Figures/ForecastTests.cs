using CanLian.Domain;
using CanLian.Domain.Figures;
using Xunit;

namespace CanLian.Tests.Figures;

/// <summary>What a year is heading for: three plain methods, each said by its name, and a range that past months have earned.</summary>
public sealed class ForecastTests(SameDefinitionTests.Fixture fixture) : IClassFixture<SameDefinitionTests.Fixture>
{
    private static readonly DateOnly Half = new(2023, 6, 30);

    [Fact]
    public void Without_a_last_year_this_year_goes_on_at_its_own_speed()
    {
        var forecast = Forecast.Of(Course(2023, Half, [10, 10, 10, 10, 10, 10]), Nothing)!;
        // 60 in 181 of 365 days.
        Assert.Equal((ForecastMethod.EvenPace, 60m, 121m, 6), (forecast.Method, forecast.Done, forecast.Expected, forecast.Months));
        Assert.InRange(forecast.Low, 119, 121);
        Assert.InRange(forecast.High, 121, 123);
    }

    [Fact]
    public void With_a_last_year_this_year_goes_on_in_the_same_proportion()
    {
        var before = Course(2022, new DateOnly(2022, 12, 31), [10, 0, 10, 0, 10, 10, 0, 0, 0, 0, 60, 0]);
        var forecast = Forecast.Of(Course(2023, Half, [12, 0, 12, 0, 12, 12]), before)!;
        Assert.Equal((ForecastMethod.Season, 120m, 120m, 120m), (forecast.Method, forecast.Expected, forecast.Low, forecast.High));
        Assert.Equal((40m, 100m), (forecast.LastYear, forecast.LastYearWhole));
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(7, 207)]
    public void Where_last_year_had_hardly_begun_what_came_after_is_expected_once_more(int done, int expected)
    {
        var before = Course(2022, new DateOnly(2022, 12, 31), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 200]);
        var forecast = Forecast.Of(Course(2023, Half, [0, 0, 0, 0, 0, done]), before)!;
        Assert.Equal((ForecastMethod.Remainder, expected), (forecast.Method, forecast.Expected));
    }

    [Fact]
    public void Nothing_done_where_much_was_done_last_year_does_not_mean_nothing_will_be()
    {
        var before = Course(2022, new DateOnly(2022, 12, 31), [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
        Assert.Equal((ForecastMethod.Remainder, 60m), Forecast.Of(Course(2023, Half, [0, 0, 0, 0, 0, 0]), before) is { } f ? (f.Method, f.Expected) : default);
    }

    [Fact]
    public void The_range_is_as_wide_as_the_months_were_uneven_and_never_below_what_is_done()
    {
        var even = Forecast.Of(Course(2023, Half, [10, 10, 10, 10, 10, 10]), Nothing)!;
        var uneven = Forecast.Of(Course(2023, Half, [0, 0, 30, 0, 0, 30]), Nothing)!;
        Assert.Equal(even.Expected, uneven.Expected);
        Assert.True(uneven.High - uneven.Low > 20 * (even.High - even.Low), $"{uneven.Low}–{uneven.High} against {even.Low}–{even.High}");
        Assert.Equal(60, Forecast.Of(Course(2023, Half, [0, 0, 0, 0, 0, 60]), Nothing)!.Low);
        // The nearer the end, the narrower.
        var later = Forecast.Of(Course(2023, new DateOnly(2023, 11, 30), [0, 0, 30, 0, 0, 30, 0, 0, 30, 0, 0]), Nothing)!;
        Assert.True(later.High - later.Low < uneven.High - uneven.Low);
    }

    [Fact]
    public void Where_nothing_was_done_this_year_or_last_there_is_nothing_to_say() => Assert.Null(Forecast.Of(Course(2023, Half, [0, 0, 0, 0, 0, 0]), Nothing));

    [Theory]
    [InlineData("2023-03-30", false)]
    [InlineData("2023-03-31", true)]
    [InlineData("2023-12-30", true)]
    [InlineData("2023-12-31", false)]
    public void There_is_one_from_the_third_full_month_until_the_last_day(string day, bool forecast)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(forecast, Forecast.Of(Course(2023, on, [.. Enumerable.Repeat(5m, on.Month)]), Nothing) is not null);
    }

    [Theory]
    [InlineData(100, 100.0, Prospect.Reaches)]
    [InlineData(100, 105.0, Prospect.Open)]
    [InlineData(100, 121.0, Prospect.Misses)]
    [InlineData(100, null, null)]
    [InlineData(100, 0.0, null)]
    public void A_task_is_reached_missed_or_open_by_the_range(int low, double? task, Prospect? prospect) =>
        Assert.Equal(prospect, new Forecast(ForecastMethod.EvenPace, 50, 110, low, 120, 6, 0, 0).Against((decimal?)task));

    [Fact]
    public void The_course_of_a_year_is_what_the_figure_says_day_by_day_by_lists_and_by_SQL()
    {
        using var db = fixture.Database.Open();
        var scope = FigureScope.Of(SmallDistrict.Year, SmallDistrict.District, SmallDistrict.Today);
        foreach (var figure in Catalogue.Programmes.SelectMany(p => new[] { p.MeasureFigure, (CaseFigure)p.Figure(p.Code + ".amount") }))
        {
            var course = YearCourse.Of(figure, db, scope, new DateOnly(SmallDistrict.Year, 5, 17));
            Assert.Equal(12, course.Points.Count);
            Assert.All(course.Points, point => Assert.Equal(figure.Evaluate(db, scope with { AsOf = point.Day }).Number, point.Number));
            Assert.Equal(course.Points, YearCourse.Of(figure, fixture.District, scope, new DateOnly(SmallDistrict.Year, 5, 17)).Points);
            Assert.Equal(course.On(new DateOnly(SmallDistrict.Year, 10, 31)), course.FullMonths.Sum());
        }
    }

    [Fact]
    public void What_other_money_paid_is_told_from_the_sources_the_task_names()
    {
        var district = new SmallDistrict();
        var programme = Catalogue.Programmes[0];
        var scope = FigureScope.Of(SmallDistrict.Year, SmallDistrict.District, SmallDistrict.Today);
        var figure = programme.Figure(programme.Code + ".other_funds");
        Assert.Equal(0, figure.Evaluate(district, scope).Number);
        var done = programme.MeasureFigure.Cases(district, scope).ToList();
        (done[0].FundingSource, done[1].FundingSource) = ("省级", "残保金");
        Assert.Equal(done[1].Id, Assert.Single(figure.Rows(district, scope)).Id);
        district.TargetList.RemoveAll(t => t.Programme == programme.Code && t.RegionCode == SmallDistrict.District);
        Assert.Null(figure.Evaluate(district, scope).Number);
    }

    private static YearCourse Nothing => Course(2022, new DateOnly(2022, 12, 31), []);

    private static YearCourse Course(int year, DateOnly asOf, IReadOnlyList<decimal> added)
    {
        var scope = new FigureScope(year, "340699", asOf);
        return new YearCourse(scope, [.. scope.MonthByMonth().Index().Select(m => (m.Item.AsOf, added.Take(m.Index + 1).Sum()))]);
    }
}
