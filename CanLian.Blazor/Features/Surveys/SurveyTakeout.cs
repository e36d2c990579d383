using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Surveys;

/// <summary>Whom to ask as a workbook (入户名单导出): no number, and how it went with those who were asked.</summary>
internal sealed class SurveyTakeout(SurveyQueries queries, RegionQueries regions, OfficeClock clock) : Takeout("roster", Access.SeesPersons)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var (village, open) = (ask.Text("village"), ask.Flag("open"));
        if (ask.Id("survey") is not { } id || await queries.WorklistAsync(ask.Actor, id, village, open, 1, int.MaxValue) is not { } list)
        {
            return null;
        }
        var places = (await regions.AllAsync(ask.Actor)).ToDictionary(p => p.Code, p => p.Name);
        var filter = string.Join("；", new[] { list.Survey.Name, village is null ? null : places.GetValueOrDefault(village, village), open ? "只看没调查的" : null }.OfType<string>());
        return new TakeoutSheet("入户名单", filter, Sheet.Of("入户名单", list.Entries)
            .Text("姓名", e => e.Name, 10).Text("性别", e => e.Person?.Sex.Label(), 6).Whole("年龄", e => e.Person?.AgeOn(clock.Today), 6)
            .Text("残疾类别等级", e => e.Person?.Certificate?.Description).Text("镇(街道)", e => places.GetValueOrDefault(Region.TownOf(e.RegionCode)))
            .Text("村(社区)", e => places.GetValueOrDefault(e.RegionCode)).Text("地址", e => e.Person?.Address, 28).Text("调查方式", e => e.Way?.Label(), 10)
            .Text("调查结果", e => e.Outcome?.Label(), 10).Date("调查日期", e => e.On).Text("调查员", e => e.Investigator, 10));
    }
}
