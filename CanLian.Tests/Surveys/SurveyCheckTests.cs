using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Surveys;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Surveys;
using CanLian.Tests.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Surveys;

/// <summary>Lists handed out, sheets drawn and asked again by somebody else: a village passes, or is asked once more.</summary>
public class SurveyCheckTests : IDisposable
{
    private static readonly Actor _district = CanLian.Tests.Data.Database.Someone(Role.DistrictOfficer) with { Name = "李明" };
    private readonly Town _town = new();
    private readonly SurveyDesk _desk;
    private readonly SurveyQueries _queries;
    private readonly SurveyCheckDesk _checks;
    private readonly SurveyCheckQueries _checkQueries;

    public SurveyCheckTests()
    {
        _desk = new SurveyDesk(_town.Database.Factory, _town.Database.Clock);
        _queries = new SurveyQueries(_town.Database.Factory);
        _checks = new SurveyCheckDesk(_town.Database.Factory, _town.Database.Clock);
        _checkQueries = new SurveyCheckQueries(_town.Database.Factory);
        for (var i = 0; i < 25; i++)
        {
            _town.Add("南" + i, new(1970, 4, 1 + i), card: (DisabilityKind.Physical, DisabilityGrade.Two));
        }
        _town.Add("郝大", new(1980, 4, 17), Town.Xiahao, (DisabilityKind.Visual, DisabilityGrade.One));
        using var db = _town.Open();
        db.AddRange(Worker("wangxiulan", "王秀兰", Town.Nanshilou), Worker("haosi", "郝四", Town.Xiahao));
        db.SaveChanges();
    }

    [Fact]
    public async Task A_list_is_handed_out_by_name_and_day_within_the_village()
    {
        var survey = await RunningAsync();
        Assert.False((await _checks.DispatchAsync(Town.Worker, survey, Town.Nanshilou, "王秀兰")).Outcome.Succeeded);
        Assert.Equal("选一个管这个村的人", Assert.Single((await _checks.DispatchAsync(Town.TownOfficer, survey, Town.Nanshilou, "郝四")).Outcome.Reasons).Sentence.ToString());
        Assert.Equal(25, (await _checks.DispatchAsync(Town.TownOfficer, survey, Town.Nanshilou, "王秀兰")).Handed);
        var village = (await _checkQueries.DispatchAsync(Town.TownOfficer, survey)).Single(v => v.Code == Town.Nanshilou);
        Assert.Equal((25, 25), (village.Open, village.Handed));
        Assert.Equal(["王秀兰 25（镇（街道）干事 2023-12-29）"], village.Given);
        Assert.Equal(25, (await _queries.WorklistAsync(Town.Worker with { Name = "王秀兰" }, survey, null, true, 1, mine: true))!.Total);
        Assert.Equal(0, (await _queries.WorklistAsync(Town.OtherWorker with { Name = "郝四" }, survey, Town.Nanshilou, true, 1, mine: true))!.Total);
    }

