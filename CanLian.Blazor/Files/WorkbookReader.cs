using System.IO.Compression;
using CanLian.Domain.Common;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace CanLian.Blazor.Files;

/// <summary>
/// A sheet of a workbook that came in (来件工作表): its name and its rows, read as they are asked for. A damaged sheet throws
/// <see cref="InvalidDataException"/> at the row where it is damaged.
/// </summary>
public sealed record IncomingSheet(string Name, IEnumerable<IncomingRow> Rows);

/// <summary>One row as it stands in the file: its number as the spreadsheet shows it, and its cells from the left.</summary>
public sealed record IncomingRow(int Number, object?[] Cells)
{
    private static readonly string[] _footers = ["合计", "总计"];

    public bool IsEmpty => Array.TrueForAll(Cells, c => c is null || (c is string text && string.IsNullOrWhiteSpace(text)));

    /// <summary>A row of totals or signatures at the foot of a sheet.</summary>
    public bool IsFooter =>
        Array.Find(Cells, c => c is not null && c.ToString()!.Trim().Length > 0)?.ToString()?.Trim() is { } first
        && (_footers.Contains(first) || first.StartsWith("填表人", StringComparison.Ordinal));
}

/// <summary>
/// Opens workbooks that others made (读取工作簿). Whatever is no plain workbook is refused with one sentence before a row is read; nothing of
/// it is written to a temporary folder.
/// </summary>
public static class WorkbookReader
{
    // A register of a million rows unpacks to some 600 MB; what unpacks further, or from next to nothing, was made to hurt.
    private const long MostUnpacked = 1_500_000_000;
    private const long SmallEnough = 50_000_000;
    private const int MostRatio = 200;
    private const int MostColumns = 400;
    private const int MostEmptyRows = 2_000;

    private static readonly byte[] _encrypted = [0xD0, 0xCF, 0x11, 0xE0];

    private static readonly OpenXmlConfiguration _plainly = new() { EnableSharedStringCache = false, FillMergedCells = false, IgnoreEmptyRows = false };

    /// <summary>The sheets of a workbook, or why it cannot be read.</summary>
    public static (IReadOnlyList<IncomingSheet> Sheets, Text? Problem) Open(string path)
    {
        if (!File.Exists(path))
        {
            return ([], new Text("没有这个文件：{0}", Path.GetFileName(path)));
        }
        try
        {
            return ProblemOf(path) is { } problem
                ? ([], problem)
                : ([.. MiniExcel.GetSheetNames(path, _plainly).Select(name => new IncomingSheet(name, Rows(path, name)))], null);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or System.Xml.XmlException or UnauthorizedAccessException)
        {
            return ([], NotAWorkbook(path));
        }
    }

    private static Text? ProblemOf(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[_encrypted.Length];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(_encrypted))
        {
            return new Text("{0} 加了密码，或是旧的 .xls 格式：去掉密码，另存为 .xlsx 再导入", Path.GetFileName(path));
        }
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var unpacked = zip.Entries.Sum(e => e.Length);
        if (unpacked > MostUnpacked || (unpacked > SmallEnough && unpacked / Math.Max(1, file.Length) > MostRatio))
        {
            return new Text("{0} 解开后大得反常，不读：请从原来的系统重新导出", Path.GetFileName(path));
        }
        return zip.GetEntry("xl/workbook.xml") is null ? NotAWorkbook(path) : null;
    }

    // What a damaged sheet throws depends on where it is damaged; whoever reads it needs to know only that it is.
    private static bool Next(IEnumerator<object> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new InvalidDataException("The sheet is damaged.", fault);
        }
    }

    /// <summary>The sentence for a file that is no workbook, or a damaged one.</summary>
    public static Text NotAWorkbook(string path) => new("{0} 不是 Excel 工作簿（.xlsx），或文件坏了：在 Excel 里打开，另存为 .xlsx 再导入", Path.GetFileName(path));

    private static IEnumerable<IncomingRow> Rows(string path, string sheet)
    {
        var (number, empty) = (0, 0);
        using var rows = MiniExcel.Query(path, useHeaderRow: false, sheetName: sheet, configuration: _plainly).GetEnumerator();
        while (Next(rows))
        {
            number++;
            var row = new IncomingRow(number, [.. ((IDictionary<string, object?>)rows.Current).Values.Take(MostColumns).Select(c => c is string text ? Cells.Plain(text) : c)]);
            empty = row.IsEmpty ? empty + 1 : 0;
            if (empty > MostEmptyRows)
            {
                yield break;
            }
            yield return row;
        }
    }
}
