using System.Globalization;
using System.Text.RegularExpressions;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Files;

/// <summary>One reason why a row was not taken (拒收原因). A number of a person is masked.</summary>
public sealed record Refusal(int Row, string Column, string Value, Text Reason);

/// <summary>
/// A row under its headers (一行). Each reading gives the value, or null when the cell is empty or wrong; what is wrong is kept, so that a row
/// is refused with all its reasons.
/// </summary>
internal sealed partial class Row(int number, IReadOnlyDictionary<string, object?> cells)
{
    private static readonly HashSet<string> _yes = ["是", "有", "√", "1", "Y"];
    private static readonly HashSet<string> _no = ["否", "无", "0", "N", ""];
    private static readonly string[] _dateShapes =
        ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];
    private static readonly HashSet<string> _hidden = ["身份证号", "证件号码", "残疾人证号", "联系电话", "监护人电话", "银行账号", "残疾人身份证号"];

    private readonly List<Refusal> _refusals = [];
    private (string Column, IdNumber Id)? _read;

    public int Number => number;

    public IReadOnlyList<Refusal> Refusals => _refusals;

    public bool Has(string column) => cells.ContainsKey(column);

    /// <summary>The cell without blanks at its ends; empty when there is none.</summary>
    public string Text(string column) => cells.GetValueOrDefault(column) is var cell and not CellFault ? CellText.Of(cell) : "";

    public string? TextOrNull(string column) => Text(column) is { Length: > 0 } text ? text : null;

    public IdNumber? Id(string column = "身份证号")
    {
        if (_read is { } read && read.Column == column)
        {
            return read.Id;
        }
        if (IsNumeric(column))
        {
            Refuse(column, new Text("身份证号在数字格里，Excel 只留前 15 位：把这一列改成文本格式，重新填"));
            return null;
        }
        if (HalfWidth.Compact(Text(column)) is not { Length: > 0 } raw)
        {
            return null;
        }
        if (IdNumber.TryParse(raw, out var id, out var problem))
        {
            _read = (column, id);
            return id;
        }
        Refuse(column, problem);
        return null;
    }

    /// <summary>The number of an ID cell that holds one; nothing is refused.</summary>
    public IdNumber? IdOrNull(string column) =>
        _read is { } read && read.Column == column ? read.Id : !IsNumeric(column) && IdNumber.TryParse(Text(column), out var id, out _) ? id : null;

    /// <summary>A number of either sort as it stands there, in plain form; whether it is right is for the reader to judge.</summary>
    public string? Document(string column)
    {
        if (IsNumeric(column))
        {
            Refuse(column, new Text("号码在数字格里，Excel 只留前 15 位：把这一列改成文本格式，重新填"));
            return null;
        }
        return HalfWidth.Compact(Text(column)) is { Length: > 0 } plain ? plain : null;
    }

    public CertificateNumber? Certificate(string column = "残疾人证号")
    {
        if (IsNumeric(column))
        {
            Refuse(column, new Text("残疾人证号在数字格里，Excel 只留前 15 位：把这一列改成文本格式，重新填"));
            return null;
        }
        if (HalfWidth.Compact(Text(column)) is not { Length: > 0 } raw)
        {
            return null;
        }
        if (CertificateNumber.TryParse(raw, out var number, out var problem))
        {
            return number;
        }
        Refuse(column, problem);
        return null;
    }

    public DateOnly? Date(string column)
    {
        switch (cells.GetValueOrDefault(column))
        {
            case null:
                return null;
            case DateTime day:
                return DateOnly.FromDateTime(day);
            // A date whose cell has no date format is the number of days that Excel counts.
            case double days when days is > 10_000 and < 80_000:
                return DateOnly.FromDateTime(DateTime.FromOADate(Math.Floor(days)));
        }
        var written = Text(column);
        var text = HalfWidth.Compact(written.AsSpan().ContainsAny(':', '：') ? TimeOfDay().Replace(written, "") : written);
        if (text.Length == 0)
        {
            return null;
        }
        if (DateTime.TryParseExact(text, _dateShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            return DateOnly.FromDateTime(read);
        }
        Refuse(column, new Text("看不懂这个日期，写成 2023-08-28 这样"));
        return null;
    }

    /// <summary>
    /// What makes a row the same as another: its cells in plain form, dates and years as what they say and not as they are written. Null where
    /// a part that leads the key is missing or wrong.
    /// </summary>
    public string? Key(string leading, params IEnumerable<string> others)
    {
        if (Part(leading) is not { Length: > 0 } first)
        {
            return null;
        }
        return string.Join('|', others.Select(Part).Prepend(first));
    }

    private string Part(string column) => column switch
    {
        "身份证号" => Id()?.Value ?? "",
        "年度" => Year()?.ToString(CultureInfo.InvariantCulture) ?? "",
        _ when column.EndsWith("日期", StringComparison.Ordinal) => Date(column)?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "",
        _ => Text(column),
    };

    public Money? Yuan(string column)
    {
        if (cells.GetValueOrDefault(column) is double number)
        {
            return Amount(column, (decimal)number);
        }
        var text = HalfWidth.Compact(Text(column)).Replace(",", "", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return null;
        }
        var times = 1m;
        foreach (var (unit, value) in (ReadOnlySpan<(string, decimal)>)[("万元", 10_000m), ("万", 10_000m), ("元", 1m)])
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                (text, times) = (text[..^unit.Length], value);
                break;
            }
        }
        if (decimal.TryParse(text.TrimStart('¥', '￥'), NumberStyles.Number, CultureInfo.InvariantCulture, out var read))
        {
            return Amount(column, read * times);
        }
        Refuse(column, new Text("看不懂这个金额，写成 3130 或 0.313万元 这样"));
        return null;
    }

    public decimal? Quantity(string column)
    {
        if (cells.GetValueOrDefault(column) is double number)
        {
            return (decimal)number;
        }
        var text = HalfWidth.Compact(Text(column)).Replace(",", "", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return null;
        }
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var read))
        {
            return read;
        }
        Refuse(column, new Text("这里要填数字"));
        return null;
    }

    public int? Year(string column = "年度")
    {
        var text = HalfWidth.Compact(Text(column)).TrimEnd('年', '度');
        if (text.Length == 0)
        {
            return null;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1990 and <= 2100)
        {
            return year;
        }
        Refuse(column, new Text("年度写成 2023 这样"));
        return null;
    }

    /// <summary>Yes, no, or null where the sheet does not have the column.</summary>
    public bool? Flag(string column)
    {
        if (!Has(column))
        {
            return null;
        }
        var text = HalfWidth.Compact(Text(column));
        if (_yes.Contains(text) || _no.Contains(text))
        {
            return _yes.Contains(text);
        }
        Refuse(column, new Text("这里填是或否"));
        return null;
    }

    /// <summary>The word of a closed vocabulary.</summary>
    public T? OneOf<T>(string column) where T : struct, Enum
    {
        if (TextOrNull(column) is not { } text)
        {
            return null;
        }
        if (Labels.Parse<T>(text) is { } value)
        {
            return value;
        }
        Refuse(column, new Text("这里只能填：{0}", string.Join("、", Enum.GetValues<T>().Select(v => v.Label()))));
        return null;
    }

    /// <summary>One of the words given; any word where none are given.</summary>
    public string? OneOf(string column, IReadOnlyList<string> words)
    {
        if (TextOrNull(column) is not { } text)
        {
            return null;
        }
        if (words.Count == 0 || words.Contains(text))
        {
            return text;
        }
        Refuse(column, new Text("这里只能填：{0}", string.Join("、", words)));
        return null;
    }

    public void Refuse(string column, Text reason)
    {
        var value = CellText.Of(cells.GetValueOrDefault(column));
        var refusal = new Refusal(number, column, _hidden.Contains(column) && value.Length > 5 ? value[..3] + "•••" + value[^2..] : value, reason);
        // A cell that is read twice, for the key and for the record, is wrong once.
        if (!_refusals.Exists(r => r.Column == column && r.Reason.ToString() == reason.ToString()))
        {
            _refusals.Add(refusal);
        }
    }

    /// <summary>Refuses the row for every required column that is empty, and for every cell without a value to take.</summary>
    public void Require(IEnumerable<Column> columns)
    {
        foreach (var column in columns)
        {
            if (cells.GetValueOrDefault(column.Name) is CellFault fault)
            {
                Refuse(column.Name, fault.Reason);
            }
            else if (column.Required && Text(column.Name).Length == 0)
            {
                Refuse(column.Name, new Text("{0}没有填", column.Name));
            }
        }
    }

    /// <summary>Whether a number of many digits stands in a numeric cell, where the last of them are lost.</summary>
    public bool IsRounded(string column) => cells.GetValueOrDefault(column) is double number && Math.Abs(number) >= 1e15;

    [GeneratedRegex(@"(?<=\d\p{Lo}?)[T\s]+\d{1,2}[:：]\d{2}([:：]\d{2})?(\.\d+)?Z?$")]
    private static partial Regex TimeOfDay();

    private bool IsNumeric(string column) => cells.GetValueOrDefault(column) is double or int or long or decimal;

    private Money? Amount(string column, decimal yuan)
    {
        if (yuan < 0)
        {
            Refuse(column, new Text("金额不能是负数"));
            return null;
        }
        return Money.OfYuan(yuan);
    }
}
