using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.People;

/// <summary>The stretch of a name that a term stands for (姓名命中), so that the reader sees why somebody was found.</summary>
internal readonly record struct NameMatch(int Start, int Length, bool ByInitials = false)
{
    /// <summary>Null where the name does not hold the term.</summary>
    public static NameMatch? Of(string name, SearchTerm term) => term.Kind switch
    {
        TermKind.Characters => name.IndexOf(term.Text, StringComparison.Ordinal) is >= 0 and var at ? new(at, term.Text.Length) : null,
        TermKind.Letters => OfLetters(name, term.Text),
        _ => null,
    };

    private static NameMatch? OfLetters(string name, string letters)
    {
        for (var start = 0; start < name.Length; start++)
        {
            if (letters.Length <= name.Length - start && Begins(Pinyin.Initials(name.Substring(start, letters.Length)), letters))
            {
                return new(start, letters.Length, ByInitials: true);
            }
        }
        for (var start = 0; start < name.Length; start++)
        {
            for (var length = 1; length <= name.Length - start; length++)
            {
                if (Begins(Pinyin.FullSpellings(name.Substring(start, length)), letters))
                {
                    return new(start, length);
                }
            }
        }
        return null;
    }

    private static bool Begins(IEnumerable<string> spellings, string letters) =>
        spellings.Any(s => s.StartsWith(letters, StringComparison.Ordinal));
}
