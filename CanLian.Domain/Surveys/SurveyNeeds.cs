using CanLian.Domain.People;

namespace CanLian.Domain.Surveys;

/// <summary>
/// Which needs the answers of a sheet state (需求池): asked and wanted, or asked and not wanted. A question that was not put says nothing.
/// </summary>
public static class SurveyNeeds
{
    private const string NotNeeded = "不需要";

    // Question, the answer that states the need, and what it is about; the detail is the answer of another question.
    private static readonly (string Question, string Answer, NeedTopic Topic, string Detail)[] Stated =
    [
        ("E7", "居家", NeedTopic.HomeCare, ""), ("E7", "寄宿", NeedTopic.BoardingCare, ""), ("F5", "辅具", NeedTopic.Device, "F6"),
        ("D6", "培训", NeedTopic.Training, "D8"), ("D6", "创业", NeedTopic.Startup, ""), ("D6", "农技", NeedTopic.Farming, ""), ("D2", "灵活", NeedTopic.FlexibleWork, ""),
    ];

    public static IEnumerable<StatedNeed> Of(SurveyEntry entry, int year)
    {
        if (entry.Outcome != SurveyOutcome.Normal || entry.On is not { } on)
        {
            yield break;
        }
        foreach (var (question, answer, topic, detail) in Stated)
        {
            if (entry.Answers.TryGetValue(question, out var given))
            {
                var wanted = Questionnaire.Parts(given).Contains(answer);
                yield return Need(topic, wanted, wanted ? entry.Answers.GetValueOrDefault(detail, "") : "");
            }
        }
        if (entry.Answers.TryGetValue("G2", out var parts) || entry.Answers.GetValueOrDefault("G1") == "是")
        {
            var wanted = parts is { Length: > 0 } && !Questionnaire.Parts(parts).Contains(NotNeeded);
            yield return Need(NeedTopic.Modification, wanted, wanted ? parts! : "");
        }

        StatedNeed Need(NeedTopic topic, bool wanted, string detail) =>
            new() { PersonId = entry.PersonId, Topic = topic, Wanted = wanted, Detail = detail, Year = year, On = on };
    }
}
