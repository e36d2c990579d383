namespace CanLian.Blazor.Ui;

/// <summary>A condition in force (已选条件); the address is this list without it.</summary>
public sealed record ActiveFilter(string Label, string RemoveHref);

/// <summary>One value of a condition (条件取值); the address is this list with it.</summary>
public sealed record FilterOption(string Label, string Href, int? Count = null);

/// <summary>A condition that could be added (可加条件).</summary>
public sealed record AvailableFilter(string Label, IReadOnlyList<FilterOption> Options);

/// <summary>What becomes of the conditions of a list from one address to the next (条件的地址).</summary>
public static class Filters
{
    /// <summary>The value a condition has next: empty takes it away, null leaves it as it is.</summary>
    public static string? Next(string? asked, string? present) => asked is "" ? null : asked ?? (present is "" ? null : present);
}
