using System.IO.Compression;
using System.Security.Cryptography;
using CanLian.Blazor.Features.Surveys;
using CanLian.Blazor.Resources;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Surveys;
using CanLian.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using MiniExcelLibs;
using Xunit;

namespace CanLian.Tests.Surveys;

/// <summary>A survey without network: the roster goes out as a workbook, comes back filled in, is looked through, and is written by the same rules.</summary>
public class SurveyWorkbookTests : IDisposable
{
    private readonly Town _town = new();
    private readonly SurveyDesk _desk;
    private readonly SurveyWorkbookDesk _workbooks;
    private readonly Person _first;
    private readonly Person _second;
    private readonly string _folder = Directory.CreateTempSubdirectory("canlian-workbook-").FullName;

    public SurveyWorkbookTests()
    {
        _desk = new SurveyDesk(_town.Database.Factory, _town.Database.Clock);
        _workbooks = new SurveyWorkbookDesk(_town.Database.Factory, _town.Database.Folder, _desk, _town.Database.Clock, new AsWritten());
        _first = _town.Add("雷金海", new(1973, 4, 17), card: (DisabilityKind.Physical, DisabilityGrade.Two), dress: p => p.Phone = "15400000000");
        _second = _town.Add("周平", new(1980, 4, 17), card: (DisabilityKind.Visual, DisabilityGrade.Four));
        _town.Add("外村人", new(1990, 4, 17), Town.Xiahao, (DisabilityKind.Visual, DisabilityGrade.Four));
    }

    [Fact]
    public async Task It_holds_the_village_s_people_with_what_is_known_and_no_number_of_anybody()
    {
        var survey = await RunningAsync();
        var file = (await _workbooks.HandOutAsync(Town.Worker, survey, null))!.Value.Content;
        var rows = Read(file);
        Assert.Equal(["周平", "雷金海"], rows.Select(r => (string)r["姓名"]!).Order(StringComparer.Ordinal));
        var row = rows.Single(r => (string)r["姓名"]! == "雷金海");
        Assert.Equal(("农业", null, "—"), (row["A1 户口性质"], row["A4 联系电话"], row["F7 服药情况"]));
        Assert.Null(row["D1 是否就业"]);
        using var zip = new ZipArchive(new MemoryStream(file));
        var text = string.Concat(zip.Entries.Select(e => { using var reader = new StreamReader(e.Open()); return reader.ReadToEnd(); }));
        Assert.DoesNotContain(_first.IdNumber.Value, text);
        Assert.DoesNotContain("15400000000", text);
        Assert.Contains("<x:formula1>\"入户,见面,电话,代答\"</x:formula1>", text);
        Assert.Equal([SurveyWorkbook.RosterSheet, SurveyWorkbook.GuideSheet, "说明"], MiniExcel.GetSheetNames(new MemoryStream(file)));
        await using var db = _town.Open();
        var record = Assert.Single(db.ExportRecords);
        Assert.Equal((2, Convert.ToHexStringLower(SHA256.HashData(file)), "调查名册"), (record.Rows, record.Sha256, record.List));
        Assert.Null(await _workbooks.HandOutAsync(Town.Officer with { Role = Role.Auditor }, survey, null));
    }

