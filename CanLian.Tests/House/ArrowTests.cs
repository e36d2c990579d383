using System.Text.RegularExpressions;
using Xunit;

namespace CanLian.Tests.House;

/// <summary>Which folder may mention which: the arrows of the house point one way.</summary>
public sealed partial class ArrowTests
{
    // Each folder may mention those listed, and itself. Common is open to all.
    private static readonly Dictionary<string, string[]> Domain = new()
    {
        ["Common"] = [],
        ["People"] = [],
        ["Organisations"] = [],
        ["Cases"] = ["People", "Organisations"],
        ["Plans"] = ["People", "Organisations", "Cases"],
        ["Figures"] = ["People", "Organisations", "Cases", "Plans"],
        ["Programmes"] = ["People", "Organisations", "Cases", "Plans", "Figures"],
        ["Surveys"] = ["People", "Organisations", "Cases", "Plans", "Figures"],
        ["Employment"] = ["People", "Organisations", "Cases", "Plans", "Figures"],
        ["Publicity"] = ["Plans", "Figures"],
        ["Exchange"] = ["People", "Organisations", "Cases", "Plans", "Figures"],
        ["Doubts"] = ["People", "Organisations", "Cases", "Plans", "Figures", "Programmes", "Reports"],
        ["Late"] = ["People", "Organisations", "Cases", "Plans", "Figures", "Programmes", "Exchange"],
        ["Reports"] = ["People", "Organisations", "Cases", "Plans", "Figures", "Programmes", "Surveys", "Publicity", "Exchange"],
    };

    private static readonly Dictionary<string, string[]> Host = new()
    {
        ["Data"] = [],
        ["Files"] = ["Data"],
        ["Resources"] = [],
        ["Ui"] = ["Resources"],
        ["Security"] = ["Data", "Resources", "Ui"],
        ["App"] = ["Data", "Resources", "Security", "Ui"],
        ["Features"] = ["App", "Data", "Files", "Resources", "Security", "Ui"],
        ["Jobs"] = ["Data", "Features", "Files", "Security"],
        ["Commands"] = ["App", "Data", "Features", "Files", "Jobs", "Resources", "Security", "Ui"],
    };

    [Fact]
    public void Domain_folders_mention_only_those_before_them() => AssertArrows("CanLian.Domain", "CanLian.Domain", Domain);

    [Fact]
    public void Host_folders_mention_only_those_before_them() => AssertArrows("CanLian.Blazor", "CanLian.Blazor", Host);

    [Fact]
    public void A_feature_never_mentions_another_feature()
    {
        var wrong = from file in Source.Files("CanLian.Blazor/Features", ".cs", ".razor")
                    let own = file.Path.Split('/')[2]
                    where file.Path.Split('/').Length > 3
                    from Match match in FeatureMention().Matches(file.Text)
                    where match.Groups[1].Value != own
                    select $"{file.Path} mentions Features.{match.Groups[1].Value}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void A_programme_never_mentions_another_programme()
    {
        var wrong = from file in Source.Files("CanLian.Domain/Programmes", ".cs")
                    where file.Path.Split('/').Length > 3
                    let own = file.Path.Split('/')[2]
                    from Match match in ProgrammeMention().Matches(file.Text)
                    let other = match.Groups[1].Value
                    where other != own && other != "Patterns" && Directory.Exists(Path.Combine(Source.Root, "CanLian.Domain/Programmes", other))
                    select $"{file.Path} mentions {other}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void The_domain_asks_for_one_package_and_no_clock()
    {
        var project = File.ReadAllText(Path.Combine(Source.Root, "CanLian.Domain/CanLian.Domain.csproj"));
        Assert.Equal(["FluentValidation"], PackageReference().Matches(project).Select(m => m.Groups[1].Value));
        var ambient = from file in Source.Files("CanLian.Domain", ".cs")
                      where Ambient().IsMatch(file.Text)
                      select file.Path;
        Assert.Empty(ambient);
    }

    [Fact]
    public void A_page_holds_no_database()
    {
        var wrong = Source.Files("CanLian.Blazor", ".razor").Where(f => DatabaseInPage().IsMatch(f.Text)).Select(f => f.Path);
        Assert.Empty(wrong);
    }

    private static void AssertArrows(string project, string root, Dictionary<string, string[]> arrows)
    {
        var wrong = new List<string>();
        foreach (var (path, text) in Source.Files(project, ".cs", ".razor"))
        {
            var parts = path.Split('/');
            if (parts.Length < 3)
            {
                continue;
            }
            if (!arrows.TryGetValue(parts[1], out var allowed))
            {
                wrong.Add($"{path}: the folder {parts[1]} has no place in the house");
                continue;
            }
            foreach (var mentioned in Regex.Matches(text, root.Replace(".", @"\.") + @"\.(\w+)").Select(m => m.Groups[1].Value).Distinct())
            {
                if (mentioned != parts[1] && mentioned != "Common" && arrows.ContainsKey(mentioned) && !allowed.Contains(mentioned))
                {
                    wrong.Add($"{path} mentions {mentioned}");
                }
            }
        }
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"CanLian\.Blazor\.Features\.(\w+)")]
    private static partial Regex FeatureMention();

    [GeneratedRegex(@"Programmes\.(\w+)\b")]
    private static partial Regex ProgrammeMention();

    [GeneratedRegex("""<PackageReference Include="([^"]+)""")]
    private static partial Regex PackageReference();

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)|TimeProvider|CultureInfo\.CurrentCulture|Environment\.")]
    private static partial Regex Ambient();

    [GeneratedRegex(@"\bCanLianDb(Factory)?\b|Microsoft\.EntityFrameworkCore")]
    private static partial Regex DatabaseInPage();
}
