using System.Reflection;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.People;

/// <summary>What became of a save: done, refused with reasons, or somebody else saved first.</summary>
/// <param name="Outcome">Done, or the reasons.</param>
/// <param name="Differences">Where my values and the stored ones differ; empty unless somebody saved first.</param>
/// <param name="SavedBy">Who saved first.</param>
/// <param name="Version">The stored version, to save the chosen values over.</param>
public sealed record SaveResult(Outcome Outcome, IReadOnlyList<FieldConflict> Differences, string? SavedBy = null, long Version = 0)
{
    public static SaveResult Of(Outcome outcome) => new(outcome, []);
}

/// <summary>
/// Compares three states of an entry field by field: what I opened, what I typed, what somebody saved meanwhile (登记合并). A field is what carries
/// a label. A number is typed or left empty; beside it the entry keeps the one on record, masked, under the same name with OnRecord.
/// </summary>
internal static class EntryMerge
{
    private const string OnRecord = "OnRecord";

    /// <summary>The fields in which mine and theirs differ.</summary>
    public static IReadOnlyList<FieldConflict> Differences<T>(T opened, T mine, T theirs) where T : notnull =>
        [.. Fields(typeof(T)).Select(f => Difference(f.Property, f.Label, opened, mine, theirs)).OfType<FieldConflict>()];

    /// <summary>Writes theirs into mine wherever mine was not chosen.</summary>
    public static T Choose<T>(T mine, IEnumerable<FieldConflict> differences, IReadOnlySet<string> chosen) where T : notnull
    {
        foreach (var difference in differences.Where(d => !chosen.Contains(d.Name)))
        {
            var property = typeof(T).GetProperty(difference.Name)!;
            property.SetValue(mine, MaskedTwin(typeof(T), property) is null ? difference.Theirs : "");
        }
        return mine;
    }

    private static FieldConflict? Difference(PropertyInfo field, string label, object opened, object mine, object theirs)
    {
        if (MaskedTwin(opened.GetType(), field) is not { } masked)
        {
            return FieldConflict.Between(field.Name, label, field.GetValue(opened), field.GetValue(mine), field.GetValue(theirs));
        }
        var typed = HalfWidth.Compact((string?)field.GetValue(mine));
        return FieldConflict.Between(
            field.Name, label, masked.GetValue(opened), typed.Length == 0 ? masked.GetValue(theirs) : Masked(typed), masked.GetValue(theirs));
    }

    private static string Masked(string number) =>
        IdNumber.TryParse(number, out var id, out _) ? id.Masked : number.Length > 11 ? Mask.Account(number) : Mask.Phone(number);

    private static PropertyInfo? MaskedTwin(Type type, PropertyInfo field) => type.GetProperty(field.Name + OnRecord);

    private static IEnumerable<(PropertyInfo Property, string Label)> Fields(Type type) =>
        from property in type.GetProperties()
        let label = property.GetCustomAttribute<LabelAttribute>()
        where label is not null && property.CanWrite
        select (property, label.Text);
}
