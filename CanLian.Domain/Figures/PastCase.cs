using CanLian.Domain.Cases;

namespace CanLian.Domain.Figures;

/// <summary>A case that somebody has touched since a day, as it was then (案件原貌).</summary>
/// <param name="Id">The case.</param>
/// <param name="Before">Its state at the end of the day; null when it was entered later.</param>
public sealed record PastCase(Guid Id, CaseFile? Before);

/// <summary>Nothing but some cases (只看这些案件), so that a definition can be asked of cases as they were.</summary>
internal sealed class OnlyCases(IReadOnlyList<CaseFile> cases, IReadOnlyList<Plans.PolicySetting> policies) : IRecords
{
    public IQueryable<CaseFile> Cases => cases.AsQueryable();
    public IQueryable<People.Person> Persons => Enumerable.Empty<People.Person>().AsQueryable();
    public IQueryable<FollowUp> FollowUps => cases.SelectMany(c => c.FollowUps).AsQueryable();
    public IQueryable<Batch> Batches => Enumerable.Empty<Batch>().AsQueryable();
    public IQueryable<Plans.Target> Targets => Enumerable.Empty<Plans.Target>().AsQueryable();
    public IQueryable<Organisations.Organisation> Organisations => Enumerable.Empty<Organisations.Organisation>().AsQueryable();
    public IQueryable<Plans.PolicySetting> Policies => policies.AsQueryable();
}
