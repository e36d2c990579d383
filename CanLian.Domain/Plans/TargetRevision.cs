using CanLian.Domain.Common;

namespace CanLian.Domain.Plans;

/// <summary>That a task already given out was changed (任务调整): what it was, what it became, and by which document.</summary>
public class TargetRevision
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Year { get; init; }
    public required string Programme { get; init; }

    /// <summary>Whose task it is: district or town.</summary>
    public required string RegionCode { get; init; }
    public string FundingSource { get; init; } = "";
    public Unit Unit { get; init; }

    /// <summary>Null where the row was new.</summary>
    public decimal? AmountBefore { get; init; }

    /// <summary>Null where the row was taken out.</summary>
    public decimal? AmountAfter { get; init; }
    public long? FundsBeforeFen { get; init; }
    public long? FundsAfterFen { get; init; }
    public string DocumentNumber { get; init; } = "";
    public string Reason { get; init; } = "";
    public DateOnly On { get; init; }
    public required string ByName { get; init; }

    /// <summary>Null where neither task nor money became another: a changed number of a document alone is no revision.</summary>
    /// <param name="before">The row as it was given out; null where it is new.</param>
    /// <param name="after">The row as it is now; null where it is taken out.</param>
    /// <param name="document">The document that changes it.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="on">The day.</param>
    /// <param name="by">Who.</param>
    public static TargetRevision? Of(TaskState? before, TaskState? after, string document, string reason, DateOnly on, Actor by)
    {
        var row = after ?? before!;
        return before?.Amount == after?.Amount && before?.FundsFen == after?.FundsFen ? null : new TargetRevision
        {
            Year = row.Year,
            Programme = row.Programme,
            RegionCode = row.RegionCode,
            FundingSource = row.FundingSource,
            Unit = row.Unit,
            AmountBefore = before?.Amount,
            AmountAfter = after?.Amount,
            FundsBeforeFen = before?.FundsFen,
            FundsAfterFen = after?.FundsFen,
            DocumentNumber = document,
            Reason = reason,
            On = on,
            ByName = by.Name,
        };
    }
}

/// <summary>What a task said at one time (任务一时的样子).</summary>
public sealed record TaskState(int Year, string Programme, string RegionCode, string FundingSource, Unit Unit, decimal Amount, long? FundsFen)
{
    public static TaskState Of(Target target) =>
        new(target.Year, target.Programme, target.RegionCode, target.FundingSource, target.Unit, target.Amount, target.FundsFen);
}
