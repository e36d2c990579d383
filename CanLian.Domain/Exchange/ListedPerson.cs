using CanLian.Domain.People;

namespace CanLian.Domain.Exchange;

/// <summary>One row of the monitoring list (名单上的人): a member of a household as the bureau knows them.</summary>
/// <param name="Row">Number of the row in the file.</param>
/// <param name="Household">The bureau's number of the household.</param>
/// <param name="HeadName">Name of its head; empty where the list does not say.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="Number">What stands in the number column.</param>
public sealed record ListedPerson(int Row, string Household, string HeadName, string Name, ListedNumber Number)
{
    /// <summary>Which kind of monitored household; null on a list of another kind.</summary>
    public HardshipKind? Kind { get; init; }

    /// <summary>Risks, the main one first.</summary>
    public IReadOnlyList<string> Risks { get; init; } = [];
    public DateOnly? IdentifiedOn { get; init; }
    public bool RiskRemoved { get; init; }
    public DateOnly? RemovedOn { get; init; }
    public RiskRemoval? RemovedBy { get; init; }
    public bool WithoutLabour { get; init; }

    /// <summary>Where they live, in the list's own words; both empty where it does not say.</summary>
    public string Town { get; init; } = "";
    public string Village { get; init; } = "";
}
