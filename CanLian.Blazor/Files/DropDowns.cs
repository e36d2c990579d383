using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace CanLian.Blazor.Files;

/// <summary>What may be chosen in a column of the first sheet (下拉选项), and what the spreadsheet says when a cell of it is chosen.</summary>
/// <param name="Column">Number of the column, the first being 0.</param>
/// <param name="Options">The choices; none of them holds a comma. Empty where anything may be written.</param>
/// <param name="Note">How to fill the column in; empty where it needs no word.</param>
public sealed record DropDown(int Column, IReadOnlyList<string> Options, string Note = "");

/// <summary>Adds lists to choose from and notes to a finished workbook; the writer of the rows knows none.</summary>
public static partial class DropDowns
{
    private const string FirstSheet = "xl/worksheets/sheet1.xml";

    // The format takes a list in the rule itself only up to this length.
    private const int LongestList = 255;

    /// <summary>The same workbook with its lists, for the rows from the second to <paramref name="lastRow"/>.</summary>
    public static byte[] Added(byte[] workbook, IEnumerable<DropDown> lists, int lastRow)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry(FirstSheet) ?? throw new InvalidDataException("The workbook has no first sheet.");
            string xml;
            using (var reader = new StreamReader(entry.Open()))
            {
                xml = reader.ReadToEnd();
            }
            // The rules stand after the rows; a sheet without rows has an element that closes itself.
            var rows = RowsEnd().Match(xml);
            if (!rows.Success)
            {
                throw new InvalidDataException("The first sheet has no rows.");
            }
            using var writer = new StreamWriter(Emptied(zip, entry), new UTF8Encoding(false));
            writer.Write(xml.Insert(rows.Index + rows.Length, Rules([.. lists.Where(l => HasList(l) || l.Note.Length > 0)], rows.Groups["prefix"].Value, lastRow)));
        }
        return stream.ToArray();
    }

    private static Stream Emptied(ZipArchive zip, ZipArchiveEntry entry)
    {
        entry.Delete();
        return zip.CreateEntry(FirstSheet).Open();
    }

    private static string Rules(IReadOnlyList<DropDown> lists, string prefix, int lastRow) => lists.Count == 0
        ? ""
        : $"<{prefix}dataValidations count=\"{lists.Count}\">{string.Concat(lists.Select(list => Rule(list, prefix, Math.Max(2, lastRow))))}</{prefix}dataValidations>";

    private static string Rule(DropDown list, string prefix, int lastRow)
    {
        var note = list.Note.Length == 0 ? "" : $" showInputMessage=\"1\" prompt=\"{SecurityElement.Escape(list.Note[..Math.Min(list.Note.Length, LongestList)])}\"";
        var cells = $"sqref=\"{Letters(list.Column)}2:{Letters(list.Column)}{lastRow}\"";
        return HasList(list)
            ? $"<{prefix}dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\"{note} {cells}><{prefix}formula1>\"{SecurityElement.Escape(Written(list))}\"</{prefix}formula1></{prefix}dataValidation>"
            : $"<{prefix}dataValidation allowBlank=\"1\"{note} {cells}/>";
    }

    private static bool HasList(DropDown list) => list.Options.Count > 0 && Written(list).Length <= LongestList;

    private static string Written(DropDown list) => string.Join(',', list.Options);

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    [GeneratedRegex("</(?<prefix>[a-z]*:?)sheetData>|<(?<prefix>[a-z]*:?)sheetData */>")]
    private static partial Regex RowsEnd();
}
