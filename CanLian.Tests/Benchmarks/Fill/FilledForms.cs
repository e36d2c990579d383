using System.Globalization;
using CanLian.Blazor.Data.Demo;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes;

namespace CanLian.Tests.Benchmarks.Fill;

/// <summary>Forms filled in at random, a stock of them for each programme and year: what a figure reads is there, who wrote it is nobody.</summary>
internal sealed class FilledForms(Chance chance)
{
    private const int Stock = 64;
    private readonly Dictionary<(string, int), string[]> _forms = [];

    public string Of(Programme programme, int year)
    {
        if (!_forms.TryGetValue((programme.Code, year), out var forms))
        {
            _forms[(programme.Code, year)] = forms = [.. Enumerable.Range(0, Stock).Select(_ => programme.WriteForm(Filled(programme, year)))];
        }
        return chance.Of(forms);
    }

    private CaseForm Filled(Programme programme, int year)
    {
        var form = programme.ReadForm("{}");
        foreach (var field in FormSchema.Of(programme.FormType).Where(f => !f.Property.IsDefined(typeof(SensitiveAttribute), inherit: true) && chance.Percent(85)))
        {
            if (Value(field, year) is { } value)
            {
                field.Property.SetValue(form, value);
            }
        }
        foreach (var field in FormSchema.Of(programme.FormType).Where(f => f.Property.CanWrite && !form.Applies(f.Name) && Nullable.GetUnderlyingType(f.Property.PropertyType) is not null))
        {
            field.Property.SetValue(form, null);
        }
        return form;
    }

    private object? Value(FormField field, int year)
    {
        var type = Nullable.GetUnderlyingType(field.Property.PropertyType) ?? field.Property.PropertyType;
        if (type.IsEnum)
        {
            return AnyOf(type);
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) && type.GetGenericArguments()[0].IsEnum)
        {
            var list = (System.Collections.IList)Activator.CreateInstance(type)!;
            list.Add(AnyOf(type.GetGenericArguments()[0]));
            return list;
        }
        return type == typeof(bool) ? chance.Percent(80)
            : type == typeof(int) ? chance.Between(1, 30)
            : type == typeof(decimal) ? chance.Between(1, 30) * 100m
            : type == typeof(DateOnly) ? chance.Day(new DateOnly(year, 1, 10), new DateOnly(year, 11, 30))
            : type == typeof(string) ? string.Create(CultureInfo.InvariantCulture, $"{field.Field.Label}{chance.Between(1, 40)}")
            : null;
    }

    private object AnyOf(Type type)
    {
        var values = Enum.GetValues(type);
        return values.GetValue(chance.Below(values.Length))!;
    }
}
