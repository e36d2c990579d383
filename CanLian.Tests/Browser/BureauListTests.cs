using CanLian.Blazor.Data.Demo;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MiniExcelLibs;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>The bureau's list as the clerk takes it in: looked at first, a difference settled, and next month's opening balance right.</summary>
[Collection(OneBrowser.Tests)]
public sealed class BureauListTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    private const string Hidden = "某某";

    [Fact]
    public async Task A_list_comes_in_by_upload_a_difference_is_settled_and_the_next_month_opens_with_what_was_left()
    {
        await using var clerk = await browser.ComeAsync(host, Village.ExchangeClerk);
        var name = await TakeInAsync(clerk, 11, "差异新增 2，结清 0");

        await clerk.FollowAsync("去处理差异");
        await clerk.SeesAsync("0 + 2 − 0 = 2");
        await clerk.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"选{name}的姓名不一致" }).CheckAsync();
        await clerk.FillAsync("settle-decision", "保留我方");
        await clerk.PressAsync("处理 1 条");
        await Expect(clerk.Page.Locator("#settle-cause-error")).ToBeVisibleAsync();
        await clerk.FillAsync("settle-cause", "对方录错");
        await clerk.PressAsync("处理 1 条");
        await clerk.SeesAsync("0 + 2 − 1 = 1");

        await TakeInAsync(clerk, 12, "差异新增 0，结清 0");
        await clerk.FollowAsync("去处理差异");
        await clerk.SeesAsync("1 + 0 − 0 = 1");
        await Expect(clerk.Page.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(1);
    }

    /// <summary>Everybody whom the register has as monitored, one under a hidden name, and a stranger.</summary>
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
            Name = $"{DemonstrationDistrict.Year}年{month}月监测名单.xlsx",
            MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Buffer = file.ToArray(),
        });
        await clerk.SeesAsync("对上 " + persons.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await clerk.PressAsync($"收下 {DemonstrationDistrict.Year}-{month} 的监测名单");
        await clerk.SeesAsync(says);
        return persons[0].Name;
    }
}
