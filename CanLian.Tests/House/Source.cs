using System.Runtime.CompilerServices;

namespace CanLian.Tests.House;

/// <summary>The project's own files, as the tests of the house read them.</summary>
internal static class Source
{
    public static readonly string[] Projects = ["CanLian.Domain", "CanLian.Blazor", "CanLian.Tests"];
    public static readonly string[] Shown = ["CanLian.Domain", "CanLian.Blazor"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files written by hand, with their path below the root; what tools write is left out.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string project, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*.*", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/'))
            .Where(p => extensions.Contains(Path.GetExtension(p)) && !p.Contains("/obj/") && !p.Contains("/bin/") && !p.Contains("/Migrations/"))
            .Order(StringComparer.Ordinal)
            .Select(p => (p, File.ReadAllText(Path.Combine(Root, p))));

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
