using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Import;

/// <summary>A column a sheet may have (列): the name the templates carry, and whether a sheet without it cannot be read.</summary>
public sealed record Column(string Name, bool Required = false)
{
    // Names that mean the same in every sheet.
    private static readonly Dictionary<string, string[]> _aliases = new()
    {
        ["身份证号"] = ["身份证号码", "公民身份号码", "证件号码"],
        ["残疾人证号"] = ["残疾证号", "证号"],
        ["金额"] = ["资金", "补助金额", "发放金额"],
        ["完成日期"] = ["办结日期", "发放日期"],
        ["区划代码"] = ["村(社区)代码"],
        ["机构"] = ["康复机构"],
        ["数量"] = ["训练月数"],
        ["镇(街道)"] = ["镇", "街道", "乡镇"],
        ["村(社区)"] = ["村", "社区"],
        ["录入日期"] = ["录入平台日期"],
    };

    public IEnumerable<string> Names => [Name, .. _aliases.GetValueOrDefault(Name, [])];

    /// <summary>A header without blanks and with half-width brackets.</summary>
    public static string Plain(object? header) => HalfWidth.Compact(header?.ToString());
}

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

    /// <summary>Reads what rows are compared with.</summary>
    public virtual Task PrepareAsync(ImportRun run) => Task.CompletedTask;

    /// <summary>What a second row of the same file may not repeat; null when the row lacks its key and is refused anyway.</summary>
    public abstract string? KeyOf(Row row);

    /// <summary>Puts a row into the database; must change nothing when it refuses the row.</summary>
    public abstract RowOutcome Apply(Row row, ImportRun run);
}
