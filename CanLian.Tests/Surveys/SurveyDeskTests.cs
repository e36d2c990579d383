using CanLian.Blazor.Features.Surveys;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Surveys;
using CanLian.Tests.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Surveys;

/// <summary>A survey from its plan to its close: a frozen roster, sheets filled in by villages, cases that follow.</summary>
public class SurveyDeskTests : IDisposable
{
    private static readonly string[] Counted = ["survey.holders", "survey.home_visits", "survey.home_visit_rate"];

    private readonly Town _town = new();
    private readonly Actor _district = CanLian.Tests.Data.Database.Someone(Role.DistrictOfficer, "340699");
    private readonly SurveyDesk _desk;
    private readonly SurveyQueries _queries;
    private readonly Person _first;
    private readonly Person _second;

    public SurveyDeskTests()
    {
        _desk = new SurveyDesk(_town.Database.Factory, _town.Database.Clock);
        _queries = new SurveyQueries(_town.Database.Factory);
        _first = _town.Add("雷金海", new(1973, 4, 17), card: (DisabilityKind.Physical, DisabilityGrade.Two));
        _second = _town.Add("周平", new(1980, 4, 17), card: (DisabilityKind.Visual, DisabilityGrade.One));
        _town.Add("没有证", new(1980, 5, 17));
    }

    [Fact]
    public async Task The_roster_is_frozen_once_its_dates_are_known_and_later_newcomers_are_not_on_it()
    {
        var (outcome, id) = await _desk.SaveAsync(_district, new SurveyEdit { Name = "2023年调查", Year = 2023 });
        Assert.Empty(outcome.Reasons);
        Assert.Equal(["填方案日期", "填骨干培训日期"], (await _desk.FreezeAsync(_district, id!.Value)).Reasons.Select(r => r.Sentence.ToString()));
        await _desk.SaveAsync(_district, new SurveyEdit { Id = id, Name = "2023年调查", Year = 2023, PlannedOn = new(2023, 9, 18), TrainedOn = new(2023, 9, 22) });
        Assert.Empty((await _desk.FreezeAsync(_district, id.Value)).Reasons);
        _town.Add("新来的", new(1980, 6, 17), card: (DisabilityKind.Visual, DisabilityGrade.One));
        var progress = (await _queries.ProgressAsync(_district, id.Value))!;
        Assert.Equal((2, 0), (progress.Roster, progress.Answered));
        Assert.Equal("还有 2 人没调查", Assert.Single((await new SurveyCheckDesk(_town.Database.Factory, _town.Database.Clock).BeginAsync(_district, id.Value)).Reasons).Sentence.ToString());
        Assert.Equal("调查方案由区残联经办登记", Assert.Single((await _desk.SaveAsync(Town.Worker, new SurveyEdit { Name = "村里的" })).Outcome.Reasons).Sentence.ToString());
    }

    [Fact]
    public async Task A_sheet_is_filled_in_with_its_skips_and_counts_in_the_figures()
    {
        var survey = await RunningAsync();
        var entry = (await _queries.WorklistAsync(Town.Worker, survey, null, true, 1))!.Entries.Single(e => e.PersonId == _first.Id);
        var sheet = (await _queries.SheetAsync(Town.Worker, entry.Id, Town.Today))!;
        Assert.Equal("农业", sheet.Entry.Answers["A1"]);

        var answer = new SurveyAnswer { Way = SurveyWay.HomeVisit, Outcome = SurveyOutcome.Normal, On = Town.Today, Respondent = "本人" };
        var missing = await _desk.AnswerAsync(Town.Worker, entry.Id, entry.Version, answer);
        Assert.Contains("q-A3", missing.Reasons.Select(r => r.Anchor));
        Fill(sheet, answer);
        answer.Answers["D2"] = "种养";
        answer.Answers["D1"] = "否";
        Fill(sheet, answer);
        Assert.Empty((await _desk.AnswerAsync(Town.Worker, entry.Id, entry.Version, answer)).Reasons);
        Assert.Equal("就在刚才，别人填了这一份。请重新打开再填", Assert.Single((await _desk.AnswerAsync(Town.Worker, entry.Id, entry.Version, answer)).Reasons).Sentence.ToString());

        await using var db = _town.Open();
        var stored = await db.SurveyEntries.SingleAsync(e => e.Id == entry.Id);
        Assert.DoesNotContain("D2", stored.Answers.Keys);
        var scope = new FigureScope(2023, "340699", Town.Today);
        Assert.Equal(["2人", "1人", "50.00%"], Counted.Select(id => Catalogue.FindFigure(id)!).Select(f => f.Shown(f.Evaluate(db, scope))));
    }

