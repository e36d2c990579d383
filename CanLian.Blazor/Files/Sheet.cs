using System.Buffers;
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

    /// <summary>The rows as MiniExcel reads them: a sheet of the format, and another where that one is full, each read to its end before the next is asked for.</summary>
    internal abstract IEnumerable<(string Name, MiniExcelDataReaderBase Rows)> Parts(int mostRows);

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

    internal override IEnumerable<(string Name, MiniExcelDataReaderBase Rows)> Parts(int mostRows)
    {
        RowCount = 0;
        using var run = new Run(this);
        for (var part = 1; part == 1 || run.More; part++)
        {
            yield return (part == 1 ? Name : $"{Name} {part}", new Reader(run, mostRows));
        }
    }

    private Sheet<T> Add(string title, CellKind kind, double width, Func<T, object?> cell)
    {
        _columns.Add((title, kind, width, cell));
        return this;
    }

    /// <summary>One writing of the rows, over as many sheets as they need.</summary>
    private sealed class Run : IDisposable
    {
        private readonly Sheet<T> _sheet;
        private readonly IEnumerator<T> _rows;
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly ArrayBufferWriter<byte> _line = new(1024);

        public Run(Sheet<T> sheet)
        {
            _sheet = sheet;
            _rows = sheet._rows.GetEnumerator();
            Titles = [.. sheet._columns.Select(c => c.Title)];
            Cells = new object?[Titles.Length];
            Advance();
        }

        public string[] Titles { get; }
        public object?[] Cells { get; }

        /// <summary>A row is there that no sheet has yet.</summary>
        public bool More { get; private set; }

        public void Take()
        {
            var row = _rows.Current;
            _line.ResetWrittenCount();
            for (var i = 0; i < Cells.Length; i++)
            {
                Cells[i] = _sheet._columns[i].Cell(row);
                if (i > 0)
                {
                    _line.Write("\t"u8);
                }
                Files.Cells.WriteTo(_line, Cells[i]);
            }
            _line.Write("\n"u8);
            _hash.AppendData(_line.WrittenSpan);
            _sheet.RowCount++;
            Advance();
        }

        public void Dispose()
        {
            _rows.Dispose();
            _hash.Dispose();
        }

        private void Advance()
        {
            More = _rows.MoveNext();
            if (!More)
            {
                _sheet.Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
            }
        }
    }

    private sealed class Reader(Run run, int mostRows) : MiniExcelDataReaderBase
    {
        private int _taken;

        public override int FieldCount => run.Cells.Length;

        public override string GetName(int i) => run.Titles[i];

        public override object GetValue(int i) => run.Cells[i] ?? DBNull.Value;

        public override bool Read()
        {
            if (!run.More || _taken == mostRows)
            {
                return false;
            }
            _taken++;
            run.Take();
            return true;
        }
    }
}

/// <summary>How single cells are written (单元格).</summary>
internal static class Cells
{
    private static readonly SearchValues<char> _controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl)]);
    private static readonly SearchValues<char> _formulaStarts = SearchValues.Create("=+-@＝＋－＠");

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
        var plain = text.AsSpan().ContainsAny(_controls) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
        return StartsFormula(plain) ? "'" + plain : plain;
    }

    /// <summary>The text that <see cref="Safe"/> was given, as far as it can be told.</summary>
    public static string Plain(string cell) => cell.StartsWith('\'') && StartsFormula(cell.AsSpan(1)) ? cell[1..] : cell;

    /// <summary>A cell as the hash of its sheet sees it.</summary>
    public static void WriteTo(IBufferWriter<byte> line, object? cell)
    {
        switch (cell)
        {
            case null:
                break;
            case string text:
                Encoding.UTF8.GetBytes(text, line);
                break;
            case DateTime date:
                Encoding.UTF8.GetBytes(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line);
                break;
            case decimal number:
                Encoding.UTF8.GetBytes(number.ToString("0.00##", CultureInfo.InvariantCulture), line);
                break;
            default:
                Encoding.UTF8.GetBytes(Convert.ToString(cell, CultureInfo.InvariantCulture), line);
                break;
        }
    }

    private static bool StartsFormula(ReadOnlySpan<char> text) => text.TrimStart() is { Length: > 0 } start && _formulaStarts.Contains(start[0]);
}
