namespace CanLian.Domain.Figures;

/// <summary>How a task stands (快慢) against itself and the calendar.</summary>
public enum Pace
{
    /// <summary>No task was set, so nothing can be late.</summary>
    NoTask,

    /// <summary>At least one whole unit less than the calendar asks for.</summary>
    Behind,

    /// <summary>Not finished, and as far as the calendar or further.</summary>
    OnTime,

    /// <summary>The task is reached.</summary>
    Done,

    /// <summary>Clearly more than the task: above 120 %.</summary>
    Over,
}

/// <summary>Done against task on a day of the year (进度): the rate, what the calendar asks for, and the word for it.</summary>
/// <param name="Done">What was done; null counts as nothing.</param>
/// <param name="Task">The task; null or nothing is no task.</param>
/// <param name="Calendar">The share of the year that has passed, 0 to 1.</param>
public sealed record Progress(decimal Done, decimal? Task, decimal Calendar)
{
    public const decimal OverFrom = 1.2m;

    public decimal? Rate => Task is > 0 ? Done / Task : null;

    /// <summary>How far behind the calendar, as a share of the task; nothing when not behind.</summary>
    public decimal Behind => Pace == Pace.Behind ? Calendar - Rate!.Value : 0m;

    public Pace Pace => Rate switch
    {
        null => Pace.NoTask,
        > OverFrom => Pace.Over,
        >= 1m => Pace.Done,
        _ when Done < Math.Floor(Task!.Value * Calendar) => Pace.Behind,
        _ => Pace.OnTime,
    };

    public static Progress Of(FigureValue done, FigureValue task, FigureScope scope) => new(done.Number ?? 0m, task.Number, CalendarShare(scope));

    /// <summary>The share of the scope's year that has passed by the last day that counts.</summary>
    public static decimal CalendarShare(FigureScope scope)
    {
        var first = new DateOnly(scope.Year, 1, 1);
        var days = first.AddYears(1).DayNumber - first.DayNumber;
        return Math.Clamp((scope.AsOf.DayNumber - first.DayNumber + 1) / (decimal)days, 0m, 1m);
    }
}
