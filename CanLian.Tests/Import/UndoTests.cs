using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Import;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Import;

/// <summary>A run is taken back whole, as long as nobody has gone on from it; what is unfinished is seen by nobody.</summary>
public class UndoTests : IDisposable
{
    private static readonly string _id = Workbooks.Id("34069919640718675");
    private static readonly string _other = Workbooks.Id("34069919700101002");
    private readonly Database _database = new();
    private readonly Workbooks _workbooks = new();
    private readonly ImportDesk _desk;
    private readonly ImportUndo _undo;

    public UndoTests()
    {
        _desk = new ImportDesk(_database.Factory, _database.Clock, _database.Folder);
        _undo = new ImportUndo(_database.Factory, _database.Clock, _database.Folder);
    }

    [Fact]
    public async Task A_second_run_is_undone_to_what_the_first_has_left_and_then_the_first_to_nothing()
    {
        await ImportAsync(Places(), People(("段礼国", _id, "13900000001", "农业")));
        var before = await StateAsync();
        var result = await ImportAsync(
            People(("段礼国", _id, "13900000002", "非农业"), ("胡六", _other, "", "农业")),
            _workbooks.Book("ledger", "精神残疾人药费补助", ["姓名", "身份证号", "年度", "申请日期", "完成日期", "金额", "机构"],
                ["段礼国", _id, 2023d, "2023-01-10", "2023-04-20", "1000", "区人民医院"]));
        Assert.Equal([("人员", 1, 1), ("精神残疾人药费补助", 1, 0)], result.Sheets.Select(s => (s.Sheet, s.Added, s.Changed)));
        Assert.Equal(
            [("户口性质", "农业", "非农业"), ("联系电话", "••••01", "••••02"), ("监护人电话", "", "••••02")],
            (await ChangesAsync()).Select(c => (c.Field, c.Before, c.After)));
        Assert.NotEqual(before, await StateAsync());

        Assert.Empty((await _undo.UndoAsync(Actor.System, await LastRunAsync())).Reasons);
        Assert.Equal(before, await StateAsync());
        Assert.Empty((await _undo.UndoAsync(Actor.System, await LastRunAsync())).Reasons);
        await using var db = _database.Open();
        Assert.Equal((0, 0, 0, 0), (db.Persons.Count(), db.Regions.Count(), db.Households.Count(), db.SearchKeys.Count()));
        Assert.All(await db.Imports.ToListAsync(), r => Assert.Equal(ImportState.Undone, r.State));
    }

    [Fact]
    public async Task Whoever_has_gone_on_from_a_run_keeps_it_from_being_undone()
    {
        await ImportAsync(Places(), People(("段礼国", _id, "", "农业")));
        var run = await LastRunAsync();
        await using (var db = _database.Open(Database.Someone(Role.VillageWorker, "340699001003", "王秀兰")))
        {
            var person = await db.Persons.SingleAsync();
            person.Address = "老郭店1号";
            await db.SaveChangesAsync();
        }
        var outcome = await _undo.UndoAsync(Actor.System, run);
        Assert.Contains("村（社区）专职委员", outcome.Reasons.Single().Sentence.ToString(), StringComparison.Ordinal);
        await using var after = _database.Open();
        Assert.Single(after.Persons);
    }

    [Fact]
    public async Task A_later_ledger_stands_on_the_register_that_came_before_it()
    {
        await ImportAsync(Places(), People(("段礼国", _id, "", "农业")));
        var register = await LastRunAsync();
        await ImportAsync(_workbooks.Book("ledger", "精神残疾人药费补助", ["姓名", "身份证号", "年度", "申请日期"], ["段礼国", _id, 2023d, "2023-01-10"]));
        Assert.False((await _undo.UndoAsync(Actor.System, register)).Succeeded);
        Assert.Empty((await _undo.UndoAsync(Actor.System, await LastRunAsync())).Reasons);
        Assert.Empty((await _undo.UndoAsync(Actor.System, register)).Reasons);
    }

    [Fact]
    public async Task What_a_killed_run_has_left_is_hidden_and_taken_back()
    {
        await ImportAsync(Places(), People(("段礼国", _id, "", "农业")));
        await using (var db = _database.Open())
        {
            // As if the power had failed before the last transaction.
            var run = await db.Imports.SingleAsync();
            db.Add(new HiddenRange { RunId = run.Id, First = run.First, Last = run.Last });
            run.State = ImportState.Writing;
            await db.SaveChangesAsync();
        }
        await using (var db = _database.Open())
        {
            Assert.Equal((0, 0), (db.Persons.Count(), db.Households.Count()));
        }
        await _desk.RecoverAsync();
        await using var after = _database.Open();
        Assert.Equal((0, 0), (after.Persons.IgnoreQueryFilters().Count(), after.HiddenRanges.Count()));
        Assert.Equal(1, (await ImportAsync(People(("段礼国", _id, "", "农业")))).Sheets.Single().Added);
    }

    public void Dispose()
    {
        _database.Dispose();
        _workbooks.Dispose();
    }

    private string Places() => _workbooks.Book("places", "区划", ["代码", "名称", "类型"], ["340699001", "城东街道", "街道"], ["340699001003", "老郭店社区", "社区"]);

    private string People(params (string Name, string Id, string Phone, string Registration)[] people) => _workbooks.Book("people", "人员",
        [
            ["姓名", "身份证号", "残疾人证号", "区划代码", "联系电话", "户口性质", "户编号", "与户主关系", "监护人", "监护人电话"],
            .. people.Select(p => (object?[])[p.Name, p.Id, p.Id + "53", "340699001003", p.Phone, p.Registration, "H1", "户主", p.Phone.EndsWith('2') ? "张三" : "", p.Phone.EndsWith('2') ? p.Phone : ""]),
        ]);

    private async Task<ImportResult> ImportAsync(params string[] files)
    {
        var result = await _desk.RunAsync(Actor.System, files, trial: false, TestContext.Current.CancellationToken);
        Assert.True(result.Clean, string.Join('；', result.Problems) + string.Join('；', result.Sheets.SelectMany(s => s.Refusals).Select(r => r.Reason)));
        return result;
    }

    private async Task<Guid> LastRunAsync()
    {
        await using var db = _database.Open();
        return (await db.Imports.Where(r => r.State == ImportState.Done).OrderByDescending(r => r.Id).FirstAsync()).Id;
    }

    private async Task<IReadOnlyList<FieldChange>> ChangesAsync()
    {
        var (rows, _) = await new ImportQueries(_database.Factory).RowsAsync(Actor.System, await LastRunAsync(), 0, refused: false, 1, 10);
        return rows.Single().Changes.Where(c => c.Field is "户口性质" or "联系电话" or "监护人电话").ToList();
    }

    private async Task<string> StateAsync()
    {
        await using var db = _database.Open();
        var people = await db.Persons.Include(p => p.Certificates).Include(p => p.Household).OrderBy(p => p.Name).ToListAsync();
        return string.Join('\n', people.Select(p => $"{p.Name} {p.Phone} {p.Registration} {p.Guardian?.Name} {p.Household?.Number} {p.Household?.HeadName} {p.Certificates.Count}"))
            + $" {db.Cases.Count()} {db.Organisations.Count()} {db.SearchKeys.Count()} {db.Households.Count()}";
    }
}
