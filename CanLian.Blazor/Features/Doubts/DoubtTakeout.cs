using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Domain.Doubts;

namespace CanLian.Blazor.Features.Doubts;

/// <summary>Doubts as a workbook (疑点导出), under the page's conditions.</summary>
internal sealed class DoubtTakeout(DoubtQueries queries, RegionQueries regions) : Takeout("findings", Access.SeesPersons)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var filter = new DoubtFilter(
            ask.Text("rule"), Enum.TryParse<Gravity>(ask.Text("severity"), out var severity) ? severity : null, ask.Text("town"),
            Enum.TryParse<DoubtState>(ask.Text("state"), out var state) ? state : DoubtState.Open, ask.Flag("mine"));
        if (await queries.ListAsync(ask.Actor, filter, 1, int.MaxValue) is not { } list)
        {
            return null;
        }
        var towns = (await regions.TownsAsync(ask.Actor)).ToDictionary(r => r.Code, r => r.Name);
        var words = string.Join("；", new[]
        {
            filter.State.Label(), list.Rows.Count > 0 && filter.Rule is not null ? list.Rows[0].Rule?.Label : null, filter.Severity?.Label(),
            filter.Town is { } town ? towns.GetValueOrDefault(town, town) : null, filter.Mine ? "交给我的" : null,
        }.OfType<string>());
        return new TakeoutSheet("疑点", words, Sheet.Of("疑点", list.Rows)
            .Text("规则", r => r.Rule?.Label, 22).Text("轻重", r => r.Severity.Label(), 10).Text("名称", r => r.Name, 14).Text("地方", r => r.Place, 16)
            .Text("情形", r => r.Sentence.ToText().ToString(), 44).Date("发现日期", r => r.FoundOn).Text("状态", r => r.State.Label(), 10).Text("交给", r => r.AssignedTo, 12)
            .Text("结论", r => r.Verdict?.Label(), 18).Text("处理人", r => r.SettledBy, 12));
    }
}
