using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Blazor.Features.Exchange;
using CanLian.Domain;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.HomeModification;
using CanLian.Tests.Browser;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Nodes;

/// <summary>Two nodes on one PostgreSQL are one office.</summary>
[Collection(OneBrowser.Tests)]
public sealed class TwoNodesTests(OneBrowser browser, TwoNodes nodes, ITestOutputHelper output) : IClassFixture<TwoNodes>
{
    private static CancellationToken Here => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_at_one_node_moves_a_dashboard_at_the_other_within_two_seconds()
    {
        var (id, person) = await nodes.OpenCaseAsync();
        await using (var db = nodes.Open())
        {
            db.Add(new Consent { PersonId = person.Id, Purpose = "办理残疾人服务和补助", SignedOn = new DateOnly(2023, 12, 28), Way = "书面签字", SignedBy = person.Name });
            await db.SaveChangesAsync(Here);
        }
        nodes.SendTo(nodes.Second);
        await using var supervisor = await browser.ComeAsync(nodes, Village.Supervisor);
        await supervisor.OpenAsync("/dashboard?year=2023");
        nodes.SendTo(nodes.First);
        await using var worker = await browser.ComeAsync(nodes, Village.Worker);
        var sheet = new CaseSheet(worker, id);
        await sheet.OpenAsync();
        nodes.SendTo(null);

        await sheet.TakeAsync("H1", "待入户核实");
        var seen = Stopwatch.StartNew();
        await Expect(supervisor.Page.Locator("#cl-main")).ToContainTextAsync("报入户核实", new() { Timeout = 2_000 });
        output.WriteLine($"seen {seen.ElapsedMilliseconds} ms after the step");
    }

    [Fact]
    public async Task The_monthly_job_is_done_once_though_both_nodes_woke_for_it()
    {
        await using var db = nodes.Open();
        while (!await db.JobRuns.AnyAsync(r => r.Job == MonthlyExchange.Job && r.Period == "2023-12", Here))
        {
            await Task.Delay(100, Here);
        }
        await Task.WhenAll(nodes.Service<MonthlyExchange>().CatchUpAsync(), nodes.Service<MonthlyExchange>().CatchUpAsync());
        string[] months = ["2023-11", "2023-12"];
        Assert.Equal(months, await db.ExchangePackages.Select(p => p.Month).Order().ToListAsync(Here));
        Assert.Equal(months, await db.JobRuns.Where(r => r.Job == MonthlyExchange.Job).Select(r => r.Period).Order().ToListAsync(Here));
        Assert.Equal(2, await db.ChangeLog.CountAsync(e => e.Entity == "ExchangePackage", Here));
        Assert.All(Verification.Of(db, new(nodes.Folder)), check => Assert.Null(check.Problem));
    }

    [Fact]
    public async Task When_a_node_is_killed_its_user_goes_on_at_the_other_signed_in_and_with_the_draft()
    {
        var (id, _) = await nodes.OpenCaseAsync();
        await using var worker = await browser.ComeAsync(nodes, Village.Worker);
        var sheet = new CaseSheet(worker, id);
        await sheet.OpenAsync();
        await sheet.FillAsync("Description", "门口加坡道");
        await Expect(worker.Page.Locator("#case-form")).ToContainTextAsync(new Regex("草稿 .* 已自动存"));

        var killed = Stopwatch.StartNew();
        var startAgain = await nodes.KillNodeOfAsync(worker);
        await worker.Page.Locator("#cl-strip [data-connection=reload]").ClickAsync();
        await worker.SeesAsync("填过 1 处");
        output.WriteLine($"at the other node after {killed.ElapsedMilliseconds} ms");
        await worker.PressAsync("接着填");
        await Expect(worker.Page.Locator("#field-Description")).ToHaveValueAsync("门口加坡道");
        await sheet.SaveAsync();
        Assert.Equal("门口加坡道", ((HomeModificationForm)Catalogue.Of(Village.Programme).ReadForm((await nodes.CaseAsync(id)).Form)).Description);
        await startAgain();
    }

    [Fact]
    public async Task Who_signs_in_at_one_node_is_known_at_the_other_and_who_leaves_has_left_both()
    {
        using var cookies = new HttpClientHandler { AllowAutoRedirect = false };
        using var first = new HttpClient(cookies, disposeHandler: false) { BaseAddress = nodes.First.Address };
        using var second = new HttpClient(cookies, disposeHandler: false) { BaseAddress = nodes.Second.Address };
        Assert.Equal(HttpStatusCode.Found, (await Host.SubmitSignInAsync(first, Village.Worker, Blazor.Data.Demo.DemonstrationAccounts.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync(new Uri("/people", UriKind.Relative), Here)).StatusCode);

        // Somebody kept the cookie; that it is worth nothing any more is told to the other node within moments.
        using var kept = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        kept.CookieContainer.Add(cookies.CookieContainer.GetAllCookies());
        using var thief = new HttpClient(kept, disposeHandler: false) { BaseAddress = nodes.Second.Address };
        Assert.Equal(HttpStatusCode.Found, (await Host.SubmitAsync(first, "/password", [], "/sign-out")).StatusCode);
        var left = Stopwatch.StartNew();
        while ((await thief.GetAsync(new Uri("/people", UriKind.Relative), Here)).StatusCode == HttpStatusCode.OK)
        {
            Assert.True(left.Elapsed < TimeSpan.FromSeconds(5), "The other node still takes the cookie.");
            kept.CookieContainer.Add(cookies.CookieContainer.GetAllCookies());
        }
    }
}
