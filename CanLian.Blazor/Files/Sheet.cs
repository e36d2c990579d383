using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CanLian.Domain.Common;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;

namespace CanLian.Blazor.Files;

/// <summary>What a column of a workbook holds (列类型).</summary>
public enum CellKind
{
    /// <summary>Text, also for every number that is a name and not a quantity.</summary>
    Text,
    Date,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>Yuan with two decimals.</summary>
    Yuan,

    /// <summary>A rate, shown in percent with two decimals.</summary>
    Rate,
}

/// <summary>One sheet of a workbook (工作表): its rows and how each becomes cells. Rows are read once, while the file is written.</summary>
public abstract class Sheet(string name)
{
    /// <summary>What the hash of a sheet is taken over, in words for whoever checks it.</summary>
    public const string HashRule = "各行（不含表头）依次取：格内文字用制表符相连，日期写 yyyy-MM-dd，金额两位小数，行末换行（LF），UTF-8，再取 SHA-256";

    public string Name { get; } = name;

    /// <summary>Rows there are to write.</summary>
    public abstract int Count { get; }

    /// <summary>Rows written so far.</summary>
    public int RowCount { get; private protected set; }

    /// <summary>Hash of the rows by <see cref="HashRule"/>; empty until they are written.</summary>
    public string Sha256 { get; private protected set; } = "";

    internal abstract IEnumerable<DynamicExcelColumn> Columns { get; }

    /// <summary>Titles of the columns, in order.</summary>
    public abstract IReadOnlyList<string> Titles { get; }

    /// <summary>The rows as MiniExcel reads them.</summary>
    internal abstract MiniExcelDataReaderBase Read();

    public static Sheet<T> Of<T>(string name, IEnumerable<T> rows) => new(name, rows);
}

/// <summary>A sheet of rows of one kind; columns stand in the order they are named.</summary>
public sealed class Sheet<T>(string name, IEnumerable<T> rows) : Sheet(name)
{
    private readonly List<(string Title, CellKind Kind, double Width, Func<T, object?> Cell)> _columns = [];
    private readonly IEnumerable<T> _rows = rows;

    public override IReadOnlyList<string> Titles => [.. _columns.Select(c => c.Title)];

    internal override IEnumerable<DynamicExcelColumn> Columns => _columns.Select(c => new DynamicExcelColumn(c.Title)
    {
        Name = c.Title,
        Width = c.Width,
        Format = c.Kind switch
        {
            CellKind.Text => "@",
            CellKind.Date => "yyyy-mm-dd",
            CellKind.Whole => "#,##0",
            CellKind.Yuan => "#,##0.00",
            CellKind.Rate => "0.00%",
        },
    });

    public Sheet<T> Text(string title, Func<T, string?> cell, double width = 14) => Add(title, CellKind.Text, width, row => Cells.Safe(cell(row)));

    public Sheet<T> Date(string title, Func<T, DateOnly?> cell) => Add(title, CellKind.Date, 12, row => cell(row)?.ToDateTime(TimeOnly.MinValue));

    public Sheet<T> Whole(string title, Func<T, long?> cell, double width = 10) => Add(title, CellKind.Whole, width, row => cell(row));

    public Sheet<T> Yuan(string title, Func<T, Money?> cell, double width = 14) => Add(title, CellKind.Yuan, width, row => cell(row)?.Yuan);

    public Sheet<T> Rate(string title, Func<T, decimal?> cell, double width = 10) => Add(title, CellKind.Rate, width, row => cell(row));

    public override int Count => _rows.Count();

    /// <summary>Leaves out every column that is not wanted.</summary>
    public Sheet<T> Only(Func<string, bool> wanted)
    {
        _columns.RemoveAll(c => !wanted(c.Title));
        return this;
    }

    internal override MiniExcelDataReaderBase Read()
    {
        RowCount = 0;
        return new Reader(this);
    }

    private Sheet<T> Add(string title, CellKind kind, double width, Func<T, object?> cell)
    {
        _columns.Add((title, kind, width, cell));
        return this;
    }

    private sealed class Reader(Sheet<T> sheet) : MiniExcelDataReaderBase
    {
        private readonly IEnumerator<T> _rows = sheet._rows.GetEnumerator();
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private object?[] _cells = [];

        public override int FieldCount => sheet._columns.Count;

        public override string GetName(int i) => sheet._columns[i].Title;

        public override object GetValue(int i) => _cells[i] ?? DBNull.Value;

        public override bool Read()
        {
            if (!_rows.MoveNext())
            {
                sheet.Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
                return false;
            }
            if (sheet.RowCount == Workbook.MostRows)
            {
                throw new InvalidOperationException($"A sheet holds at most {Workbook.MostRows} rows.");
            }
            _cells = [.. sheet._columns.Select(c => c.Cell(_rows.Current))];
            sheet.RowCount++;
            _hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\t', _cells.Select(Cells.Written)) + "\n"));
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _rows.Dispose();
                _hash.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}

/// <summary>How single cells are written (单元格).</summary>
internal static class Cells
{
    private const string FormulaStarts = "=+-@＝＋－＠";

    /// <summary>
    /// Text that no spreadsheet takes for a formula: an apostrophe before what could start one, blanks for control characters. The cell is of
    /// the text format anyway; the apostrophe is for whoever saves the sheet as CSV and opens it again.
    /// </summary>
    public static string? Safe(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        var plain = string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
        var start = plain.AsSpan().TrimStart();
        return start.Length > 0 && FormulaStarts.Contains(start[0]) ? "'" + plain : plain;
    }

    /// <summary>A cell as the hash of its sheet sees it.</summary>
    public static string Written(object? cell) => cell switch
    {
        null => "",
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.00##", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
