using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Figures;

/// <summary>The rows behind a figure as a workbook (导出名单), and the record of who took them out.</summary>
public sealed class FigureExport(CanLianDbFactory databases, FigurePageQueries queries, OfficeClock clock, IStringLocalizer<Texts> localizer)
{
    /// <summary>The workbook and its file name; null when there is nothing of the kind for this reader.</summary>
    public async Task<(byte[] Content, string FileName)?> WriteAsync(Actor actor, string id, FigureAsk ask)
    {
        if (Catalogue.FindFigure(id, actor) is not { } figure || await queries.AllRowsAsync(actor, figure, ask) is not { } found)
        {
            return null;
        }
        var (ground, value, rows) = found;
        var name = FigureWords.NameOf(localizer, figure);
        var sheet = EvidenceSheet.Of(localizer, rows);
        using var content = new MemoryStream();
        Workbook.Write(content, [sheet], () => Notes(actor, figure, name, ground, value, sheet));
        var file = content.ToArray();
        await using var db = databases.Open(actor);
        db.Add(ExportRecord.Of(actor, clock.UtcNow, localizer["指标名单"], FilterOf(figure, name, ground), (sheet.RowCount, sheet.Sha256), file));
        await db.SaveChangesAsync();
        return (file, $"{name}-{ground.Place.Name}-{ground.Scope.AsOf:yyyyMMdd}.xlsx");
    }

    private IEnumerable<Note> Notes(Actor actor, Figure figure, string name, FigureGround ground, FigureValue value, Sheet sheet)
    {
        yield return new(localizer["指标"], name);
        yield return new(localizer["编号"], figure.Id);
        yield return new(localizer["数值"], figure.Shown(value));
        if (value.Numerator is not null || value.Denominator is not null)
        {
            yield return new(localizer["分子 / 分母"], string.Create(CultureInfo.InvariantCulture, $"{value.Numerator?.ToString("0.####", CultureInfo.InvariantCulture) ?? "—"} / {value.Denominator?.ToString("0.####", CultureInfo.InvariantCulture) ?? "—"}"));
        }
        yield return new(localizer["算法"], localizer[figure.Formula]);
        yield return new(localizer["年度"], ground.Scope.Year.ToString(CultureInfo.InvariantCulture));
        yield return new(localizer["截至"], ground.Scope.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return new(localizer["范围"], $"{ground.Place.Name} {ground.Place.Code}");
        yield return new(localizer["行数"], sheet.RowCount.ToString(CultureInfo.InvariantCulture));
        yield return new("SHA-256", sheet.Sha256);
        yield return new(localizer["校验办法"], localizer[Sheet.HashRule]);
        yield return new(localizer["导出人"], actor.Name);
        yield return new(localizer["导出时间"], clock.Local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    private string FilterOf(Figure figure, string name, FigureGround ground) =>
        localizer["{0}（{1}），{2}，{3} 年截至 {4}", name, figure.Id, ground.Place.Name, ground.Scope.Year, ground.Scope.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
}
