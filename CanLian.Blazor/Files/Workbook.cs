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

    /// <summary>What a sheet of the format can hold, less the head row.</summary>
    public const int MostRows = 1_048_575;

    /// <summary>Writes the sheets in order, then the notes.</summary>
    /// <param name="target">Where to; it may be a response, nothing is read back from it.</param>
    /// <param name="sheets">Each with columns.</param>
    /// <param name="notes">Asked for when the sheets are written, so that it can give their rows and hashes.</param>
    public static void Write(Stream target, IReadOnlyList<Sheet> sheets, Func<IEnumerable<Note>> notes)
    {
        var last = Sheet.Of(NotesSheet, Deferred(notes)).Text("项", n => n.Label, 22).Text("内容", n => n.Value, 80);
        IReadOnlyList<Sheet> all = [.. sheets, last];
        MiniExcel.SaveAs(target, all.ToDictionary(s => s.Name, object (s) => s.Read()), configuration: new OpenXmlConfiguration
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
}
