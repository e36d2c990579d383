using System.Net;
using System.Security.Cryptography;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Exports;
using CanLian.Blazor.Features.Import;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Xunit;

namespace CanLian.Tests.Exports;

/// <summary>Lists that leave the system: exactly what was shown, masked unless a purpose is given, recorded once, and readable by the import.</summary>
public sealed class ExportTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private static readonly Actor _officer = Database.Someone(Role.DistrictOfficer);
    private static readonly string[] _dated = ["申请日期", "完成日期"];

    [Fact]
    public async Task A_masked_list_holds_what_was_asked_for_and_no_whole_number()
    {
        var (file, rows) = await TakeAsync("people", new() { ["place"] = "340699003", ["grade"] = "One" });
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Equal(("石桥镇", "一级"), (r["镇(街道)"], r["残疾等级"])));
        using var db = host.Service<CanLianDbFactory>().Open(Actor.System);
        var people = db.Persons.Where(p => p.RegionCode.CompareTo("340699003") >= 0 && p.RegionCode.CompareTo("340699004") < 0).ToList();
        var text = string.Join('\n', rows.SelectMany(r => r.Values));
        Assert.DoesNotContain(people, p => text.Contains(p.IdNumber.Value) || (p.Account is { } account && text.Contains(account.Number)));

        var notes = file.Query(useHeaderRow: true, sheetName: Workbook.NotesSheet).Cast<IDictionary<string, object?>>().ToDictionary(r => (string)r["项"]!, r => (string?)r["内容"]);
        Assert.Equal(("残疾人名册", "石桥镇；等级：一级", "遮住", $"{rows.Count}"), (notes["导出内容"], notes["条件"], notes["号码"], notes["行数"]));
        var record = Assert.Single(db.ExportRecords.Where(r => r.Filter == "石桥镇；等级：一级").ToList());
        file.Position = 0;
        Assert.Equal((rows.Count, false, Convert.ToHexStringLower(SHA256.HashData(file)), notes["SHA-256"]), (record.Rows, record.Full, record.Sha256, record.RowsSha256));
        Assert.Empty(Directory.EnumerateFiles(host.Service<DataFolder>().Outgoing));
    }

    [Fact]
    public async Task Whole_numbers_need_a_role_and_a_purpose()
    {
        var desk = host.Service<ExportDesk>();
        var village = Database.Someone(Role.VillageWorker, "340699003007");
        Assert.False((await desk.TakeOutAsync(village, "people", new Dictionary<string, string>(), true, "造册发放")).Outcome.Succeeded);
        Assert.False((await desk.TakeOutAsync(_officer, "people", new Dictionary<string, string>(), true, " ")).Outcome.Succeeded);
        Assert.Null((await desk.TakeOutAsync(Database.Someone(Role.Administrator), "people", new Dictionary<string, string>(), false, "")).File);
        Assert.Null((await desk.TakeOutAsync(Database.Someone(Role.TownOfficer, "340699003"), "changes", new Dictionary<string, string>(), false, "")).File);
        Assert.Null((await desk.TakeOutAsync(Database.Someone(Role.TownOfficer, "340699003"), "cases", new Dictionary<string, string> { ["programme"] = "certificate_audit" }, false, "")).File);
        using var file = (await desk.TakeOutAsync(village, "people", new Dictionary<string, string>(), false, "")).File!.Content;
        using var copy = await CopyAsync(file);
        Assert.All(copy.Query(useHeaderRow: true).Cast<IDictionary<string, object?>>(), r => Assert.Equal("340699003007", r["区划代码"]));
    }

    [Fact]
    public async Task Every_whole_list_is_read_again_by_the_import_without_a_refusal_and_changes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("canlian-exports-").FullName;
        try
        {
            var lists = new List<(string List, Dictionary<string, string> Conditions)> { ("people", []), ("organisations", []), ("plans", []), ("publicity", []) };
            lists.AddRange(Catalogue.Programmes.Select(p => ("cases", new Dictionary<string, string> { ["programme"] = p.Code })));
            lists.AddRange(Catalogue.Programmes.Where(p => p.Spine.BatchLabel is not null).Select(p => ("batches", new Dictionary<string, string> { ["programme"] = p.Code })));
            var paths = new List<string>();
            foreach (var (list, conditions) in lists)
            {
                var (outcome, taken) = await host.Service<ExportDesk>().TakeOutAsync(_officer with { Role = Role.Supervisor }, list, conditions, true, "造册发放");
                Assert.True(outcome.Succeeded);
                await using var content = taken!.Content;
                paths.Add(Path.Combine(folder, $"{paths.Count:00}-{list}.xlsx"));
                await using var file = File.Create(paths[^1]);
                await content.CopyToAsync(file, TestContext.Current.CancellationToken);
            }
            var result = await host.Service<ImportDesk>().RunAsync(Actor.System, paths, trial: true, TestContext.Current.CancellationToken);
            Assert.Empty(result.Problems);
            Assert.Empty(result.Sheets.SelectMany(s => s.Refusals.Take(3).Select(r => $"{s.File} {s.Sheet} {r.Row} {r.Column} {r.Value} {r.Reason}")));
            var read = result.Sheets.Where(s => s.Read > 0).ToList();
            Assert.Equal(4 + Catalogue.Programmes.Count, read.Count(s => s.Sheet != "批次"));
            Assert.Equal([], read.Where(s => s.Unchanged != s.Read).Select(s => $"{s.Sheet}: {s.Read} read, {s.Added} added, {s.Changed} changed"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Every_list_there_is_opens_in_the_import_without_a_refusal_and_in_a_spreadsheet_program_without_a_repair()
    {
        var folder = Directory.CreateTempSubdirectory("canlian-opens-").FullName;
        try
        {
            var conditions = new Dictionary<string, Dictionary<string, string>>();
            await using (var db = host.Service<CanLianDbFactory>().Open(Actor.System))
            {
                conditions["roster"] = new() { ["survey"] = db.Surveys.First(s => db.SurveyEntries.Any(e => e.SurveyId == s.Id)).Id.ToString() };
            }
            var written = new Dictionary<string, int>();
            foreach (var list in host.Services.GetServices<Takeout>().Where(l => l.Code is not "payment" and not "changes"))
            {
                var asked = list.Code is "cases" or "batches" or "coverage" ? new() { ["programme"] = "training" } : conditions.GetValueOrDefault(list.Code, []);
                var role = list.Policy == Access.Finance ? Role.Finance : Role.Supervisor;
                var (outcome, taken) = await host.Service<ExportDesk>().TakeOutAsync(Database.Someone(role), list.Code, asked, true, "核对身份");
                Assert.True(outcome.Succeeded && taken is not null, list.Code);
                await using var content = taken.Content;
                var path = Path.Combine(folder, list.Code + ".xlsx");
                await using (var file = File.Create(path))
                {
                    await content.CopyToAsync(file, TestContext.Current.CancellationToken);
                }
                written[list.Code] = WorkbookReader.Open(path).Sheets[0].Rows.Count();
            }
            var paths = written.Keys.Select(code => Path.Combine(folder, code + ".xlsx")).ToList();
            var result = await host.Service<ImportDesk>().RunAsync(Actor.System, paths, trial: true, TestContext.Current.CancellationToken);
            Assert.Empty(result.Problems);
            Assert.Empty(result.Sheets.SelectMany(s => s.Refusals.Take(3).Select(r => $"{s.File} {s.Sheet} {r.Row} {r.Column} {r.Value} {r.Reason}")));
            if (SystemProgram.IfHere("soffice") is not { } office)
            {
                // The import's own reader is strict; the other program is asked where the machine has it.
                return;
            }
            var (code, said) = await SystemProgram.RunAsync(office, ["--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "csv", "--outdir", folder, .. paths]);
            Assert.True(code == 0, said);
            Assert.Equal(written.Keys.Order(), written.Keys.Where(list => File.Exists(Path.Combine(folder, list + ".csv"))).Order());
            Assert.All(written, w => Assert.True(File.ReadLines(Path.Combine(folder, w.Key + ".csv")).Count() >= w.Value, w.Key));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_ledger_carries_dates_as_dates_money_as_numbers_and_numbers_of_people_as_text()
    {
        var (file, rows) = await TakeAsync("cases", new() { ["programme"] = "medication" }, full: true);
        Assert.Equal(525, rows.Count(r => (string?)r["办理状态"] == "已完成"));
        var row = rows.First(r => (string?)r["办理状态"] == "已完成");
        Assert.All(_dated, column => Assert.IsType<DateTime>(row[column]));
        Assert.IsType<double>(row["金额"]);
        Assert.Matches("^[0-9]{17}[0-9X]$", Assert.IsType<string>(row["身份证号"]));
        Assert.Matches("^[0-9]{10,}$", Assert.IsType<string>(row["银行账号"]));
        Assert.Equal(["精神残疾人药费补助", Workbook.NotesSheet], file.GetSheetNames());
        Assert.Contains("主要用药", row.Keys);

        var (_, paid) = await TakeAsync("cases", new() { ["programme"] = "medication" }, full: true, role: Role.Finance);
        Assert.DoesNotContain("主要用药", paid[0].Keys);
    }

    [Fact]
    public async Task No_cell_becomes_a_formula_and_the_import_gives_the_text_back()
    {
        var names = new[] { "=HYPERLINK(\"x\")", "+1", "-1", "@SUM(1)", "＝1", "\t=1", "甲" };
        using var file = new MemoryStream();
        Workbook.Write(file, [Sheet.Of("表", names).Text("姓名", n => n)], () => []);
        var path = Path.Combine(Path.GetTempPath(), $"canlian-formula-{Guid.NewGuid():N}.xlsx");
        await File.WriteAllBytesAsync(path, file.ToArray(), TestContext.Current.CancellationToken);
        try
        {
            var cells = file.Query(useHeaderRow: true).Cast<IDictionary<string, object?>>().Select(r => (string)r["姓名"]!).ToList();
            Assert.All(cells.SkipLast(1), c => Assert.StartsWith("'", c));
            var back = WorkbookReader.Open(path).Sheets[0].Rows.Skip(1).Select(r => r.Cells[0]);
            Assert.Equal(names.Select(n => n.Replace('\t', ' ')), back);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_full_sheet_goes_on_in_another_and_the_hash_is_of_all_rows()
    {
        using var whole = new MemoryStream();
        using var parted = new MemoryStream();
        var (one, several) = (Numbers(), Numbers());
        Workbook.Write(whole, [one], () => []);
        Workbook.Write(parted, [several], () => [new Note("行数", $"{several.RowCount}")], mostRows: 10);
        Assert.Equal(["数", "数 2", "数 3", Workbook.NotesSheet], parted.GetSheetNames());
        Assert.Equal(["10", "10", "5"], ((string[])["数", "数 2", "数 3"]).Select(name => $"{parted.Query(useHeaderRow: true, sheetName: name).Count()}"));
        Assert.Equal((25, one.Sha256), (several.RowCount, several.Sha256));

        static Sheet<int> Numbers() => Sheet.Of("数", Enumerable.Range(1, 25)).Whole("第几", n => n);
    }

    [Fact]
    public async Task The_form_of_a_page_takes_its_list_out()
    {
        using var officer = await host.SignInAsync("chenjianguo");
        var answer = await Host.SubmitAsync(officer, "/password", new() { [ExportMenu.Prefix + "grade"] = "Two" }, to: "/export/people");
        Assert.Equal((HttpStatusCode.OK, Workbook.ContentType), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var refused = await Host.SubmitAsync(officer, "/password", new() { [ExportMenu.Full] = "true" }, to: "/export/people");
        Assert.Equal((HttpStatusCode.BadRequest, "先选导出全号的用途"), (refused.StatusCode, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(HttpStatusCode.NotFound, (await Host.SubmitAsync(officer, "/password", [], to: "/export/nothing")).StatusCode);
    }

    [Theory]
    [InlineData("/export/people")]
    [InlineData("/sign-out")]
    public async Task A_form_that_is_not_of_a_page_of_ours_is_refused_with_a_sentence(string address)
    {
        using var officer = await host.SignInAsync("chenjianguo");
        using var made = new FormUrlEncodedContent([new(ExportMenu.Prefix + "grade", "Two")]);
        var refused = await officer.PostAsync(address, made, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("请回到原来的页面", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/people", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_auditor_sees_what_everybody_took_out_and_others_their_own()
    {
        await TakeAsync("work", []);
        var queries = host.Service<ExportQueries>();
        Assert.All((await queries.ListAsync(_officer, false, 1)).Rows, r => Assert.Equal(_officer.Id, r.ActorId));
        var all = await queries.ListAsync(Database.Someone(Role.Auditor), false, 1);
        Assert.Contains(all.Rows, r => r.List == "我的工作" && r.ActorId == _officer.Id);
        Assert.Equal(0, (await queries.ListAsync(Database.Someone(Role.TownOfficer, "340699004"), false, 1)).Total);
    }

    private async Task<(MemoryStream File, List<IDictionary<string, object?>> Rows)> TakeAsync(
        string list, Dictionary<string, string> conditions, bool full = false, Role role = Role.DistrictOfficer)
    {
        var (outcome, taken) = await host.Service<ExportDesk>().TakeOutAsync(Database.Someone(role), list, conditions, full, full ? "核对身份" : "");
        Assert.True(outcome.Succeeded);
        await using var content = taken!.Content;
        var file = await CopyAsync(content);
        return (file, [.. file.Query(useHeaderRow: true, sheetName: file.GetSheetNames()[0]).Cast<IDictionary<string, object?>>()]);
    }

    private static async Task<MemoryStream> CopyAsync(Stream content)
    {
        var copy = new MemoryStream();
        await content.CopyToAsync(copy, TestContext.Current.CancellationToken);
        copy.Position = 0;
        return copy;
    }
}
