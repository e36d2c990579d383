using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Employment;

/// <summary>Wishes for work as a workbook (求职意愿导出): abilities and needs, no diagnosis.</summary>
internal sealed class WishTakeout(EmploymentQueries queries, OfficeClock clock) : Takeout("wishes", Access.SeesPersons)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var today = clock.Today;
        var list = await queries.WishesAsync(ask.Actor, new JobFilter(ask.Text("trade"), ask.Flag("all")), int.MaxValue);
        return new TakeoutSheet("求职意愿", JobWordsFor(ask), Sheet.Of("求职意愿", list.Rows)
            .Text("姓名", r => r.Item.Person!.Name, 10).Text("所在地", r => r.Place, 20).Text("形式", r => r.Item.Kind.Label(), 12).Text("意向工种", r => r.Item.Trade)
            .Yuan("期望月薪", r => r.Item.PayFen is { } fen ? new Money(fen) : null).Text("远近", r => r.Item.Reach.Label(), 10).Text("时间", r => r.Item.Time.Label(), 10)
            .Text("做不了", r => Words(r.Item.Cannot), 20).Text("技能和证书", r => string.Join('、', r.Item.Skills), 20).Text("需要支持", r => Words(r.Item.Needs), 20)
            .Text("状态", r => r.Item.StateOn(today).Label(), 10).Date("登记日期", r => r.Item.From).Whole("匹配岗位", r => r.Suggested));
    }

    internal static string JobWordsFor(TakeoutAsk ask) =>
        string.Join("；", new[] { ask.Text("trade"), ask.Flag("all") ? "含已结束的" : null }.OfType<string>());

    internal static string Words<T>(IEnumerable<T> words) where T : struct, Enum => string.Join('、', words.Select(w => w.Label()));
}

/// <summary>Vacancies as a workbook (招聘岗位导出).</summary>
internal sealed class VacancyTakeout(EmploymentQueries queries, OfficeClock clock) : Takeout("vacancies", Access.SeesPersons)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var today = clock.Today;
        var list = await queries.VacanciesAsync(ask.Actor, new JobFilter(ask.Text("trade"), ask.Flag("all")), int.MaxValue);
        return new TakeoutSheet("招聘岗位", WishTakeout.JobWordsFor(ask), Sheet.Of("招聘岗位", list.Rows)
            .Text("单位", r => r.Item.Employer, 24).Text("岗位", r => r.Item.Title, 18).Whole("人数", r => r.Item.Posts).Whole("还招", r => r.Item.PostsOn(today))
            .Text("工种", r => r.Item.Trade).Text("地点", r => r.Place, 20).Yuan("月薪从", r => new Money(r.Item.PayFromFen)).Yuan("月薪到", r => new Money(r.Item.PayToFen))
            .Text("时间", r => r.Item.Time.Label(), 10).Text("要求", r => r.Item.Education, 16).Text("岗位需要", r => WishTakeout.Words(r.Item.Requires), 20)
            .Text("无障碍条件", r => WishTakeout.Words(r.Item.Offers), 20).Text("联系人", r => r.Item.Contact, 10).Date("截止日期", r => r.Item.Deadline)
            .Text("状态", r => r.Item.StateOn(today).Label(), 10).Whole("匹配的人", r => r.Suggested));
    }
}
