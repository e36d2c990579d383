using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace CanLian.Tests.House;

/// <summary>What a person reads is Chinese in the source, goes through the localizer, and has its English.</summary>
public sealed partial class LanguageTests
{
    // Data and spellings of the trade that are stored or matched, not shown as sentences; the demonstration's invented names; the papers handed
    // to Chinese authorities, which are Chinese in every language of the screen.
    private static readonly string[] NotShown = ["/Data/Demo/", "/Reference/", "/Common/Pinyin.cs", "/Exchange/PackageArchive.cs",
        "/Reports/Outline.cs", "/Reports/AnnualReport.cs", "/Reports/Wording.cs", "/Reports/ReportWord.cs", "/Files/WordDocument.cs", "Takeout.cs", "/Import/TemplateLayout.cs"];

    [Fact]
    public void Everything_shown_has_its_English()
    {
        var english = English();
        string[] missing = [.. Keys().Where(k => !english.ContainsKey(k)).Distinct().Order(StringComparer.Ordinal)];
        Assert.Empty(missing);
    }

    [Fact]
    public void No_English_is_left_that_nothing_shows()
    {
        var shown = Keys().ToHashSet();
        string[] idle = [.. English().Keys.Except(shown)];
        Assert.Empty(idle);
    }

    [Fact]
    public void A_translation_keeps_every_gap_of_its_sentence()
    {
        var broken = English().Where(e => !Gaps(e.Key).SetEquals(Gaps(e.Value))).Select(e => e.Key);
        Assert.Empty(broken);
    }

    [Fact]
    public void No_page_says_anything_past_the_localizer()
    {
        var bare = from file in Source.Files("CanLian.Blazor", ".razor")
                   from line in Markup(file.Text).Split('\n')
                   where Chinese().IsMatch(line)
                   select $"{file.Path}: {line.Trim()}";
        Assert.Empty(bare);
    }

    /// <summary>Every Chinese text in code: a literal of the domain or of the host, whether a sentence, a name or a label.</summary>
    private static IEnumerable<string> Keys() =>
        from project in Source.Shown
        from file in Source.Files(project, ".cs", ".razor")
        where !NotShown.Any(file.Path.Contains)
        from raw in Literals(file.Path, WithoutComments(file.Text))
        let text = raw.Replace("\\\"", "\"").Replace("\\n", "\n")
        where Chinese().IsMatch(text) && !Interpolated().IsMatch(text)
        select text;

    // In markup a literal may stand inside the quotes of an attribute; those are found by what stands before them.
    private static IEnumerable<string> Literals(string path, string text) => path.EndsWith(".razor", StringComparison.Ordinal)
        ? Literal().Matches(text).Select(m => m.Groups[1].Value).Concat(InCode().Matches(text).Select(m => m.Value[1..^1]))
        : Literal().Matches(text).Select(m => m.Groups[1].Value);

    private static Dictionary<string, string> English() =>
        Directory.EnumerateFiles(Path.Combine(Source.Root, "CanLian.Blazor/Resources"), "*.en.resx")
            .SelectMany(f => XDocument.Load(f).Root!.Elements("data"))
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static HashSet<string> Gaps(string text) => [.. Gap().Matches(text).Select(m => m.Groups[1].Value)];

    private static string WithoutComments(string text) => LineComment().Replace(RazorComment().Replace(text, ""), "");

    // Markup without its comments, code block, and everything in quotes or after @L.
    private static string Markup(string text)
    {
        var markup = InCode().Replace(WithoutComments(text), "");
        var code = markup.IndexOf("@code", StringComparison.Ordinal);
        return Literal().Replace(code < 0 ? markup : markup[..code], "");
    }

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Chinese();

    [GeneratedRegex("""
        "((?:[^"\\\r\n]|\\.)*)"
        """)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{(\d+)")]
    private static partial Regex Gap();

    [GeneratedRegex("""
        (?<=[(\[,?:] ?)"(?:[^"\\]|\\.)*"
        """)]
    private static partial Regex InCode();

    // A template of the host's own making, such as an address or a number; a sentence with values has numbered gaps.
    [GeneratedRegex(@"\{[a-zA-Z_(]")]
    private static partial Regex Interpolated();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex RazorComment();

    [GeneratedRegex(@"(?m)^\s*///?.*$|(?<=[;{},)\s])//\s.*$")]
    private static partial Regex LineComment();
}
