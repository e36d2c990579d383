using System.Globalization;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Plans;

/// <summary>The tasks of a year as a workbook (年度任务导出), as the import reads them.</summary>
internal sealed class PlanTakeout(PlanQueries queries) : Takeout("plans", Access.SeesPlans)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var year = await queries.YearAsync(ask.Actor, ask.Number("year"));
        var rows = year.Programmes.SelectMany(p => p.Rows.Where(r => !r.Target.Draft).Select(r => (p.Programme, Row: r)));
        return new TakeoutSheet("年度任务", $"{year.Year} 年", Sheet.Of("年度任务", rows)
            .Text("年度", r => r.Row.Target.Year.ToString(CultureInfo.InvariantCulture), 8).Text("项目", r => r.Programme.Name, 24)
            .Text("区划代码", r => r.Row.Target.RegionCode).Text("地方", r => r.Row.Place)
            .Text("任务数", r => r.Row.Target.Amount.ToString("0.###", CultureInfo.InvariantCulture), 10).Text("单位", r => r.Row.Target.Unit.Label(), 8)
            .Yuan("资金", r => r.Row.Target.FundsFen is { } fen ? new Money(fen) : null).Text("资金来源", r => r.Row.Target.FundingSource, 12).Text("文号", r => r.Row.Target.DocumentNumber, 24));
    }
}
