using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Surveys;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CanLian.Tests.Browser;

/// <summary>A questionnaire filled in on a phone, from the list to the next house: what an answer skips disappears and is not kept.</summary>
[Collection(OneBrowser.Tests)]
public sealed class SurveyAtTheDoorTests(OneBrowser browser, OpenOffice host) : IClassFixture<OpenOffice>
{
    private const int Phone = 390;

    [Fact]
    public async Task A_worker_fills_in_a_sheet_with_its_skips_and_goes_on_to_the_next()
    {
        var actor = host.Actor(Village.Worker);
        await using var db = host.Open();
        var survey = await db.Surveys.SingleAsync(s => s.State == SurveyState.Running, TestContext.Current.CancellationToken);
        var list = (await host.Service<SurveyQueries>().WorklistAsync(actor, survey.Id, null, true, 1))!;
        var today = host.Service<OfficeClock>().Today;
        var entry = list.Entries.First(e => e.Person!.AgeOn(today) is >= 20 and <= 55 && e.Person.Employment is not null);
        var sheet = (await host.Service<SurveyQueries>().SheetAsync(actor, entry.Id, today))!;

        await using var worker = await browser.ComeAsync(host, Village.Worker);
        await worker.Page.SetViewportSizeAsync(Phone, 800);
        await worker.OpenAsync($"/surveys/{survey.Id}/people?open=true");
        await worker.Page.Locator($"a[href='survey/{entry.Id}']").ClickAsync();
        await Expect(worker.Page.Locator("#cl-main h1")).ToContainTextAsync(entry.Name);
        await worker.FillAsync("survey-Way", "入户");
        await worker.FillAsync("survey-Outcome", "正常");
        await worker.FillAsync("survey-Respondent", "本人");

        await ChooseAsync(worker, "D1", "是");
        await Expect(worker.Page.Locator("#q-D2")).ToBeVisibleAsync();
        await ChooseAsync(worker, "D2", "种养");
        await ChooseAsync(worker, "D1", "否");
        await Expect(worker.Page.Locator("#q-D2")).ToHaveCountAsync(0);
        await AnswerTheRestAsync(worker, sheet, today);
        await ChooseAsync(worker, "D6", "培训");
        await ChooseAsync(worker, "D6", "求职");
        await ChooseAsync(worker, "D8", "电商");
        Assert.True(await worker.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= Phone);
        await worker.PressAsync("保存，填下一位");
        await Expect(worker.Page.Locator("#cl-main h1")).Not.ToContainTextAsync(entry.Name);

        var stored = await db.SurveyEntries.AsNoTracking().SingleAsync(e => e.Id == entry.Id, TestContext.Current.CancellationToken);
        Assert.Equal((SurveyWay.HomeVisit, SurveyOutcome.Normal, today), (stored.Way, stored.Outcome, stored.On));
        Assert.Equal(("否", "培训、求职", "电商"), (stored.Answers["D1"], stored.Answers["D6"], stored.Answers["D8"]));
        Assert.DoesNotContain("D2", stored.Answers.Keys);
        await worker.OpenAsync($"/survey/{entry.Id}");
        await Expect(worker.Page.Locator("#q-D8").GetByLabel("电商", new() { Exact = true })).ToBeCheckedAsync();
    }

    /// <summary>Answers what the questionnaire goes on to ask, with the choice that opens most: the one that skips nothing.</summary>
    private static async Task AnswerTheRestAsync(Colleague worker, SurveySheet sheet, DateOnly today)
    {
        var answers = new Dictionary<string, string>(sheet.Entry.Answers) { ["D1"] = "否" };
        while (sheet.Questionnaire.For(sheet.Entry.Person!, today, answers).FirstOrDefault(q => q.Kind == AnswerKind.Single && !answers.ContainsKey(q.Code)) is { } question)
        {
            answers[question.Code] = question.Options.FirstOrDefault(o => question.Skips.All(s => s.Answer != o && s.Answer != "*")) ?? question.Options[0];
            await ChooseAsync(worker, question.Code, answers[question.Code]);
        }
    }

    private static async Task ChooseAsync(Colleague worker, string code, string option)
    {
        var choice = worker.Page.Locator("#q-" + code).GetByLabel(option, new() { Exact = true });
        await choice.CheckAsync();
        await Expect(choice).ToBeCheckedAsync();
    }
}
