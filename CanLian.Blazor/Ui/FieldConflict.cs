using System.Collections;
using System.Text.Json;

namespace CanLian.Blazor.Ui;

/// <summary>A field that two people changed, with both values, so that neither is lost (两人同改的栏目).</summary>
/// <param name="Name">Property name.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Mine">What I typed.</param>
/// <param name="Theirs">What the other saved meanwhile.</param>
/// <param name="MineChanged">I changed it from what I had opened.</param>
/// <param name="TheirsChanged">The other changed it.</param>
public sealed record FieldConflict(string Name, string Label, object? Mine, object? Theirs, bool MineChanged, bool TheirsChanged)
{
    /// <summary>Compares what I opened, what I typed and what is stored; null where mine and theirs agree.</summary>
    public static FieldConflict? Between(string name, string label, object? opened, object? mine, object? theirs) =>
        Same(mine, theirs) ? null : new FieldConflict(name, label, mine, theirs, !Same(opened, mine), !Same(opened, theirs));

    private static bool Same(object? a, object? b) =>
        a is IList or null && b is IList or null
            ? JsonSerializer.Serialize(a) == JsonSerializer.Serialize(b)
            : Equals(a is "" ? null : a, b is "" ? null : b);
}
