using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>The main job from end to end, each part by whose it is, while the supervisor's dashboard stays open on another screen.</summary>
[Collection(OneBrowser.Tests)]
public sealed class MainJobTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    private const string Lot = "十二月标段";

    // The list must hang out for five working days before it can be approved.
    private static readonly DateOnly _noticeDay = new(2023, 12, 20);
    private static readonly DateOnly _today = new(2023, 12, 29);

    [Fact]
    public async Task A_household_s_home_is_modified_from_the_application_to_the_last_visit_and_the_dashboard_follows()
    {
        host.Service<OfficeClock>().Pinned = _noticeDay;
        await using var worker = await browser.ComeAsync(host, Village.Worker);
        await using var town = await browser.ComeAsync(host, Village.TownOfficer);
        var id = await OpenCaseAsync(worker);
        await SupplyWhatIsMissingAsync(worker, id);
        await VerifyAsync(new CaseSheet(town, id), town);

        host.Service<OfficeClock>().Pinned = _today;
        await using var supervisor = await browser.ComeAsync(host, Village.Supervisor);
        await supervisor.OpenAsync("/dashboard?year=2023");
        var approval = new CaseSheet(supervisor, id);
        var dashboard = await supervisor.TakeAnotherTabAsync();
        await approval.OpenAsync();
        await approval.TakeAsync("H3", "待入户评估");

        await using var district = await browser.ComeAsync(host, Village.DistrictOfficer);
        await PrepareLotAsync(district);
        var sheet = new CaseSheet(district, id);
        await DesignAsync(sheet);
        await BuildAsync(sheet);

        var done = dashboard.Locator($"tr[data-programme={Village.Programme}] td a b").First;
        var before = int.Parse((await done.InnerTextAsync()).Replace(",", "", StringComparison.Ordinal), null);
        await sheet.TakeAsync("H9", "待结算付款");
        await Expect(done).ToHaveTextAsync((before + 1).ToString("N0", null), new() { Timeout = 2_000 });
        await EvidenceHoldsAsync(dashboard, done, id);

        await using var finance = await browser.ComeAsync(host, Village.Finance);
        await PayAsync(new CaseSheet(finance, id));
        await CloseAsync(new CaseSheet(worker, id), worker);

        var file = await host.CaseAsync(id);
        Assert.Equal((StageKind.Done, _today, 313_000), (file.StageKind, file.DoneOn, file.AmountFen));
        Assert.Equal(
            ["H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H11", "H12", "H13"],
            file.Events.OrderBy(e => e.Sequence).Select(e => e.StepCode).OfType<string>());
    }

    private async Task<Guid> OpenCaseAsync(Colleague worker)
    {
        var person = (await host.EntitledAsync())[0];
        await worker.Page.FillAsync("#cl-find", person.Name[..2]);
        await worker.Page.Locator($"#cl-find-list a[href='people/{person.Id}']").ClickAsync();
        await Expect(worker.Page.Locator("#cl-main h1")).ToContainTextAsync(person.Name);
        await worker.Page.Locator($"#entitlements a[href='case/new/{Village.Programme}/{person.Id}']").ClickAsync();
        await worker.SeesAsync("符合条件");
        await worker.PressAsync("立案，去填申请");
        await Expect(new CaseSheet(worker, default).Stage).ToBeVisibleAsync();
        return Guid.Parse(worker.Page.Url[(worker.Page.Url.LastIndexOf('/') + 1)..]);
    }

    private static async Task SupplyWhatIsMissingAsync(Colleague worker, Guid id)
    {
        string[] reasons = ["上传本人（监护人）签字的申请表", "登记知情同意：日期、方式、签字人"];
        await worker.SeesAsync("还缺 2 样", "#needs-H1");
        var step = worker.Page.Locator("#step-H1 > button");
        await Expect(step).ToHaveAttributeAsync("aria-disabled", "true");
        await step.FocusAsync();
        await worker.Page.Keyboard.PressAsync("Enter");
        await Expect(worker.Page.Locator("#step-errors li")).ToHaveTextAsync(reasons);

        var sheet = new CaseSheet(worker, id);
        await sheet.UploadAsync("申请表");
        await worker.FollowAsync("登记知情同意", "#needs-H1");
        await worker.PressAsync("登记同意", "#consent");
        await worker.PressAsync("登记这份同意", "#consent");
        await Expect(worker.Page.Locator("#consent li")).ToHaveCountAsync(1);
        await worker.Page.Locator($"#entitlements a[href='case/{id}']").ClickAsync();
        await sheet.TakeAsync("H1", "待入户核实");
    }

    private static async Task VerifyAsync(CaseSheet sheet, Colleague town)
    {
        await sheet.OpenAsync();
        await town.PressAsync("记一次核实", "#visit");
        await town.FillAsync("visit-met", "户主和老伴");
        await town.FillAsync("visit-finding", "符合");
        await town.PressAsync("记下核实结论", "#visit");
        await town.SeesAsync("见到户主和老伴", "#visit");
        await sheet.UploadAsync("改造前照片", 2);
        await sheet.UploadAsync("同意书");
        await sheet.FillAsync("Kind", "集中");
        await sheet.FillAsync("FundingSource", "区级");
        await sheet.FillAsync("CanModify", "是");
        await sheet.TakeAsync("H2", "待名单公示");
    }

    private static async Task PrepareLotAsync(Colleague district)
    {
        await district.OpenAsync($"/batches/{Village.Programme}?year=2023");
        await district.FollowAsync("新建标段");
        foreach (var (field, value) in new[]
        {
            ("name", Lot), ("organisation", "皖康建设工程公司"), ("contract", "JG-2023-09"), ("designed", "2023-12-22"), ("procured", "2023-12-25"),
            ("started", "2023-12-26"), ("supervision", "诚信监理"), ("auditing", "公正审计"),
        })
        {
            await district.FillAsync("batch-" + field, value);
        }

        await district.PressAsync("保存");
        await Expect(district.Page.GetByRole(AriaRole.Link, new() { Name = Lot })).ToBeVisibleAsync();
    }

    private static async Task DesignAsync(CaseSheet sheet)
    {
        await sheet.OpenAsync();
        await sheet.UploadAsync("评估表");
        await sheet.TickAsync("Parts", "出入口");
        await sheet.TickAsync("Parts", "卫生间");
        await sheet.FillAsync("Assessor", "李明");
        await sheet.FillAsync("AssessedOn", "2023-12-28");
        await sheet.TakeAsync("H4", "待方案设计");

        await sheet.UploadAsync("设计图");
        await sheet.UploadAsync("户主签字页");
        await sheet.AddRowAsync(("部位", "出入口"), ("项目", "坡道"), ("数量", "8"), ("单位", "平方米"), ("单价", "300"));
        await sheet.AddRowAsync(("部位", "卫生间"), ("项目", "扶手"), ("数量", "2"), ("单位", "根"), ("单价", "365"));
        await sheet.TakeAsync("H5", "待预算测算");

        await sheet.UploadAsync("预算单");
        await sheet.FillAsync("Budget", "3130");
        await sheet.TakeAsync("H6", "待监理招标");
    }

    private static async Task BuildAsync(CaseSheet sheet)
    {
        await sheet.TakeAsync("H7", "待施工", ("lot", Lot));
        await sheet.UploadAsync("施工照片");
        await sheet.FillAsync("FinishedOn", "2023-12-28");
        await sheet.TakeAsync("H8", "待逐户验收");

        await sheet.UploadAsync("验收单");
        await sheet.UploadAsync("改造后照片", 2);
        await sheet.FillAsync("AcceptedOn", "2023-12-29");
        await sheet.FillAsync("AcceptedBy", "王明、李华、雷金海");
        await sheet.CellAsync(1, "合格", "是");
        await sheet.CellAsync(2, "合格", "是");
    }

    /// <summary>The number leads to its records, and the case is one of them.</summary>
    private static async Task EvidenceHoldsAsync(IPage dashboard, ILocator number, Guid id)
    {
        await number.ClickAsync();
        foreach (var place in (string[])["石桥镇", "南石楼村"])
        {
            await dashboard.Locator(".cl-figure tbody th").GetByRole(AriaRole.Link, new() { Name = place, Exact = true }).ClickAsync();
            await Expect(dashboard.Locator("#cl-main h1 ~ .cl-note")).ToContainTextAsync(place);
        }

        await Expect(dashboard.Locator($".cl-figure tbody a[href='case/{id}']")).ToBeVisibleAsync();
    }

    private static async Task PayAsync(CaseSheet sheet)
    {
        await sheet.OpenAsync();
        await sheet.UploadAsync("结算表");
        await sheet.UploadAsync("结算审计报告");
        await sheet.UploadAsync("发票");
        await sheet.FillAsync("Settlement", "3130");
        await sheet.TakeAsync("H11", "待录入平台", ("voucher", "2023-1188"));
    }

    private static async Task CloseAsync(CaseSheet sheet, Colleague worker)
    {
        await sheet.OpenAsync();
        await Expect(worker.Page.Locator(".cl-photos figure")).ToHaveCountAsync(5);
        await sheet.UploadAsync("验收单户主签字页");
        await sheet.FillAsync("PlatformNumber", "340699000386");
        await sheet.FillAsync("EnteredOn", "2023-12-29");
        await sheet.TakeAsync("H12", "待满意回访");
        await worker.PressAsync("记一次回访", "#follow-up");
        await worker.FillAsync("follow-up-satisfaction", "很满意");
        await worker.FillAsync("follow-up-in_use", "出入口、卫生间");
        await worker.PressAsync("记下回访", "#follow-up");
        await worker.SeesAsync("很满意", "#follow-up");
        await sheet.TakeAsync("H13", "已完成");
    }
}
