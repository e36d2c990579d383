using CanLian.Blazor.Resources;
using CanLian.Domain.Common;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Ui;

/// <summary>Shows a sentence of the domain in the reader's language (译文).</summary>
public static class LocalizerExtensions
{
    /// <summary>The sentence with its arguments set in; an argument that is itself a sentence is translated first.</summary>
    public static string Of(this IStringLocalizer<Texts> localizer, Text text) =>
        text.Args.Length == 0 ? localizer[text.Key] : localizer[text.Key, [.. text.Args.Select(arg => arg is Text inner ? localizer.Of(inner) : arg)]];
}
