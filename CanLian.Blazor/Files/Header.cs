using CanLian.Domain.Common;

namespace CanLian.Blazor.Files;

/// <summary>A column a sheet may have (列): the name the templates carry, and whether a sheet without it cannot be read.</summary>
public sealed record Column(string Name, bool Required = false)
{
    // Names that mean the same in every sheet.
    private static readonly Dictionary<string, string[]> _aliases = new()
    {
        ["身份证号"] = ["身份证号码", "公民身份号码", "证件号码"],
        ["残疾人证号"] = ["残疾证号", "证号"],
        ["证件号码"] = ["证件号", "身份证号", "身份证号码", "公民身份号码", "残疾人证号", "残疾证号"],
        ["户编号"] = ["户编码", "户号"],
        ["户主姓名"] = ["户主"],
        ["监测对象类别"] = ["监测对象类型", "监测类别"],
        ["风险是否消除"] = ["是否消除", "风险是否已消除"],
        ["识别时间"] = ["识别日期", "监测识别时间"],
        ["消除时间"] = ["消除日期", "风险消除时间", "风险消除日期"],
        ["消除方式"] = ["风险消除方式"],
        ["整户无劳动能力"] = ["整户无劳动能力兜底", "整户无劳动能力兜底保障户", "是否整户无劳动能力"],
        ["脱贫时间"] = ["脱贫日期", "脱贫年度"],
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

/// <summary>Which column stands where in a sheet (表头), and columns nobody knows.</summary>
internal sealed record Header(IReadOnlyList<(string Column, int At)> Known, IReadOnlyList<string> Unknown)
{
    /// <summary>The header is looked for in this many rows; what stands above it are titles.</summary>
    public const int MostTitleRows = 10;

    /// <summary>Reads on to the first row in which every required column is found; null where there is none.</summary>
    public static Header? Find(IReadOnlyList<Column> columns, IEnumerator<IncomingRow> rows) => Find(columns, rows, _nothing, out _);

    /// <summary>The same where some headers mean what somebody has said of them.</summary>
    /// <param name="columns">What the sheet may have.</param>
    /// <param name="rows">The sheet from its first row.</param>
    /// <param name="meanings">Plain header → column; an empty column is not read.</param>
    /// <param name="nearest">The row that came closest where none has every required column.</param>
    public static Header? Find(IReadOnlyList<Column> columns, IEnumerator<IncomingRow> rows, IReadOnlyDictionary<string, string> meanings, out Header? nearest)
    {
        nearest = null;
        while (rows.MoveNext() && rows.Current.Number <= MostTitleRows)
        {
            var header = Of(columns, rows.Current, meanings);
            if (header.Missing.Count == 0)
            {
                return header;
            }
            nearest = header.Known.Count > (nearest?.Known.Count ?? 0) ? header : nearest;
        }
        return null;
    }

    /// <summary>Required columns that the row does not have.</summary>
    public IReadOnlyList<string> Missing { get; private init; } = [];

    private static readonly Dictionary<string, string> _nothing = [];

    private readonly Dictionary<string, int> _at = Known.ToDictionary(k => k.Column, k => k.At);

    /// <summary>A row's cells by their columns.</summary>
    public IReadOnlyDictionary<string, object?> Cells(IncomingRow row) => new CellsByColumn(_at, row.Cells);

    private static Header Of(IReadOnlyList<Column> columns, IncomingRow row, IReadOnlyDictionary<string, string> meanings)
    {
        var names = row.Cells.Select(Column.Plain).Select(n => meanings.TryGetValue(n, out var meaning) ? Column.Plain(meaning) : n).ToList();
        var known = new Dictionary<string, int>();
        // A column's own name comes before any other name for it: 资金 of one sheet means 金额 of another.
        foreach (var exact in (bool[])[true, false])
        {
            foreach (var column in columns.Where(c => !known.ContainsKey(c.Name)))
            {
                var wanted = exact ? [column.Name] : column.Names;
                var at = names.FindIndex(n => n.Length > 0 && wanted.Any(w => Column.Plain(w) == n));
                if (at >= 0 && !known.ContainsValue(at))
                {
                    known.Add(column.Name, at);
                }
            }
        }
        return new Header(
            [.. known.Select(k => (k.Key, k.Value))],
            [.. row.Cells.Index().Where(c => names[c.Index].Length > 0 && !known.ContainsValue(c.Index)).Select(c => c.Item!.ToString()!.Trim())])
        {
            Missing = [.. columns.Where(c => c.Required && !known.ContainsKey(c.Name)).Select(c => c.Name)],
        };
    }
}

/// <summary>The cells of one row as its header names them (按列取格); the row itself is not copied.</summary>
internal sealed class CellsByColumn(Dictionary<string, int> columns, object?[] cells) : IReadOnlyDictionary<string, object?>
{
    public int Count => columns.Count;

    public IEnumerable<string> Keys => columns.Keys;

    public IEnumerable<object?> Values => columns.Values.Select(At);

    public object? this[string key] => At(columns[key]);

    public bool ContainsKey(string key) => columns.ContainsKey(key);

    public bool TryGetValue(string key, out object? value)
    {
        var found = columns.TryGetValue(key, out var at);
        value = found ? At(at) : null;
        return found;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => columns.Select(c => KeyValuePair.Create(c.Key, At(c.Value))).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    private object? At(int index) => index < cells.Length ? cells[index] : null;
}
