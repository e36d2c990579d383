using System.Globalization;
using System.Text.RegularExpressions;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Reports;

/// <summary>A piece of a paragraph: words, or a number that knows which figure it is (数字域).</summary>
/// <param name="Text">What is read.</param>
/// <param name="Figure">The figure whose value it is; null for words.</param>
public sealed record Piece(string Text, Figure? Figure = null);

/// <summary>
/// What a paragraph is written from (取值): what the year and the place are called, and figures' values. A figure is evaluated when it is first
/// asked for, and once: the costly ones stand in sentences that most years have no reason for.
/// </summary>
public sealed class YearFigures(int year, string place, Func<Figure, FigureValue> evaluate)
{
    private readonly Dictionary<string, (Figure Figure, FigureValue Value)> _asked = [];

    public int Year => year;

    public string Place => place;

    /// <summary>What was asked for so far.</summary>
    public IReadOnlyCollection<(Figure Figure, FigureValue Value)> Asked => _asked.Values;

    public FigureValue Of(Figure figure)
    {
        if (!_asked.TryGetValue(figure.Id, out var found))
        {
            _asked[figure.Id] = found = (figure, evaluate(figure));
        }
        return found.Value;
    }

    /// <summary>Null where there is no such figure, or nothing to compute it from.</summary>
    public decimal? Number(string id) => Catalogue.FindFigure(id) is { } figure ? Of(figure).Number : null;

    /// <summary>Whether a figure has anything to say: a number other than nothing, or a date.</summary>
    public bool Says(Figure figure) => Of(figure) is { Date: not null } or { Number: not null and not 0 };
}

/// <summary>
/// The wording of a paragraph with its numbers left open (行文): <c>{medication.persons:名}</c> stands for a figure, after the colon how it is
/// told; <c>{年}</c> and <c>{区}</c> for the year and the place. A sentence whose figures all say nothing is left out, and so is a clause in
/// square brackets; any other figure without records reads as nothing, 0, never as a blank.
/// </summary>
public sealed partial class Wording(string text)
{
    public const string NoRecord = "暂无记录";
    private const string YearField = "年";
    private const string PlaceField = "区";

    public string Text { get; } = text;

    /// <summary>The figures the wording tells, each once, in their order. A name that no figure bears is passed over.</summary>
    public IReadOnlyList<Figure> Figures => [.. Field().Matches(Text).Select(m => Catalogue.FindFigure(m.Groups[1].Value)).OfType<Figure>().DistinctBy(f => f.Id)];

    /// <summary>Names between braces that no figure bears.</summary>
    public IReadOnlyList<string> UnknownFields =>
        [.. Field().Matches(Text).Select(m => m.Groups[1].Value).Where(id => id is not (YearField or PlaceField) && Catalogue.FindFigure(id) is null).Distinct()];

    /// <summary>Numbers somebody wrote into the words: they will not follow the records.</summary>
    public IReadOnlyList<string> TypedNumbers => [.. Number().Matches(Field().Replace(Text, "")).Select(m => m.Value).Distinct()];

    /// <summary>The paragraph of a year; empty when there is nothing to tell.</summary>
    public IReadOnlyList<Piece> Write(YearFigures year)
    {
        var pieces = new List<Piece>();
        var told = Figures.Count == 0;
        foreach (Match sentence in Sentence().Matches(Text))
        {
            var figures = new Wording(sentence.Value).Figures;
            if (figures.Count > 0 && !figures.Any(year.Says))
            {
                continue;
            }
            told |= figures.Count > 0;
            var kept = Clause().Replace(sentence.Value, clause => new Wording(clause.Groups[1].Value) is { Figures: { Count: > 0 } all } && !all.Any(year.Says) ? "" : clause.Groups[1].Value);
            kept = Dangling().Replace(kept, "");
            pieces.AddRange(Fill(kept, year));
        }
        return told ? pieces : [];
    }

    /// <summary>
    /// A value as a document tells it: 525名, 52.5万元, 98.29％, 8月28日, 8月中旬. How: the counting word where it is not the unit's own, or 旬 for
    /// a third of a month.
    /// </summary>
    public static string Tell(Figure figure, FigureValue value, int year, string how = "") => figure.Unit switch
    {
        Unit.Date or Unit.Month when value.Date is not { } => NoRecord,
        Unit.Date => Year(value.Date!.Value, year) + value.Date.Value.ToString("M月d日", CultureInfo.InvariantCulture),
        Unit.Month => Year(value.Date!.Value, year) + value.Date.Value.ToString("M月", CultureInfo.InvariantCulture) + (how == "旬" ? Third(value.Date.Value) : ""),
        Unit.Ratio when value.Number is null => NoRecord,
        Unit.Ratio => Rate(figure, value.Number!.Value) + "％",
        Unit.Yuan => figure.Shown(value with { Number = value.Number ?? 0 }),
        _ => (value.Number ?? 0).ToString("0.##", CultureInfo.InvariantCulture) + (how.Length > 0 ? how : figure.Unit.Label()),
    };

    private static IEnumerable<Piece> Fill(string text, YearFigures year)
    {
        var at = 0;
        foreach (Match field in Field().Matches(text))
        {
            if (field.Index > at)
            {
                yield return new Piece(text[at..field.Index]);
            }
            yield return field.Groups[1].Value switch
            {
                YearField => new Piece(year.Year.ToString(CultureInfo.InvariantCulture)),
                PlaceField => new Piece(year.Place),
                var id => Catalogue.FindFigure(id) is { } figure ? new Piece(Tell(figure, year.Of(figure), year.Year, field.Groups[2].Value), figure) : new Piece(field.Value),
            };
            at = field.Index + field.Length;
        }
        if (at < text.Length)
        {
            yield return new Piece(text[at..]);
        }
    }

    // A rate that came out even is told without its decimals: 80％.
    private static string Rate(Figure figure, decimal ratio) =>
        Math.Round(ratio * 100m, figure.Decimals, MidpointRounding.AwayFromZero).ToString("0.####", CultureInfo.InvariantCulture);

    private static string Year(DateOnly date, int year) => date.Year == year ? "" : date.Year.ToString(CultureInfo.InvariantCulture) + "年";

    private static string Third(DateOnly date) => date.Day <= 10 ? "上旬" : date.Day <= 20 ? "中旬" : "下旬";

    [GeneratedRegex(@"\{([^{}:]+)(?::([^{}]+))?\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"\[([^\[\]]*)\]")]
    private static partial Regex Clause();

    // What a clause left out leaves behind: a comma before the end.
    [GeneratedRegex("[，、]+(?=[。；])|^[，、]+")]
    private static partial Regex Dangling();

    [GeneratedRegex("[^。；]+[。；]?")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\d+(?:\.\d+)?")]
    private static partial Regex Number();
}
