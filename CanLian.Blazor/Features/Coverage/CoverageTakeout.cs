using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Coverage;

/// <summary>A list of a programme's coverage as a workbook (应补名单导出): who, where, why, and who was sent.</summary>
internal sealed class CoverageTakeout(CoverageQueries queries, RegionQueries regions, OfficeClock clock, IStringLocalizer<Texts> localizer) : Takeout("coverage", Access.SeesPersons)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        if (Catalogue.Find(ask.Text("programme") ?? "", ask.Actor) is not { } programme || !CoverageAccess.SeesNames(ask.Actor, programme))
        {
            return null;
        }
        var show = Enum.TryParse<CoverageShow>(ask.Text("show"), out var asked) ? asked : CoverageShow.Unreached;
        var places = (await regions.AllAsync(ask.Actor)).ToDictionary(p => p.Code, p => p.Name);
        var ids = await queries.IdsAsync(ask.Actor, new CoverageAsk(programme.Code, ask.Text("place"), show, ask.Text("rule")), int.MaxValue);
        var today = clock.Today;
        var rows = InParts(ids, part => queries.Rows(ask.Actor, programme, part), r => r.Person.Id);
        var sheet = Sheet.Of("应补尽补", rows)
            .Text("姓名", r => r.Person.Name, 10).Text("性别", r => r.Person.Sex.Label(), 6).Whole("年龄", r => r.Person.AgeOn(today), 6)
            .Text("身份证号", r => ask.Shown(r.Person.IdNumber), 22).Text("残疾人证号", r => ask.Shown(r.Person.Certificate?.Number), 24)
            .Text("残疾类别等级", r => r.Person.Certificate?.Description, 12)
            .Text("镇(街道)", r => places.GetValueOrDefault(Region.TownOf(r.Person.RegionCode))).Text("村(社区)", r => places.GetValueOrDefault(r.Person.RegionCode))
            .Text("地址", r => r.Person.Address, 28).Text("户编号", r => r.Person.Household?.Number).Text("联系电话", r => ask.Phone(r.Person.Phone))
            .Text("监护人", r => r.Person.Guardian?.Name, 10).Text("监护人电话", r => ask.Phone(r.Person.Guardian?.Phone))
            .Text(show == CoverageShow.Near ? "为什么不符合" : "为什么符合", r => string.Join('；', r.Deciding.Select(a => localizer.Of(a.Sentence))), 40)
            .Text("新增", r => r.News.Count == 0 ? null : r.Today ? "今天" : "本周", 8)
            .Text("因为什么新增", r => string.Join('；', r.News.Select(a => localizer.Of(a.Sentence))), 30)
            .Whole("上次享受年度", r => r.Last, 10).Text("今年案号", r => r.Case?.Number, 18).Text("今年案件", r => r.Case is { } file ? programme.Flow.Stage(file.Stage).Name : null)
            .Text("派给", r => r.Task?.Assignee, 10).Text("派出人", r => r.Task?.OpenedBy, 10).Date("期限", r => r.Task?.DueOn).Text("任务结果", r => r.Task is { Open: true } ? "没办结" : r.Task?.End?.Label());
        var filter = string.Join("；", new[] { programme.Name, show.Label(), ask.Text("place") is { } place ? places.GetValueOrDefault(place, place) : null }.OfType<string>());
        return new TakeoutSheet($"{programme.ShortName}{show.Label()}", filter, sheet);
    }
}
