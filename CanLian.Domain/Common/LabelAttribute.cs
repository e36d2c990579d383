using System.Collections.Concurrent;
using System.Reflection;

namespace CanLian.Domain.Common;

/// <summary>The Chinese term of an enum member or of a field people fill in, as officials write it; also the key of its translation.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class LabelAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}

/// <summary>Reads the Chinese term of a closed vocabulary, and finds the member a Chinese term stands for.</summary>
public static class Labels
{
    private static readonly ConcurrentDictionary<Enum, string> Cache = new();

    public static string Label(this Enum value) => Cache.GetOrAdd(value, static v =>
        v.GetType().GetField(v.ToString())?.GetCustomAttribute<LabelAttribute>()?.Text ?? v.ToString());

    /// <summary>The member whose label is <paramref name="text"/>; null when the vocabulary has no such word.</summary>
    public static TEnum? Parse<TEnum>(string? text) where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (value.Label() == text?.Trim())
            {
                return value;
            }
        }
        return null;
    }
}
