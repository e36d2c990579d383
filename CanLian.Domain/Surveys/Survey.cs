using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Surveys;

/// <summary>How far a survey has come (调查阶段).</summary>
public enum SurveyState
{
    [Label("筹备")] Preparing,
    [Label("入户中")] Running,
    [Label("质量抽查")] Checking,
    [Label("已归档")] Closed,
}

/// <summary>How the person was reached (调查方式); says nothing of what came of it.</summary>
public enum SurveyWay
{
    [Label("入户")] HomeVisit,
    [Label("见面")] Met,
    [Label("电话")] Telephone,
    [Label("代答")] Proxy,
}

/// <summary>What came of it (调查结果).</summary>
public enum SurveyOutcome
{
    [Label("正常")] Normal,
    [Label("查无此人")] NotFound,
    [Label("已搬迁")] MovedAway,
    [Label("空挂户")] NominalRegistration,
    [Label("外出")] Away,
    [Label("注销")] Cancelled,
    [Label("迁移")] Transferred,
    [Label("拒访")] Refused,
}

/// <summary>
/// A year's survey of everybody who holds a certificate (持证残疾人基本状况调查): its dates, its questionnaire as it was when the roster was frozen,
/// and the roster.
/// </summary>
public class Survey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public int Year { get; set; }
    public SurveyState State { get; private set; }
    public DateOnly? PlannedOn { get; set; }
    public DateOnly? TrainedOn { get; set; }
    public DateOnly? StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public DateOnly? FrozenOn { get; private set; }

    /// <summary>The definition of its questions (问卷), see <see cref="Questionnaire"/>.</summary>
    public string Definition { get; set; } = "";
    public List<SurveyEntry> Entries { get; init; } = [];
    public long Version { get; set; }

    public Questionnaire Questionnaire() => Surveys.Questionnaire.Parse(Definition);

    /// <summary>Freezes the roster: from here on the survey runs over exactly these persons.</summary>
    public Outcome Freeze(IEnumerable<(Person Person, string Investigator)> holders, DateOnly on)
    {
        var reasons = new List<Reason>();
        if (State != SurveyState.Preparing)
        {
            return Outcome.Refused("名册已冻结，不能再冻结一次");
        }
        if (PlannedOn is null)
        {
            reasons.Add(new Reason(new Text("填方案日期"), "survey-PlannedOn"));
        }
        if (TrainedOn is null)
        {
            reasons.Add(new Reason(new Text("填骨干培训日期"), "survey-TrainedOn"));
        }
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        Entries.AddRange(holders.Select(h => new SurveyEntry
        {
            SurveyId = Id,
            PersonId = h.Person.Id,
            Name = h.Person.Name,
            RegionCode = h.Person.RegionCode,
            Investigator = h.Investigator,
        }));
        (State, FrozenOn, StartedOn) = (SurveyState.Running, on, StartedOn ?? on);
        return Outcome.Done;
    }

    /// <summary>Ends the visits once everybody on the roster was dealt with; what was answered is looked at before it counts (质量抽查).</summary>
    public Outcome BeginChecks(int unanswered)
    {
        if (State != SurveyState.Running)
        {
            return Outcome.Refused("入户中的调查才能收齐抽查");
        }
        if (unanswered > 0)
        {
            return Outcome.Refused("还有 {0} 人没调查", unanswered);
        }
        State = SurveyState.Checking;
        return Outcome.Done;
    }

    /// <summary>Takes the survey back to the visits: a village is asked again.</summary>
    public Outcome SendBack()
    {
        if (State is not (SurveyState.Checking or SurveyState.Running))
        {
            return Outcome.Refused("抽查中的调查才能退回");
        }
        State = SurveyState.Running;
        return Outcome.Done;
    }

    /// <summary>Closes the survey once every village has passed its checks.</summary>
    public Outcome Close(int notPassed, DateOnly on)
    {
        if (State != SurveyState.Checking)
        {
            return Outcome.Refused("先收齐、做完质量抽查才能归档");
        }
        if (notPassed > 0)
        {
            return Outcome.Refused("还有 {0} 个村（社区）没有抽查通过", notPassed);
        }
        (State, EndedOn) = (SurveyState.Closed, EndedOn ?? on);
        return Outcome.Done;
    }

    /// <summary>Takes over a survey that was held before it came into the system (补录).</summary>
    public void TakeOver(DateOnly frozenOn, bool closed) => (State, FrozenOn) = (closed ? SurveyState.Closed : SurveyState.Running, frozenOn);
}

/// <summary>One person of a frozen roster and what was answered (调查记录): how the person was reached and what came of it are two things.</summary>
public class SurveyEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid SurveyId { get; set; }
    public Survey? Survey { get; init; }
    public Guid PersonId { get; set; }
    public Person? Person { get; init; }
    public required string Name { get; set; }
    public required string RegionCode { get; set; }
    public string Investigator { get; set; } = "";

    /// <summary>When the sheet was handed to its investigator, and by whom (派单); null and empty while nobody did.</summary>
    public DateOnly? DispatchedOn { get; private set; }
    public string DispatchedBy { get; private set; } = "";

    /// <summary>Why the sheet is to be asked again (退回重查); null where it is not.</summary>
    public string? SentBackReason { get; private set; }
    public SurveyWay? Way { get; set; }
    public SurveyOutcome? Outcome { get; set; }
    public DateOnly? On { get; set; }

    /// <summary>Who answered: the person, a guardian, a relative.</summary>
    public string Respondent { get; set; } = "";

    /// <summary>Answers by the code of their question; several of one question are parted by 、.</summary>
    public Dictionary<string, string> Answers { get; set; } = [];
    public string Note { get; set; } = "";
    public long Version { get; set; }

    public void HandTo(string investigator, string by, DateOnly on) => (Investigator, DispatchedBy, DispatchedOn) = (investigator, by, on);

    /// <summary>Opens the sheet again; what was answered stays as a hint for whoever asks.</summary>
    public void SendBack(string reason) => (Way, Outcome, On, SentBackReason) = (null, null, null, reason);

    public bool Answered => Way is not null && Outcome is not null && On is not null;

    /// <summary>
    /// The kind of certificate case that follows (后续办证): a card to be cancelled, or a person who moved. Null where nothing follows.
    /// </summary>
    public string? FollowingCase => Outcome switch
    {
        SurveyOutcome.Cancelled => "注销",
        SurveyOutcome.Transferred => "迁移",
        _ => null,
    };
}
