using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Exchange;

/// <summary>A part of a month's balance of differences (结转项).</summary>
public enum BalancePart
{
    [Label("期初")] Opening,
    [Label("新增")] Added,
    [Label("结清")] Closed,
    [Label("期末")] Closing,
}

/// <summary>How many differences of one kind a place has (差异分项数).</summary>
public sealed record DifferenceCount(string RegionCode, DifferenceKind Kind, int Count);

/// <summary>The balance of differences (差异结转指标): opening + added − closed = closing, each by itself.</summary>
public static class DifferenceFigures
{
    public static IReadOnlyList<DifferenceFigure> All { get; } =
    [
        new("exchange.differences_opening", "差异期初", BalancePart.Opening) { Formula = "截止日所在月份以前的名单显示、到这个月开始还没有结清的差异" },
        new("exchange.differences_added", "差异新增", BalancePart.Added) { Formula = "截止日所在月份的名单新显示的差异，和这个月重开的" },
        new("exchange.differences_closed", "差异结清", BalancePart.Closed) { Formula = "截止日所在月份结清的差异：处理了的，和名单自己对上了的" },
        new("exchange.differences_closing", "差异期末", BalancePart.Closing) { Formula = "到截止日所在月份结束还没有结清的差异" },
    ];

    /// <summary>The differences that make up one part of a month's balance.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="part">The part.</param>
    /// <param name="month">The month, YYYY-MM.</param>
    public static IQueryable<Difference> In(this IQueryable<Difference> differences, BalancePart part, string month) => part switch
    {
        BalancePart.Opening => differences.Where(d => string.Compare(d.FirstMonth, month) < 0 && (d.ClosedMonth == null || string.Compare(d.ClosedMonth, month) >= 0)),
        BalancePart.Added => differences.Where(d => d.FirstMonth == month),
        BalancePart.Closed => differences.Where(d => d.ClosedMonth == month),
        BalancePart.Closing => differences.Where(d => string.Compare(d.FirstMonth, month) <= 0 && (d.ClosedMonth == null || string.Compare(d.ClosedMonth, month) > 0)),
    };
}

/// <summary>One part of the balance of the month in which the last day lies (差异数).</summary>
public sealed record DifferenceFigure(string Id, string Label, BalancePart Part) : Figure(Id, Label, Unit.Piece)
{
    /// <summary>The same number by village and kind, in one query.</summary>
    public IReadOnlyList<DifferenceCount> Split(IRecords records, FigureScope scope) =>
        [.. Differences(records, scope).GroupBy(d => new { d.RegionCode, d.Kind }).Select(g => new DifferenceCount(g.Key.RegionCode, g.Key.Kind, g.Count()))];

    protected override FigureValue Compute(IRecords records, FigureScope scope) => Whole(Differences(records, scope).Count());

    protected override IReadOnlyDictionary<string, FigureValue> ComputeEach(IRecords records, FigureScope scope, IReadOnlyList<string> regions)
    {
        var counts = Split(records, scope);
        return regions.ToDictionary(region => region, region => Whole(counts.Where(c => Region.Contains(region, c.RegionCode)).Sum(c => c.Count)));
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Differences(records, scope)
        .OrderBy(d => d.RegionCode).ThenBy(d => d.Household).ThenBy(d => d.Id)
        .Select(d => new Evidence(d.Id, EvidenceKind.Difference, d.Name, d.RegionCode, d.Kind.Label(), d.DecidedOn, null, d.Theirs));

    private static FigureValue Whole(int count) => new(count, Records: count);

    private IQueryable<Difference> Differences(IRecords records, FigureScope scope)
    {
        var (low, high) = scope.Range;
        return records.Of<Difference>().Where(d => string.Compare(d.RegionCode, low) >= 0 && string.Compare(d.RegionCode, high) <= 0)
            .In(Part, Month.Of(scope.AsOf).ToString());
    }
}
