using CanLian.Blazor.Files;

namespace CanLian.Blazor.Features.Import;

/// <summary>Writes an empty template (空白模板): formatted cells, lists to choose from, a word at each column, and a second sheet that says all of it.</summary>
internal static class TemplateTakeout
{
    // Cells carry their format, so that a number typed into one stays text; the import passes over rows that are empty.
    private const int EmptyRows = 500;

    public static byte[] Write(TemplateLayout layout)
    {
        var sheet = Sheet.Of(layout.Sheet, Enumerable.Range(0, EmptyRows));
        foreach (var column in layout.Columns)
        {
            var width = Math.Max(10, (column.Name.Length * 2) + 4);
            _ = column.Kind switch
            {
                CellKind.Date => sheet.Date(column.Name, _ => null),
                CellKind.Yuan => sheet.Yuan(column.Name, _ => null),
                _ => sheet.Text(column.Name, _ => null, column.Name.EndsWith("证号", StringComparison.Ordinal) ? 24 : width),
            };
        }
        var guide = Sheet.Of("填写说明", layout.Columns)
            .Text("列名", c => c.Name, 18).Text("必填", c => c.Required ? "必填" : "", 8).Text("怎么填", c => c.Note, 80);
        using var content = new MemoryStream();
        Workbook.Write(content, [sheet, guide], () =>
        [
            new Note("表", layout.Sheet), new Note("一行是", layout.RowIs), new Note("怎么用", "填好以后在“导入”里选这个文件；表名和列名不要改，列的先后可以变"),
        ]);
        return DropDowns.Added(content.ToArray(), layout.Columns.Select((c, i) => new DropDown(i, c.Options, c.Note)), EmptyRows + 1);
    }
}
