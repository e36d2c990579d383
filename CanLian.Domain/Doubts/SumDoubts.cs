using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;
using CanLian.Domain.Reports;

namespace CanLian.Domain.Doubts;

/// <summary>Figures that do not add up (合计疑点): parts against the whole, towns against the district.</summary>
internal static class SumDoubts
{
    private const int SettledAfterMonths = 3;

    /// <summary>Numbers that should fall into parts without rest; the annual summary has the same list.</summary>
    public static IEnumerable<Found> Parts(IRecords records, DoubtAsk ask) => Scopes(records, ask).SelectMany(scope => Checks.Partitions.Select((partition, at) =>
    {
        var whole = partition.Whole.Evaluate(records, scope).Number ?? 0;
        var parts = partition.Parts.Sum(p => p.Evaluate(records, scope).Number ?? 0);
        if (whole == parts)
        {
            return null;
        }
        var inside = partition.Parts.SelectMany(p => p.Rows(records, scope)).Select(r => r.Id).ToHashSet();
        return Found($"{partition.Whole.Id} {at} {scope.Year}", partition.Whole, records, scope, parts, [.. partition.Whole.Rows(records, scope).AsEnumerable().Where(r => !inside.Contains(r.Id))]);
    })).OfType<Found>();

    /// <summary>What a programme did and paid, over the towns against the district: a case that lies in no town is lost between them.</summary>
    public static IEnumerable<Found> Towns(IRecords records, DoubtAsk ask, IReadOnlyList<Programme> programmes)
    {
        var towns = records.Of<Region>().Where(r => r.Code.Length == Region.TownLength).Select(r => r.Code).ToList();
        return Scopes(records, ask).SelectMany(scope => programmes.SelectMany(p => new[] { p.Figure(p.Code + ".cases"), p.Figure(p.Code + ".amount") }).Select(figure =>
        {
            var whole = figure.Evaluate(records, scope).Number ?? 0;
            var parts = figure.EvaluateEach(records, scope, towns).Values.Sum(v => v.Number ?? 0);
            return whole == parts ? null
                : Found($"{figure.Id} {scope.Year}", figure, records, scope, parts, [.. figure.Rows(records, scope).AsEnumerable().Where(r => !towns.Contains(Region.TownOf(r.RegionCode)))]);
        })).OfType<Found>();
    }

    private static Found Found(string subject, Figure figure, IRecords records, FigureScope scope, decimal parts, List<Evidence> rows) => new(
        subject, Catalogue.ProgrammeOf(figure)?.Name + figure.Label, KeptText.Of("{0} 年总数 {1}，各项合计 {2}", $"{scope.Year}", figure.Shown(figure.Evaluate(records, scope)), figure.Shown(new FigureValue(parts))),
        [$"{figure.Evaluate(records, scope).Number} {parts}", .. rows.Select(r => $"{r.Id}").Order()],
        rows.Count > 0 ? rows : [.. figure.Rows(records, scope).Take(1).AsEnumerable()])
    { Programme = Catalogue.ProgrammeOf(figure)?.Code ?? "", ForDistrict = true };

    // Last year's numbers are still put right while the year is young; after that they are history.
    private static IEnumerable<FigureScope> Scopes(IRecords records, DoubtAsk ask)
    {
        var district = records.Of<Region>().Where(r => r.Code.Length == Region.DistrictLength).Select(r => r.Code).FirstOrDefault();
        return district is null ? [] : new[] { ask.On.AddMonths(-SettledAfterMonths).Year, ask.On.Year }.Distinct().Select(year => FigureScope.Of(year, district, ask.On) with { Live = true });
    }
}
