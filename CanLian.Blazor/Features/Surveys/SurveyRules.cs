using CanLian.Domain.Common;
using CanLian.Domain.Surveys;

namespace CanLian.Blazor.Features.Surveys;

/// <summary>What a filled-in sheet must agree with (调查表校验), whether it comes from the door or from a workbook.</summary>
internal static class SurveyRules
{
    /// <summary>Every reason against the sheet, each with its field on the door's form.</summary>
    /// <param name="entry">The roster's entry with its survey and its person.</param>
    /// <param name="questionnaire">The survey's questions.</param>
    /// <param name="answer">What was filled in.</param>
    /// <param name="today">Nothing was asked later.</param>
    /// <param name="during">The stage in which such a sheet is filled in.</param>
    public static List<Reason> Reasons(SurveyEntry entry, Questionnaire questionnaire, SurveyAnswer answer, DateOnly today, SurveyState during = SurveyState.Running)
    {
        if (entry.Survey!.State != during)
        {
            return [new Reason(new Text(during == SurveyState.Checking ? "这次调查不在质量抽查中，不能填写" : "这次调查不在入户中，不能填写"))];
        }
        return [.. OfTheVisit(answer, today), .. answer.Outcome == SurveyOutcome.Normal ? OfTheAnswers(Asked(entry, questionnaire, answer, today), answer) : []];
    }

    /// <summary>The answers that are kept: those to questions that were put.</summary>
    public static Dictionary<string, string> Kept(SurveyEntry entry, Questionnaire questionnaire, SurveyAnswer answer, DateOnly today) =>
        Asked(entry, questionnaire, answer, today).Where(q => answer.Answers.GetValueOrDefault(q.Code, "").Length > 0).ToDictionary(q => q.Code, q => answer.Answers[q.Code]);

    private static IReadOnlyList<Question> Asked(SurveyEntry entry, Questionnaire questionnaire, SurveyAnswer answer, DateOnly today) =>
        questionnaire.For(entry.Person!, answer.On ?? today, answer.Answers);

    private static IEnumerable<Reason> OfTheVisit(SurveyAnswer answer, DateOnly today)
    {
        if (answer.Way is null)
        {
            yield return new Reason(new Text("选调查方式"), "survey-Way");
        }
        if (answer.Outcome is null)
        {
            yield return new Reason(new Text("选调查结果"), "survey-Outcome");
        }
        if (answer.On is null || answer.On > today)
        {
            yield return new Reason(new Text("填调查日期，不能晚于今天"), "survey-On");
        }
    }

    private static IEnumerable<Reason> OfTheAnswers(IReadOnlyList<Question> asked, SurveyAnswer answer)
    {
        foreach (var question in asked)
        {
            var given = answer.Answers.GetValueOrDefault(question.Code, "");
            if (given.Length == 0 && question.Kind is AnswerKind.Single)
            {
                yield return new Reason(new Text("{0} 没答：{1}", question.Code, question.Title), "q-" + question.Code);
            }
            else if (question.Against(given) is { } wrong)
            {
                yield return new Reason(wrong, "q-" + question.Code);
            }
        }
    }
}
