using System.Text.RegularExpressions;
using Xunit;

namespace CanLian.Tests.House;

public sealed partial class SizeTests
{
    private const int Most = 300;

    [Fact]
    public void No_file_is_longer_than_three_hundred_lines()
    {
        var files = from project in Source.Projects
                    from file in Source.Files(project, ".cs", ".razor", ".css", ".js")
                    let lines = file.Text.Count(c => c == '\n')
                    where lines > Most
                    select $"{file.Path}: {lines} lines";
        Assert.Empty(files);
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var left = from project in Source.Projects
                   from file in Source.Files(project, ".cs", ".razor", ".css", ".js")
                   where !file.Path.EndsWith("/SizeTests.cs", StringComparison.Ordinal) && Left().IsMatch(file.Text)
                   select file.Path;
        Assert.Empty(left);
    }

    [Fact]
    public void Every_interface_has_two_implementations()
    {
        var code = string.Concat(Source.Projects.SelectMany(p => Source.Files(p, ".cs")).Select(f => f.Text));
        var lonely = from Match match in Interface().Matches(code)
                     let name = match.Groups[1].Value
                     where Regex.Count(code, @"(class|record)[^{;]*:[^{;]*\b" + name + @"\b") < 2
                     select name;
        Assert.Empty(lonely);
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException|Thread\.Sleep")]
    private static partial Regex Left();

    [GeneratedRegex(@"\binterface (I[A-Z]\w+)")]
    private static partial Regex Interface();
}
