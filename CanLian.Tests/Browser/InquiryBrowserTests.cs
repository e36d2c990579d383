using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>A question of one's own at the page: asked, read and opened by keyboard, saved, and found again by its name and by its address.</summary>
[Collection(OneBrowser.Tests)]
public sealed class InquiryBrowserTests(OneBrowser browser, OpenOffice office) : IClassFixture<OpenOffice>
{
    [Fact]
    public async Task A_question_is_asked_read_by_keyboard_opened_to_its_records_saved_and_opened_again()
    {
        await using var supervisor = await browser.ComeAsync(office, Village.Supervisor);
        var page = supervisor.Page;
        await supervisor.OpenAsync("/questions");
        await supervisor.FillAsync("ask-measure", "人数");
        await supervisor.FillAsync("ask-programme", "精神残疾人药费补助");
        await supervisor.FillAsync("ask-by", "残疾等级");
        await supervisor.FillAsync("ask-then", "性别");
        await supervisor.PressAsync("查");
        await Expect(page).ToHaveURLAsync(new Regex("by=level(%2C|,)sex"));
        await supervisor.ArrivedAsync();
        await Expect(page.Locator(".cl-figure-value")).ToContainTextAsync("525");
        await Expect(page.Locator(".cl-inquiry-chart svg")).ToBeVisibleAsync();

        var cell = page.Locator(".cl-inquiry tbody a").First;
        var number = await cell.InnerTextAsync();
        var spoken = await cell.GetAttributeAsync("aria-label");
        await page.Locator(".cl-scroll").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(cell).ToBeFocusedAsync();
        Assert.EndsWith(number, spoken);

        var asked = page.Url;
        await SaveAsync(supervisor, "药费按等级");
        await cell.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).Not.ToHaveURLAsync(new Regex("by="));
        await supervisor.ArrivedAsync();
        await Expect(page.Locator(".cl-figure-value")).ToContainTextAsync(number);
        await page.Locator("#cl-main tbody th a[href^='case/']").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/case/"));

        await supervisor.OpenAsync("/questions");
        await supervisor.FollowAsync("药费按等级");
        await Expect(page).ToHaveURLAsync(asked);
        await supervisor.ArrivedAsync();
        await Expect(page.Locator(".cl-figure-value")).ToContainTextAsync("525");
        await Expect(page.Locator("#ask-measure")).ToHaveValueAsync("Persons");
    }

    private static async Task SaveAsync(Colleague supervisor, string name)
    {
        await supervisor.FillAsync("save-name", name);
        await supervisor.PressAsync("存下这个查询");
        await Expect(supervisor.Page.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();
    }
}
