using CanLian.Domain.Common;
using CanLian.Domain.Figures;

namespace CanLian.Domain.Reports;

/// <summary>What a check of the year's figures came to (对数).</summary>
/// <param name="Words">What was compared, with the numbers.</param>
/// <param name="Holds">Whether it adds up.</param>
/// <param name="Figure">The figure to look at.</param>
public sealed record Finding(Text Words, bool Holds, Figure Figure);

/// <summary>A number that falls into parts without rest and without overlap (分解): the parts must add up to it.</summary>
public sealed record Partition
{
    /// <exception cref="ArgumentException">Units differ: persons and person-times never add up.</exception>
    public Partition(string whole, params IReadOnlyList<string> parts)
    {
        (Whole, Parts) = (Figure(whole), [.. parts.Select(Figure)]);
        if (Parts.FirstOrDefault(p => p.Unit != Whole.Unit) is { } other)
        {
            throw new ArgumentException($"{other.Id} counts in {other.Unit}, {Whole.Id} in {Whole.Unit}: they do not add up.");
        }
    }

    public Figure Whole { get; }
    public IReadOnlyList<Figure> Parts { get; }

    private static Figure Figure(string id) => Catalogue.FindFigure(id) ?? throw new ArgumentException($"No figure has the id '{id}'.");
}

/// <summary>The guard over a year's figures (对数): parts add up, rates are the quotient of what stands beside them.</summary>
public static class Checks
{
    public static IReadOnlyList<Partition> Partitions { get; } =
    [
        new("medication.persons", "medication.new_persons", "medication.continuing_persons"),
        new("child_rehab.children", "child_rehab.hearing", "child_rehab.intellectual", "child_rehab.autism", "child_rehab.cerebral_palsy"),
        new("home_modification.households", "home_modification.concentrated", "home_modification.dispersed"),
        new("certificate_audit.holders", "certificate_audit.cancelled", "certificate_audit.home_verified_physical", "certificate_audit.home_verified_other",
            "certificate_audit.reassessed_mental", "certificate_audit.reassessed_physical", "certificate_audit.reassessed_other", "certificate_audit.maintained", "certificate_audit.undecided"),
        new("survey.holders", "survey.home_visits", "survey.phone", "survey.met", "survey.by_proxy", "survey.not_asked"),
        new("survey.holders", "survey.normal", "survey.not_found", "survey.moved_away", "survey.nominal_registration", "survey.away", "survey.cancelled",
            "survey.transferred", "survey.refused", "survey.no_outcome"),
    ];

    public static IReadOnlyList<Finding> Of(YearFigures year, IEnumerable<Figure> told) =>
        [.. Partitions.Select(p => AddsUp(p, year)), .. told.OfType<RatioFigure>().Select(ratio => IsQuotient(ratio, year))];

    private static Finding AddsUp(Partition partition, YearFigures year)
    {
        var whole = year.Of(partition.Whole).Number ?? 0;
        var parts = partition.Parts.Select(p => (Figure: p, Number: year.Of(p).Number ?? 0)).Where(p => p.Number != 0).ToList();
        var sum = parts.Sum(p => p.Number);
        return new Finding(
            new Text("{0}：{1} = {2}", FieldNames.Of(partition.Whole), Plain(whole), parts.Count == 0 ? "0" : string.Join(" + ", parts.Select(p => Plain(p.Number)))), sum == whole, partition.Whole);
    }

    private static Finding IsQuotient(RatioFigure ratio, YearFigures year)
    {
        var (value, part, whole) = (year.Of(ratio), year.Of(ratio.Part).Number, year.Of(ratio.Whole).Number);
        return new Finding(
            new Text("{0}：{1} ÷ {2} = {3}", FieldNames.Of(ratio), Plain(part), Plain(whole), ratio.Shown(value)),
            value.Number == RatioFigure.Divide(year.Of(ratio.Part), year.Of(ratio.Whole)).Number && value.Numerator == part && value.Denominator == whole,
            ratio);
    }

    private static string Plain(decimal? number) => number?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) ?? "—";
}
