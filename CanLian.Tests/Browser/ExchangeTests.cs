using System.Security.Cryptography;
using System.Text;
using CanLian.Blazor.Data;
using CanLian.Domain.Exchange;
using CanLian.Tests.Demo;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace CanLian.Tests.Browser;

/// <summary>The month's package from its pre-flight to the bureau's receipt.</summary>
[Collection(OneBrowser.Tests)]
public sealed class ExchangeTests(OneBrowser browser, OfficeWithShare host) : IClassFixture<OfficeWithShare>
{
    [Fact]
    public async Task The_clerk_builds_the_leader_releases_it_is_delivered_and_the_receipt_is_entered()
    {
        host.Service<OfficeClock>().Pinned = new DateOnly(2024, 1, 2);
        await using var clerk = await browser.ComeAsync(host, Village.ExchangeClerk);
        await clerk.OpenAsync("/exchange");
        await clerk.SeesAsync("预检：");
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
        Assert.Equal(("2024-01", "赵倩", PackageStep.Delivered), (package.Month, package.BuiltBy, package.Step));
        var link = clerk.Page.GetByRole(AriaRole.Link, new() { Name = "下载 2024-01 期第 1 个包" });
        var download = await clerk.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Equal(package.FileName, download.SuggestedFilename);
        var file = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.Equal(package.Sha256, Convert.ToHexString(SHA256.HashData(file)), ignoreCase: true);
        Assert.True(package.Snapshot > 0);
        Assert.Equal(file, await File.ReadAllBytesAsync(Path.Combine(host.Share, package.FileName)));

        await clerk.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "回执.json",
            MimeType = "application/json",
            Buffer = Encoding.UTF8.GetBytes($$"""{"key":"340699-2024-01-1","sha256":"{{package.Sha256}}","accepted":{{package.Snapshot - 1}},"rejected":[{"file":"disabled_snapshot.csv","row":3,"reason":"查无此人"}]}"""),
        });
        await clerk.SeesAsync("回执登记好了");
        await clerk.SeesAsync("查无此人");
    }
}

/// <summary>The system over the demonstration, with a folder that the bureau sees too.</summary>
public sealed class OfficeWithShare : DemonstrationHost
{
    public OfficeWithShare(Demonstration demonstration) : base(demonstration) => _ = Address;

    public string Share => Path.Combine(Folder, "share");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("CanLian:Exchange:Folder", Share);
    }
}
