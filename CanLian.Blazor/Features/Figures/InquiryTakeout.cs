using CanLian.Blazor.Files;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Figures;

/// <summary>The answer to a question of one's own as a workbook (自助查询导出): its parts or, where nothing is broken down, the rows behind the number.</summary>
internal sealed class InquiryTakeout(InquiryQueries queries, IStringLocalizer<Texts> localizer) : Takeout("questions", Access.SeesFigures)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        if (await queries.AskAsync(ask.Actor, Inquiry.Read(ask.Text), page: null) is not { Value: not null } answer)
        {
            return null;
        }
        Sheet? sheet = answer.Table is { } table ? Parts(table) : answer.Rows is { } rows ? EvidenceSheet.Of(localizer, rows) : null;
        return sheet is null ? null : new TakeoutSheet("自助查询", InquiryWords.Sentence(localizer, answer.Inquiry, answer.Ground), sheet);
    }

    private Sheet<InquiryCell> Parts(InquiryTable table)
    {
        var (inquiry, measure) = (table.Inquiry, table.Inquiry.Measure);
        var cells = table.Down.SelectMany(down => table.Across.Count == 0 ? (IEnumerable<InquiryCell?>)[table.Cell(down)] : table.Across.Select(across => table.Cell(down, across)));
        var sheet = Sheet.Of(localizer["自助查询"], cells.OfType<InquiryCell>())
            .Text(localizer[inquiry.Groups[0].Label], c => InquiryWords.Value(localizer, inquiry.Groups[0], c.First, table.Places), 24);
        if (inquiry.Groups.Count > 1)
        {
            sheet.Text(localizer[inquiry.Groups[1].Label], c => InquiryWords.Value(localizer, inquiry.Groups[1], c.Second!, table.Places), 24);
        }
        var head = localizer[InquiryWords.Measure(measure)];
        _ = measure switch
        {
            Measure.Amount => sheet.Yuan(head, c => Money.OfYuan(c.Number)),
            Measure.Quantity => sheet.Text(head, c => InquiryWords.Number(measure, c.Number)),
            _ => sheet.Whole(head, c => (long)c.Number),
        };
        return measure == Measure.Cases ? sheet : sheet.Whole(localizer["案件数"], c => c.Records);
    }
}
