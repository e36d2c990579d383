using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CanLian.Blazor.Files;

/// <summary>A run of a paragraph; one with a mark can be found again by it (书签).</summary>
public sealed record WordRun(string Text, string? Mark = null);

/// <summary>
/// A document in the layout of official papers (公文, GB/T 9704—2012): A4 with its margins, 22 lines of 28 characters, 小标宋 for the title, 黑体 and
/// 楷体 for headings, 仿宋 3号 for the text, page numbers at the outer edge. Fonts a computer lacks are replaced by those named beside them.
/// </summary>
public sealed class WordDocument
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string Body = "仿宋_GB2312";
    private const string TitleFont = "方正小标宋简体";
    private const string HeadFont = "黑体";
    private const string SubheadFont = "楷体_GB2312";

    // Sizes are in half points: 二号 22, 三号 16, 四号 14, 小四 12. Lines are in twentieths of a point.
    private const int TitleSize = 44;
    private const int TextSize = 32;
    private const int TableSize = 24;
    private const int Line = 570;
    private const int TitleLine = 700;
    private const int TableLine = 360;

    // Twentieths of a point: 37, 28, 35 and 26 mm.
    private const int Top = 2098;
    private const int Left = 1587;
    private const int Bottom = 1984;
    private const int Right = 1474;
    private const int PageWidth = 11906;
    private const int PageHeight = 16838;

    /// <summary>Word takes no longer names of bookmarks.</summary>
    public const int LongestMark = 40;

    private readonly List<OpenXmlElement> _content = [];
    private int _marks;

    public void Title(string text) => _content.Add(Paragraph([new WordRun(text)], TitleFont, TitleSize, center: true, after: Line, line: TitleLine));

    public void Part(string text) => _content.Add(WithNext(Paragraph([new WordRun(text)], HeadFont, TextSize, level: 0, indent: true)));

    public void Chapter(string text) => _content.Add(WithNext(Paragraph([new WordRun(text)], SubheadFont, TextSize, level: 1, indent: true)));

    public void Text(IReadOnlyList<WordRun> runs) => _content.Add(Paragraph(runs, Body, TextSize, indent: true, justify: true));

    /// <summary>What is annexed (附件说明), below the text, each with its number; it and what follows never stand on a page without text.</summary>
    public void Annexed(params IReadOnlyList<string> titles)
    {
        if (_content is [.., Paragraph text])
        {
            WithNext(text);
        }
        foreach (var (index, title) in titles.Index())
        {
            var line = Paragraph([new WordRun(index == 0 ? $"附件：1．{title}" : string.Create(CultureInfo.InvariantCulture, $"{index + 1}．{title}"))], Body, TextSize);
            var before = index == 0 ? 2 : 5;
            line.ParagraphProperties!.Indentation = new Indentation { LeftChars = before * 100, Left = (before * TextSize * 10).ToString(CultureInfo.InvariantCulture) };
            line.ParagraphProperties.SpacingBetweenLines!.Before = index == 0 ? $"{Line}" : "0";
            _content.Add(WithNext(line));
        }
    }

    /// <summary>Who signs, and the day (署名和成文日期), at the right and never alone on a page.</summary>
    public void Signed(string by, string on)
    {
        foreach (var (text, before) in ((string, int)[])[(by, 2 * Line), (on, 0)])
        {
            var line = Paragraph([new WordRun(text)], Body, TextSize, right: true);
            line.ParagraphProperties!.Indentation = new Indentation { RightChars = 400, Right = (4 * TextSize * 10).ToString(CultureInfo.InvariantCulture) };
            line.ParagraphProperties.SpacingBetweenLines!.Before = $"{before}";
            _content.Add(before > 0 ? WithNext(line) : line);
        }
    }

    /// <summary>Begins a new page with a heading of its own: 附件1.</summary>
    public void Appendix(string mark, string title)
    {
        var first = Paragraph([new WordRun(mark)], HeadFont, TextSize);
        first.ParagraphProperties!.PageBreakBefore = new PageBreakBefore();
        _content.Add(first);
        var head = Paragraph([new WordRun(title)], TitleFont, TitleSize, level: 0, center: true, after: Line / 2, line: TitleLine);
        head.ParagraphProperties!.SpacingBetweenLines!.Before = $"{Line}";
        _content.Add(WithNext(head));
    }

    /// <summary>A table with a head that is repeated on every page.</summary>
    /// <param name="head">Column heads.</param>
    /// <param name="widths">Shares of the width; they need not add up to anything.</param>
    /// <param name="numbers">Columns aligned to the right.</param>
    /// <param name="rows">Cells row by row.</param>
    public void Table(IReadOnlyList<string> head, IReadOnlyList<int> widths, IReadOnlySet<int> numbers, IEnumerable<IReadOnlyList<string>> rows)
    {
        const int Width = PageWidth - Left - Right;
        var unit = Width / (double)widths.Sum();
        var cells = widths.Select(w => (int)(w * unit)).ToList();
        var table = new Table(
            new TableProperties(
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = Width.ToString(CultureInfo.InvariantCulture) },
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 6 }, new LeftBorder { Val = BorderValues.Single, Size = 6 },
                    new BottomBorder { Val = BorderValues.Single, Size = 6 }, new RightBorder { Val = BorderValues.Single, Size = 6 },
                    new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(cells.Select(w => new GridColumn { Width = w.ToString(CultureInfo.InvariantCulture) })));
        table.Append(Row(head, cells, new HashSet<int>(), isHead: true));
        foreach (var row in rows)
        {
            table.Append(Row(row, cells, numbers, isHead: false));
        }
        _content.Add(table);
    }

    public byte[] Save(string title, string author)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            package.PackageProperties.Title = title;
            package.PackageProperties.Creator = author;
            var main = package.AddMainDocumentPart();
            AddFonts(main);
            AddStyles(main);
            main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(new EvenAndOddHeaders());
            var odd = Footer(main, JustificationValues.Right);
            var even = Footer(main, JustificationValues.Left);
            main.Document = new Document(new Body(_content.Append(new SectionProperties(
                new FooterReference { Type = HeaderFooterValues.Default, Id = odd },
                new FooterReference { Type = HeaderFooterValues.Even, Id = even },
                new PageSize { Width = PageWidth, Height = PageHeight },
                new PageMargin { Top = Top, Left = Left, Bottom = Bottom, Right = Right, Header = 850, Footer = 1200, Gutter = 0 }))));
        }
        return stream.ToArray();
    }

    private Paragraph Paragraph(
        IReadOnlyList<WordRun> runs, string font, int size, int? level = null, bool indent = false, bool justify = false, bool center = false, int after = 0, int line = Line, bool right = false)
    {
        var properties = new ParagraphProperties { SpacingBetweenLines = new SpacingBetweenLines { Line = $"{line}", LineRule = LineSpacingRuleValues.Exact, Before = "0", After = $"{after}" } };
        if (indent)
        {
            properties.Indentation = new Indentation { FirstLineChars = 200, FirstLine = (size * 20).ToString(CultureInfo.InvariantCulture) };
        }
        properties.Justification = center ? new() { Val = JustificationValues.Center } : right ? new() { Val = JustificationValues.Right } : justify ? new() { Val = JustificationValues.Both } : null;
        properties.OutlineLevel = level is { } depth ? new OutlineLevel { Val = depth } : null;
        var paragraph = new Paragraph(properties);
        foreach (var run in runs)
        {
            var words = new Run(Fonts(font, size), new Text(run.Text) { Space = SpaceProcessingModeValues.Preserve });
            if (run.Mark is null)
            {
                paragraph.Append(words);
                continue;
            }
            var id = (++_marks).ToString(CultureInfo.InvariantCulture);
            paragraph.Append(new BookmarkStart { Id = id, Name = $"{run.Mark[..Math.Min(run.Mark.Length, LongestMark - id.Length - 1)]}_{id}" }, words, new BookmarkEnd { Id = id });
        }
        return paragraph;
    }

    // A heading at the foot of a page belongs to what follows it.
    private static Paragraph WithNext(Paragraph paragraph)
    {
        paragraph.ParagraphProperties!.KeepNext = new KeepNext();
        return paragraph;
    }

    private TableRow Row(IReadOnlyList<string> cells, List<int> widths, IReadOnlySet<int> numbers, bool isHead)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHead)
        {
            properties.Append(new TableHeader());
        }
        return new TableRow(cells.Index()
            .Select(cell => (OpenXmlElement)new TableCell(
                new TableCellProperties(
                    new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = widths[cell.Index].ToString(CultureInfo.InvariantCulture) },
                    new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
                Paragraph([new WordRun(cell.Item)], isHead ? HeadFont : Body, TableSize, center: isHead, right: numbers.Contains(cell.Index), line: TableLine)))
            .Prepend(properties));
    }

    private static RunProperties Fonts(string font, int size) => new(
        new RunFonts { Ascii = font, HighAnsi = font, EastAsia = font, Hint = FontTypeHintValues.EastAsia },
        new FontSize { Val = size.ToString(CultureInfo.InvariantCulture) },
        new FontSizeComplexScript { Val = size.ToString(CultureInfo.InvariantCulture) });

    private static string Footer(MainDocumentPart main, JustificationValues side)
    {
        const string Font = "宋体";
        const int Size = 28;
        var part = main.AddNewPart<FooterPart>();
        Run Words(string text) => new(Fonts(Font, Size), new Text(text) { Space = SpaceProcessingModeValues.Preserve });
        part.Footer = new Footer(new Paragraph(
            new ParagraphProperties
            {
                Indentation = new Indentation { Left = "280", Right = "280" },
                Justification = new Justification { Val = side },
            },
            Words("— "), new SimpleField(Words("1")) { Instruction = "PAGE" }, Words(" —")));
        return main.GetIdOfPart(part);
    }

    private static void AddFonts(MainDocumentPart main) => main.AddNewPart<FontTablePart>().Fonts = new Fonts(
        Named(TitleFont, "宋体", FontFamilyValues.Roman), Named(Body, "仿宋,FangSong", FontFamilyValues.Roman), Named(SubheadFont, "楷体,KaiTi", FontFamilyValues.Roman),
        Named(HeadFont, "SimHei", FontFamilyValues.Swiss));

    private static Font Named(string name, string instead, FontFamilyValues family) =>
        new(new AltName { Val = instead }, new FontCharSet { Val = "86" }, new FontFamily { Val = family }) { Name = name };

    // Digits are English, else LibreOffice breaks a number at the end of a line as it would break Chinese.
    private static void AddStyles(MainDocumentPart main) => main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
        new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = Body, HighAnsi = Body, EastAsia = Body }, new FontSize { Val = $"{TextSize}" }, new Languages { Val = "en-US", EastAsia = "zh-CN" }))),
        new Style(new StyleName { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true });
}
