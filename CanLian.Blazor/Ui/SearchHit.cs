namespace CanLian.Blazor.Ui;

/// <summary>
/// One answer of a search box (查找结果): where it leads, the name with the stretch that matched, what tells namesakes apart, and why it is
/// here. Only names carry a mark, never numbers.
/// </summary>
public sealed record SearchHit(string Href, string Name, int HitStart, int HitLength, string Details, string? Reason = null);

/// <summary>Answers what was typed into a search box (查找): at most a handful, for the person who sits here.</summary>
public delegate Task<IReadOnlyList<SearchHit>> SearchAnswers(string text, CancellationToken cancellation);
