using System.Globalization;
using System.Xml;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Files;

/// <summary>A cell without a value to take (没有值的格): an error such as #N/A, or a formula that was never worked out.</summary>
public sealed record CellFault(string Shown, Text Reason)
{
    public override string ToString() => Shown;
}

/// <summary>Reads the cells of one sheet, row by row (读取单元格). Rows and cells that are not in the file are not made up.</summary>
internal static class SheetCells
{
    /// <summary>What a cell can hold.</summary>
    public const int LongestText = 32_767;

    private const int MostColumns = 400;
    private const int LastColumn = 16_384;
    private const int LastRow = 1_048_576;

    /// <summary>Rows that hold something, in the order of the file.</summary>
    public static IEnumerable<IncomingRow> Rows(WorkbookParts parts, string sheet, string part)
    {
        using var xml = parts.Read(part);
        var number = 0;
        var cells = new List<object?>();
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                continue;
            }
            var said = xml.GetAttribute("r");
            number = said is null ? number + 1
                : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at > number && at <= LastRow ? at
                : throw new InvalidDataException("The rows are out of order.");
            if (xml.IsEmptyElement)
            {
                continue;
            }
            cells.Clear();
            ReadCells(xml, parts, sheet, number, cells);
            if (cells.Count > 0)
            {
                yield return new IncomingRow(number, [.. cells]);
            }
        }
    }

    private static void ReadCells(XmlReader xml, WorkbookParts parts, string sheet, int row, List<object?> cells)
    {
        var (depth, column) = (xml.Depth, -1);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }
            column = xml.GetAttribute("r") is { } place ? ColumnOf(place) : column + 1;
            var read = ReadCell(xml, parts);
            if ((read is string text ? Cells.Plain(text) : read) is not { } value)
            {
                continue;
            }
            if (column is < 0 or >= MostColumns)
            {
                throw new MonstrousWorkbookException(column >= LastColumn || column < 0
                    ? parts.Monster()
                    : new Text("工作表“{0}”第 {1} 行有 {2} 列以上：一张表最多读 {2} 列，把右边用不着的列删掉再导入", sheet, row, MostColumns));
            }
            while (cells.Count < column)
            {
                cells.Add(null);
            }
            if (cells.Count == column)
            {
                cells.Add(value);
            }
            else
            {
                cells[column] = value;
            }
        }
    }

    // The reader stands at a cell and is left at its end.
    private static object? ReadCell(XmlReader xml, WorkbookParts parts)
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        if (xml.IsEmptyElement)
        {
            return null;
        }
        var (depth, formula, value) = (xml.Depth, false, (string?)null);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            switch (xml.LocalName)
            {
                case "f":
                    formula = true;
                    break;
                case "v" or "is":
                    value = WorkbookParts.TextOf(xml, LongestText);
                    break;
            }
        }
        if (value is null)
        {
            return formula ? new CellFault("", new Text("格里的公式没有算出值：在 Excel 里打开、保存，再导入")) : null;
        }
        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && parts.Shared(index) is { Length: > 0 } text ? text : null,
            "str" or "inlineStr" => value.Length == 0 ? null : value,
            "b" => value.Trim() is "1" or "true",
            "e" => new CellFault(value, new Text("格里是错误值 {0}：改成值再导入", value)),
            "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : value,
            _ => NumberOf(value, style, parts),
        };
    }

    private static object? NumberOf(string value, string? style, WorkbookParts parts)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return string.IsNullOrWhiteSpace(value) ? null : value;
        }
        if (style is null || !int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || !parts.ShowsDate(at))
        {
            return number;
        }
        var days = number + (parts.From1904 ? 1462 : 0);
        return days is >= 1 and < 2_958_466 ? DateTime.FromOADate(days) : number;
    }

    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var sign in place)
        {
            if (sign is < 'A' or > 'Z')
            {
                break;
            }
            column = (column * 26) + (sign - 'A' + 1);
            if (column > LastColumn)
            {
                return LastColumn;
            }
        }
        return column - 1;
    }
}