    [Fact]
    public async Task It_comes_back_and_only_what_was_seen_is_written_with_the_same_skips_as_at_the_door()
    {
        var survey = await RunningAsync();
        var path = await FilledAsync(survey, (name, row) =>
        {
            if (name == "雷金海")
            {
                (row["调查方式"], row["调查结果"], row["调查日期"], row["谁回答的"]) = ("入户", "正常", "2023/12/20", "本人");
                (row["D1 是否就业"], row["D2 就业形式"], row["D6 就业意愿"]) = ("否", "种养", "培训，求职");
            }
        });
        var preview = await _workbooks.LookThroughAsync(Town.Worker, survey, path);
        Assert.Null(preview.Problem);
        var refused = Assert.Single(preview.Refused);
        Assert.Equal("雷金海", refused.Name);
        Assert.Contains("A3 没答：与谁同住", refused.Reasons.Select(r => r.ToString()));
        Assert.Equal(1, preview.Blank);

        path = await FilledAsync(survey, FillWhole);
        preview = await _workbooks.LookThroughAsync(Town.Worker, survey, path);
        Assert.Empty(preview.Refused);
        var write = Assert.Single(preview.Rows);
        Assert.Contains(("调查方式", "", "入户"), write.Changes);
        await using (var db = _town.Open())
        {
            Assert.False(await db.SurveyEntries.AnyAsync(e => e.Way != null));
        }
        Assert.Equal(1, (await _workbooks.WriteAsync(Town.Worker, preview)).Written);
        await using (var db = _town.Open())
        {
            var entry = await db.SurveyEntries.SingleAsync(e => e.PersonId == _first.Id);
            Assert.Equal((SurveyWay.HomeVisit, SurveyOutcome.Normal, new DateOnly(2023, 12, 20)), (entry.Way, entry.Outcome, entry.On));
            Assert.Equal(("培训、求职", "15400000000"), (entry.Answers["D6"], entry.Answers["A4"]));
            Assert.DoesNotContain("D2", entry.Answers.Keys);
        }
        Assert.Equal("下载以后，别人填过这一份。请重新下载再填", Assert.Single(Assert.Single((await _workbooks.LookThroughAsync(Town.Worker, survey, path)).Refused).Reasons).ToString());
        var again = await _workbooks.LookThroughAsync(Town.Worker, survey, await FilledAsync(survey, (_, _) => { }));
        Assert.Equal((0, 0, 1, 1), (again.Rows.Count, again.Refused.Count, again.Blank, again.Unchanged));
    }

    [Fact]
    public async Task A_sheet_that_was_taken_over_incomplete_is_left_alone_until_somebody_changes_it()
    {
        var survey = await RunningAsync();
        await using (var db = _town.Open())
        {
            var entry = await db.SurveyEntries.SingleAsync(e => e.PersonId == _first.Id);
            (entry.Way, entry.Outcome, entry.On, entry.Answers) = (SurveyWay.HomeVisit, SurveyOutcome.Normal, new DateOnly(2023, 12, 18), new() { ["A1"] = "农业" });
            await db.SaveChangesAsync();
        }
        var preview = await _workbooks.LookThroughAsync(Town.Worker, survey, await FilledAsync(survey, (_, _) => { }));
        Assert.Equal((0, 0, 1, 1), (preview.Rows.Count, preview.Refused.Count, preview.Blank, preview.Unchanged));
        preview = await _workbooks.LookThroughAsync(Town.Worker, survey, await FilledAsync(survey, (name, row) => row["备注"] = name == "雷金海" ? "再问过" : row["备注"]));
        Assert.Single(preview.Refused);
    }

    [Fact]
    public async Task A_row_of_another_village_a_changed_code_and_an_unknown_word_are_refused_with_their_reasons()
    {
        var survey = await RunningAsync();
        var path = await FilledAsync(survey, FillWhole, Town.Officer);
        Assert.Equal("行码不在您的名册里：改过，或是别的村、别的调查的", Assert.Single(Assert.Single((await _workbooks.LookThroughAsync(Town.OtherWorker, survey, path)).Refused).Reasons).ToString());
        path = await FilledAsync(survey, (name, row) =>
        {
            (row["调查方式"], row["调查结果"], row["调查日期"]) = ("上门", "外出", "昨天");
            row["行码（不要改）"] = name == "周平" ? "123" : row["行码（不要改）"];
        });
        var refused = (await _workbooks.LookThroughAsync(Town.Worker, survey, path)).Refused.ToDictionary(r => r.Name, r => r.Reasons.Select(x => x.ToString()).ToList());
        Assert.Equal(["行码不在您的名册里：改过，或是别的村、别的调查的"], refused["周平"]);
        Assert.Equal(["调查方式没有“上门”这一项", "调查日期写成 2023-12-18 这样，现在是“昨天”"], refused["雷金海"]);
        var other = Path.Combine(_folder, "other.xlsx");
        await File.WriteAllTextAsync(other, "不是工作簿", TestContext.Current.CancellationToken);
        Assert.NotNull((await _workbooks.LookThroughAsync(Town.Worker, survey, other)).Problem);
        MiniExcel.SaveAs(other, new[] { new { 姓名 = "雷金海" } }, overwriteFile: true);
        Assert.Equal("没有“名册”这张表：请用从这里下载的工作簿填", (await _workbooks.LookThroughAsync(Town.Worker, survey, other)).Problem.ToString());
    }

