using CanLian.Domain;
using CanLian.Domain.Programmes.HomeModification;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>Two people on one case, and one who is called away in the middle of a sentence.</summary>
[Collection(OneBrowser.Tests)]
public sealed class TogetherTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    [Fact]
    public async Task Whoever_saves_second_sees_both_values_and_nothing_is_lost()
    {
        var (id, _) = await host.OpenCaseAsync();
        await using var first = await browser.ComeAsync(host, Village.Worker);
        await using var second = await browser.ComeAsync(host, Village.DistrictOfficer);
        var (theirs, mine) = (new CaseSheet(first, id), new CaseSheet(second, id));
        await theirs.OpenAsync();
        await mine.OpenAsync();
        await theirs.FillAsync("Description", "厨房低位灶台");
        await theirs.FillAsync("Assessor", "王秀兰");
        await theirs.SaveAsync();

        await mine.FillAsync("Description", "卫生间扶手");
        await second.Page.Locator("#case-form .cl-btn-filled").ClickAsync();
        await second.SeesAsync("王秀兰刚才先保存了");
        var row = second.Page.Locator("#conflict tbody tr", new() { HasText = "改造内容" });
        await Expect(row).ToContainTextAsync("卫生间扶手");
        await Expect(row).ToContainTextAsync("厨房低位灶台");
        Assert.Equal("厨房低位灶台", (await FormAsync(id)).Description);
        await row.GetByLabel("卫生间扶手").CheckAsync();
        await second.PressAsync("按选定的保存");
        await Expect(second.Page.Locator("#conflict")).ToHaveCountAsync(0);
        await Expect(second.Page.Locator("#field-Assessor")).ToHaveValueAsync("王秀兰");

        var saved = await FormAsync(id);
        Assert.Equal(("卫生间扶手", "王秀兰"), (saved.Description, saved.Assessor));
    }

    [Fact]
    public async Task What_was_typed_and_not_saved_is_offered_again()
    {
        var (id, _) = await host.OpenCaseAsync();
        await using var worker = await browser.ComeAsync(host, Village.Worker);
        var sheet = new CaseSheet(worker, id);
        await sheet.OpenAsync();
        await sheet.FillAsync("Description", "门口加坡道");
        await Expect(worker.Page.Locator("#case-form")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("草稿 .* 已自动存"));
        await (await worker.TakeAnotherTabAsync()).CloseAsync();

        await sheet.OpenAsync();
        await worker.SeesAsync("填过 1 处");
        await Expect(worker.Page.Locator("#field-Description")).ToHaveValueAsync("");
        await worker.PressAsync("接着填");
        await Expect(worker.Page.Locator("#field-Description")).ToHaveValueAsync("门口加坡道");
        await sheet.SaveAsync();
        Assert.Equal("门口加坡道", (await FormAsync(id)).Description);
    }

    private async Task<HomeModificationForm> FormAsync(Guid id) => (HomeModificationForm)Catalogue.Of(Village.Programme).ReadForm((await host.CaseAsync(id)).Form);
}
