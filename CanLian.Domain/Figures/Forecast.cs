namespace CanLian.Domain.Figures;

/// <summary>From what a forecast is drawn (预计办法).</summary>
public enum ForecastMethod
{
    /// <summary>This year goes on as last year did, by the share that last year had done by the same date.</summary>
    Season,

    /// <summary>Last year had hardly begun by the same date: what came after it is expected once more.</summary>
    Remainder,

    /// <summary>There is no last year: this year goes on at its own mean speed.</summary>
    EvenPace,
}

/// <summary>What a forecast says of a task (能否完成).</summary>
public enum Prospect
{
    /// <summary>Even the lower end reaches the task.</summary>
    Reaches,

    /// <summary>The task lies within the range.</summary>
    Open,

    /// <summary>Even the upper end does not reach the task.</summary>
    Misses,
}

/// <summary>
/// What a number will be at the end of its year (预计年底): one of three plain methods, and a range as wide as past months have strayed from it.
/// The range is meant to hold eight times out of ten; it never lies below what is done already.
/// </summary>
/// <param name="Method">From what it is drawn.</param>
/// <param name="Done">The number by the last day that counts.</param>
/// <param name="Expected">The number expected, to the whole unit.</param>
/// <param name="Low">Lower end of the range.</param>
/// <param name="High">Upper end of the range.</param>
/// <param name="Months">How many full months the range is drawn from.</param>
/// <param name="LastYear">Last year's number by the same date.</param>
/// <param name="LastYearWhole">Last year's number at its end.</param>
public sealed record Forecast(
    ForecastMethod Method, decimal Done, decimal Expected, decimal Low, decimal High, int Months, decimal LastYear, decimal LastYearWhole)
{
    /// <summary>Full months without which nothing is forecast.</summary>
    public const int FewestMonths = 3;

    /// <summary>The share of last year from which on it serves as a scale; below it a handful of cases would decide about the whole year.</summary>
    public const decimal SmallestShare = 0.25m;

    // Eight out of ten lie within this many standard deviations.
    private const double Deviations = 1.28;

    /// <summary>The same day a year earlier.</summary>
    public static FigureScope YearBefore(FigureScope scope) => scope with { Year = scope.Year - 1, AsOf = scope.AsOf.AddYears(-1) };

    public Prospect? Against(decimal? task) => task is not > 0 ? null : Low >= task ? Prospect.Reaches : High < task ? Prospect.Misses : Prospect.Open;

    /// <summary>The forecast of a number, from its own course this year and last.</summary>
    public static Forecast? Of(CaseFigure figure, IRecords records, FigureScope scope)
    {
        var before = YearBefore(scope);
        return Progress.CalendarShare(scope) >= 1m ? null : Of(
            YearCourse.Of(figure, records, scope),
            YearCourse.Of(figure, records, before with { AsOf = new DateOnly(before.Year, 12, 31) }, before.AsOf));
    }

    /// <summary>
    /// Null once the year is over, when there is nothing to forecast, and where there is nothing to draw it from: in the first months, or when
    /// nothing was done yet and nothing last year.
    /// </summary>
    /// <param name="course">The year so far.</param>
    /// <param name="before">The whole year before, with the same date among its days.</param>
    public static Forecast? Of(YearCourse course, YearCourse before)
    {
        var scope = course.Scope;
        var passed = Progress.CalendarShare(scope);
        var months = course.FullMonths;
        if (passed >= 1m || months.Count < FewestMonths)
        {
            return null;
        }
        var (done, past, whole) = (course.Number, before.On(scope.AsOf.AddYears(-1)), before.Number);
        if (done <= 0 && whole <= 0)
        {
            return null;
        }
        var method = whole <= 0 ? ForecastMethod.EvenPace : done > 0 && past >= whole * SmallestShare ? ForecastMethod.Season : ForecastMethod.Remainder;
        var (expected, usual) = method switch
        {
            ForecastMethod.EvenPace => (done / passed, months.Select(_ => done / passed / 12m)),
            ForecastMethod.Season => (done / past * whole, before.FullMonths.Select(m => m * done / past)),
            _ => (done + whole - past, before.FullMonths),
        };
        var margin = Spread(months, [.. usual]) * (decimal)(Deviations * Math.Sqrt((double)(12m * (1m - passed))));
        return new Forecast(
            method,
            done,
            Math.Round(expected, MidpointRounding.AwayFromZero),
            Math.Max(done, Math.Floor(expected - margin)),
            Math.Ceiling(expected + margin),
            months.Count,
            past,
            whole);
    }

    // How far a month usually is from what the method would have said of it.
    private static decimal Spread(IReadOnlyList<decimal> months, IReadOnlyList<decimal> usual)
    {
        var squares = months.Zip(usual, (was, said) => (double)((was - said) * (was - said))).Sum();
        return (decimal)Math.Sqrt(squares / (months.Count - 1));
    }
}
