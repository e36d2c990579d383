using System.Text;
using ICSharpCode.SharpZipLib.Zip;

namespace CanLian.Tests.Exchange;

/// <summary>A package as the bureau opens it: with the password, file by file.</summary>
public sealed class OpenedPackage
{
    private readonly Dictionary<string, byte[]> _files = [];

    public OpenedPackage(string path, string password = District.Password)
    {
        using var zip = new ZipFile(path) { Password = password };
        foreach (ZipEntry entry in zip)
        {
            using var from = zip.GetInputStream(entry);
            using var to = new MemoryStream();
            from.CopyTo(to);
            _files.Add(entry.Name, to.ToArray());
        }
    }

    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Rows of a CSV file by the names of its columns.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        var lines = Encoding.UTF8.GetString(_files[file]).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var head = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells => head.Zip(cells).ToDictionary(c => c.First, c => c.Second))];
    }
}
