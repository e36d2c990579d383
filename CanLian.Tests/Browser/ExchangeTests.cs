using System.Security.Cryptography;
using CanLian.Blazor.Data;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace CanLian.Tests.Browser;

/// <summary>The month's package as the exchange clerk makes it.</summary>
[Collection(OneBrowser.Tests)]
public sealed class ExchangeTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    [Fact]
    public async Task The_clerk_builds_the_month_the_leader_lets_it_out_and_the_clerk_takes_the_file_that_the_ledger_vouches_for()
    {
        host.Service<OfficeClock>().Pinned = new DateOnly(2024, 1, 2);
        await using var clerk = await browser.ComeAsync(host, Village.ExchangeClerk);
        await clerk.OpenAsync("/exchange");
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "试生成一次" }).ClickAsync();
        await clerk.SeesAsync("没有写文件，没有送出");
        await clerk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^现在生成") }).ClickAsync();
        await clerk.SeesAsync("期生成好了");
        await clerk.SeesAsync("等另一个人放行，生成的人不能自己放行。");

        await using var leader = await browser.ComeAsync(host, Village.Supervisor);
        await leader.OpenAsync("/exchange");
        await leader.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^放行 ") }).ClickAsync();
        await leader.SeesAsync("期放行了");

        await clerk.OpenAsync("/exchange/2024-01");
        await using var db = host.Open();
        var package = await db.ExchangePackages.OrderByDescending(p => p.Month).FirstAsync();
        Assert.Equal(("2024-01", "赵倩", PackageStep.HandedOver), (package.Month, package.BuiltBy, package.Step));
        var link = clerk.Page.GetByRole(AriaRole.Link, new() { Name = "下载 2024-01 期第 1 个包" });
        var download = await clerk.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Equal(package.FileName, download.SuggestedFilename);
        var file = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.Equal(package.Sha256, Convert.ToHexString(SHA256.HashData(file)), ignoreCase: true);
        Assert.True(package.Snapshot > 0);
    }
}
