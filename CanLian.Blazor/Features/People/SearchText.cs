using System.Text;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.People;

/// <summary>What a stretch of what was typed can be (查找词).</summary>
internal enum TermKind
{
    /// <summary>Chinese characters: part of a name, or of a village.</summary>
    Characters,

    /// <summary>Latin letters: spelling or initials.</summary>
    Letters,

    /// <summary>The last four to six signs of a number.</summary>
    NumberTail,

    /// <summary>A whole number.</summary>
    WholeNumber,
}

/// <summary>One stretch, in the form in which keys are written: characters as they are, letters small, numbers compact.</summary>
internal sealed record SearchTerm(TermKind Kind, string Text);

/// <summary>
/// What was typed into the box, taken apart (查找词解析). Blanks separate, and so does a change of script: 王 南石楼, lei金海, 王 0485. A person is
/// found who fits every term.
/// </summary>
internal sealed record SearchText(IReadOnlyList<SearchTerm> Terms)
{
    public bool HasNumber => Terms.Any(t => t.Kind is TermKind.NumberTail or TermKind.WholeNumber);

    public static SearchText Of(string? raw)
    {
        var whole = HalfWidth.Compact(raw).Replace("-", "", StringComparison.Ordinal);
        if (IsNumber(whole))
        {
            return new([Number(whole)]);
        }
        var words = string.Concat((raw ?? "").EnumerateRunes()).Normalize(NormalizationForm.FormKC)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(Runs).ToList();
        List<SearchTerm> terms =
            [.. words.Select(w => w.Kind == TermKind.WholeNumber ? IsNumber(w.Text) ? Number(w.Text) : null : w).OfType<SearchTerm>()];

        // One Latin letter says something only beside a character; one or two digits alone say nothing.
        return new(terms is [{ Kind: TermKind.Letters, Text.Length: < 2 }] ? [] : terms);
    }

    private static SearchTerm Number(string compact) =>
        compact.Length <= SearchKeys.LongestTail
            ? new(TermKind.NumberTail, compact)
            : new(TermKind.WholeNumber, IdNumber.TryParse(compact, out var id, out _) ? id.Value : compact);

    // Digits, with the X of a check digit or the B of a reissued card among them.
    private static bool IsNumber(string text) =>
        text.Length >= SearchKeys.ShortestTail && text.All(c => char.IsAsciiDigit(c) || c is 'X' or 'B') && text.Count(char.IsAsciiDigit) >= SearchKeys.ShortestTail - 1;

    private static IEnumerable<SearchTerm> Runs(string word)
    {
        var start = 0;
        for (var i = 1; i <= word.Length; i++)
        {
            if (i < word.Length && KindOf(word, i) == KindOf(word, start))
            {
                continue;
            }
            var run = word[start..i];
            if (KindOf(word, start) is { } kind)
            {
                yield return new(kind, kind switch
                {
                    TermKind.Letters => run.ToLowerInvariant(),
                    TermKind.WholeNumber => run.ToUpperInvariant(),
                    _ => run,
                });
            }
            start = i;
        }
    }

    private static TermKind? KindOf(string word, int at) => word[at] switch
    {
        >= '0' and <= '9' => TermKind.WholeNumber,
        'X' or 'x' when at > 0 && char.IsAsciiDigit(word[at - 1]) => TermKind.WholeNumber,
        var c when char.IsAsciiLetter(c) => TermKind.Letters,
        var c when char.IsLetter(c) || c == '·' || char.IsSurrogate(c) => TermKind.Characters,
        _ => null,
    };
}
