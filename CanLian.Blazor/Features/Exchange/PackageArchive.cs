using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CanLian.Blazor.Files;
using CanLian.Domain.Exchange;
using ICSharpCode.SharpZipLib.Zip;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>What stands in a package beside its tables (清单): who to whom, which month, which number, and every file with rows and hash.</summary>
internal sealed record Manifest(
    string SchemaVersion, string Sender, string SenderCode, string Receiver, string Purpose, string Clause, string Period, string AsOf, int Sequence, int? Supersedes,
    IReadOnlyList<ManifestFile> Files);

/// <summary>A file as the manifest names it.</summary>
internal sealed record ManifestFile(string Name, string Title, int Rows, string Sha256);

/// <summary>
/// Packs a month's tables (打包): each as CSV and as a workbook, with a manifest, in a ZIP that is AES-encrypted. The same content gives the same files
/// byte for byte; only the envelope has its own salt.
/// </summary>
internal sealed partial class PackageArchive
{
    public const string ManifestName = "manifest.json";
    private const int KeyBits = 256;

    // Entries carry no time of day, or no two packages would be alike.
    private static readonly DateTime _timeless = new(2000, 1, 1, 0, 0, 0);
    private static readonly JsonSerializerOptions _readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly string[] _tied = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"];

    private readonly List<(string Name, byte[] Content)> _files = [];

    /// <param name="tables">The tables with the columns that may leave.</param>
    /// <param name="manifest">What it says, given its files.</param>
    public PackageArchive(IReadOnlyList<PackageTable> tables, Func<IReadOnlyList<ManifestFile>, Manifest> manifest)
    {
        var named = new List<ManifestFile>();
        foreach (var (file, sheet) in tables)
        {
            named.Add(Add(file + Csv.Extension, sheet, stream => Csv.Write(stream, sheet)));
            named.Add(Add(file + ".xlsx", sheet, stream => Workbook.Write(stream, [sheet], () => [new Note("分表", sheet.Name), new Note("说明", "与同名 CSV 文件内容相同，供人查看")])));
        }
        var text = JsonSerializer.SerializeToUtf8Bytes(manifest(named), _readable);
        _files.Insert(0, (ManifestName, text));
        ManifestSha256 = Hash(text);
        Sheets = [.. named.Where(f => f.Name.EndsWith(Csv.Extension, StringComparison.Ordinal)).Select(f => new PackageSheet(f.Title, f.Rows, f.Sha256, f.Name))];
    }

    public string ManifestSha256 { get; }

    /// <summary>The tables with the hash of their CSV files.</summary>
    public IReadOnlyList<PackageSheet> Sheets { get; }

    public void Write(Stream target, string password)
    {
        using var zip = new ZipOutputStream(target) { IsStreamOwner = false, Password = password };
        zip.SetLevel(6);
        foreach (var (name, content) in _files)
        {
            zip.PutNextEntry(new ZipEntry(name) { AESKeySize = KeyBits, DateTime = _timeless, Size = content.Length });
            zip.Write(content);
            zip.CloseEntry();
        }
    }

    private ManifestFile Add(string name, Sheet sheet, Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        var content = name.EndsWith(Csv.Extension, StringComparison.Ordinal) ? buffer.ToArray() : Timeless(buffer);
        _files.Add((name, content));
        return new ManifestFile(name, sheet.Name, sheet.RowCount, Hash(content));
    }

    // A workbook is itself a ZIP whose entries carry the time of writing, and whose sheets are tied by names made up anew each time.
    private static byte[] Timeless(MemoryStream workbook)
    {
        var ties = new Dictionary<string, string>();
        using var target = new MemoryStream();
        workbook.Position = 0;
        using (var read = new ZipArchive(workbook, ZipArchiveMode.Read))
        using (var write = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in read.Entries)
            {
                var copy = write.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = new DateTimeOffset(_timeless, TimeSpan.Zero);
                using var from = entry.Open();
                using var to = copy.Open();
                if (_tied.Contains(entry.FullName))
                {
                    to.Write(Encoding.UTF8.GetBytes(MadeUp().Replace(new StreamReader(from).ReadToEnd(), match => Tie(ties, match.Value))));
                }
                else
                {
                    from.CopyTo(to);
                }
            }
        }
        return target.ToArray();
    }

    private static string Tie(Dictionary<string, string> ties, string madeUp)
    {
        ties.TryAdd(madeUp, string.Create(CultureInfo.InvariantCulture, $"R{ties.Count + 1}"));
        return ties[madeUp];
    }

    [GeneratedRegex("R[0-9a-f]{32}")]
    private static partial Regex MadeUp();

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
