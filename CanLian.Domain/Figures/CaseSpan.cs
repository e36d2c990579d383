using System.Linq.Expressions;
using CanLian.Domain.Cases;

namespace CanLian.Domain.Figures;

/// <summary>
/// Which cases count and from which day until which (计入期间). The condition stands apart from the days, so that one definition answers a question about a
/// day in SQL and says of a case in memory in which months it counts.
/// </summary>
/// <param name="Holds">The condition, which no day has a part in.</param>
/// <param name="From">The first day on which it counts; on none where there is no such day.</param>
/// <param name="Until">The first day on which it does not count any more; null where it goes on counting.</param>
public sealed record CaseSpan(
    Expression<Func<CaseFile, bool>> Holds, Expression<Func<CaseFile, DateOnly?>> From, Expression<Func<CaseFile, DateOnly?>>? Until = null)
{
    /// <summary>Counts from the day after <see cref="From"/>: a limit that is a day's last.</summary>
    public bool DayAfter { get; init; }

    /// <summary>Done, from the day it was done (已完成).</summary>
    public static CaseSpan Done { get; } = new(c => c.StageKind == StageKind.Done, c => c.DoneOn);

    /// <summary>Applied for, whatever became of it (已申请).</summary>
    public static CaseSpan Applied { get; } = new(c => true, c => c.AppliedOn);

    /// <summary>Under way, from the application until it came to an end (在办).</summary>
    public static CaseSpan Open { get; } = new(
        c => c.StageKind != StageKind.Done || c.DoneOn != null,
        c => c.AppliedOn,
        c => c.StageKind == StageKind.Open ? null : c.StageKind == StageKind.Done ? c.DoneOn : c.StageSince);

    /// <summary>Under way or done; one that was refused or withdrawn, until then (在办和已完成).</summary>
    public static CaseSpan OpenOrDone { get; } = new(
        c => c.StageKind != StageKind.Done || c.DoneOn != null,
        c => c.StageKind == StageKind.Done && c.DoneOn < c.AppliedOn ? c.DoneOn : c.AppliedOn,
        c => c.StageKind == StageKind.Refused || c.StageKind == StageKind.Withdrawn ? c.StageSince : null);

    /// <summary>Past the limit of its stage and not on hold (逾期).</summary>
    public static CaseSpan Overdue { get; } = new(c => !c.Holds.Any(h => h.EndedOn == null), c => c.DueOn) { DayAfter = true };

    /// <summary>Refused, or withdrawn (已这样了结).</summary>
    public static CaseSpan Ended(StageKind kind) => new(c => c.StageKind == kind, c => c.StageSince);

    /// <summary>The cases that count on a day.</summary>
    public Expression<Func<CaseFile, bool>> On(DateOnly asOf)
    {
        var begun = Holds.And(DayAfter ? From.Then(day => day < asOf) : From.Then(day => day <= asOf));
        return Until is null ? begun : begun.And(Until.Then(day => day == null || day > asOf));
    }
}
