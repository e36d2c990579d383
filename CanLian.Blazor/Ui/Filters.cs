namespace CanLian.Blazor.Ui;

/// <summary>A condition in force (已选条件); the address is this list without it.</summary>
public sealed record ActiveFilter(string Label, string RemoveHref);

/// <summary>One value of a condition (条件取值); the address is this list with it.</summary>
public sealed record FilterOption(string Label, string Href, int? Count = null);

/// <summary>A condition that could be added (可加条件).</summary>
public sealed record AvailableFilter(string Label, IReadOnlyList<FilterOption> Options);
