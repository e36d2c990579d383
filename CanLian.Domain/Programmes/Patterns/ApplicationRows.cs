using CanLian.Domain.Cases;
using CanLian.Domain.Common;

namespace CanLian.Domain.Programmes.Patterns;

/// <summary>
/// From the application to the approval (申报审批): village, town, district, public notice, approval. A programme for minors goes without the notice.
/// </summary>
public static class ApplicationRows
{
    public static readonly Stage Village = new("village", "待村初核", LimitDays: 5);
    public static readonly Stage Town = new("town", "待镇初审", LimitDays: 5);
    public static readonly Stage District = new("district", "待区复审", LimitDays: 10);

    /// <summary>Five working days of notice and two to close it; a notice of another length sets its own last day.</summary>
    public static readonly Stage OnNotice = new("notice", "公示中", LimitDays: 5 + CloseNoticeWithin);
    public static readonly Stage Approval = new("approval", "待批准", LimitDays: 5);
    public static readonly Stage Refused = Stage.End("refused", "不符合", StageKind.Refused);
    public static readonly Stage GivenUp = Stage.End("given_up", "已放弃", StageKind.Withdrawn);

    private const int CloseNoticeWithin = 2;

    /// <summary>Working days within which a refused case may be taken up again.</summary>
    private const int ReopenWithin = 60;

    /// <summary>How the applicant learnt of a refusal.</summary>
    internal static readonly Ask[] Told =
        [new("told_on", "告知日期", AskKind.Date), new("told_way", "告知方式", AskKind.Choice) { Options = ["电话", "入户", "书面"] }];

    /// <summary>The rows up to the approval, which leads to a stage of the programme's own.</summary>
    /// <param name="approved">Where an approved case goes.</param>
    /// <param name="noticeTitle">Title of the public notice; null for a programme that publishes nothing.</param>
    public static IEnumerable<Step> To(Stage approved, string? noticeTitle)
    {
        var published = noticeTitle is not null;
        yield return new Step("A1", "报村初核", [Stage.Draft], Village, Hands.Village)
        {
            Needs = [Needs.Form, Needs.Eligible, Needs.SignedApplication, Needs.Consent, Needs.Guardian],
        };
        yield return new Step("A2", "初核完毕，报镇街", [Village], Town, Hands.Village) { ManyAtOnce = true, Needs = [Needs.Visited] };
        yield return new Step("A3", "初审通过，报区残联", [Town], District, Hands.Town) { ManyAtOnce = true, Needs = [Needs.VisitFits, Needs.Eligible] };
        if (published)
        {
            yield return new Step("A4", "复审通过，去公示", [District], OnNotice, Hands.District)
            {
                ManyAtOnce = true,
                Asks = [Step.AskDate("公示开始日期")],
                Needs = [Needs.Eligible, Needs.Fund, Needs.Amount, Needs.NotTwice],
                Effect = facts => facts.Case.Publish(facts, noticeTitle!),
                DueOn = facts => facts.Calendar.AddWorkingDays(facts.StepDay, (facts.OpenNotice?.WorkingDays ?? facts.NoticeDays) + CloseNoticeWithin),
            };
            yield return new Step("A5", "公示期满无异议", [OnNotice], Approval, Hands.District)
            {
                ManyAtOnce = true,
                Needs = [Needs.NoticeOver, Needs.ObjectionsAnswered, Needs.Paper("公示照片", "上传公示照片")],
            };
        }
        else
        {
            yield return new Step("A4", "复审通过，报批准", [District], Approval, Hands.District)
            {
                ManyAtOnce = true,
                Needs = [Needs.Eligible, Needs.Fund, Needs.Amount],
            };
        }
        yield return new Step("A6", "批准", [Approval], approved, Hands.Supervisor)
        {
            ManyAtOnce = true,
            Approves = true,
            Needs = [Needs.SecondPerson("复审", "A4"), Needs.Amount, Needs.FundsLeft, Needs.OverridesSeen],
        };
        foreach (var row in WaysBack(published))
        {
            yield return row;
        }
    }

    private static IEnumerable<Step> WaysBack(bool published)
    {
        yield return Back("B1", "退给申请人补正", Village, Stage.Draft, Hands.Village) with { LimitDays = 10 };
        yield return Back("B2", "退回村补正", Town, Village, Hands.Town) with { ManyAtOnce = true };
        yield return Back("B3", "退回镇街补正", District, Town, Hands.District) with { ManyAtOnce = true };
        if (published)
        {
            yield return Back("B4", "公示有异议，退回核实", OnNotice, Town, Hands.District) with { LimitDays = 10, Needs = [Needs.ObjectionRaised] };
        }
        yield return Back("B5", "退回复审", Approval, District, Hands.Supervisor) with { ManyAtOnce = true };

        Stage[] underReview = published ? [Town, District, OnNotice, Approval] : [Town, District, Approval];
        yield return new Step("X1", "登记不符合", underReview, Refused, Hands.TownDistrictSupervisor)
        {
            Kind = StepKind.Refuse,
            RemarkRequired = true,
            ManyAtOnce = true,
            OnlyWhen = facts => facts.Actor.Role != Role.TownOfficer || facts.Case.Stage == Town.Code,
            Asks = Told,
        };
        yield return new Step("X2", "登记自愿放弃", [Stage.Draft, Village, .. underReview], GivenUp, Hands.Anyone)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
            Needs = [GivenUpInWriting],
        };
        yield return new Step("X4", "重新受理", [Refused], District, Hands.District)
        {
            Kind = StepKind.Correct,
            RemarkRequired = true,
            Needs = [Needs.ReopenedWithin(ReopenWithin)],
        };
    }

    private static Step Back(string code, string verb, Stage from, Stage to, IReadOnlyList<Role> who) =>
        new(code, verb, [from], to, who) { Kind = StepKind.Back, RemarkRequired = true };

    // The remark of the step is the note of the telephone call, so either will do.
    private static readonly Need GivenUpInWriting = new("given-up", (facts, _) =>
        facts.Case.Papers("放弃声明").Any() || facts.Input.Remark is { Length: >= 10 }
            ? Needs.Met("放弃声明或电话记录在案")
            : Needs.Unmet("paper-放弃声明", "上传放弃声明，或在原因里写电话记录（至少 10 个字）"))
    {
        Paper = "放弃声明",
    };
}
