using CanLian.Domain.Figures;
using Xunit;

namespace CanLian.Tests.Figures;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(525, 520.0, 0.9, Pace.Done)]
    [InlineData(22, 20.0, 0.9, Pace.Done)]
    [InlineData(24, 20.0, 0.9, Pace.Done)]
    [InlineData(19, 9.0, 0.9, Pace.Over)]
    [InlineData(112, 140.0, 0.9178, Pace.Behind)]
    [InlineData(70, 140.0, 0.5, Pace.OnTime)]
    [InlineData(69, 140.0, 0.5, Pace.Behind)]
    [InlineData(0, 1.0, 0.99, Pace.OnTime)]
    [InlineData(0, 1.0, 1.0, Pace.Behind)]
    [InlineData(5, null, 0.5, Pace.NoTask)]
    [InlineData(5, 0.0, 0.5, Pace.NoTask)]
    public void The_word_follows_from_rate_and_calendar(int done, double? task, double calendar, Pace pace) =>
        Assert.Equal(pace, new Progress(done, (decimal?)task, (decimal)calendar).Pace);

    [Fact]
    public void Behind_is_said_as_a_share_of_the_task()
    {
        var progress = Progress.Of(new FigureValue(112), new FigureValue(140), new FigureScope(2023, "340699", new DateOnly(2023, 12, 1)));
        Assert.Equal(0.1178m, Math.Round(progress.Behind, 4));
        Assert.Equal(0m, (progress with { Done = 140 }).Behind);
    }

    [Theory]
    [InlineData(2023, "2023-12-31", 1.0)]
    [InlineData(2024, "2024-12-31", 1.0)]
    [InlineData(2023, "2022-06-01", 0.0)]
    [InlineData(2022, "2022-12-31", 1.0)]
    public void The_calendar_goes_from_nothing_to_the_whole_year(int year, string day, double share) =>
        Assert.Equal((decimal)share, Progress.CalendarShare(new FigureScope(year, "340699", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))));
}
