using CanLian.Domain.Common;

namespace CanLian.Blazor.Files;

/// <summary>
/// A sheet of a workbook that came in (来件工作表): its name and its rows, read as they are asked for. A damaged sheet throws
/// <see cref="InvalidDataException"/> at the row where it is damaged.
/// </summary>
public sealed record IncomingSheet(string Name, IEnumerable<IncomingRow> Rows)
{
    /// <summary>What should be known of the file, though it can be read.</summary>
    public IReadOnlyList<Text> Remarks { get; init; } = [];
}

/// <summary>One row as it stands in the file: its number as the spreadsheet shows it, and its cells from the left.</summary>
public sealed record IncomingRow(int Number, object?[] Cells)
{
    public bool IsEmpty => Array.TrueForAll(Cells, c => c is null || (c is string text && string.IsNullOrWhiteSpace(text)));

    /// <summary>Whether this is a line below the rows: a total, or who filled the sheet in.</summary>
    public bool IsFooter => Array.Find(Cells, c => c is not null && c.ToString()!.Trim().Length > 0)?.ToString() is { } text
        && Column.Plain(text).TrimEnd(':') is var first && (first is "合计" or "总计" || first.StartsWith("填表人", StringComparison.Ordinal));
}

/// <summary>Why a workbook cannot be read on, in words for whoever sent it (坏了的工作簿): the cause of an <see cref="InvalidDataException"/>.</summary>
public sealed class UnreadableWorkbookException(Text reason, Exception cause) : Exception(reason.ToString(), cause)
{
    public Text Reason { get; } = reason;
}

/// <summary>
/// Opens workbooks that others made (读取工作簿). Whatever is no plain workbook is refused with one sentence before a row is read; nothing of
/// it is written to a temporary folder.
/// </summary>
public static class WorkbookReader
{
    private static readonly byte[] _compound = [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>The sheets of a workbook, or why it cannot be read.</summary>
    public static (IReadOnlyList<IncomingSheet> Sheets, Text? Problem) Open(string path) => Open(path, Path.GetFileName(path));

    /// <summary>The same for a file that lies under another name than it came with.</summary>
    public static (IReadOnlyList<IncomingSheet> Sheets, Text? Problem) Open(string path, string name)
    {
        if (!File.Exists(path))
        {
            return ([], new Text("没有这个文件：{0}", name));
        }
        try
        {
            if (IsCompound(path))
            {
                return ([], new Text("{0} 加了密码，或是旧的 .xls 格式：去掉密码，另存为 .xlsx 再导入", name));
            }
            using var parts = WorkbookParts.Open(path, name);
            if (!parts.IsWorkbook)
            {
                return ([], NotAWorkbook(name));
            }
            if (parts.HasMacros)
            {
                return ([], new Text("{0} 带宏，不读：在 Excel 里另存为不带宏的 .xlsx 再导入", name));
            }
            IReadOnlyList<Text> remarks = parts.HasExternalLinks ? [new Text("{0} 里有格子取自别的工作簿：用的是文件里存下的值", name)] : [];
            return ([.. parts.Sheets().Select(s => new IncomingSheet(s.Name, Rows(path, name, s.Name, s.Part)) { Remarks = remarks })], null);
        }
        catch (MonstrousWorkbookException monster)
        {
            return ([], monster.Reason);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // What a damaged archive throws depends on where it is damaged; whoever sent it needs to know only that it is.
            return ([], NotAWorkbook(name));
        }
    }

    /// <summary>The sentence for a file that is no workbook, or a damaged one.</summary>
    public static Text NotAWorkbook(string path) => new("{0} 不是 Excel 工作簿（.xlsx），或文件坏了：在 Excel 里打开，另存为 .xlsx 再导入", Path.GetFileName(path));

    private static InvalidDataException Unreadable(Text reason, Exception cause) => new(reason.ToString(), new UnreadableWorkbookException(reason, cause));

    private static bool IsCompound(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[_compound.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(_compound);
    }

    private static IEnumerable<IncomingRow> Rows(string path, string name, string sheet, string part)
    {
        WorkbookParts? parts = null;
        IEnumerator<IncomingRow>? rows = null;
        try
        {
            while (true)
            {
                try
                {
                    parts ??= Opened(path, name);
                    rows ??= SheetCells.Rows(parts, sheet, part).GetEnumerator();
                    if (!rows.MoveNext())
                    {
                        yield break;
                    }
                }
                catch (MonstrousWorkbookException monster)
                {
                    throw Unreadable(monster.Reason, monster);
                }
                catch (Exception fault) when (fault is not OutOfMemoryException)
                {
                    throw Unreadable(NotAWorkbook(name), fault);
                }
                yield return rows.Current;
            }
        }
        finally
        {
            rows?.Dispose();
            parts?.Dispose();
        }
    }

    private static WorkbookParts Opened(string path, string name)
    {
        var parts = WorkbookParts.Open(path, name);
        _ = parts.Sheets();
        return parts;
    }
}
