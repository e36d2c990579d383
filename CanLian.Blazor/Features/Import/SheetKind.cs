using CanLian.Blazor.Files;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Import;

/// <summary>What becomes of one row (一行的结果).</summary>
public enum RowOutcome
{
    Added,
    Changed,
    Unchanged,
}

/// <summary>
/// What a sheet of one name holds (工作表种类): its columns, and how a row of it goes into the database. A row that refuses anything leaves no
/// trace.
/// </summary>
internal abstract class SheetKind(string name, int order)
{
    public string Name { get; } = name;

    /// <summary>Sheets that others refer to are read first, whatever the order of the files.</summary>
    public int Order { get; } = order;

    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>Reads what all rows are compared with.</summary>
    public virtual Task PrepareAsync(ImportRun run) => Task.CompletedTask;

    /// <summary>Reads what the rows of one part of the sheet are compared with; of all sheets, the persons they name.</summary>
    public virtual Task LoadAsync(ImportRun run, IReadOnlyList<Row> rows) => run.LoadPersonsAsync(
        Columns.Where(c => c.Name.EndsWith("身份证号", StringComparison.Ordinal)).SelectMany(c => rows.Select(r => r.IdOrNull(c.Name))).OfType<IdNumber>());

    /// <summary>Whether rows are compared with copies first, because most of them change nothing.</summary>
    public virtual bool Compares => false;

    /// <summary>The column that leads the key: a row that stands twice is refused there.</summary>
    public string KeyColumn => Columns.FirstOrDefault(c => c.Name is "身份证号" or "批次名称")?.Name ?? Columns.First(c => c.Required).Name;

    /// <summary>What a second row of the same file may not repeat; null when the row lacks its key and is refused anyway.</summary>
    public abstract string? KeyOf(Row row);

    /// <summary>Puts a row into the database; must change nothing when it refuses the row.</summary>
    public abstract RowOutcome Apply(Row row, ImportRun run);
}
