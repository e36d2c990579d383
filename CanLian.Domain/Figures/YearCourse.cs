using CanLian.Domain.Cases;

namespace CanLian.Domain.Figures;

/// <summary>How far a number had come on certain days of a year (年内进程): the end of each month, and the last day that counts.</summary>
/// <param name="Scope">Year, region and last day.</param>
/// <param name="Points">Day and number so far, by day.</param>
public sealed record YearCourse(FigureScope Scope, IReadOnlyList<(DateOnly Day, decimal Number)> Points)
{
    public decimal Number => Points.Count == 0 ? 0m : Points[^1].Number;

    /// <summary>What was added in each month that is over, January first.</summary>
    public IReadOnlyList<decimal> FullMonths
    {
        get
        {
            var ends = Points.Where(p => p.Day.AddDays(1).Day == 1).Select(p => p.Number).ToList();
            return [.. ends.Select((number, i) => number - (i == 0 ? 0m : ends[i - 1]))];
        }
    }

    /// <summary>The number on one of the days.</summary>
    public decimal On(DateOnly day) => Points.LastOrDefault(p => p.Day <= day).Number;

    /// <summary>
    /// Reads the course from what is kept beside the records, else in one query where a case counts from the day it was done, else by asking the
    /// figure day by day. The records are asked as they are now, also of a closed year: months that were never closed would not fit to a year that was.
    /// </summary>
    /// <param name="figure">The number.</param>
    /// <param name="records">The records.</param>
    /// <param name="scope">Year, region and last day.</param>
    /// <param name="also">A further day that matters, such as the same date of the year after.</param>
    public static YearCourse Of(CaseFigure figure, IRecords records, FigureScope scope, DateOnly? also = null)
    {
        var live = scope with { Live = true };
        var days = live.MonthByMonth().Select(m => m.AsOf).Append(also ?? live.AsOf).Where(d => d <= live.AsOf && d.Year == live.Year).Distinct().Order().ToList();
        if (days.Count == 0)
        {
            return new YearCourse(scope, []);
        }
        if (figure.IsTallied && YearClosing.Of(records, scope with { Live = false }) is null)
        {
            live = live with { Live = false };
        }
        if (!live.Live || figure.Span != CaseSpan.Done || figure.OnTheDay is not null)
        {
            return new YearCourse(scope, [.. days.Select(day => (day, figure.Evaluate(records, live with { AsOf = day }).Number ?? 0m))]);
        }
        var added = ByDay(figure, figure.Cases(records, live));
        return new YearCourse(scope, [.. days.Select(day => (day, added.Where(a => a.Day <= day).Sum(a => a.Number)))]);
    }

    // Whoever is served twice counts from the first day.
    private static List<(DateOnly? Day, decimal Number)> ByDay(CaseFigure figure, IQueryable<CaseFile> cases) => figure.Measure switch
    {
        Measure.Persons => Counted(cases.GroupBy(c => c.PersonId).Select(g => g.Min(c => c.DoneOn))),
        Measure.Households => Counted(cases.GroupBy(c => c.HouseholdId ?? c.PersonId).Select(g => g.Min(c => c.DoneOn))),
        Measure.Cases => Counted(cases.Select(c => c.DoneOn)),
        Measure.Amount => [.. cases.GroupBy(c => c.DoneOn).Select(g => new { g.Key, Sum = g.Sum(c => c.AmountFen ?? 0) }).AsEnumerable().Select(g => (g.Key, g.Sum / 100m))],
        _ => [.. cases.GroupBy(c => c.DoneOn).Select(g => new { g.Key, Sum = g.Sum(c => c.Quantity ?? 0m) }).AsEnumerable().Select(g => (g.Key, g.Sum))],
    };

    private static List<(DateOnly?, decimal)> Counted(IQueryable<DateOnly?> days) =>
        [.. days.GroupBy(d => d).Select(g => new { g.Key, Count = g.Count() }).AsEnumerable().Select(g => (g.Key, (decimal)g.Count))];
}
