using System.Globalization;
using CanLian.Domain.Common;

namespace CanLian.Domain.Exchange;

/// <summary>
/// What stands in the number column of the bureau's list (证件号码): an ID number, or for a disabled person the certificate number, whose first 18 signs
/// are the ID number. Only these 18 say who it is; what follows is compared, and never needed.
/// </summary>
/// <param name="Written">The number in plain form; never shown but masked.</param>
/// <param name="Id">Who it is; null where the first 18 signs are no ID number.</param>
/// <param name="Problem">Why there is no ID number; null where there is one.</param>
/// <param name="Tail">What follows the first 18 signs; empty for an ID number.</param>
public sealed record ListedNumber(string Written, IdNumber? Id, Text? Problem, string Tail)
{
    private const int IdLength = 18;

    /// <summary>A certificate number stands here: the bureau marks the person as disabled.</summary>
    public bool IsCertificate => Tail.Length > 0;

    public DisabilityKind? Kind => Tail is [>= '1' and <= '7', ..] ? (DisabilityKind)(Tail[0] - '0') : null;

    public DisabilityGrade? Grade => Tail is [_, >= '1' and <= '4', ..] ? (DisabilityGrade)(Tail[1] - '0') : null;

    /// <summary>How often the certificate had been issued again; null where the end of the number does not say it properly.</summary>
    public int? ReissueCount => Tail.Length <= 2 ? 0
        : Tail[2] == 'B' && int.TryParse(Tail.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>Category and grade as the number says them; its own digits where they stand for nothing.</summary>
    public string Description => Kind is { } kind && Grade is { } grade ? kind.Name() + grade.Name() : Tail[..Math.Min(2, Tail.Length)];

    /// <summary>The head and the end, so that two people can speak of it.</summary>
    public string Masked => Mask.Document(Written);

    public static ListedNumber Read(string raw)
    {
        var signs = HalfWidth.Compact(raw);
        var head = signs.Length > IdLength ? signs[..IdLength] : signs;
        return IdNumber.TryParse(head, out var id, out var problem)
            ? new ListedNumber(signs, id, null, signs[head.Length..])
            : new ListedNumber(signs, null, problem, signs[head.Length..]);
    }
}
