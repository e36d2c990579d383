using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CanLian.Blazor.Data.Keys;

/// <summary>
/// Fields of a form that identify somebody lie sealed inside the form's JSON (表单里的加密项): in memory the form is as it was written, in the
/// database each such field is sealed for its case.
/// </summary>
internal static class SealedForms
{
    /// <summary>How a sealed field begins.</summary>
    public const string Mark = "sealed:";

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, string[]> _fields = Catalogue.Programmes
        .Select(p => (p.Code, Names: p.FormType.GetProperties().Where(f => f.PropertyType == typeof(string) && f.IsDefined(typeof(SensitiveAttribute))).Select(f => f.Name).ToArray()))
        .Where(p => p.Names.Length > 0)
        .ToDictionary(p => p.Code, p => p.Names);

    /// <summary>Programmes whose forms have such fields.</summary>
    public static IReadOnlyCollection<string> Programmes => _fields.Keys;

    /// <summary>The form as it lies in the database.</summary>
    public static string Seal(this KeyRing ring, string programme, Guid row, string form) =>
        Each(programme, form, (name, text) => Mark + Convert.ToBase64String(ring.Seal(ColumnOf(name), row.ToByteArray(), text)));

    /// <summary>The form as it was written.</summary>
    public static string Open(this KeyRing ring, string programme, Guid row, string form) => !form.Contains(Mark, StringComparison.Ordinal) ? form
        : Each(programme, form, (name, text) => text.StartsWith(Mark, StringComparison.Ordinal)
            ? ring.OpenText(ColumnOf(name), row.ToByteArray(), Convert.FromBase64String(text[Mark.Length..]))
            : text);

    /// <summary>The form as the change log shows it.</summary>
    public static string Masked(string programme, string form) => Each(programme, form, (_, text) => SealedColumn.Tail(text));

    /// <summary>Seals the forms about to be saved; what was written is put back into the records when the save is over.</summary>
    public static Saving SealForSaving(CanLianDb db)
    {
        var written = new List<(PropertyEntry<CaseFile, string> Form, string Text)>();
        foreach (var entry in db.ChangeTracker.Entries<CaseFile>().Where(e => _fields.ContainsKey(e.Entity.Programme)))
        {
            var form = entry.Property(c => c.Form);
            if (entry.State == EntityState.Added || (entry.State == EntityState.Modified && form.IsModified))
            {
                written.Add((form, form.CurrentValue));
                form.CurrentValue = db.Ring.Seal(entry.Entity.Programme, entry.Entity.Id, form.CurrentValue);
            }
        }
        return new Saving(written);
    }

    private static string ColumnOf(string field) => "Cases.Form." + field;

    private static string Each(string programme, string form, Func<string, string, string> change)
    {
        if (!_fields.TryGetValue(programme, out var names) || JsonNode.Parse(form) is not JsonObject content)
        {
            return form;
        }
        var changed = false;
        foreach (var name in names.Where(n => content[n]?.GetValue<string>() is { Length: > 0 }))
        {
            content[name] = change(name, content[name]!.GetValue<string>());
            changed = true;
        }
        return changed ? content.ToJsonString(_json) : form;
    }

    /// <summary>A save that is under way.</summary>
    public readonly struct Saving(List<(PropertyEntry<CaseFile, string> Form, string Text)> written) : IDisposable
    {
        public void Dispose()
        {
            foreach (var (form, text) in written)
            {
                var saved = form.EntityEntry.State == EntityState.Unchanged;
                form.CurrentValue = text;
                if (saved)
                {
                    form.OriginalValue = text;
                    form.IsModified = false;
                }
            }
        }
    }
}
