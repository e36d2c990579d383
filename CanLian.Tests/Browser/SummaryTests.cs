using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>From a number in the year's summary down to the person it counts, and back; words changed, numbers not.</summary>
[Collection(OneBrowser.Tests)]
public sealed class SummaryTests(OneBrowser browser, OpenOffice office) : IClassFixture<OpenOffice>
{
    [Fact]
    public async Task A_number_of_the_summary_leads_to_a_person_and_its_sentence_can_be_reworded()
    {
        await using var supervisor = await browser.ComeAsync(office, Village.Supervisor);
        await supervisor.OpenAsync("/annual-report?year=2023");
        var page = supervisor.Page;
        await page.Locator("#figure-medication-persons").ClickAsync();
        var proof = page.Locator(".cl-proof");
        await Expect(proof).ToContainTextAsync("525 = ");
        await proof.GetByRole(AriaRole.Link, new() { Name = "下一个" }).ClickAsync();
        await Expect(page.Locator("#figure-medication-amount")).ToHaveAttributeAsync("aria-current", "true");
        await proof.GetByRole(AriaRole.Link, new() { Name = "上一个" }).ClickAsync();
        await Expect(page.Locator("#figure-medication-persons")).ToHaveAttributeAsync("aria-current", "true");

        await proof.GetByRole(AriaRole.Link, new() { Name = "看全部 525 行" }).ClickAsync();
        await supervisor.ArrivedAsync();
        var first = page.Locator("#cl-main tbody th a[href^='case/']").First;
        var name = await first.InnerTextAsync();
        await first.ClickAsync();
        await Expect(page.Locator("#cl-main h1")).ToContainTextAsync(name);
        await page.Locator("#cl-main a[href^='people/']").First.ClickAsync();
        await Expect(page.Locator("#cl-main h1")).ToContainTextAsync(name);

        await supervisor.OpenAsync("/annual-report?year=2023");
        await page.GetByRole(AriaRole.Button, new() { Name = "改这一段：为困难精神残疾人发放药" }).ClickAsync();
        await page.Locator("#paragraph-text").FillAsync("吃药有补助，【药费 完成数：名】领到【没有这个数】。");
        await supervisor.PressAsync("保存这一段");
        await supervisor.SeesAsync("没有叫“没有这个数”的数");
        await page.Locator("#paragraph-text").FillAsync("吃药有补助，【药费 完成数：名】领到了钱。");
        await supervisor.SeesAsync("吃药有补助，525名领到了钱。");
        await supervisor.PressAsync("保存这一段");
        await Expect(page.Locator(".cl-sheet-line", new() { HasText = "吃药有补助，525名领到了钱。" })).ToBeVisibleAsync();
        await Expect(page.Locator("#paragraph-text")).ToHaveCountAsync(0);
    }
}
