using System.Security.Cryptography;
using CanLian.Blazor.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MiniExcelLibs;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>The month's package as the exchange clerk makes it.</summary>
[Collection(OneBrowser.Tests)]
public sealed class ExchangeTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    [Fact]
    public async Task The_clerk_builds_the_month_and_downloads_the_workbook_that_the_ledger_vouches_for()
    {
        host.Service<OfficeClock>().Pinned = new DateOnly(2024, 1, 2);
        await using var clerk = await browser.ComeAsync(host, Village.ExchangeClerk);
        await clerk.OpenAsync("/exchange");
        await clerk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^现在生成") }).ClickAsync();
        await clerk.SeesAsync("期生成好了");
        await using var db = host.Open();
        var package = await db.ExchangePackages.OrderByDescending(p => p.Month).FirstAsync();

        var row = clerk.Page.Locator("tbody tr", new() { Has = clerk.Page.Locator("th", new() { HasText = package.Month }) });
        await Expect(row).ToContainTextAsync("赵倩");
        var download = await clerk.Page.RunAndWaitForDownloadAsync(() => row.GetByRole(AriaRole.Link).ClickAsync());
        Assert.Equal(package.FileName, download.SuggestedFilename);
        var file = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.Equal(package.Sha256, Convert.ToHexStringLower(SHA256.HashData(file)), ignoreCase: true);
        Assert.True(package.Persons > 0);
        Assert.Equal(package.Persons + 1, MiniExcel.Query(new MemoryStream(file), sheetName: "监测对象").Count());
    }
}
