using System.Globalization;

namespace CanLian.Domain.Common;

/// <summary>A calendar month (月份), written YYYY-MM.</summary>
public readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    public DateOnly FirstDay => new(Year, Number, 1);
    public DateOnly LastDay => Next.FirstDay.AddDays(-1);
    public Month Next => Number == 12 ? new(Year + 1, 1) : new(Year, Number + 1);
    public Month Previous => Number == 1 ? new(Year - 1, 12) : new(Year, Number - 1);

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    public static bool TryParse(string? text, out Month month)
    {
        var ok = DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        month = ok ? Of(day) : default;
        return ok;
    }

    public int CompareTo(Month other) => FirstDay.CompareTo(other.FirstDay);
    public static bool operator <(Month left, Month right) => left.CompareTo(right) < 0;
    public static bool operator >(Month left, Month right) => left.CompareTo(right) > 0;
    public static bool operator <=(Month left, Month right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Month left, Month right) => left.CompareTo(right) >= 0;
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");
}
