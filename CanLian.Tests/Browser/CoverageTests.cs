using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Features.Coverage;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>A supervisor goes from a programme's coverage to a village, chooses persons and sends somebody; the worker has them on 我的工作 without a reload.</summary>
[Collection(OneBrowser.Tests)]
public sealed class CoverageTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    private const string Code = "insurance_subsidy";

    [Fact]
    public async Task From_the_list_of_those_not_reached_to_the_worker_s_own_list()
    {
        var supervisor = host.Actor(Village.Supervisor);
        var view = (await host.Service<CoverageQueries>().ViewAsync(supervisor, new CoverageAsk(Code, Places.Nanshilou)))!;
        string[] names = [.. view.Rows!.Take(2).Select(r => r.Person.Name)];
        await using var worker = await browser.ComeAsync(host, Village.Worker);
        await worker.OpenAsync("/");
        await using var leader = await browser.ComeAsync(host, Village.Supervisor);

        await leader.OpenAsync("/dashboard");
        await leader.FollowAsync("符合还没办");
        await leader.FollowAsync("医保缴费补贴", ".cl-coverage-lines");
        await leader.FollowAsync("石桥镇", ".cl-coverage-places");
        await leader.FollowAsync("南石楼村", ".cl-coverage-places");
        await leader.SeesAsync($"还没办 {view.Totals.Unreached:#,0}");
        Assert.Contains("place=" + Places.Nanshilou, leader.Page.Url);

        foreach (var row in view.Rows!.Take(2))
        {
            await leader.Page.GetByRole(AriaRole.Row).Filter(new() { Has = leader.Page.Locator($"a[href='people/{row.Person.Id}']") }).GetByRole(AriaRole.Checkbox).CheckAsync();
        }
        // The village has one worker, who is proposed.
        await Expect(leader.Page.Locator("#task-to option:checked")).ToContainTextAsync(host.Actor(Village.Worker).Name);
        await leader.PressAsync("派出 2 件");
        await Expect(leader.Page.Locator(".cl-coverage-list").GetByText("已派任务")).ToHaveCountAsync(2);

        foreach (var name in names)
        {
            await worker.SeesAsync(name, "#outreach");
        }
        await worker.SeesAsync("医保缴费补贴", "#outreach");

        await leader.FollowAsync("派出的任务");
        await leader.SeesAsync("2 件没办结，其中逾期 0 件；已办结 0 件");
        foreach (var name in names)
        {
            await leader.SeesAsync(name);
        }
    }
}
