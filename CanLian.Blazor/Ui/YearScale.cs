using System.Globalization;

namespace CanLian.Blazor.Ui;

/// <summary>Round steps for the upright axis of a year's chart (刻度): four or five of them, the highest above everything drawn.</summary>
internal sealed record YearScale(int Year, int Step, int Top)
{
    private const decimal Headroom = 1.05m;

    // Steps of an axis, as parts of the power of ten below its top.
    private static readonly decimal[] _steps = [0.2m, 0.25m, 0.5m, 1m, 2m];

    /// <summary>Where MudBlazor's own drawing begins and ends in its view box when it writes no labels of its own.</summary>
    private const decimal Left = 30m, Width = 640m, Floor = 320m, Height = 295m;

    public IEnumerable<int> Steps => Enumerable.Range(0, Top / Step + 1).Select(n => n * Step);

    public static YearScale Of(int year, IEnumerable<decimal> numbers)
    {
        var top = Math.Max(1m, numbers.DefaultIfEmpty(0m).Max() * Headroom);
        var size = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)top)));
        var step = (int)Math.Max(1m, _steps.Select(part => part * size).First(s => top / s <= 5m));
        return new YearScale(year, step, (int)Math.Ceiling(top / step) * step);
    }

    /// <summary>From the left edge, as a style says it.</summary>
    public string X(DateOnly day) => Css(Share(day) * 100m) + "%";

    /// <summary>From the upper edge, as a style says it.</summary>
    public string Y(decimal number) => Css(100m - number / Top * 100m) + "%";

    /// <summary>A point in the chart's own drawing.</summary>
    public string Point(DateOnly day, decimal number) => $"{Css(Left + Share(day) * Width)},{Css(Floor - number / Top * Height)}";

    private decimal Share(DateOnly day)
    {
        var first = new DateOnly(Year, 1, 1);
        return (day.DayNumber - first.DayNumber) / (decimal)(new DateOnly(Year, 12, 31).DayNumber - first.DayNumber);
    }

    private static string Css(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
