namespace CanLian.Blazor.Features.Dashboard;

/// <summary>The tint of a row that has just changed (刚变的行).</summary>
internal static class ChangedRow
{
    /// <summary>Two names for the same tint in turn: an animation begins anew only when its name changes.</summary>
    public static string? Class(IReadOnlyDictionary<string, int> changed, string programme) => changed.GetValueOrDefault(programme) switch
    {
        0 => null,
        var times when times % 2 == 1 => "cl-changed",
        _ => "cl-changed cl-changed-again",
    };
}
