using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Resources;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Figures;

/// <summary>What questions, their parts and their numbers are called (自助查询用语), on the page and in its export alike.</summary>
internal static class InquiryWords
{
    private const string Page = "questions";

    public static string Measure(Measure measure) => measure switch
    {
        Domain.Figures.Measure.Cases => "件数",
        Domain.Figures.Measure.Persons => "人数",
        Domain.Figures.Measure.Households => "户数",
        Domain.Figures.Measure.Amount => "金额（元）",
        Domain.Figures.Measure.Quantity => "数量",
    };

    /// <summary>A number as the table shows it; its unit stands in the head.</summary>
    public static string Number(Measure measure, decimal number) =>
        number.ToString(measure switch { Domain.Figures.Measure.Amount => "#,0.00", Domain.Figures.Measure.Quantity => "#,0.##", _ => "#,0" }, CultureInfo.InvariantCulture);

    public static string Value(IStringLocalizer<Texts> localizer, InquiryGroup group, string value, IReadOnlyDictionary<string, string> places)
    {
        if (value == Inquiry.None)
        {
            return group == InquiryGroups.Hardship ? localizer["没有困难身份"] : group == InquiryGroups.Category || group == InquiryGroups.Level ? localizer["没有残疾人证"] : localizer["没有填"];
        }
        return group switch
        {
            _ when group == InquiryGroups.Programme => Catalogue.Find(value) is { } programme ? localizer[programme.Name] : value,
            _ when group == InquiryGroups.Town || group == InquiryGroups.Village => places.GetValueOrDefault(value, value),
            _ when group == InquiryGroups.Month => localizer["{0}月", value.Replace('-', '–')],
            _ when group == InquiryGroups.Age => Age(localizer, value),
            _ when group == InquiryGroups.Category => localizer[Enum.Parse<DisabilityKind>(value).Name()],
            _ when group == InquiryGroups.Level => localizer[Enum.Parse<DisabilityGrade>(value).Name()],
            _ when group == InquiryGroups.Sex => localizer[Enum.Parse<Sex>(value).Label()],
            _ when group == InquiryGroups.Hardship => localizer[Enum.Parse<HardshipKind>(value).Label()],
            _ => localizer[value],
        };
    }

    /// <summary>The conditions in words, each with what it is a condition on.</summary>
    public static IEnumerable<string> Conditions(IStringLocalizer<Texts> localizer, Inquiry inquiry) =>
        InquiryGroups.All.Where(g => inquiry.ValuesOf(g).Count > 0).Select(g =>
            $"{localizer[g.Label]}{localizer["："]}{string.Join(localizer["、"], inquiry.ValuesOf(g).Select(v => Value(localizer, g, v, new Dictionary<string, string>())))}");

    /// <summary>The question as one line: year, place, which cases, conditions.</summary>
    public static string Sentence(IStringLocalizer<Texts> localizer, Inquiry inquiry, FigureGround ground) => string.Join(localizer["，"],
        (IEnumerable<string>)[localizer["{0} 年", ground.Scope.Year], ground.Place.Name, localizer[inquiry.Basis.Label()], .. Conditions(localizer, inquiry)]);

    public static string Address(Inquiry inquiry, int page = 1)
    {
        var parts = inquiry.Write().Select(p => KeyValuePair.Create(p.Key, (string?)p.Value));
        return Page + QueryString.Create(page > 1 ? parts.Append(new("page", page.ToString(CultureInfo.InvariantCulture))) : parts).ToUriComponent();
    }

    private static string Age(IStringLocalizer<Texts> localizer, string value)
    {
        var parts = value.Split('-');
        return parts.Length > 1 && parts[1].Length > 2 ? localizer["{0} 岁及以上", parts[0]] : localizer["{0} 岁", value.Replace('-', '–')];
    }
}
