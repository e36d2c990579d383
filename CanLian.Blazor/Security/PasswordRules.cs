using System.Security.Cryptography;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Security;

/// <summary>
/// What makes a password good enough (密码要求): length and not being guessed first. No demand for capitals or signs and no change by the
/// calendar, which only lead to Password1! and its successors.
/// </summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>Current recommendation for PBKDF2 with SHA-512; older hashes are renewed at the next sign-in.</summary>
    public const int HashRounds = 220_000;

    /// <summary>How long a password given out by somebody else opens the door.</summary>
    public static readonly TimeSpan OneTimeFor = TimeSpan.FromDays(3);

    // Different signs that must remain when everything easy to guess is taken away.
    private const int LeastUnguessed = 5;

    // Neither 0 and o nor 1, l and i: it is read out over the telephone.
    private const string ReadableSigns = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly Lazy<IReadOnlyList<string>> _common = new(ReadCommon);

    /// <summary>What is wrong with a password, and what would be right; null when nothing is.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="known">Words an acquaintance would try: sign-in, name, district.</param>
    public static Text? ProblemOf(string? password, params IEnumerable<string?> known)
    {
        if (string.IsNullOrEmpty(password))
        {
            return new Text("写上密码");
        }

        if (password.Length < Shortest)
        {
            return new Text("至少 {0} 位，现在是 {1} 位。几个不相干的词连起来最好记", Shortest, password.Length);
        }

        if (password.Length > Longest)
        {
            return new Text("最多 {0} 位", Longest);
        }

        var rest = password.ToUpperInvariant();
        var words = known.Where(word => word?.Length >= 2).Select(word => word!.ToUpperInvariant()).Concat(_common.Value).OrderByDescending(word => word.Length);
        foreach (var word in words)
        {
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        }

        return rest.Distinct().Count() < LeastUnguessed
            ? new Text("这个密码太容易猜到（常见词、名字、年份、连号）。几个不相干的词连起来最好记")
            : null;
    }

    /// <summary>A password to hand to somebody, good for one sign-in: four groups of four.</summary>
    public static string CreateOneTime() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => new string(RandomNumberGenerator.GetItems<char>(ReadableSigns, 4))));

    private static List<string> ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim().ToUpperInvariant()).Where(line => line.Length > 0 && line[0] != '#')];
    }
}
