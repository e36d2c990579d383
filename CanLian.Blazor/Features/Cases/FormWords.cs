using System.Globalization;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Cases;

/// <summary>What a form says, in words for a ledger or a sheet of paper (表单内容).</summary>
internal static class FormWords
{
    /// <summary>A field of a form; a number that identifies somebody is not written out.</summary>
    public static string? Of(FormField field, CaseForm form) =>
        Attribute.IsDefined(field.Property, typeof(SensitiveAttribute)) ? "••••" : Of(field.Property.GetValue(form));

    /// <summary>A value in words; a table's rows one after the other.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "是" : "否",
        Enum word => word.Label(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString("0.###", CultureInfo.InvariantCulture),
        System.Collections.IEnumerable rows => string.Join('；', rows.Cast<object>().Select(row => row is Enum or string
            ? Of(row)
            : string.Join(' ', FormSchema.Of(row.GetType()).Select(f => Of(f.Property.GetValue(row))).Where(w => !string.IsNullOrEmpty(w))))),
        _ => value.ToString(),
    };
}
