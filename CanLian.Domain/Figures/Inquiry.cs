using System.Globalization;
using CanLian.Domain.Common;

namespace CanLian.Domain.Figures;

/// <summary>Which cases a question is about (数哪些), and by which of their days a month is told.</summary>
public enum InquiryBasis
{
    [Label("办结的")] Done,
    [Label("申请的")] Applied,
    [Label("还在办的")] Open,
}

/// <summary>
/// A question of one's own (自助查询): a year, a place, conditions, what is counted and by what it is broken down. It is written in an address and
/// read from it; nothing in it can be an identifying number.
/// </summary>
public sealed record Inquiry
{
    public const int MostGroups = 2;

    /// <summary>The value of those of whom a thing is not known, such as cases without a kind.</summary>
    public const string None = "-";

    // What has more digits may be somebody's number and is no word of any list.
    private const int MostDigits = 6;
    private const int LongestWord = 40;

    /// <summary>The year (年度) of the cases; null for the one the reader is in.</summary>
    public int? Year { get; init; }

    /// <summary>Code of a place; null for all the reader sees.</summary>
    public string? Region { get; init; }
    public InquiryBasis Basis { get; init; }
    public Measure Measure { get; init; } = Measure.Cases;

    /// <summary>Values asked for, by the code of what they are values of; several of one are alternatives.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Conditions { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>By what the number is broken down; at most two.</summary>
    public IReadOnlyList<InquiryGroup> Groups { get; init; } = [];

    public IReadOnlyList<string> ValuesOf(InquiryGroup group) => Conditions.GetValueOrDefault(group.Code, []);

    /// <summary>The months or ages asked for, where they are one stretch.</summary>
    public (int From, int To)? Span(InquiryGroup group) => ValuesOf(group) is [var value] ? InquiryGroups.Span(value) : null;

    /// <summary>The same question with other values of one thing; without values it is not asked for.</summary>
    public Inquiry With(InquiryGroup group, params IReadOnlyList<string> values)
    {
        var conditions = new Dictionary<string, IReadOnlyList<string>>(Conditions);
        if (values.Count == 0)
        {
            conditions.Remove(group.Code);
        }
        else
        {
            conditions[group.Code] = values;
        }
        return this with { Conditions = conditions };
    }

    /// <summary>The question of one cell: its values become conditions, and nothing is broken down any more.</summary>
    public Inquiry Of(InquiryCell cell)
    {
        var narrowed = this with { Groups = [] };
        string?[] values = [cell.First, cell.Second];
        foreach (var (group, value) in Groups.Zip(values))
        {
            narrowed = value is null ? narrowed : group.Narrow(narrowed, value);
        }
        return narrowed;
    }

    /// <summary>Whether parts may be added up to their whole: not where one person, household or case stands in several parts.</summary>
    public bool Adds => Measure is not (Measure.Persons or Measure.Households) && Groups.All(g => g.Apart);

    /// <summary>What is against the question as it stands; null when it can be answered.</summary>
    public Text? Against => Measure == Measure.Quantity && ValuesOf(InquiryGroups.Programme) is not [not None]
        ? new Text("数量的单位各项目不一样，先选一个项目")
        : null;

    /// <summary>The question as an address or a form holds it; what is not asked for is left out.</summary>
    public IReadOnlyDictionary<string, string> Write()
    {
        var written = new Dictionary<string, string>();
        Put("year", Year?.ToString(CultureInfo.InvariantCulture));
        Put("region", Region);
        Put("which", Basis == InquiryBasis.Done ? null : Basis.ToString());
        Put("measure", Measure == Measure.Cases ? null : Measure.ToString());
        foreach (var group in InquiryGroups.All)
        {
            Put(group.Code, string.Join(',', ValuesOf(group)));
        }
        Put("by", string.Join(',', Groups.Select(g => g.Code)));
        return written;

        void Put(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                written[key] = value;
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> has written; what makes no sense is passed over.</summary>
    public static Inquiry Read(Func<string, string?> written)
    {
        var inquiry = new Inquiry
        {
            Year = int.TryParse(written("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null,
            Region = written("region") is { Length: >= Common.Region.DistrictLength and <= Common.Region.VillageLength } region && region.All(char.IsAsciiDigit) ? region : null,
            Basis = Member<InquiryBasis>(written("which")) ?? InquiryBasis.Done,
            Measure = Member<Measure>(written("measure")) ?? Measure.Cases,
            Groups = [.. (written("by") ?? "").Split(',').Select(InquiryGroups.Find).OfType<InquiryGroup>().Distinct().Take(MostGroups)],
        };
        foreach (var group in InquiryGroups.All)
        {
            var values = (written(group.Code) ?? "").Split(',').Where(v => v.Length is > 0 and <= LongestWord && v.Count(char.IsDigit) < MostDigits && group.Knows(v)).Distinct().ToList();
            inquiry = inquiry.With(group, values);
        }
        return inquiry;
    }

    private static T? Member<T>(string? word) where T : struct, Enum => Enum.TryParse<T>(word, out var member) && Enum.IsDefined(member) ? member : null;
}

/// <summary>One cell of an answer (格): the values it stands for, its number, and how many cases are behind it.</summary>
public sealed record InquiryCell(string First, string? Second, decimal Number, int Records);
