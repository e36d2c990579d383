using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using CanLian.Tests.Demo;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MiniExcelLibs;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>A month of the exchange, there and back: from the pre-flight of a package to the next month's opening balance.</summary>
[Collection(OneBrowser.Tests)]
public sealed class ExchangeTests(OneBrowser browser, OfficeWithShare host) : IClassFixture<OfficeWithShare>
{
    private const string Hidden = "某某";

    [Fact]
    public async Task A_month_goes_out_and_is_answered_its_list_comes_in_and_what_is_left_open_begins_the_next()
    {
        host.Service<OfficeClock>().Pinned = new DateOnly(2024, 1, 2);
        await using var clerk = await browser.ComeAsync(host, Village.ExchangeClerk);
        await BuildAsync(clerk);
        await ReleaseAsync();
        await AcknowledgeAsync(clerk, await DeliveredAsync(clerk));

        var name = await TakeInAsync(clerk, 1, "差异新增 2，结清 0");
        await clerk.FollowAsync("去处理差异");
        await clerk.SeesAsync("0 + 2 − 0 = 2");
        await SettleAsync(clerk, name);
        await clerk.SeesAsync("0 + 2 − 1 = 1");

        host.Service<OfficeClock>().Pinned = new DateOnly(2024, 2, 2);
        await TakeInAsync(clerk, 2, "差异新增 0，结清 0");
        await clerk.FollowAsync("去处理差异");
        await clerk.SeesAsync("1 + 0 − 0 = 1");
        await Expect(clerk.Page.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(1);

        // What was kept is said with the next package.
        await clerk.OpenAsync("/exchange");
        await clerk.PressAsync("试生成一次");
        await Expect(clerk.Page.GetByRole(AriaRole.Row, new() { Name = "差异答复 1" })).ToBeVisibleAsync();
    }

    private static async Task BuildAsync(Colleague clerk)
    {
        await clerk.OpenAsync("/exchange");
        await clerk.SeesAsync("预检：");
        await clerk.PressAsync("试生成一次");
        await clerk.SeesAsync("没有写文件，没有送出");
        await clerk.PressAsync("现在生成 2024-01 期");
        await clerk.SeesAsync("期生成好了");
        await clerk.SeesAsync("等另一个人放行，生成的人不能自己放行。");
    }

    private async Task ReleaseAsync()
    {
        await using var leader = await browser.ComeAsync(host, Village.Supervisor);
        await leader.OpenAsync("/exchange");
        await leader.PressAsync("放行 2024-01 期");
        await leader.SeesAsync("期放行了");
    }

    /// <summary>The package as it arrived in the bureau's folder, as the ledger has it, and as the clerk downloads it: the same bytes.</summary>
    private async Task<ExchangePackage> DeliveredAsync(Colleague clerk)
    {
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
        return package;
    }

    private static async Task AcknowledgeAsync(Colleague clerk, ExchangePackage package)
    {
        await clerk.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "回执.json",
            MimeType = "application/json",
            Buffer = Encoding.UTF8.GetBytes($$"""{"key":"340699-2024-01-1","sha256":"{{package.Sha256}}","accepted":{{package.Snapshot - 1}},"rejected":[{"file":"disabled_snapshot.csv","row":3,"reason":"查无此人"}]}"""),
        });
        await clerk.SeesAsync("回执登记好了");
        await clerk.SeesAsync("查无此人");
    }

    private static async Task SettleAsync(Colleague clerk, string name)
    {
        await clerk.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"选{name}的姓名不一致" }).CheckAsync();
        await clerk.FillAsync("settle-decision", "保留我方");
        await clerk.PressAsync("处理 1 条");
        await Expect(clerk.Page.Locator("#settle-cause-error")).ToBeVisibleAsync();
        await clerk.FillAsync("settle-cause", "对方录错");
        await clerk.PressAsync("处理 1 条");
    }

    /// <summary>Takes in a list of everybody whom the register has as monitored, one under a hidden name, and a stranger; tells whose name is hidden.</summary>
    private async Task<string> TakeInAsync(Colleague clerk, int month, string says)
    {
        await using var db = host.Open();
        var persons = await db.Persons.AsNoTracking().Include(p => p.Certificates).Include(p => p.Hardships)
            .Where(p => p.Hardships.Any(h => Hardship.Monitored.Contains(h.Kind) && h.To == null)).OrderBy(p => p.RegionCode).ThenBy(p => p.Id).ToListAsync();
        var rows = persons.Select((p, at) => new Dictionary<string, object?>
        {
            ["户编号"] = $"B{at:000}",
            ["姓名"] = at == 0 ? p.Name[..1] + Hidden : p.Name,
            ["证件号码"] = p.Certificate?.Number.Value ?? p.IdNumber.Value,
            ["监测对象类别"] = p.Hardships.First(h => h.IsMonitored && h.To is null).Kind.Label(),
        }).Append(new() { ["户编号"] = "B999", ["姓名"] = "郭凤礼", ["证件号码"] = "34069919660321817343", ["监测对象类别"] = "边缘易致贫户" });
        using var file = new MemoryStream();
        await MiniExcel.SaveAsAsync(file, rows, sheetName: "监测名单");

        await clerk.OpenAsync("/exchange/lists");
        await clerk.Page.Locator("#receive input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = $"2024年{month}月监测名单.xlsx",
            MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Buffer = file.ToArray(),
        });
        await clerk.SeesAsync("对上 " + persons.Count.ToString(CultureInfo.InvariantCulture));
        await clerk.PressAsync($"收下 2024-{month:00} 的监测名单");
        await clerk.SeesAsync(says);
        return persons[0].Name;
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
