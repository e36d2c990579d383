using System.Globalization;
using System.Text;

namespace CanLian.Domain.Common;

/// <summary>A number as people type or paste it, brought to plain form (半角).</summary>
public static class HalfWidth
{
    /// <summary>Full-width signs become half-width (NFKC), letters upper-case; blanks and invisible signs go.</summary>
    public static string Compact(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
            return "";

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
