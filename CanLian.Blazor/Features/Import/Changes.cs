using System.Globalization;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Import;

/// <summary>One field before and after (原值 → 新值); a number of a person is masked.</summary>
public sealed record FieldChange(string Field, string Before, string After);

/// <summary>What putting the values of a row in has changed (改动).</summary>
internal sealed class Changes
{
    private readonly List<FieldChange> _fields = [];

    public IReadOnlyList<FieldChange> Fields => _fields;

    /// <summary>A new record has no before: nothing is noted of it.</summary>
    public bool OfNew { get; set; }

    public RowOutcome Outcome => _fields.Count > 0 ? RowOutcome.Changed : RowOutcome.Unchanged;

    public void Mark(string field, string before, string after)
    {
        if (!OfNew)
        {
            _fields.Add(new FieldChange(field, before, after));
        }
    }

    public void Put<T>(string field, T before, T after, Action<T> put)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
        {
            put(after);
            if (!OfNew)
            {
                Mark(field, Shown(before), Shown(after));
            }
        }
    }

    /// <summary>An empty cell says nothing: what is known stays.</summary>
    public void PutText(string field, string? before, string? after, Action<string> put)
    {
        if (!string.IsNullOrEmpty(after))
        {
            Put(field, before ?? "", after, put);
        }
    }

    /// <summary>The same for a number of a person, which is shown by its tail.</summary>
    public void PutNumber(string field, string? before, string? after, Action<string> put)
    {
        if (!string.IsNullOrEmpty(after) && before != after)
        {
            put(after);
            Mark(field, Tail(before), Tail(after));
        }
    }

    public void PutValue<T>(string field, T? before, T? after, Action<T> put) where T : struct
    {
        if (after is { } value && !EqualityComparer<T?>.Default.Equals(before, after))
        {
            put(value);
            if (!OfNew)
            {
                Mark(field, Shown(before), Shown(after));
            }
        }
    }

    private static string Tail(string? number) => string.IsNullOrEmpty(number) ? "" : "••••" + (number.Length > 4 ? number[^2..] : "");

    /// <summary>A value as the page shows it.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "",
        Enum word => word.Label(),
        bool yes => yes ? "是" : "否",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
