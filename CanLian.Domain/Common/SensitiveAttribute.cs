using System.Text.RegularExpressions;

namespace CanLian.Domain.Common;

/// <summary>A number that identifies somebody (敏感信息): masked on screen, and never written in clear to a log.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SensitiveAttribute : Attribute;

/// <summary>How identifying numbers look when they are not shown on purpose (掩码).</summary>
public static partial class Mask
{
    /// <summary>138****5678; anything too short to keep apart is hidden whole.</summary>
    public static string Phone(string phone) => phone.Length < 8 ? new string('*', phone.Length) : phone[..3] + "****" + phone[^4..];

    /// <summary>The last four digits of an account.</summary>
    public static string Account(string number) => "****" + (number.Length <= 4 ? "" : number[^4..]);

    /// <summary>340•••12: any number of a document, right or wrong; one too short to keep apart is hidden whole.</summary>
    public static string Document(string number) => number.Length < 8 ? new string('•', number.Length) : number[..3] + "•••" + number[^2..];

    /// <summary>A text in which somebody may have written an ID number: each one that could be somebody's is masked.</summary>
    public static string Within(string text) =>
        LikeAnIdNumber().Replace(text, match => IdNumber.TryParse(match.Value, out var id, out _) ? id.Masked : match.Value);

    /// <summary>张* or 张*明 or 欧阳*明: for public notices, and for minors outside the case team.</summary>
    public static string Name(string name) => name.Length switch
    {
        <= 1 => "*",
        2 => name[..1] + "*",
        3 => name[..1] + "*" + name[^1..],
        _ => name[..2] + "*" + name[^1..],
    };

    [GeneratedRegex("(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")]
    private static partial Regex LikeAnIdNumber();
}
