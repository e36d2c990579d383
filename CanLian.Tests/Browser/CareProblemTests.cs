using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>A problem of care at home: found on a visit by surprise, given a deadline, looked at again, closed.</summary>
[Collection(OneBrowser.Tests)]
public sealed class CareProblemTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    private static readonly DateOnly _visit = new(2023, 12, 29);
    private static readonly DateOnly _recheck = new(2024, 1, 5);

    [Fact]
    public async Task A_problem_found_on_a_visit_is_put_right_within_its_deadline_and_closed()
    {
        host.Service<OfficeClock>().Pinned = _visit;
        Guid id;
        await using (var db = host.Open())
        {
            id = await db.Cases.Where(c => c.Programme == "home_care" && c.Year == 2023 && c.RegionCode.StartsWith(Places.Shiqiao) && c.OrganisationId != null && c.FollowUps.All(f => f.Problem == null))
                .OrderBy(c => c.Number).Select(c => c.Id).FirstAsync(TestContext.Current.CancellationToken);
        }

        await using var officer = await browser.ComeAsync(host, Village.DistrictOfficer);
        await officer.OpenAsync($"/case/{id}");
        await officer.PressAsync("记一次回访", "#follow-up");
        await officer.FillAsync("follow-up-way", "入户");
        await officer.FillAsync("follow-up-visit", "不定期");
        await officer.FillAsync("follow-up-satisfaction", "不满意");
        await officer.PressAsync("记下回访", "#follow-up");
        await officer.SeesAsync("不满意：写下发现的问题，给责任单位整改期限", "#follow-up");

        await officer.FillAsync("follow-up-problem", "这个月只来过一次，没有理发");
        await officer.FillAsync("follow-up-unit", "居家托养服务中心");
        await officer.FillAsync("follow-up-fix", "2024-03-01");
        await officer.PressAsync("记下回访", "#follow-up");
        await officer.SeesAsync("整改期限最长 10 天，写到 2024-01-08 为止", "#follow-up");
        await officer.FillAsync("follow-up-fix", "2024-01-08");
        await officer.PressAsync("记下回访", "#follow-up");
        await officer.SeesAsync("整改中", "#follow-up");
        await officer.SeesAsync("居家托养服务中心，2024-01-08 前改好", "#follow-up");
        await officer.OpenAsync("/?reason=Rectification");
        await Expect(officer.Page.Locator($"a[href*='case/{id}']").First).ToBeVisibleAsync();

        host.Service<OfficeClock>().Pinned = _recheck;
        await officer.OpenAsync($"/case/{id}");
        await officer.PressAsync("复查合格，销号", "#follow-up");
        await Expect(officer.Page.Locator("#follow-up")).Not.ToContainTextAsync("整改中");
        await officer.SeesAsync("已整改", "#follow-up");
        await Expect(officer.Page.Locator("#follow-up").GetByRole(AriaRole.Button, new() { Name = "复查合格，销号" })).ToHaveCountAsync(0);
        await officer.OpenAsync("/?reason=Rectification");
        await Expect(officer.Page.Locator($"a[href*='case/{id}']")).ToHaveCountAsync(0);

        await using var after = host.Open();
        var problem = await after.FollowUps.AsNoTracking().SingleAsync(f => f.CaseId == id && f.Problem != null, TestContext.Current.CancellationToken);
        Assert.Equal((_visit, new DateOnly(2024, 1, 8), _recheck, "李明"), (problem.On, problem.FixBy!.Value, problem.FixedOn!.Value, problem.RecheckedBy));
    }
}
