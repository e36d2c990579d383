using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Xunit;

namespace CanLian.Tests.Exchange;

public class LedgerTests
{
    private static readonly Month November = new(2023, 11);

    [Theory]
    [InlineData("2023-11-05", "2023-11-05", "已放行")]
    [InlineData("2023-11-03", "2023-11-09", "按时")]
    [InlineData("2023-11-07", "2023-11-09", "迟了2天")]
    [InlineData(null, "2023-11-05", "还没到期")]
    [InlineData(null, "2023-11-06", "逾期未生成")]
    public void A_month_says_how_it_stands(string? built, string today, string words)
    {
        var month = new ExchangeMonth(November, built is null ? null : Package(November, built), Day(today));
        Assert.Equal(words, month.Words.ToString());
    }

    [Fact]
    public void Months_go_from_the_first_to_the_present_one()
    {
        var ledger = Ledger("2023-12-29", "2023-10", Package(November, "2023-11-05"), Package(new(2023, 12), "2023-12-06"));
        Assert.Equal(["2023-12", "2023-11", "2023-10"], ledger.Months.Select(m => m.Month.ToString()));
        Assert.Equal((1, 3), ledger.OnTimeIn(2023));
        Assert.Equal("2023-10", ledger.Next.Month.ToString());
    }

    [Fact]
    public void When_all_is_done_the_next_one_is_that_of_next_month()
    {
        var next = Ledger("2023-12-29", "2023-12", Package(new(2023, 12), "2023-12-05")).Next;
        Assert.Equal((Day("2024-01-05"), 7, false), (next.DueOn, next.DaysLeft, next.CanBuild));
    }

    [Theory]
    [InlineData("2023-12-03", null)]
    [InlineData("2023-12-04", "2023-12 期还有 1 天到期，还没有生成")]
    [InlineData("2023-12-05", "2023-12 期今天到期，还没有生成")]
    [InlineData("2023-12-06", "2023-12 期已逾期 1 天，还没有生成")]
    public void After_the_third_it_raises_the_alarm(string today, string? sentence) =>
        Assert.Equal(sentence, Ledger(today, "2023-12").Alarm?.Sentence.ToString());

    [Fact]
    public void It_is_quiet_when_the_month_is_built_and_where_nothing_was_ever_to_be_handed_over()
    {
        Assert.Null(Ledger("2023-12-04", "2023-12", Package(new(2023, 12), "2023-12-02")).Alarm);
        Assert.Null(Ledger("2023-12-29", null).Alarm);
        Assert.Empty(Ledger("2023-12-29", null).Months);
    }

    [Fact]
    public void A_month_is_due_for_building_at_two_on_the_fifth()
    {
        Assert.Empty(new ExchangeLedger([], new(2023, 12), new DateTime(2023, 12, 5, 1, 59, 0)).Due);
        Assert.Single(new ExchangeLedger([], new(2023, 12), new DateTime(2023, 12, 5, 2, 0, 0)).Due);
    }

    [Fact]
    public void Whoever_begins_after_the_fifth_answers_from_the_next_month_on()
    {
        Assert.Equal(new Month(2023, 12), ExchangeLedger.FirstFor(Day("2023-12-05")));
        Assert.Equal(new Month(2024, 1), ExchangeLedger.FirstFor(Day("2023-12-06")));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static ExchangeLedger Ledger(string today, string? first, params ExchangePackage[] packages) =>
        new(packages, Month.TryParse(first, out var month) ? month : null, Day(today).ToDateTime(new TimeOnly(9, 0)));

    private static ExchangePackage Package(Month month, string builtOn) =>
        new() { Month = month.ToString(), BuiltOn = Day(builtOn), ReleasedOn = Day(builtOn), ReleasedAt = Day(builtOn).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc), BuiltBy = "赵倩", FileName = "x", Sha256 = "x" };
}
