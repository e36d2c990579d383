namespace CanLian.Domain.Common;

/// <summary>One reason why something was refused, and where on the page it is put right.</summary>
/// <param name="Sentence">What is wrong and what to do.</param>
/// <param name="Anchor">The id of the field or card where it is supplied; null when there is none.</param>
public sealed record Reason(Text Sentence, string? Anchor = null);

/// <summary>What became of an attempt (结果): done, or refused with every reason at once.</summary>
public sealed record Outcome(IReadOnlyList<Reason> Reasons)
{
    public static Outcome Done { get; } = new([]);

    public bool Succeeded => Reasons.Count == 0;

    public static Outcome Refused(params IEnumerable<Reason> reasons) => new([.. reasons]);

    public static Outcome Refused(string key, params object[] args) => new([new Reason(new Text(key, args))]);
}