    [Fact]
    public async Task A_village_whose_answers_do_not_hold_is_asked_again_and_then_passes()
    {
        var survey = await RunningAsync();
        Assert.Equal("还有 26 人没调查", Assert.Single((await _checks.BeginAsync(_district, survey)).Reasons).Sentence.ToString());
        await AskEverybodyAsync(survey);
        Assert.Equal("先收齐、做完质量抽查才能归档", Assert.Single((await _checks.CloseAsync(_district, survey)).Reasons).Sentence.ToString());
        Assert.True((await _checks.BeginAsync(_district, survey)).Succeeded);

        var drawn = await _checkQueries.ChecksAsync(_district, survey);
        Assert.Equal([2, 1], drawn.Villages.Select(v => v.Score.Drawn));
        Assert.DoesNotContain((await _checkQueries.ChecksAsync(Town.OtherWorker, survey)).Villages, v => v.Code != Town.Xiahao);
        var own = drawn.Villages[0].Checks[0];
        Assert.Equal("抽查要由另一个人做，不能自己查自己", Assert.Single((await AskAgainAsync(own.Id, _district with { Name = own.Investigator }, false)).Reasons).Sentence.ToString());
        foreach (var check in drawn.Villages.SelectMany(v => v.Checks))
        {
            Assert.Empty((await AskAgainAsync(check.Id, _district, lies: check.RegionCode == Town.Nanshilou)).Reasons);
        }
        drawn = await _checkQueries.ChecksAsync(_district, survey);
        Assert.Equal([true, false], drawn.Villages.Select(v => v.Score.Failed));
        Assert.InRange(drawn.Workers.Single(w => w.Worker == "王秀兰").Score.Rate!.Value, 0.05m, 1m);
        Assert.Equal(0m, drawn.Workers.Single(w => w.Worker == "郝四").Score.Rate);
        Assert.Equal("还有 1 个村（社区）没有抽查通过", Assert.Single((await _checks.CloseAsync(_district, survey)).Reasons).Sentence.ToString());

        Assert.Equal("抽查做完、没有通过的村才退回", Assert.Single((await _checks.SendBackAsync(_district, survey, Town.Xiahao, "再查")).Reasons).Sentence.ToString());
        Assert.False((await _checks.SendBackAsync(_district, survey, Town.Nanshilou, " ")).Succeeded);
        Assert.True((await _checks.SendBackAsync(_district, survey, Town.Nanshilou, "收入多处不实")).Succeeded);
        var open = (await _queries.WorklistAsync(_district, survey, null, true, 1))!;
        Assert.Equal((25, "收入多处不实"), (open.Total, open.Entries[0].SentBackReason));
        await AskEverybodyAsync(survey);
        Assert.True((await _checks.BeginAsync(_district, survey)).Succeeded);
        var again = (await _checkQueries.ChecksAsync(_district, survey)).Villages;
        Assert.Equal([2, 1], again.Select(v => v.Round));
        foreach (var check in again[0].Checks)
        {
            Assert.Empty((await AskAgainAsync(check.Id, _district, lies: false)).Reasons);
        }
        Assert.True((await _checks.CloseAsync(_district, survey)).Succeeded);

        await using var db = _town.Open();
        var rate = Catalogue.FindFigure("survey.recheck_difference")!.Evaluate(db, new FigureScope(2023, "340699", Town.Today));
        Assert.InRange(rate.Number!.Value, 0.001m, 0.999m);
        Assert.Equal(5, rate.Records);
    }

    [Fact]
    public void The_draw_is_nobodys_choice()
    {
        var village = Enumerable.Range(0, 61).Select(i => new SurveyEntry { Name = "某" + i, RegionCode = Town.Nanshilou }).ToList();
        var first = SurveySample.Draw(village, 1).Select(e => e.Id).ToList();
        Assert.Equal(4, first.Count);
        Assert.Equal(first, SurveySample.Draw([.. village.AsEnumerable().Reverse()], 1).Select(e => e.Id));
        Assert.NotEqual(first, SurveySample.Draw(village, 2).Select(e => e.Id));
        Assert.Single(SurveySample.Draw([village[0]], 1));
    }

    public void Dispose() => _town.Dispose();

    private static Account Worker(string user, string name, string region) =>
        new() { UserName = user, NormalizedUserName = user.ToUpperInvariant(), DisplayName = name, Role = Role.VillageWorker, RegionCode = region };

    private async Task<Guid> RunningAsync()
    {
        var (_, id) = await _desk.SaveAsync(_district, new SurveyEdit { Name = "2023年调查", Year = 2023, PlannedOn = new(2023, 9, 18), TrainedOn = new(2023, 9, 22), StartedOn = new(2023, 10, 1) });
        Assert.Empty((await _desk.FreezeAsync(_district, id!.Value)).Reasons);
        return id.Value;
    }

    private async Task AskEverybodyAsync(Guid survey)
    {
        foreach (var entry in (await _queries.WorklistAsync(_district, survey, null, true, 1))!.Entries)
        {
            var sheet = (await _queries.SheetAsync(_district, entry.Id, Town.Today))!;
            Assert.Empty((await _desk.AnswerAsync(_district, entry.Id, entry.Version, Filled(sheet.Questionnaire, sheet.Entry.Person!, at: 0))).Reasons);
        }
    }

    private async Task<Outcome> AskAgainAsync(Guid id, Actor actor, bool lies)
    {
        var (check, questionnaire) = (await _checkQueries.SheetAsync(actor, id))!.Value;
        return await _checks.AnswerAsync(actor, id, check.Version, Filled(questionnaire, check.Entry!.Person!, at: lies ? 1 : 0));
    }

    private static SurveyAnswer Filled(Questionnaire questionnaire, Domain.People.Person person, int at)
    {
        var answer = new SurveyAnswer { Way = SurveyWay.HomeVisit, Outcome = SurveyOutcome.Normal, On = Town.Today };
        for (var round = 0; round < 6; round++)
        {
            foreach (var question in questionnaire.For(person, Town.Today, answer.Answers).Where(q => q.Kind == AnswerKind.Single))
            {
                answer.Answers.TryAdd(question.Code, question.Options[Math.Min(at, question.Options.Count - 1)]);
            }
        }
        return answer;
    }
}
