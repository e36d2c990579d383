using System.Globalization;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Files;

/// <summary>Cells as text (格内文字): without blanks at the ends, digits and letters half-width.</summary>
internal static class CellText
{
    private static readonly char[] _blanks = [' ', '\t', '\r', '\n', '\u3000', '\u00a0', '\ufeff', '\u200b', '\u2003', '\u2002'];

    /// <summary>A cell as text.</summary>
    public static string Of(object? cell) => cell switch
    {
        null => "",
        string text => HalfWidth.Signs(text.Trim(_blanks)),
        bool yes => yes ? "1" : "0",
        double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
