using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Domain.Publicity;

namespace CanLian.Blazor.Features.Publicity;

/// <summary>Articles of a year as a workbook (宣传稿件导出), as the import reads them.</summary>
internal sealed class PublicityTakeout(PublicityQueries queries, OfficeClock clock) : Takeout("publicity", Access.SeesOrganisations)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var year = ask.Number("year") ?? clock.Today.Year;
        Channel? channel = Enum.TryParse<Channel>(ask.Text("channel"), out var chosen) ? chosen : null;
        var list = await queries.ListAsync(ask.Actor, year, channel, 1, int.MaxValue);
        return new TakeoutSheet("宣传稿件", channel is { } word ? $"{year} 年；{word.Label()}" : $"{year} 年", Sheet.Of("宣传", list.Articles)
            .Text("标题", a => a.Title, 40).Text("渠道", a => a.Channel.Label(), 16).Text("媒体", a => a.Media, 16).Date("刊发日期", a => a.PublishedOn)
            .Text("链接", a => a.Link, 40).Text("作者", a => a.Author).Text("状态", a => a.State.Label(), 10));
    }
}
