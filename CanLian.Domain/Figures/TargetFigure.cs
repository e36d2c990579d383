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

    protected override FigureValue Compute(IRecords records, FigureScope scope) => Sum(Counted(OfYear(records, scope), scope.Region));

    protected override IReadOnlyDictionary<string, FigureValue> ComputeEach(IRecords records, FigureScope scope, IReadOnlyList<string> regions)
    {
        var length = regions.Count == 0 ? 0 : regions[0].Length;
        var targets = OfYear(records, scope).Where(t => t.RegionCode.Length >= length).ToLookup(t => t.RegionCode[..length]);
        return regions.ToDictionary(region => region, region => Sum(Counted(targets[region], region)));
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope)
    {
        var ids = Counted(OfYear(records, scope), scope.Region).ConvertAll(t => t.Id);
        return records.Targets.Where(t => ids.Contains(t.Id)).OrderBy(t => t.Programme).ThenBy(t => t.RegionCode).ThenBy(t => t.FundingSource)
            .Select(t => new Evidence(t.Id, EvidenceKind.Target, t.Programme, t.RegionCode, t.DocumentNumber, null, t.FundsFen, t.FundingSource));
    }

    private FigureValue Sum(List<Target> targets) => targets.Count == 0
        ? new FigureValue(null)
        : new FigureValue(Funds ? targets.Sum(t => t.FundsFen ?? 0) / 100m : targets.Sum(t => t.Amount), Records: targets.Count);

    // A year's targets are few, a row for each programme and town.
    private List<Target> OfYear(IRecords records, FigureScope scope)
    {
        var (low, high) = scope.Range;
        var targets = records.Targets.Where(t => t.Year == scope.Year && !t.Draft && string.Compare(t.RegionCode, low) >= 0 && string.Compare(t.RegionCode, high) <= 0);
        targets = Programme is { } programme ? targets.Where(t => t.Programme == programme) : targets;
        var unit = Unit;
        return [.. Funds ? targets.Where(t => t.FundsFen != null) : targets.Where(t => t.Unit == unit)];
    }

    // The split of a task says the same task once more. A row counts unless a row above it, within what is asked for, counts already:
    // so a district is its own row or, where only its towns have one, their sum.
    private static List<Target> Counted(IEnumerable<Target> targets, string region) =>
        [.. targets.GroupBy(t => t.Programme).SelectMany(inside =>
        {
            var set = inside.Select(t => t.RegionCode).ToHashSet();
            return inside.Where(t => !Enumerable.Range(region.Length, t.RegionCode.Length - region.Length).Any(length => set.Contains(t.RegionCode[..length])));
        })];
}
