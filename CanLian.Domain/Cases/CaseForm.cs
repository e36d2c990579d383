using System.Reflection;
using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

/// <summary>
/// What only one programme asks for (申请表): a typed class per programme, kept on the case as JSON, drawn on screen from its fields.
/// </summary>
public abstract class CaseForm
{
    /// <summary>Whether a field applies, given the others; one that does not is neither drawn nor needed.</summary>
    public virtual bool Applies(string property) => true;

    /// <summary>What the family itself paid for treatment or training in the year, in yuan; null where the form does not say.</summary>
    public virtual decimal? PaidForTreatment() => null;
}

/// <summary>A field of a form (表单项): its Chinese label and when it is needed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(string label) : Attribute
{
    public string Label { get; } = label;

    /// <summary>Code of the step that cannot be taken while the field is empty; null when it may stay empty.</summary>
    public string? NeededAt { get; set; }
    public string? Hint { get; set; }
    public string? Unit { get; set; }

    /// <summary>Heading the field stands under; null continues the one before.</summary>
    public string? Group { get; set; }

    /// <summary>Drawn as a box of several lines.</summary>
    public bool Long { get; set; }
}

/// <summary>One field of a form as the page draws it.</summary>
public sealed record FormField(PropertyInfo Property, FieldAttribute Field)
{
    public string Name => Property.Name;

    /// <summary>Id of the control on the page, so that a missing field can be linked to.</summary>
    public string Anchor => "field-" + Name;

    /// <summary>Whether the form, or the row of a table, leaves the field empty.</summary>
    public bool IsEmpty(object form) => Property.GetValue(form) switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        System.Collections.ICollection list => list.Count == 0,
        _ => false,
    };
}

/// <summary>Something in a form that is not right: the field and the sentence.</summary>
public sealed record FormProblem(string Field, Text Sentence)
{
    /// <summary>The form's own field; a problem in a row of a table belongs to the table.</summary>
    public string Property => Field.Split('[', '.')[0];

    public string Anchor => "field-" + Property;
}

/// <summary>The fields of a form, in the order the class declares them; what it shares with another form comes first (表单结构).</summary>
public static class FormSchema
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, IReadOnlyList<FormField>> Cache = new();

    public static IReadOnlyList<FormField> Of(Type form) => Cache.GetOrAdd(form, static type =>
        [.. type.GetProperties()
            .OrderBy(p => p.DeclaringType == type)
            .Select(p => (Property: p, Field: p.GetCustomAttribute<FieldAttribute>()))
            .Where(p => p.Field is not null)
            .Select(p => new FormField(p.Property, p.Field!))]);

    /// <summary>Label of the field that a problem belongs to.</summary>
    public static string LabelOf(CaseForm form, FormProblem problem) =>
        Of(form.GetType()).FirstOrDefault(f => f.Name == problem.Property)?.Field.Label ?? problem.Property;

    /// <summary>Fields that must be filled before a step and are not.</summary>
    public static IEnumerable<FormField> Missing(CaseForm form, string step) =>
        Of(form.GetType()).Where(f => f.Field.NeededAt == step && form.Applies(f.Name) && f.IsEmpty(form));
}
