using CanLian.Domain.Cases;

namespace CanLian.Domain.Figures;

/// <summary>A case that somebody has touched since a day, as it was then (案件原貌).</summary>
/// <param name="Id">The case.</param>
/// <param name="Before">Its state at the end of the day; null when it was entered later.</param>
public sealed record PastCase(Guid Id, CaseFile? Before);

/// <summary>What the log says became of a record, or of what belongs to it, since a day (改动).</summary>
/// <param name="Added">It was entered since.</param>
/// <param name="RegionBefore">Where it belonged then; null where that is what it was.</param>
public sealed record Touch(bool Added, string? RegionBefore);

/// <summary>Nothing but some records as they were (只看这些原貌), so that a definition can be asked of them.</summary>
internal sealed class PastRecords(IReadOnlyList<CaseFile> cases, IReadOnlyList<Plans.Target> targets, IReadOnlyList<Plans.PolicySetting> policies) : IRecords
{
    public IQueryable<CaseFile> Cases => cases.AsQueryable();
    public IQueryable<People.Person> Persons => Enumerable.Empty<People.Person>().AsQueryable();
    public IQueryable<FollowUp> FollowUps => cases.SelectMany(c => c.FollowUps).AsQueryable();
    public IQueryable<Batch> Batches => Enumerable.Empty<Batch>().AsQueryable();
    public IQueryable<Plans.Target> Targets => targets.AsQueryable();
    public IQueryable<Organisations.Organisation> Organisations => Enumerable.Empty<Organisations.Organisation>().AsQueryable();
    public IQueryable<Plans.PolicySetting> Policies => policies.AsQueryable();
}
