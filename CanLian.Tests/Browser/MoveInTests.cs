using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using CanLian.Tests.Import;
using CanLian.Tests.Security;
using MiniExcelLibs;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>A federation moves in: six workbooks into an empty system, what must be put right, the whole taken back, two persons made one.</summary>
[Collection(OneBrowser.Tests)]
public sealed class MoveInTests : IAsyncDisposable
{
    private const string Town = "340699001";
    private const string Village = "340699001003";
    private static readonly string _first = Workbooks.Id("34069919640718675");
    private static readonly string _twin = Workbooks.Id("34069919640718677");
    private readonly OneBrowser _browser;
    private readonly Database _database = new();
    private readonly Workbooks _workbooks = new();
    private readonly Host _host;

    public MoveInTests(OneBrowser browser)
    {
        _browser = browser;
        using (var db = _database.Open())
        {
            db.AddRange(
                Office.Account("leader", Role.Supervisor), new Region { Code = "340699", Name = "试验区", Kind = RegionKind.District },
                new Setting { Key = Setting.District, Value = "试验区" });
            db.SaveChanges();
        }
        _host = new Host(_database.Folder.Root, postgres: _database.Folder.Postgres);
        _ = _host.Address;
    }

    [Fact]
    public async Task Six_workbooks_move_in_are_taken_back_and_come_again_and_two_persons_become_one()
    {
        await using var leader = await _browser.ComeAsync(_host);
        await _host.SignInAsync(leader.Page, "leader", Office.Password);
        await leader.OpenAsync("/import");
        await leader.Page.SetInputFilesAsync("#import-files", Six());

        // What nobody knows is said once.
        await Expect(leader.Page.Locator("#meanings")).ToContainTextAsync("“人员”里的“住哪”列");
        await leader.Page.Locator("#meanings li", new() { HasText = "住哪" }).Locator("select").SelectOptionAsync("地址");
        await leader.Page.Locator("#meanings li", new() { HasText = "重精药补" }).Locator("select").SelectOptionAsync("精神残疾人药费补助");
        await leader.PressAsync("按这样导");
        await Expect(leader.Page.Locator("#meanings")).ToHaveCountAsync(0);
        await leader.SeesAsync("读到 11 行＝新增 10＋变更 0＋不变 0＋拒收 1");
        await leader.SeesAsync("和第 2 行重复");
        var address = leader.Page.Url;

        // Somebody leaves, comes back, and takes the refused row along.
        await leader.OpenAsync("/");
        await leader.Page.GotoAsync(address);
        await leader.ArrivedAsync();
        var download = await leader.Page.RunAndWaitForDownloadAsync(() => leader.FollowAsync("下载拒收的 1 行"));
        var refused = MiniExcel.Query(new MemoryStream(await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)), useHeaderRow: true, sheetName: "人员").Cast<IDictionary<string, object>>().Single();
        Assert.Equal(("段礼国", _first, "身份证号"), ((string)refused["姓名"], (string)refused["身份证号"], ((string)refused["拒收原因"])[..4]));

        await leader.Page.Locator("#import-write").ClickAsync();
        await leader.SeesAsync("已写入：新增 10 行");
        await using (var db = _database.Open())
        {
            Assert.Equal((2, 2, "老郭店1号"), (db.Persons.Count(), db.Cases.Count(), db.Persons.First(p => p.RelationToHead == "户主").Address));
        }

        await leader.PressAsync("撤销整批");
        await leader.PressAsync("撤销整批", "#cl-confirm");
        await leader.SeesAsync("已整批撤销");
        await using (var db = _database.Open())
        {
            Assert.Equal((0, 0, 1), (db.Persons.Count(), db.Cases.Count(), db.Regions.Count()));
        }

        // The meanings are remembered.
        await leader.OpenAsync("/import");
        await leader.Page.SetInputFilesAsync("#import-files", Six());
        await leader.Page.Locator("#import-write").ClickAsync();
        await leader.SeesAsync("已写入：新增 10 行");

        await leader.FollowAsync("找到 1 对疑似重复的人");
        await leader.ArrivedAsync();
        await leader.FollowAsync("段礼国");
        await leader.ArrivedAsync();
        await leader.FillAsync("duplicate-reason", "看过两张身份证");
        await leader.PressAsync("合并成一个人");
        await leader.PressAsync("合并", "#cl-confirm");
        await leader.SeesAsync("已合并");
        await using var after = _database.Open();
        var person = after.Persons.Single();
        Assert.Equal(2, after.Cases.Count(c => c.PersonId == person.Id));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
        _workbooks.Dispose();
    }

    private string[] Six() =>
    [
        _workbooks.Book("1-区划", "区划", ["代码", "名称", "类型"], [Town, "城东街道", "街道"], [Village, "老郭店社区", "社区"]),
        _workbooks.Book("2-名册", "人员",
            ["姓名", "身份证号", "残疾证号", "村（社区）代码", "住哪", "户编号", "与户主关系"],
            ["段礼国", _first, _first + "53", Village, "老郭店1号", "H1", "户主"],
            ["段礼国", _twin, _twin + "53", Village, "", "", ""],
            ["段礼国", _first, "", Village, "", "", ""]),
        _workbooks.Book("3-任务", "年度任务", ["年度", "项目", "任务数", "单位"], ["2023年", "精神残疾人药费补助", 500d, "人"]),
        _workbooks.Book("4-机构", "机构站点", ["名称", "类型"], ["区人民医院", "定点康复机构"]),
        _workbooks.Book("5-台账", "重精药补",
            ["姓名", "身份证号", "年度", "申请日期", "办结日期", "发放金额"],
            ["段礼国", _first, 2023d, "2023.1.10", "2023-04-20", "0.1万元"],
            ["段礼国", _twin, 2023d, "2023.1.10", "", ""]),
        _workbooks.Book("6-宣传回访", ("宣传", [["标题", "渠道", "刊发日期"], ["助残日", "主流媒体", "2023-05-21"]]),
            ("回访", [["项目", "身份证号", "回访日期", "方式"], ["精神残疾人药费补助", _first, "2023-06-01", "入户"]])),
    ];
}
