namespace CanLian.Blazor.Ui;

/// <summary>One thing a step needs (所需事项), and where to supply it.</summary>
/// <param name="Met">It is there.</param>
/// <param name="Text">What it is, as something to do while it is missing: 填写平台编号.</param>
/// <param name="Href">The field on this page as <c>#id</c>, or another page; null when nothing can be done from here.</param>
public sealed record NeedItem(bool Met, string Text, string? Href = null);
