using System.Globalization;
using CanLian.Blazor.Files;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Import;

/// <summary>A programme's own fields as columns (项目自有列), under the names its form shows. Tables in a form are not read from a sheet.</summary>
internal sealed class FormColumns(Programme programme)
{
    private readonly List<FormField> _fields = [.. FormSchema.Of(programme.FormType).Where(f => Readable(f.Property.PropertyType))];

    public IEnumerable<Column> Columns => _fields.SelectMany(ColumnsOf).DistinctBy(c => c.Name);

    /// <summary>
    /// The form with what the row says put in: of a new case upon what the register knows, of a known one upon its own. Null when the row is
    /// refused for it.
    /// </summary>
    public string? Read(Row row, ImportRun run, Person person, DateOnly on, string? known)
    {
        var form = known is null ? programme.NewForm(person, on) : programme.ReadForm(known);
        var filled = new HashSet<string>();
        foreach (var field in _fields.Where(f => ColumnsOf(f).Any(c => row.TextOrNull(c.Name) is not null)))
        {
            if (Value(row, run, field) is { } value)
            {
                var before = field.Property.GetValue(form);
                if (known is not null && !Same(before, value))
                {
                    var hidden = field.Property.IsDefined(typeof(SensitiveAttribute), false);
                    run.Changes.Mark(field.Field.Label, hidden ? "" : Shown(before), hidden ? "••••" : Shown(value));
                }
                field.Property.SetValue(form, value);
                filled.Add(field.Name);
            }
        }
        foreach (var problem in programme.Validate(form).Where(p => filled.Contains(p.Property)))
        {
            row.Refuse(FormSchema.LabelOf(form, problem), problem.Sentence);
        }
        return row.Refusals.Count > 0 ? null : run.Changes.Fields.Count == 0 && known is not null ? known : programme.WriteForm(form);
    }

    private static bool Same(object? before, object after) => Equals(before, after) || (after is string { Length: 0 } && before is null);

    private static string Shown(object? value) => value switch
    {
        PersonReference person => person.Name,
        string text => Mask.Within(text),
        _ => Changes.Shown(value),
    };

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static bool Readable(Type type) => Plain(type) is var plain
        && (plain.IsEnum || plain == typeof(string) || plain == typeof(bool) || plain == typeof(DateOnly) || plain == typeof(decimal) || plain == typeof(int) || plain == typeof(PersonReference));

    // A person is named and numbered; the number is looked up and not kept.
    private static IEnumerable<Column> ColumnsOf(FormField field) => field.Property.PropertyType == typeof(PersonReference)
        ? [new Column(NameOf(field)), new Column(NumberOf(field))]
        : [new Column(field.Field.Label)];

    private static string NameOf(FormField field) => field.Field.Label + "姓名";

    private static string NumberOf(FormField field) => field.Field.Label + "身份证号";

    private static object? Value(Row row, ImportRun run, FormField field)
    {
        var (type, column) = (Plain(field.Property.PropertyType), field.Field.Label);
        if (type == typeof(string))
        {
            return row.Text(column);
        }
        if (type == typeof(bool))
        {
            return row.Flag(column);
        }
        if (type == typeof(DateOnly))
        {
            return row.Date(column);
        }
        if (type == typeof(decimal))
        {
            return field.Field.Unit == "元" ? row.Yuan(column)?.Yuan : row.Quantity(column);
        }
        if (type == typeof(int))
        {
            return row.Quantity(column) is { } number ? Convert.ToInt32(number, CultureInfo.InvariantCulture) : null;
        }
        if (type == typeof(PersonReference))
        {
            return Named(row, run, field);
        }
        return Enum.GetValues(type).Cast<Enum>().FirstOrDefault(v => v.Label() == row.Text(column)) is { } word
            ? word
            : Refused(row, column, type);
    }

    private static PersonReference? Named(Row row, ImportRun run, FormField field)
    {
        var (name, id) = (row.Text(NameOf(field)), row.Id(NumberOf(field)));
        return id is { } known && run.PersonWith(known) is { } person ? PersonReference.To(person)
            : name.Length > 0 || id is not null ? new PersonReference(null, name, id?.Masked ?? "")
            : null;
    }

    private static object? Refused(Row row, string column, Type type)
    {
        row.Refuse(column, new Text("这里只能填：{0}", string.Join("、", Enum.GetValues(type).Cast<Enum>().Select(v => v.Label()))));
        return null;
    }
}
