using CanLian.Domain.Exchange;

namespace CanLian.Blazor.Data;

/// <summary>What the bureau has to be told about its own list (保留我方的差异): where our record stands, and was kept.</summary>
public static class KeptDifferences
{
    /// <summary>
    /// Differences in which ours was kept since a moment, older ones that a list has shown again since, and those they were told of and that were taken up again
    /// since; without a moment all that are kept.
    /// </summary>
    public static IQueryable<Difference> KeptOurs(this CanLianDb db, DateTime? since) => db.Differences
        .Where(d => (d.Decision == DifferenceDecision.KeepOurs && d.SuccessorId == null && (since == null || d.DecidedAt > since || d.LastSeenAt > since))
            || d.WithdrawnAt > since);
}
