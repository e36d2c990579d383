using System.Globalization;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Exchange;

/// <summary>Figures of the monthly hand-over (数据交换指标).</summary>
public static class ExchangeFigures
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        new PackageFigure("exchange.on_time_months", "按时交换", OnTime: true) { Formula = "5 日及以前放行或送达的各期数据" },
        new PackageFigure("exchange.late_months", "迟交", OnTime: false) { Formula = "5 日以后才放行或送达的各期数据" },
    ];
}

/// <summary>Packages of a year handed over by their day, or later (期数).</summary>
public sealed record PackageFigure(string Id, string Label, bool OnTime) : Figure(Id, Label, Unit.Class)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var count = Packages(records, scope).Count;
        return new FigureValue(count, Records: count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Packages(records, scope).AsQueryable().OrderBy(p => p.Month)
        .Select(p => new Evidence(Guid.Empty, EvidenceKind.Package, p.Month, scope.Region, p.FileName, p.HandedOverOn, null, null));

    // At most twelve a year; whether one was on time is its own to say.
    private List<ExchangePackage> Packages(IRecords records, FigureScope scope)
    {
        var (year, last) = (scope.Year.ToString(CultureInfo.InvariantCulture) + "-", scope.AsOf);
        return [.. records.Of<ExchangePackage>().Where(p => p.Month.StartsWith(year) && p.SupersededAt == null).AsEnumerable().Where(p => p.HandedOverOn <= last && p.OnTime == OnTime)];
    }
}
