using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;

namespace CanLian.Blazor.Features.Accounts;

/// <summary>The trail as a workbook (操作记录导出), for those who may read it and as far as they may.</summary>
internal sealed class TrailTakeout(ChangeQueries queries) : Takeout("changes", Access.ReadsTrail)
{
    /// <summary>Entries one workbook carries; more are asked for by day.</summary>
    private const int Most = 100_000;

    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var looks = ask.Text("view") is not null;
        if (looks && !ChangeQueries.SeesDisclosures(ask.Actor))
        {
            return null;
        }
        var filter = new TrailFilter(ask.Text("who"), ask.Text("entity"), ask.Day("from"), ask.Day("to"), 1);
        var trail = looks ? await queries.DisclosuresAsync(ask.Actor, filter, Most) : await queries.ChangesAsync(ask.Actor, filter, Most);
        var words = new[]
        {
            looks ? "查看和导出" : "改动和登录", filter.Who is { } who ? $"经办人含“{who}”" : null, filter.Entity is { } entity ? ChangeWords.Entity(entity) : null,
            filter.From is { } from ? $"从 {from:yyyy-MM-dd}" : null, filter.To is { } to ? $"到 {to:yyyy-MM-dd}" : null,
            trail.Total > Most ? $"共 {trail.Total} 条，这里是最新的 {Most} 条" : null,
        };
        return new TakeoutSheet("操作记录", string.Join("；", words.OfType<string>()), Sheet.Of("操作记录", trail.Rows)
            .Text("时间", r => OfficeClock.ToLocal(r.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), 20).Text("谁", r => r.Who, 12)
            .Text("记录", r => r.Entity, 24).Text(looks ? "为什么" : "做了什么", r => r.Action, 12).Text("对象", r => r.Subject, 24)
            .Text("改前和改后", r => string.Join("；", r.Changes.Select(c => $"{c.Label}：{c.Before ?? "空"} → {c.After ?? "空"}")), 60));
    }
}
