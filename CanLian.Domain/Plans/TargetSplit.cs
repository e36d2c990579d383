using CanLian.Domain.Common;

namespace CanLian.Domain.Plans;

/// <summary>A programme's task of one year and what its towns were given of it (任务分解).</summary>
/// <param name="Total">The district's own task; null where it has none.</param>
/// <param name="Split">What the towns have together; null where nothing was split.</param>
/// <param name="FundsFen">Money of the district's own rows; null where the document names none.</param>
/// <param name="SplitFundsFen">Money of the towns' rows.</param>
public sealed record TargetSplit(decimal? Total, decimal? Split, long? FundsFen, long? SplitFundsFen)
{
    /// <summary>How much more the towns have together than the district; negative when less. Null where there is nothing to compare.</summary>
    public decimal? Difference => Split - Total;

    /// <summary>The same of the money.</summary>
    public long? FundsDifferenceFen => SplitFundsFen - FundsFen;

    public static TargetSplit Of(IEnumerable<Target> targets)
    {
        var byLevel = targets.ToLookup(t => t.RegionCode.Length > Region.DistrictLength);
        return new TargetSplit(Amount(byLevel[false]), Amount(byLevel[true]), Funds(byLevel[false]), Funds(byLevel[true]));
    }

    private static decimal? Amount(IEnumerable<Target> targets) => targets.Any() ? targets.Sum(t => t.Amount) : null;

    private static long? Funds(IEnumerable<Target> targets) => targets.Any(t => t.FundsFen is not null) ? targets.Sum(t => t.FundsFen ?? 0) : null;
}
