using System.Globalization;
using System.Text;

namespace CanLian.Blazor.Files;

/// <summary>Writes a sheet as comma-separated values (CSV): UTF-8 with a byte order mark, RFC 4180, ISO dates, yuan with two decimals.</summary>
public static class Csv
{
    public const string Extension = ".csv";

    private static readonly UTF8Encoding _marked = new(encoderShouldEmitUTF8Identifier: true);

    public static void Write(Stream target, Sheet sheet)
    {
        using var writer = new StreamWriter(target, _marked, leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', sheet.Titles.Select(Quoted)));
        foreach (var (_, rows) in sheet.Parts(int.MaxValue))
        {
            while (rows.Read())
            {
                writer.WriteLine(string.Join(',', Enumerable.Range(0, rows.FieldCount).Select(i => Quoted(Written(rows.GetValue(i))))));
            }
        }
    }

    private static string Written(object cell) => cell switch
    {
        DBNull => "",
        decimal number => number.ToString("0.00", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
