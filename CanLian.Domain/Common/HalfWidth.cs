using System.Globalization;
using System.Text;

namespace CanLian.Domain.Common;

/// <summary>A number as people type or paste it, brought to plain form (半角).</summary>
public static class HalfWidth
{
    // What nothing has to be done to.
    private static readonly System.Buffers.SearchValues<char> PlainSigns =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    /// <summary>Full-width digits and letters become half-width; everything else stays as it was written.</summary>
    public static string Signs(string text) => !text.AsSpan().ContainsAnyInRange('０', 'ｚ') ? text : string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = source[i] is (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ') ? (char)(source[i] - 'Ａ' + 'A') : source[i];
        }
    });

    /// <summary>Full-width signs become half-width (NFKC), letters upper-case; blanks and invisible signs go.</summary>
    public static string Compact(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
            return "";
        if (!raw.AsSpan().ContainsAnyExcept(PlainSigns))
            return raw;

        var plain = new StringBuilder(raw.Length);
        // Runes first: Normalize throws on half a surrogate pair, and a broken cell is no reason to throw.
        var text = Ascii.IsValid(raw) ? raw : string.Concat(raw.EnumerateRunes()).Normalize(NormalizationForm.FormKC);
        foreach (var sign in text)
        {
            if (!char.IsWhiteSpace(sign) && char.GetUnicodeCategory(sign) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                plain.Append(char.ToUpperInvariant(sign));
        }

        return plain.ToString();
    }
}
