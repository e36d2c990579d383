using CanLian.Blazor.Files;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Figures;

/// <summary>The rows behind a number as a sheet of a workbook (名单).</summary>
internal static class EvidenceSheet
{
    public static Sheet<EvidenceRow> Of(IStringLocalizer<Texts> localizer, IReadOnlyList<EvidenceRow> rows)
    {
        var kind = rows.Count == 0 ? EvidenceKind.Case : rows[0].Evidence.Kind;
        var sheet = Sheet.Of(localizer["名单"], rows)
            .Text(localizer[FigureWords.NameHead(kind)], r => FigureWords.NameOf(localizer, r.Evidence), 16)
            .Text(localizer["镇（街道）"], r => r.Town)
            .Text(localizer["村（社区）"], r => r.Village);
        if (kind != EvidenceKind.Person)
        {
            sheet.Text(localizer[FigureWords.ReferenceHead(kind)], r => r.Evidence.Reference, 20)
                .Date(localizer["日期"], r => r.Evidence.On)
                .Yuan(localizer["金额（元）"], r => r.Evidence.AmountFen is { } fen ? new Money(fen) : null)
                .Text(localizer["说明"], r => r.Evidence.Note is { Length: > 0 } note ? localizer[note].Value : null, 20);
        }
        return sheet;
    }
}
