using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Organisations;

/// <summary>The inspections of a year as a workbook (年度检查导出).</summary>
internal sealed class InspectionTakeout(CanLianDbFactory databases, OfficeClock clock) : Takeout("inspections", Access.SeesOrganisations)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var year = ask.Number("year") ?? clock.Today.Year;
        await using var db = databases.Open(ask.Actor);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var rows = await db.Inspections.AsNoTracking().Include(i => i.Organisation).Where(i => i.On >= first && i.On <= last)
            .OrderBy(i => i.Organisation!.Kind).ThenBy(i => i.Organisation!.Name).ThenBy(i => i.On).ToListAsync();
        return new TakeoutSheet("年度检查", year.ToString(CultureInfo.InvariantCulture) + " 年", Sheet.Of("年度检查", rows)
            .Text("名称", i => i.Organisation!.Name, 28).Text("类型", i => i.Organisation!.Kind.Label()).Text("区划代码", i => i.Organisation!.RegionCode)
            .Date("检查日期", i => i.On).Text("检查人", i => i.InspectedBy, 16).Text("查出的问题", i => i.Findings, 36).Text("结果", i => i.Result.Label(), 10)
            .Date("整改期限", i => i.RectifyBy).Date("复查日期", i => i.RecheckedOn).Text("复查人", i => i.RecheckedBy, 16)
            .Text("复查结果", i => i.RecheckResult?.Label(), 10).Text("复查情况", i => i.RecheckNote, 28));
    }
}
