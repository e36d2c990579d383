using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>
/// What was done with money that no task of the year names (任务以外的资金), so that a rate over 100 % has its reason. Nothing where the
/// documents do not say from where the money comes.
/// </summary>
public sealed record OtherFundsFigure(string Id, string Label, Unit Unit, CaseFigure Done) : Figure(Id, Label, Unit)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope) =>
        Part(records, scope) is { } part ? part.Evaluate(records, scope) : new FigureValue(null);

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) =>
        (Part(records, scope) ?? Done with { And = c => false }).Rows(records, scope with { Live = true });

    // A case without a source cannot be said to be paid from elsewhere. A split seldom repeats the source of what it splits. The sources belong to its id:
    // what is kept of a village holds for these alone.
    private CaseFigure? Part(IRecords records, FigureScope scope)
    {
        var (year, code) = (scope.Year, Done.Programme);
        var tasks = records.Once((nameof(OtherFundsFigure), year), () => records.Targets.Where(t => t.Year == year && !t.Draft)
            .Select(t => new TaskSource(t.Programme, t.RegionCode.Length, t.FundingSource)).Distinct().ToLookup(t => t.Programme))[code!];
        var widest = tasks.Select(t => t.Length).DefaultIfEmpty().Min();
        var sources = tasks.Where(t => t.Length == widest).Select(t => t.Source).Order(StringComparer.Ordinal).ToList();
        return sources.Count == 0 || sources.Contains("") ? null : Done with
        {
            Id = $"{Id}/{string.Join('/', sources)}",
            And = Done.And is { } and
                ? and.And(c => c.FundingSource != null && c.FundingSource != "" && !sources.Contains(c.FundingSource))
                : c => c.FundingSource != null && c.FundingSource != "" && !sources.Contains(c.FundingSource),
        };
    }

    private sealed record TaskSource(string Programme, int Length, string Source);
}
