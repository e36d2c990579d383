namespace CanLian.Blazor.Ui;

/// <summary>One place of the trail above the title (路径); the page itself has no address.</summary>
public sealed record Crumb(string Label, string? Href = null);
