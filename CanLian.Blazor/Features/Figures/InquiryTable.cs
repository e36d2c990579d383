using System.Globalization;
using CanLian.Domain;
using CanLian.Domain.Figures;

namespace CanLian.Blazor.Features.Figures;

/// <summary>The parts of an answer as a table lays them out (结果表): the values of one group down, those of another across.</summary>
public sealed class InquiryTable
{
    private readonly Dictionary<(string, string?), InquiryCell> _cells;

    public InquiryTable(Inquiry inquiry, IReadOnlyList<InquiryCell> cells, IReadOnlyDictionary<string, string> places)
    {
        (Inquiry, Places) = (inquiry, places);
        _cells = cells.ToDictionary(c => (c.First, c.Second));
        Down = Ordered(inquiry.Groups[0], Whole(inquiry.Groups[0], cells.Select(c => c.First)));
        Across = inquiry.Groups.Count > 1 ? Ordered(inquiry.Groups[1], Whole(inquiry.Groups[1], cells.Select(c => c.Second!))) : [];
    }

    public Inquiry Inquiry { get; }

    /// <summary>Names of places by their codes.</summary>
    public IReadOnlyDictionary<string, string> Places { get; }

    public IReadOnlyList<string> Down { get; }

    /// <summary>Empty where only one thing is told apart.</summary>
    public IReadOnlyList<string> Across { get; }

    /// <summary>Null where nothing falls into the part.</summary>
    public InquiryCell? Cell(string down, string? across = null) => _cells.GetValueOrDefault((down, across));

    /// <summary>The sum of a row; null where parts do not add up.</summary>
    public decimal? OfRow(string down) => Inquiry.Adds ? Across.Sum(across => Cell(down, across)?.Number ?? 0m) : null;

    /// <summary>The sum of a column; null where parts do not add up.</summary>
    public decimal? OfColumn(string across) => Inquiry.Adds ? Down.Sum(down => Cell(down, across)?.Number ?? 0m) : null;

    // In the order people know: programmes as in the summary, months and ages as they follow, what is not known last.
    private static List<string> Ordered(InquiryGroup group, IEnumerable<string> values) =>
        [.. values.Distinct().OrderBy(v => v == Inquiry.None).ThenBy(v => Place(group, v)).ThenBy(v => v, StringComparer.Ordinal)];

    // A month in which nothing happened stands between its neighbours all the same.
    private static IEnumerable<string> Whole(InquiryGroup group, IEnumerable<string> values)
    {
        var months = group == InquiryGroups.Month ? values.Select(v => Place(group, v)).ToList() : [];
        return months.Count == 0 ? values : Enumerable.Range(months.Min(), months.Max() - months.Min() + 1).Select(m => InquiryGroups.Between(m, m));
    }

    private static int Place(InquiryGroup group, string value) =>
        group == InquiryGroups.Programme ? Catalogue.Programmes.TakeWhile(p => p.Code != value).Count()
        : group == InquiryGroups.Month ? int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var month) ? month : 0
        : group.Values.TakeWhile(v => v != value).Count();
}
