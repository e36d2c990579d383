using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Duplicates;
using CanLian.Blazor.Features.Import;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using CanLian.Tests.Import;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Duplicates;

/// <summary>Persons who stand in the register twice: found when they come in, merged with everything, or declared different for good.</summary>
public class DuplicateTests : IDisposable
{
    private static readonly Actor _officer = Database.Someone(Role.DistrictOfficer);
    private static readonly string _first = Workbooks.Id("34069919640718675");
    private static readonly string _second = Workbooks.Id("34069919640718677");
    private static readonly string _third = Workbooks.Id("34069919700101002");
    private readonly Database _database = new();
    private readonly Workbooks _workbooks = new();
    private readonly ImportDesk _import;
    private readonly DuplicateDesk _desk;
    private readonly DuplicateQueries _queries;

    public DuplicateTests()
    {
        _import = new ImportDesk(_database.Factory, _database.Clock, _database.Folder);
        _desk = new DuplicateDesk(_database.Factory, _database.Clock);
        _queries = new DuplicateQueries(_database.Factory);
    }

    [Fact]
    public async Task Same_name_and_birth_date_or_phone_stand_in_the_queue_and_are_merged_with_every_case()
    {
        var result = await ImportAsync(
            People(("段礼国", _first, "13900000001"), ("段礼国", _second, ""), ("段礼国", _third, "13900000001"), ("胡六", Workbooks.Id("34069919700101004"), "13900000001")),
            _workbooks.Book("ledger", "精神残疾人药费补助", ["姓名", "身份证号", "年度", "申请日期"],
                ["段礼国", _first, 2023d, "2023-01-10"], ["段礼国", _second, 2023d, "2023-02-10"]));
        Assert.Equal(2, result.Suspicions);
        var (pairs, _) = await _queries.PairsAsync(_officer, open: true, 1);
        Assert.Equal(["出生日期", "手机"], pairs.Select(p => p.Shared).Order());

        var pair = pairs.Single(p => p.Shared == "出生日期").Id;
        var view = (await _queries.FindAsync(_officer, pair))!;
        Assert.Equal((1, 1), (view.First!.Cases.Count, view.Second!.Cases.Count));
        Assert.False((await _desk.MergeAsync(_officer, pair, view.First.Id, "")).Succeeded);
        Assert.False((await _desk.MergeAsync(Database.Someone(Role.VillageWorker), pair, view.First.Id, "看过证")).Succeeded);
        Assert.Empty((await _desk.MergeAsync(_officer, pair, view.First.Id, "看过户口簿和两张身份证")).Reasons);

        await using var db = _database.Open();
        var person = await db.Persons.Include(p => p.Certificates).SingleAsync(p => p.Id == view.First.Id);
        Assert.Equal((2, 1), (person.Certificates.Count, person.Certificates.Count(c => c.Current)));
        var cases = await db.Cases.Include(c => c.Events).ToListAsync();
        Assert.All(cases, c => Assert.Equal(person.Id, c.PersonId));
        Assert.Contains(cases.SelectMany(c => c.Events), e => e.Kind == CaseEventKind.Remark && e.Remark!.Contains("看过户口簿", StringComparison.Ordinal));
        Assert.Equal(3, await db.Persons.CountAsync());
        Assert.Equal(SuspicionState.Merged, (await db.Suspicions.SingleAsync(s => s.Id == pair)).State);
        Assert.Empty(db.SearchKeys.Where(k => k.PersonId == view.Second.Id));
    }

    [Fact]
    public async Task Declared_different_they_are_not_asked_about_again()
    {
        await ImportAsync(People(("段礼国", _first, ""), ("段礼国", _second, "")));
        var pair = (await _queries.PairsAsync(_officer, open: true, 1)).Pairs.Single().Id;
        Assert.Empty((await _desk.KeepApartAsync(_officer, pair, "两人同日出生，都见过")).Reasons);
        await ImportAsync(People(("段礼国", _first, "13900000001"), ("段礼国", _second, "")));
        Assert.Empty((await _queries.PairsAsync(_officer, open: true, 1)).Pairs);
        Assert.Single((await _queries.PairsAsync(_officer, open: false, 1)).Pairs);
        Assert.False((await _desk.MergeAsync(_officer, pair, default, "又说是一个人")).Succeeded);
    }

    public void Dispose()
    {
        _database.Dispose();
        _workbooks.Dispose();
    }

    private string People(params (string Name, string Id, string Phone)[] people) => _workbooks.Book(
        "people",
        ("区划", [["代码", "名称"], ["340699001", "城东街道"], ["340699001003", "老郭店社区"]]),
        ("人员", [["姓名", "身份证号", "残疾人证号", "区划代码", "联系电话"], .. people.Select(p => (object?[])[p.Name, p.Id, p.Id + "53", "340699001003", p.Phone])]));

    private async Task<ImportResult> ImportAsync(params string[] files)
    {
        var result = await _import.RunAsync(Actor.System, files, trial: false, TestContext.Current.CancellationToken);
        Assert.True(result.Clean, string.Join('；', result.Problems) + string.Join('；', result.Sheets.SelectMany(s => s.Refusals).Select(r => r.Reason)));
        return result;
    }
}
