using System.Globalization;

namespace CanLian.Domain.Common;

/// <summary>Which days are worked (工作日): Monday to Friday, less public holidays, plus the weekend days worked in exchange (调休).
/// A year without announced holidays has its weekends only.</summary>
public sealed class WorkingCalendar
{
    private static readonly Lazy<WorkingCalendar> Announced = new(() => new WorkingCalendar("working-days.txt"));
    private readonly Dictionary<DateOnly, bool> _exceptions = [];

    private WorkingCalendar(string file)
    {
        // A line is a year, "off" or "on", and the days as MM-dd.
        foreach (var words in ReferenceFile.Lines(file).Select(line => line.Split(' ')))
        {
            foreach (var day in words[2..])
                _exceptions.Add(DateOnly.ParseExact($"{words[0]}-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture), words[1] == "on");
        }
    }

    /// <summary>The calendar the State Council announces each year.</summary>
    public static WorkingCalendar China => Announced.Value;

    public bool IsWorkingDay(DateOnly day) =>
        _exceptions.TryGetValue(day, out var worked) ? worked : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The n-th working day after the start, which itself is not counted; before it for a negative n; the start itself for 0.</summary>
    public DateOnly AddWorkingDays(DateOnly start, int n)
    {
        var step = Math.Sign(n);
        var day = start;
        for (var left = Math.Abs(n); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
                left--;
        }

        return day;
    }

    /// <summary>How many working days lie after the first day up to and including the last; negative if the last comes first.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
            return -WorkingDaysBetween(to, from);
        var count = 0;
        for (var day = from; day < to;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                count++;
        }

        return count;
    }
}
