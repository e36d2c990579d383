using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>
/// The year's task (任务数) or its money (计划资金), of one programme or, without one, of all; null where none was set, so that a rate is null and
/// not infinite. A village has no task of its own.
/// </summary>
public sealed record TargetFigure(string Id, string Label, Unit Unit, string? Programme) : Figure(Id, Label, Unit)
{
    /// <summary>Sums the planned money instead of the task; then it makes no difference in which unit the task was set.</summary>
    public bool Funds { get; init; }

    public override FigureValue Evaluate(IRecords records, FigureScope scope) => Sum(Counted(OfYear(records, scope), scope));

    public override IReadOnlyDictionary<string, FigureValue> EvaluateEach(IRecords records, FigureScope scope, IReadOnlyList<string> regions)
    {
        var targets = OfYear(records, scope).ToList().AsQueryable();
        return regions.ToDictionary(region => region, region => Sum(Counted(targets, scope with { Region = region })));
    }

    public override IQueryable<Evidence> Rows(IRecords records, FigureScope scope) =>
        Counted(OfYear(records, scope), scope).OrderBy(t => t.Programme).ThenBy(t => t.RegionCode).ThenBy(t => t.FundingSource)
            .Select(t => new Evidence(t.Id, EvidenceKind.Target, t.Programme, t.RegionCode, t.DocumentNumber, null, t.FundsFen, t.FundingSource));

    private FigureValue Sum(IQueryable<Target> targets)
    {
        var count = targets.Count();
        return count == 0
            ? new FigureValue(null)
            : new FigureValue(Funds ? targets.Sum(t => t.FundsFen ?? 0) / 100m : targets.Sum(t => t.Amount), Records: count);
    }

    private IQueryable<Target> OfYear(IRecords records, FigureScope scope)
    {
        var targets = records.Targets.Where(t => t.Year == scope.Year && !t.Draft);
        targets = Programme is { } programme ? targets.Where(t => t.Programme == programme) : targets;
        var unit = Unit;
        return Funds ? targets.Where(t => t.FundsFen != null) : targets.Where(t => t.Unit == unit);
    }

    // The split of a task says the same task once more. A row counts unless a row above it, within what is asked for, counts already:
    // so a district is its own row or, where only its towns have one, their sum.
    private static IQueryable<Target> Counted(IQueryable<Target> targets, FigureScope scope)
    {
        var (low, high) = scope.Range;
        var inside = targets.Where(t => string.Compare(t.RegionCode, low) >= 0 && string.Compare(t.RegionCode, high) <= 0);
        return inside.Where(t => !inside.Any(above => above.Programme == t.Programme
            && above.RegionCode.Length < t.RegionCode.Length && t.RegionCode.StartsWith(above.RegionCode)));
    }
}
