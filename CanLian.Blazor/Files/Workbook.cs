using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace CanLian.Blazor.Files;

/// <summary>One line of the notes sheet (说明): what, and its value.</summary>
public sealed record Note(string Label, string Value);

/// <summary>
/// A workbook to hand out (工作簿): typed columns, numbers that are names as text, a frozen head row, no cell that a spreadsheet would take for
/// a formula, and a last sheet 说明 that says what this is.
/// </summary>
public static class Workbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string NotesSheet = "说明";

    /// <summary>Rows of one sheet; the format ends at 1,048,576. What is more goes on in a second sheet.</summary>
    public const int MostRows = 1_000_000;

    /// <summary>Writes the sheets in order, then the notes.</summary>
    /// <param name="target">Where to; it may be a response, nothing is read back from it.</param>
    /// <param name="sheets">Each with columns.</param>
    /// <param name="notes">Asked for when the sheets are written, so that it can give their rows and hashes.</param>
    /// <param name="mostRows">Rows after which a sheet goes on in another.</param>
    public static void Write(Stream target, IReadOnlyList<Sheet> sheets, Func<IEnumerable<Note>> notes, int mostRows = MostRows)
    {
        var last = Sheet.Of(NotesSheet, Deferred(notes)).Text("项", n => n.Label, 22).Text("内容", n => n.Value, 80);
        IReadOnlyList<Sheet> all = [.. sheets, last];
        MiniExcel.SaveAs(target, new Written(all, mostRows), configuration: new OpenXmlConfiguration
        {
            DynamicColumns = Merged(all),
            AutoFilter = false,
            FreezeRowCount = 1,
        });
    }

    // The writer knows a column by its title in whatever sheet it stands.
    private static DynamicExcelColumn[] Merged(IEnumerable<Sheet> sheets)
    {
        var columns = sheets.SelectMany(s => s.Columns).ToLookup(c => c.Key);
        if (columns.FirstOrDefault(c => c.Select(x => x.Format).Distinct().Count() > 1) is { } torn)
        {
            throw new ArgumentException($"The column {torn.Key} is of two kinds in one workbook.", nameof(sheets));
        }
        return [.. columns.Select(c => c.MaxBy(x => x.Width)!)];
    }

    private static IEnumerable<Note> Deferred(Func<IEnumerable<Note>> notes)
    {
        foreach (var note in notes())
        {
            yield return note;
        }
    }

    /// <summary>The writer takes a dictionary of sheets and goes through it once; how many sheets the rows need is known only at their end.</summary>
    private sealed class Written(IReadOnlyList<Sheet> sheets, int mostRows) : Dictionary<string, object>, IEnumerable<KeyValuePair<string, object>>
    {
        IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() =>
            sheets.SelectMany(s => s.Parts(mostRows)).Select(p => KeyValuePair.Create(p.Name, (object)p.Rows)).GetEnumerator();
    }
}
