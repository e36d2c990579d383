using System.Text.RegularExpressions;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>What a supervisor does about things that stay undone and things that look wrong.</summary>
[Collection(OneBrowser.Tests)]
public sealed partial class SupervisorDeskTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    [Fact]
    public async Task A_line_of_the_late_list_leads_to_its_case()
    {
        await using var supervisor = await browser.ComeAsync(host, Village.Supervisor);
        await supervisor.OpenAsync("/late");
        await supervisor.Page.Locator(".cl-tab", new() { HasText = "案件逾期" }).ClickAsync();
        await Expect(supervisor.Page).ToHaveURLAsync(OfCases());
        await supervisor.ArrivedAsync();
        await Expect(supervisor.Page.Locator(".cl-tab[aria-current]")).ToContainTextAsync("案件逾期");
        var line = supervisor.Page.Locator("#late tbody tr").First.Locator("a").First;
        var name = await line.InnerTextAsync();
        await line.ClickAsync();
        await Expect(supervisor.Page).ToHaveURLAsync(CasePage());
        await supervisor.ArrivedAsync();
        await Expect(supervisor.Page.Locator("#cl-main h1")).ToContainTextAsync(name);
    }

    [Fact]
    public async Task A_finding_is_looked_for_and_settled_with_a_reason()
    {
        var name = await PutOnOneAccountAsync();
        await using var supervisor = await browser.ComeAsync(host, Village.Supervisor);
        await supervisor.OpenAsync("/findings");
        await supervisor.PressAsync("现在核查一遍");
        await supervisor.SeesAsync("核查完了：");
        await supervisor.OpenAsync("/findings?rule=shared_account");
        await supervisor.Page.Locator("#doubts tbody tr a").First.ClickAsync();
        await Expect(supervisor.Page).ToHaveURLAsync(FindingPage());
        await supervisor.ArrivedAsync();
        await supervisor.SeesAsync(name, "#evidence");
        await supervisor.PressAsync("记下结论", "#settle");
        await supervisor.SeesAsync("选核实结论", "#settle");
        await supervisor.FillAsync("doubt-verdict", "属实，已纠正");
        await supervisor.FillAsync("doubt-reason", "问过两家，账号录错了，已更正");
        await supervisor.PressAsync("记下结论", "#settle");
        await supervisor.SeesAsync("同样的情形不会再提");
        await supervisor.OpenAsync("/findings?rule=shared_account");
        await Expect(supervisor.Page.Locator("#doubts tbody tr")).ToHaveCountAsync(0);
    }

    // Two people of different households are paid into one account.
    private async Task<string> PutOnOneAccountAsync()
    {
        await using var db = host.Service<CanLianDbFactory>().Open(Actor.System);
        var paid = await db.Persons.Where(p => p.Account != null && p.DeceasedOn == null && p.HouseholdId != null).OrderBy(p => p.Id).Take(40).ToListAsync(TestContext.Current.CancellationToken);
        var other = paid.First(p => p.HouseholdId != paid[0].HouseholdId);
        other.Account!.Number = paid[0].Account!.Number;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return other.Name;
    }

    [GeneratedRegex("kind=Case")]
    private static partial Regex OfCases();

    [GeneratedRegex("/case/[0-9a-f-]{36}$")]
    private static partial Regex CasePage();

    [GeneratedRegex("/findings/[0-9a-f-]{36}$")]
    private static partial Regex FindingPage();
}
