using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Doubts;

/// <summary>How many doubts stand somewhere (疑点数), of one rule or of all.</summary>
public sealed record DoubtFigure(string Id, string Label, string? Rule, DoubtState State) : Figure(Id, Label, Unit.Piece)
{
    public override bool OfTheDay => true;

    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var count = Doubts(records, scope).Count();
        return new FigureValue(count, Records: count);
    }

    protected override IReadOnlyDictionary<string, FigureValue> ComputeEach(IRecords records, FigureScope scope, IReadOnlyList<string> regions)
    {
        var places = Doubts(records, scope).GroupBy(d => d.RegionCode).Select(g => new { g.Key, Count = g.Count() }).ToList();
        return regions.ToDictionary(region => region, region => places.Where(p => Region.Contains(region, p.Key)).Sum(p => p.Count) is var count
            ? new FigureValue(count, Records: count) : new FigureValue(0));
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) =>
        Doubts(records, scope).OrderBy(d => d.RegionCode).ThenBy(d => d.Rule).ThenBy(d => d.Id)
            .Select(d => new Evidence(d.Id, EvidenceKind.Doubt, d.Name, d.RegionCode, "", d.FoundOn, null, null));

    private IQueryable<Doubt> Doubts(IRecords records, FigureScope scope)
    {
        var ((low, high), rule, state, last) = (scope.Range, Rule, State, scope.AsOf);
        var doubts = records.Of<Doubt>().Where(d => d.State == state && d.FoundOn <= last && string.Compare(d.RegionCode, low) >= 0 && string.Compare(d.RegionCode, high) <= 0);
        return rule is null ? doubts : doubts.Where(d => d.Rule == rule);
    }
}
