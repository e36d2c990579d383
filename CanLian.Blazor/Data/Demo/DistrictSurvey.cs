using CanLian.Domain.People;
using CanLian.Domain.Surveys;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The autumn's survey of all 6,826 holders (基本状况调查): 6,709 visited at home, 117 telephoned.</summary>
internal sealed class DistrictSurvey(DistrictRecords records)
{
    private const int Telephoned = 117;
    private const int Away = 16;
    private const int MovedAway = 2;
    private static readonly DateOnly Starts = new(2023, 10, 1);
    private static readonly DateOnly Ends = new(2023, 10, 20);

    public void Fill()
    {
        var survey = new Survey
        {
            Id = records.Chance.NextId(),
            Name = "2023年持证残疾人基本状况调查",
            Year = DemonstrationDistrict.Year,
            PlannedOn = new(2023, 9, 18),
            TrainedOn = new(2023, 9, 22),
            StartedOn = Starts,
            EndedOn = Ends,
            Definition = Questionnaire.Standard,
        };
        survey.TakeOver(new(2023, 9, 22), closed: true);
        records.Surveys.Add(survey);
        var questionnaire = survey.Questionnaire();
        var holders = records.Persons.Where(p => p.Certificate is not null).ToList();
        var present = new Queue<Person>(records.Chance.Shuffled(holders.Where(p => p.Certificate!.State == CertificateState.Valid && !records.ShownByName.Contains(p.Id))));
        var outcomes = new Dictionary<Guid, SurveyOutcome>();
        for (var i = 0; i < Away + MovedAway + 1; i++)
        {
            outcomes[present.Dequeue().Id] = i < Away ? SurveyOutcome.Away : i < Away + MovedAway ? SurveyOutcome.MovedAway : SurveyOutcome.NotFound;
        }
        outcomes[holders.First(p => p.Certificate!.State == CertificateState.MovedOut).Id] = SurveyOutcome.Transferred;
        var byPhone = outcomes.Keys.Take(Away).Concat(present.Take(Telephoned - Away).Select(p => p.Id)).ToHashSet();
        foreach (var person in holders)
        {
            var outcome = person.Certificate!.State == CertificateState.Cancelled ? SurveyOutcome.Cancelled : outcomes.GetValueOrDefault(person.Id, SurveyOutcome.Normal);
            var on = records.Chance.Day(Starts, Ends);
            records.SurveyEntries.Add(new SurveyEntry
            {
                Id = records.Chance.NextId(),
                SurveyId = survey.Id,
                PersonId = person.Id,
                Name = person.Name,
                RegionCode = person.RegionCode,
                Investigator = Colleagues.Village(person.RegionCode).Name,
                Way = byPhone.Contains(person.Id) ? SurveyWay.Telephone : SurveyWay.HomeVisit,
                Outcome = outcome,
                On = on,
                Respondent = person.NeedsGuardian(on) ? "监护人" : "本人",
                Answers = outcome == SurveyOutcome.Normal ? Answers(questionnaire, person, on) : [],
            });
        }
        FillPilot();
    }

    /// <summary>The first village of the next survey, where the worker of the demonstration is at work.</summary>
    private void FillPilot()
    {
        var survey = new Survey
        {
            Id = records.Chance.NextId(),
            Name = "2024年基本状况调查（先行村）",
            Year = DemonstrationDistrict.Year + 1,
            PlannedOn = new(2023, 12, 11),
            TrainedOn = new(2023, 12, 15),
            StartedOn = new(2023, 12, 18),
            Definition = Questionnaire.Standard,
        };
        survey.TakeOver(new(2023, 12, 15), closed: false);
        records.Surveys.Add(survey);
        var questionnaire = survey.Questionnaire();
        foreach (var (i, person) in records.Persons.Where(p => p.RegionCode == Places.Nanshilou && p.Certificate is { State: not (CertificateState.Cancelled or CertificateState.MovedOut) }).Index())
        {
            var answered = i is > 12 and < 60;
            var on = new DateOnly(2023, 12, 18).AddDays(i % 11);
            records.SurveyEntries.Add(new SurveyEntry
            {
                Id = records.Chance.NextId(),
                SurveyId = survey.Id,
                PersonId = person.Id,
                Name = person.Name,
                RegionCode = person.RegionCode,
                Investigator = Colleagues.Village(person.RegionCode).Name,
                Way = answered ? SurveyWay.HomeVisit : null,
                Outcome = answered ? SurveyOutcome.Normal : null,
                On = answered ? on : null,
                Respondent = answered ? "本人" : "",
                Answers = answered ? Answers(questionnaire, person, on) : [],
            });
        }
    }

    // What the register knows, and a first answer to a few more: a filled sheet has about thirty, which no picture needs.
    private Dictionary<string, string> Answers(Questionnaire questionnaire, Person person, DateOnly on)
    {
        var answers = questionnaire.Prefilled(person, on);
        answers.Remove("A4");
        answers["C1"] = records.Chance.Of(["未上学", "小学", "小学", "初中", "高中"]);
        answers["F5"] = records.Chance.Weighted([("无", 70), ("药物", 14), ("辅具", 9), ("训练", 7)]);
        answers["I1"] = records.Chance.Weighted([("很满意", 40), ("满意", 45), ("基本满意", 12), ("不满意", 3)]);
        return answers;
    }
}