    [Fact]
    public async Task A_cancelled_card_in_the_workbook_opens_its_case_like_at_the_door()
    {
        var survey = await RunningAsync();
        var path = await FilledAsync(survey, (name, row) =>
        {
            if (name == "周平")
            {
                (row["调查方式"], row["调查结果"], row["调查日期"], row["备注"]) = ("电话", "注销", "2023-12-21", "家属说已去世");
            }
        });
        Assert.Equal(1, (await _workbooks.WriteAsync(Town.Worker, await _workbooks.LookThroughAsync(Town.Worker, survey, path))).Written);
        await using var db = _town.Open();
        var file = await db.Cases.SingleAsync();
        Assert.Equal(("certification", "注销", _second.Id), (file.Programme, file.Kind, file.PersonId));
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _town.Dispose();
    }

    private static void FillWhole(string name, IDictionary<string, object?> row)
    {
        if (name != "雷金海")
        {
            return;
        }
        (row["调查方式"], row["调查结果"], row["调查日期"], row["谁回答的"]) = ("入户", "正常", "2023/12/20", "本人");
        foreach (var question in Questionnaire.Parse(Questionnaire.Standard).Questions.Where(q => q.Kind == AnswerKind.Single && row[SurveyWorkbook.Title(q)] is null))
        {
            row[SurveyWorkbook.Title(question)] = question.Options[0];
        }
        (row["D1 是否就业"], row["D2 就业形式"], row["D6 就业意愿"], row["D5 未就业原因"]) = ("否", "种养", "培训，求职", "无技能");
    }

    /// <summary>The roster as it is handed out, filled in by somebody with a spreadsheet.</summary>
    private async Task<string> FilledAsync(Guid survey, Action<string, IDictionary<string, object?>> fill, Actor? actor = null)
    {
        var file = (await _workbooks.HandOutAsync(actor ?? Town.Worker, survey, null))!.Value.Content;
        var rows = Read(file);
        foreach (var row in rows)
        {
            fill((string)row["姓名"]!, row);
        }
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".xlsx");
        MiniExcel.SaveAs(path, new Dictionary<string, object> { [SurveyWorkbook.RosterSheet] = rows });
        return path;
    }

    private static List<IDictionary<string, object?>> Read(byte[] file) =>
        [.. MiniExcel.Query(new MemoryStream(file), useHeaderRow: true, sheetName: SurveyWorkbook.RosterSheet).Cast<IDictionary<string, object?>>()];

    private async Task<Guid> RunningAsync()
    {
        var district = CanLian.Tests.Data.Database.Someone(Role.DistrictOfficer, "340699");
        var (_, id) = await _desk.SaveAsync(district, new SurveyEdit { Name = "2023年调查", Year = 2023, PlannedOn = new(2023, 9, 18), TrainedOn = new(2023, 9, 22), StartedOn = new(2023, 10, 1) });
        await _desk.FreezeAsync(district, id!.Value);
        return id.Value;
    }

    /// <summary>A localizer that says everything as it is written.</summary>
    private sealed class AsWritten : IStringLocalizer<Texts>
    {
        public LocalizedString this[string name] => new(name, name);
        public LocalizedString this[string name, params object[] arguments] => new(name, string.Format(null, name, arguments));

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
