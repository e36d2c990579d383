using CanLian.Domain.Cases;

namespace CanLian.Domain.Programmes;

/// <summary>
/// What a public notice of a programme shows beside village and masked name (公示内容). Never a number, an address, a category, a level or an illness.
/// </summary>
/// <param name="Amount">The amount stands on it.</param>
public sealed record NoticeContent(bool Amount)
{
    /// <summary>Without names only village and amount stand on it, as for pupils.</summary>
    public bool Names { get; init; } = true;

    /// <summary>Minors stand on it; else they are counted and not listed.</summary>
    public bool Minors { get; init; }

    /// <summary>Head of a further column; null without one.</summary>
    public string? DetailLabel { get; init; }

    /// <summary>What stands in it.</summary>
    public Func<CaseFile, CaseForm, string?>? Detail { get; init; }
}
