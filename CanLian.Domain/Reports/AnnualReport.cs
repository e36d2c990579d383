using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;

namespace CanLian.Domain.Reports;

/// <summary>What stands at a place of the document (版式).</summary>
public enum BlockKind
{
    Title,
    Part,
    Chapter,
    Paragraph,
}

/// <summary>A heading or a paragraph of the document (段落).</summary>
/// <param name="Kind">Which.</param>
/// <param name="Key">The paragraph's own name, under which its wording is kept; null for a heading.</param>
/// <param name="Pieces">Words and numbers; empty where a paragraph has nothing to tell and only its author sees it.</param>
public sealed record Block(BlockKind Kind, string? Key, IReadOnlyList<Piece> Pieces)
{
    public string Text => string.Concat(Pieces.Select(p => p.Text));

    public static Block Heading(BlockKind kind, string words) => new(kind, null, [new Piece(words)]);
}

/// <summary>
/// The annual work summary (年度工作总结): its outline, and how the document of a year comes out of the year's figures. The wording of a
/// paragraph may be another one in a year, its numbers are figures in every year.
/// </summary>
public static class AnnualReport
{
    /// <summary>Every paragraph there can be, in order, with the wording it has until somebody gives it another.</summary>
    public static IReadOnlyDictionary<string, string> Wordings { get; } = Outline.Parts
        .SelectMany(part => part.Chapters).SelectMany(chapter => chapter.Paragraphs)
        .Prepend(Outline.Opening).ToDictionary(p => p.Key, p => p.Wording);

    /// <summary>The columns of the table of tasks (任务完成情况): task, done, rate, money planned, money spent.</summary>
    public static IReadOnlyList<Figure> Completion(Programme programme) =>
        [programme.Figure(programme.Code + ".task"), programme.MeasureFigure, programme.Figure(programme.Code + ".completion"), programme.Figure(programme.Code + ".funds"), programme.Figure(programme.Code + ".amount")];

    /// <summary>The programmes the table of tasks lists: those with a task or with something done.</summary>
    public static IReadOnlyList<Programme> Listed(YearFigures year) =>
        [.. Catalogue.Programmes.Where(p => year.Number(p.Code + ".task") > 0 || year.Number(p.MeasureFigure.Id) > 0)];

    /// <summary>The figures a document tells, each once, in its order: the second table lists them.</summary>
    public static IReadOnlyList<Figure> Told(IEnumerable<Block> blocks) => [.. blocks.SelectMany(b => b.Pieces).Select(p => p.Figure).OfType<Figure>().DistinctBy(f => f.Id)];

    /// <summary>The document of a year: chapters without anything to tell are left out, the others are numbered as they stand.</summary>
    public static IReadOnlyList<Block> Write(YearFigures year, IReadOnlyDictionary<string, string> edited)
    {
        var blocks = new List<Block>
        {
            new(BlockKind.Title, null, new Wording(Outline.Title).Write(year)),
            new(BlockKind.Paragraph, Outline.Opening.Key, Of(Outline.Opening.Key, edited).Write(year)),
        };
        foreach (var (index, part) in Outline.Parts.Index())
        {
            var chapters = part.Chapters.Select(chapter => (chapter, Paragraphs: Paragraphs(chapter, year, edited))).Where(c => c.Paragraphs.Count > 0).ToList();
            if (chapters.Count == 0)
            {
                continue;
            }
            blocks.Add(Block.Heading(BlockKind.Part, $"{Numeral(index + 1)}、{part.Title}"));
            foreach (var (number, (chapter, paragraphs)) in chapters.Index())
            {
                if (chapter.Title.Length > 0)
                {
                    blocks.Add(Block.Heading(BlockKind.Chapter, $"（{Numeral(number + 1)}）{chapter.Title}"));
                }
                blocks.AddRange(part.Counted ? paragraphs.Index().Select(p => Counted(p.Index + 1, p.Item)) : paragraphs);
            }
        }
        return blocks;
    }

    /// <summary>The wording of a paragraph in a year.</summary>
    public static Wording Of(string key, IReadOnlyDictionary<string, string> edited) => new(edited.GetValueOrDefault(key) ?? Wordings[key]);

    private static List<Block> Paragraphs(OutlineChapter chapter, YearFigures year, IReadOnlyDictionary<string, string> edited) =>
        [.. chapter.Paragraphs.Where(p => p.Stands(year)).Select(p => new Block(BlockKind.Paragraph, p.Key, Of(p.Key, edited).Write(year))).Where(b => b.Pieces.Count > 0)];

    private static Block Counted(int number, Block paragraph) => paragraph with { Pieces = [new Piece($"{number}．"), .. paragraph.Pieces] };

    private static string Numeral(int number)
    {
        const string Digits = "〇一二三四五六七八九";
        return (number / 10, number % 10) switch
        {
            (0, var ones) => Digits[ones].ToString(),
            (1, 0) => "十",
            (1, var ones) => "十" + Digits[ones],
            (var tens, 0) => Digits[tens] + "十",
            var (tens, ones) => $"{Digits[tens]}十{Digits[ones]}",
        };
    }
}