    [Theory]
    [InlineData(SurveyOutcome.Cancelled, "注销")]
    [InlineData(SurveyOutcome.Transferred, "迁移")]
    public async Task An_outcome_opens_the_certificate_case_once(SurveyOutcome outcome, string kind)
    {
        var survey = await RunningAsync();
        var entry = (await _queries.WorklistAsync(Town.Worker, survey, null, false, 1))!.Entries.Single(e => e.PersonId == _second.Id);
        var answer = new SurveyAnswer { Way = SurveyWay.Telephone, Outcome = outcome, On = Town.Today, Note = "家属说的" };
        Assert.Empty((await _desk.AnswerAsync(Town.Worker, entry.Id, entry.Version, answer)).Reasons);
        Assert.Empty((await _desk.AnswerAsync(Town.Worker, entry.Id, entry.Version + 1, answer)).Reasons);
        await using var db = _town.Open();
        var file = await db.Cases.SingleAsync();
        Assert.Equal(("certification", kind, "draft", _second.Id), (file.Programme, file.Kind, file.Stage, file.PersonId));
    }

    [Fact]
    public async Task Needs_found_at_the_door_make_the_candidates_and_the_latest_answer_holds()
    {
        var survey = await RunningAsync();
        Assert.Contains("没有登记托养需求", await ReasonsAsync("home_care"));
        await AnswerAsync(survey, ("E6", "没有"), ("E7", "居家"), ("G1", "否"), ("G2", "不需要"), ("F5", "药物、辅具"), ("F6", "轮椅"), ("D1", "否"), ("D5", "无技能"), ("D6", "培训"), ("D8", "电商"));
        Assert.Empty(await ReasonsAsync("home_care"));
        Assert.Contains("没有登记托养需求", await ReasonsAsync("boarding_care"));
        Assert.Contains("调查时说不需要改造", await ReasonsAsync("home_modification"));
        Assert.DoesNotContain("没有登记辅具需求", await ReasonsAsync("assistive_devices"));
        await using (var db = _town.Open())
        {
            var needs = await db.Persons.Where(p => p.Id == _first.Id).SelectMany(p => p.Needs).ToListAsync();
            Assert.Equal(["电商", "轮椅"], needs.Where(n => n.Wanted).Select(n => n.Detail).Where(d => d.Length > 0).Order(StringComparer.Ordinal));
            Assert.Equal(1, Catalogue.FindFigure("home_care.eligible")!.Evaluate(db, new FigureScope(2023, "340699", Town.Today)).Number);
        }
        await AnswerAsync(survey, ("E6", "没有"), ("E7", "不需要"), ("G1", "否"), ("G2", "地面、卫生间"));
        Assert.Contains("没有登记托养需求", await ReasonsAsync("home_care"));
        Assert.DoesNotContain("调查时说不需要改造", await ReasonsAsync("home_modification"));
    }

    [Fact]
    public async Task Another_village_neither_sees_nor_fills_in_the_sheets()
    {
        var survey = await RunningAsync();
        Assert.Equal(0, (await _queries.WorklistAsync(Town.OtherWorker, survey, null, false, 1))!.Total);
        var entry = (await _queries.WorklistAsync(Town.Worker, survey, null, false, 1))!.Entries[0];
        Assert.Null(await _queries.SheetAsync(Town.OtherWorker, entry.Id, Town.Today));
        Assert.False((await _desk.AnswerAsync(Town.OtherWorker, entry.Id, 0, new SurveyAnswer())).Succeeded);
    }

    public void Dispose() => _town.Dispose();

    private async Task AnswerAsync(Guid survey, params (string Code, string Answer)[] answers)
    {
        var entry = (await _queries.WorklistAsync(Town.Worker, survey, null, false, 1))!.Entries.Single(e => e.PersonId == _first.Id);
        var sheet = (await _queries.SheetAsync(Town.Worker, entry.Id, Town.Today))!;
        var answer = new SurveyAnswer { Way = SurveyWay.HomeVisit, Outcome = SurveyOutcome.Normal, On = Town.Today, Answers = answers.ToDictionary(a => a.Code, a => a.Answer) };
        Fill(sheet, answer);
        Assert.Empty((await _desk.AnswerAsync(Town.Worker, entry.Id, sheet.Entry.Version, answer)).Reasons);
    }

    private async Task<IEnumerable<string>> ReasonsAsync(string programme) =>
        (await _town.Persons.FindAsync(Town.Worker, _first.Id))!.Entitlements.Single(e => e.Programme.Code == programme).Failures.Select(f => f.Reason.ToString());

    private static void Fill(SurveySheet sheet, SurveyAnswer answer)
    {
        for (var round = 0; round < 4; round++)
        {
            foreach (var question in sheet.Questionnaire.For(sheet.Entry.Person!, Town.Today, answer.Answers).Where(q => q.Kind == AnswerKind.Single))
            {
                answer.Answers.TryAdd(question.Code, question.Options[0]);
            }
        }
    }

    private async Task<Guid> RunningAsync()
    {
        var (_, id) = await _desk.SaveAsync(_district, new SurveyEdit { Name = "2023年调查", Year = 2023, PlannedOn = new(2023, 9, 18), TrainedOn = new(2023, 9, 22), StartedOn = new(2023, 10, 1) });
        await _desk.FreezeAsync(_district, id!.Value);
        return id.Value;
    }
}
