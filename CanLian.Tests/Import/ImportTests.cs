using System.IO.Compression;
using CanLian.Blazor.Features.Import;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Import;

/// <summary>Workbooks as they really come: titles above headers, other names for columns, dates and money in many shapes, rows that must be refused.</summary>
public class ImportTests : IDisposable
{
    private readonly Database _database = new();
    private readonly Workbooks _workbooks = new();

    [Fact]
    public async Task Places_people_and_a_ledger_go_in_and_a_second_time_nothing_changes()
    {
        var id = Workbooks.Id("34069919640718675");
        string[] files =
        [
            _workbooks.Book("ledger", "精神残疾人药费补助",
                ["X区2023年台账"],
                ["办理状态", "姓名", "公民身份号码", "发放金额", "年度", "申请日期", "办结日期"],
                ["已完成", "段礼国", id, "0.1万元", 2023d, "2023年1月10日", 45020d],
                ["已完成", "段礼国", 3.4069919640718675e17, 1000d, 2023d, "2023.1.10", "2023-04-20"],
                ["已完成", "段礼国", id, "一千", 2023d, "2023/1/10", "四月"],
                ["合计"]),
            _workbooks.Book("places", "区划", ["代码", "名称", "类型"], ["340699001", "城东街道", "街道"], ["340699001003", "老郭店社区", "社区"]),
            _workbooks.Book("people", "人员",
                ["姓名", "身份证号", "残疾证号", "村（社区）代码", "低保", "颜色"],
                ["段礼国", "　" + id + " ", id + "53", "340699001003", "是", "蓝"],
                ["没有号", "", "", "340699001003", "否", ""],
                ["段礼国", id, "", "340699001003", "否", ""]),
        ];
        var desk = new ImportDesk(_database.Factory, _database.Clock, _database.Folder);

        var trial = await desk.RunAsync(Actor.System, files, trial: true);
        var first = await desk.RunAsync(Actor.System, files, trial: false);
        Assert.Equal(trial.Sheets.Select(Counts), first.Sheets.Select(Counts));
        Assert.Equal([("精神残疾人药费补助", 3, 1, 0, 2), ("区划", 2, 2, 0, 0), ("人员", 3, 1, 0, 2)], first.Sheets.Select(Counts));
        Assert.Equal([(3, "身份证号"), (4, "身份证号")], first.Sheets[2].Refusals.Select(r => (r.Row, r.Column)));
        Assert.Equal(
            ["身份证号 和第 3 行重复", "完成日期 看不懂这个日期，写成 2023-08-28 这样", "金额 看不懂这个金额，写成 3130 或 0.313万元 这样"],
            first.Sheets[0].Refusals.Where(r => r.Row == 5).Select(r => $"{r.Column} {r.Reason}"));
        Assert.DoesNotContain(id, string.Join("", first.Sheets.SelectMany(s => s.Refusals).Select(r => r.Value)), StringComparison.Ordinal);
        Assert.Contains("颜色", first.Sheets[2].Warnings.Single().ToString(), StringComparison.Ordinal);

        var again = await desk.RunAsync(Actor.System, files, trial: false);
        Assert.Equal([("精神残疾人药费补助", 3, 0, 1, 2), ("区划", 2, 0, 2, 0), ("人员", 3, 0, 1, 2)], again.Sheets.Select(Counts));

        await using var db = _database.Factory.Open(Actor.System);
        var file = await db.Cases.Include(c => c.Events).SingleAsync();
        Assert.Equal((StageKind.Done, new DateOnly(2023, 4, 4), 100_000L), (file.StageKind, file.DoneOn!.Value, file.AmountFen!.Value));
        Assert.Contains("第 3 行导入", file.Events.Single().Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_workbook_is_named_and_nothing_else_happens()
    {
        var path = Path.Combine(_workbooks.Folder, "名册.xlsx");
        await File.WriteAllTextAsync(path, "姓名,身份证号");
        var result = await new ImportDesk(_database.Factory, _database.Clock, _database.Folder).RunAsync(Actor.System, [path], trial: false);
        Assert.Contains("不是 Excel 工作簿", result.Problems.Single().ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Sheets);
    }

    [Fact]
    public async Task A_file_that_breaks_off_in_the_middle_leaves_nothing_of_the_whole_run()
    {
        var places = _workbooks.Book("places", "区划", ["代码", "名称"], ["340699001", "城东街道"]);
        var broken = _workbooks.Book("people", "人员", ["姓名", "身份证号", "区划代码"], ["段礼国", Workbooks.Id("34069919640718675"), "340699001003"]);
        await using (var zip = await ZipFile.OpenAsync(broken, ZipArchiveMode.Update))
        {
            var sheet = zip.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && e.Name.EndsWith(".xml", StringComparison.Ordinal));
            await using var xml = await sheet.OpenAsync();
            xml.SetLength(xml.Length - 40);
        }
        var result = await new ImportDesk(_database.Factory, _database.Clock, _database.Folder).RunAsync(Actor.System, [places, broken], trial: false);
        Assert.Contains("people.xlsx", result.Problems.Single().ToString(), StringComparison.Ordinal);
        await using var db = _database.Factory.Open(Actor.System);
        Assert.Empty(db.Regions);
    }

    public void Dispose()
    {
        _database.Dispose();
        _workbooks.Dispose();
    }

    private static (string, int, int, int, int) Counts(SheetResult s) => (s.Sheet, s.Read, s.Added, s.Unchanged, s.Refused);
}
