using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// Hands out the refused rows of a run (下载拒收行): sheets and columns as they came, with a column of reasons, so that they can be put right and brought
/// again. It holds numbers in clear: every download is recorded.
/// </summary>
public sealed class RefusedWorkbook(CanLianDbFactory databases, OfficeClock clock, IStringLocalizer<Texts> localizer)
{
    public const string ReasonColumn = "拒收原因";

    /// <summary>The workbook; null where there is no such run, or it refused nothing.</summary>
    public async Task<(byte[] Content, string FileName)?> HandOutAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (!ImportDesk.MayImport(actor) || await db.Imports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is not { } run)
        {
            return null;
        }
        var refused = await ImportQueries.RefusedAsync(db, id, ImportResult.Read(run.Result));
        if (refused.Count == 0)
        {
            return null;
        }
        using var content = new MemoryStream();
        var sheets = Sheets(refused);
        Workbook.Write(content, sheets, () =>
        [
            new(localizer["怎么用"], localizer["每张表的名字和列与原来一样，多了一列拒收原因。按原因改好，再到导入页面导入；已导入的行不会重复"]),
            new(localizer["导出人"], actor.Name),
            new(localizer["导出时间"], clock.Local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        ]);
        var file = content.ToArray();
        var rows = (sheets.Sum(s => s.RowCount), string.Concat(sheets.Select(s => s.Sha256)));
        var record = ExportRecord.Of(actor, clock.UtcNow, localizer["导入拒收的行"], string.Join('、', run.Files), rows, file);
        (record.Full, record.Purpose) = (true, localizer["改好再导入"]);
        db.Add(record);
        await db.SaveChangesAsync();
        return (file, string.Create(CultureInfo.InvariantCulture, $"拒收行-{clock.Today:yyyyMMdd}.xlsx"));
    }

    // Sheets of one name, from several workbooks, become one: the columns of the first, and whatever the others have besides.
    private List<Sheet> Sheets(IReadOnlyList<(SheetResult Sheet, List<RefusedRow> Rows)> refused) =>
    [
        .. refused.GroupBy(r => r.Sheet.Kind ?? r.Sheet.Sheet).Select(of =>
        {
            var rows = of.SelectMany(r => r.Rows.Select(row => (row, Cells: r.Sheet.Columns.Zip(row.Cells).ToDictionary(c => c.First, c => c.Second), r.Sheet.File)));
            var sheet = Sheet.Of(of.Key, rows);
            foreach (var column in of.SelectMany(r => r.Sheet.Columns).Distinct())
            {
                sheet.Text(column, r => r.Cells.GetValueOrDefault(column), 16);
            }
            return sheet
                .Text(ReasonColumn, r => string.Join('；', r.row.Refusals.Select(x => (x.Column.Length > 0 ? x.Column + "：" : "") + localizer.Of(x.Reason))), 60)
                .Text("来自", r => string.Create(CultureInfo.InvariantCulture, $"{r.File} 第 {r.row.Row} 行"), 30);
        }),
    ];
}

/// <summary>The address of the refused rows' workbook.</summary>
internal static class ImportEndpoint
{
    public static void MapImport(this IEndpointRouteBuilder routes) => routes.MapGet("/import/{id:guid}/refused",
        async (Guid id, HttpContext context, RefusedWorkbook workbook) =>
        {
            if (ActorClaims.ActorOf(context.User) is not { } actor || await workbook.HandOutAsync(actor, id) is not { } file)
            {
                return Results.NotFound();
            }
            context.Response.Headers.CacheControl = "private, no-store";
            return Results.File(file.Content, Workbook.ContentType, file.FileName);
        }).RequireAuthorization(Access.Imports).FromOwnPagesOnly();
}
