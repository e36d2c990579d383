using CanLian.Domain.Exchange;

namespace CanLian.Blazor.Data;

/// <summary>What the bureau has to be told about its own list (保留我方的差异): where our record stands, and was kept.</summary>
public static class KeptDifferences
{
    /// <summary>Differences in which ours was kept since a moment, and older ones that a list has shown again since; all of them without a moment.</summary>
    public static IQueryable<Difference> KeptOurs(this CanLianDb db, DateTime? since) => db.Differences
        .Where(d => d.Decision == DifferenceDecision.KeepOurs && (since == null || d.DecidedAt > since || d.LastSeenAt > since));
}
