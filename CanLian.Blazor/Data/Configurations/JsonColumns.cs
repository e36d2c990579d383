using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

/// <summary>A few small records that are read with the record they belong to, kept as JSON text (JSON 列).</summary>
internal static class JsonColumns
{
    public static PropertyBuilder<IReadOnlyList<T>> AsJson<T>(this PropertyBuilder<IReadOnlyList<T>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<T[]>(text, JsonSerializerOptions.Default)!,
        new ValueComparer<IReadOnlyList<T>>(
            (a, b) => a!.SequenceEqual(b!), list => list.Aggregate(0, (h, item) => HashCode.Combine(h, item)), list => list.ToArray()));

    public static PropertyBuilder<List<T>> AsJson<T>(this PropertyBuilder<List<T>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Default)!,
        new ValueComparer<List<T>>((a, b) => a!.SequenceEqual(b!), list => list.Aggregate(0, (h, item) => HashCode.Combine(h, item)), list => list.ToList()));

    public static PropertyBuilder<Dictionary<string, string>> AsJson(this PropertyBuilder<Dictionary<string, string>> property) => property.HasConversion(
        answers => JsonSerializer.Serialize(answers, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<Dictionary<string, string>>(text, JsonSerializerOptions.Default)!,
        new ValueComparer<Dictionary<string, string>>(
            (a, b) => a!.Count == b!.Count && a.All(x => b.ContainsKey(x.Key) && b[x.Key] == x.Value), answers => answers.Count, answers => new Dictionary<string, string>(answers)));
}
