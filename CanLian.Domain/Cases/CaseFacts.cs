using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;

namespace CanLian.Domain.Cases;

/// <summary>
/// Everything a step is judged by (办理事实): the case and what was looked up for it, the person who acts, and the day.
/// Assembled at the edge, so that the engine asks nothing itself.
/// </summary>
public sealed class CaseFacts
{
    public required CaseFile Case { get; init; }
    public required CaseForm Form { get; init; }
    public required Person Person { get; init; }
    public required Actor Actor { get; init; }

    /// <summary>The moment of acting (UTC).</summary>
    public required DateTime Now { get; init; }

    /// <summary>The office's calendar day.</summary>
    public required DateOnly Today { get; init; }
    public required WorkingCalendar Calendar { get; init; }
    public StepInput Input { get; init; } = StepInput.Empty;

    /// <summary>Reasons of the programme's rules that do not hold and were not overridden.</summary>
    public IReadOnlyList<Text> FailedRules { get; init; } = [];

    /// <summary>What the validator says about the filled-in fields.</summary>
    public IReadOnlyList<FormProblem> FormProblems { get; init; } = [];

    /// <summary>The tariff's amount for this case; null where there is none.</summary>
    public long? StandardFen { get; init; }

    /// <summary>The most this case may cost; null where nobody set a limit.</summary>
    public long? CapFen { get; init; }

    /// <summary>What the other cases leave of the chosen source for this programme and year; null where no fund was entered.</summary>
    public long? FundsLeftFen { get; init; }

    /// <summary>Number of another live case of the same programme, subject and year; null when there is none.</summary>
    public string? DuplicateNumber { get; init; }

    /// <summary>The batch chosen in the step, or the one the case is in.</summary>
    public Batch? Batch { get; init; }
    public int BatchTaken { get; init; }

    /// <summary>Another batch of the same person on the same days; null when there is none.</summary>
    public string? OverlappingBatch { get; init; }

    /// <summary>The organisation chosen on the form.</summary>
    public Organisation? Organisation { get; init; }
    public int OrganisationTaken { get; init; }

    /// <summary>A notice that the case may join instead of opening another; null when there is none.</summary>
    public Notice? OpenNotice { get; init; }

    /// <summary>Working days a notice of this programme stands.</summary>
    public int NoticeDays { get; init; } = 5;

    /// <summary>The place's numbers that are not the programme's defaults, by the name of their policy.</summary>
    public IReadOnlyDictionary<string, decimal> Settings { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Whether the year's report is final, so that only a correction of the report may change it.</summary>
    public bool YearClosed { get; init; }

    public DateOnly StepDay => Input.Date(Step.DateKey) ?? Today;
}
