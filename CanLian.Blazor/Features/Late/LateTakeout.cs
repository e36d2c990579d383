using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Domain.Late;

namespace CanLian.Blazor.Features.Late;

/// <summary>What is late or stuck as a workbook (逾期与卡住导出), under the page's conditions.</summary>
internal sealed class LateTakeout(LateQueries queries, RegionQueries regions) : Takeout("late", Access.SeesPersons)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var filter = new LateFilter(
            Enum.TryParse<LateKind>(ask.Text("kind"), out var kind) ? kind : null, ask.Text("town"), ask.Text("worker"),
            Enum.TryParse<LateLevel>(ask.Text("level"), out var level) ? level : LateLevel.Own);
        if (queries.All(ask.Actor, filter) is not { } rows)
        {
            return null;
        }
        var towns = (await regions.TownsAsync(ask.Actor)).ToDictionary(r => r.Code, r => r.Name);
        var words = string.Join("；", new[]
        {
            filter.Kind?.Label(),
            filter.Town is { } town ? towns.GetValueOrDefault(town, town) : null,
            filter.Worker is not null && rows.Count > 0 ? "经办人：" + string.Join('、', rows[0].Hands) : null,
            filter.AtLeast == LateLevel.Own ? null : "上报到" + filter.AtLeast.Label(),
        }.OfType<string>());
        return new TakeoutSheet("逾期与卡住", words, Sheet.Of("逾期与卡住", rows)
            .Text("种类", r => r.Kind.Label(), 12).Text("姓名", r => r.Name, 16).Text("村（社区）", r => r.Place, 16).Text("项目", r => r.Programme?.Name, 18)
            .Text("环节", r => r.Stage, 14).Text("案号", r => r.Reference, 22).Date("到期", r => r.Due)
            .Text("逾期天数", r => r.DaysLate.ToString(CultureInfo.InvariantCulture), 10).Text("经办人", r => string.Join('、', r.Hands), 20)
            .Text("上报到", r => r.Level == LateLevel.Own ? "" : r.Level.Label(), 16).Text("上报给", r => string.Join('、', r.Told), 16).Date("上报起", r => r.Level == LateLevel.Own ? null : r.Since));
    }
}
