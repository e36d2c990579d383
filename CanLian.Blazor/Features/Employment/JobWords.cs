using CanLian.Blazor.Resources;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Employment;

/// <summary>How wishes and vacancies are put into words (求职招聘用语).</summary>
internal static class JobWords
{
    private static readonly char[] _separators = ['、', '，', ',', '；', ';', '\n'];

    public static string Pay(IStringLocalizer<Texts> localizer, long? fen) => fen is { } pay ? localizer["{0} 元", new Money(pay).InYuan()] : localizer["不限"];

    public static string Pay(IStringLocalizer<Texts> localizer, Vacancy vacancy) =>
        localizer["{0}–{1} 元", new Money(vacancy.PayFromFen).InYuan(), new Money(vacancy.PayToFen).InYuan()];

    public static string Words<T>(IStringLocalizer<Texts> localizer, IEnumerable<T> words) where T : struct, Enum =>
        string.Join('、', words.Select(w => localizer[w.Label()].Value)) is { Length: > 0 } joined ? joined : localizer["没有"];

    public static string Listed(IStringLocalizer<Texts> localizer, IReadOnlyCollection<string> words) => words.Count == 0 ? localizer["没有"] : string.Join('、', words);

    /// <summary>What somebody typed as a list.</summary>
    public static List<string> Split(string text) => [.. text.Split(_separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    public static string Parts(IStringLocalizer<Texts> localizer, JobMatch match) => string.Join('，', match.Parts.Select(p => localizer.Of(p.Words)));

    public static Meaning MeaningOf(WishState state) => state switch
    {
        WishState.Open => Meaning.Info,
        WishState.Referred => Meaning.Warn,
        WishState.Placed => Meaning.Ok,
        WishState.Lapsed => Meaning.Quiet,
    };

    public static Meaning MeaningOf(VacancyState state) => state == VacancyState.Open ? Meaning.Info : state == VacancyState.Full ? Meaning.Ok : Meaning.Quiet;
}
