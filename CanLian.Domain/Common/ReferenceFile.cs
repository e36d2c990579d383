namespace CanLian.Domain.Common;

/// <summary>A text file of the Reference folder, embedded in the assembly (内置参考数据).</summary>
internal static class ReferenceFile
{
    /// <summary>Its lines, without the comments.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(ReferenceFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                yield return line;
        }
    }
}
