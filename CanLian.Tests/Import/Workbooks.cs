using CanLian.Domain.Common;
using MiniExcelLibs;

namespace CanLian.Tests.Import;

/// <summary>Makes workbooks in a folder of their own, gone when the test is over.</summary>
public sealed class Workbooks : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("canlian-import-").FullName;

    /// <summary>A workbook of one sheet; a row may be shorter than the others.</summary>
    public string Book(string name, string sheet, params object?[][] rows) => Book(name, (sheet, rows));

    public string Book(string name, params IReadOnlyList<(string Name, object?[][] Rows)> sheets)
    {
        var path = Path.Combine(Folder, name + ".xlsx");
        MiniExcel.SaveAs(path, sheets.ToDictionary(s => s.Name, object (s) => Cells(s.Rows)), printHeader: false, overwriteFile: true);
        return path;
    }

    /// <summary>The number whose first seventeen digits are given.</summary>
    public static string Id(string first17) => "0123456789X".Select(check => first17 + check).First(id => IdNumber.TryParse(id, out _, out _));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static IEnumerable<Dictionary<string, object?>> Cells(object?[][] rows)
    {
        var width = rows.Max(r => r.Length);
        return rows.Select(r => Enumerable.Range(0, width).ToDictionary(i => "c" + i, i => i < r.Length ? r[i] : null));
    }
}
