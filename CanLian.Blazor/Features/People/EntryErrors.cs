using CanLian.Blazor.Resources;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.People;

/// <summary>What a desk found wrong, as errors of fields on the page (填写错误).</summary>
internal static class EntryErrors
{
    public static IReadOnlyList<FieldError> Of(IStringLocalizer<Texts> localizer, Outcome outcome, string fallback) =>
        [.. outcome.Reasons.Select(r => new FieldError(r.Anchor ?? fallback, localizer.Of(r.Sentence)))];
}
