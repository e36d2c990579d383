using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Exchange;

/// <summary>
/// Whether a household's risk was removed as the rules have it (消除核查): not within half a year of being identified, not without a measure on record, and
/// never where nobody of the household can work.
/// </summary>
public static class RemovalCheck
{
    public const int Months = 6;

    /// <summary>What speaks against the removal; empty where nothing does, or where the risk was not removed.</summary>
    /// <param name="monitored">The dated fact that says so.</param>
    /// <param name="employment">Employment of each member of the household that the register knows.</param>
    /// <param name="measures">Days of the measures the household has had.</param>
    public static IEnumerable<Text> Doubts(Hardship monitored, IReadOnlyList<EmploymentState?> employment, IEnumerable<DateOnly> measures)
    {
        if (monitored.RiskRemovedOn is not { } removed)
        {
            yield break;
        }
        if (monitored.From.AddMonths(Months) > removed)
        {
            yield return new Text("识别到消除不满 {0} 个月", Months);
        }
        if (!measures.Any(day => day <= removed))
        {
            yield return new Text("名册里没有帮扶措施的记录");
        }
        if (monitored.WithoutLabour || (employment.Count > 0 && employment.All(e => e == EmploymentState.UnableToWork)))
        {
            yield return new Text("整户没有劳动能力，不该标消除");
        }
    }
}
