using CanLian.Domain.Cases;

namespace CanLian.Domain.Programmes.Patterns;

/// <summary>
/// Something held for a group (班次、活动): put on a list, placed in a batch, begun, completed. The batch says when and where.
/// </summary>
public static class ClassRows
{
    public static readonly Stage Waiting = new("waiting", "待编入", LimitDays: 10);
    public static readonly Stage Placed = new("placed", "待参加");
    public static readonly Stage Running = new("running", "进行中");
    public static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);
    public static readonly Stage Absent = Stage.End("absent", "未参加", StageKind.Withdrawn);
    public static readonly Stage GivenUp = Stage.End("given_up", "已放弃", StageKind.Withdrawn);
    public static readonly Stage Refused = Stage.End("refused", "不符合", StageKind.Refused);

    /// <summary>Working days after its end within which a batch is completed.</summary>
    private const int CompleteWithin = 10;

    /// <summary>Key of the answer that names the batch.</summary>
    public const string BatchKey = "batch";

    /// <summary>The whole table.</summary>
    /// <param name="batch">What a batch is called: 班次, 活动.</param>
    /// <param name="begin">Verb that begins it: 开班; null where it is over in a day and only has to be completed.</param>
    /// <param name="complete">Verb that completes it: 结业.</param>
    /// <param name="own">Needs, questions and effects of the programme.</param>
    public static Flow Flow(string batch, string? begin, string complete, Own own) =>
        new(Stage.Draft, [.. own.AddTo(Rows(batch, begin, complete))]);

    /// <summary>The rows alone, for a programme whose table differs in some of them.</summary>
    internal static IEnumerable<Step> Rows(string batch, string? begin, string complete)
    {
        var under = begin is null ? Placed : Running;
        Stage[] underWay = begin is null ? [Waiting, Placed] : [Waiting, Placed, Running];
        yield return new Step("E1", "报名", [Stage.Draft], Waiting, Hands.Anyone)
        {
            ManyAtOnce = true,
            Needs = [Needs.Form, Needs.Eligible, Needs.Consent],
        };
        yield return new Step("E2", "编入" + batch, [Waiting], Placed, Hands.TownDistrict)
        {
            ManyAtOnce = true,
            Approves = true,
            Asks = [new Ask(BatchKey, batch, AskKind.Batch)],
            Needs = [Enrolling, PlacesLeft, NoOverlap],
            Effect = Join,
            DueOn = begin is null ? CompletedBy : facts => facts.Batch?.StartsOn,
        };
        if (begin is not null)
        {
            yield return new Step("E3", begin, [Placed], Running, Hands.District) { ManyAtOnce = true, Needs = [BatchReady(batch)], DueOn = CompletedBy };
        }
        yield return new Step("E4", complete, [under], Done, begin is null ? Hands.TownDistrict : Hands.District)
        {
            ManyAtOnce = true,
            Asks = [Step.AskDate(complete + "日期")],
            Needs = [Needs.Form],
        };
        yield return new Step("E5", "登记未参加", underWay, Absent, Hands.TownDistrict)
        {
            Kind = StepKind.Withdraw,
            ManyAtOnce = true,
            RemarkRequired = true,
            Asks = [new Ask("absence", "原因", AskKind.Choice) { Options = ["没来", "中途离开", "生病", "其他"] }],
        };
        yield return new Step("E6", "移出" + batch, [Placed], Waiting, Hands.TownDistrict)
        {
            Kind = StepKind.Back,
            ManyAtOnce = true,
            RemarkRequired = true,
            Effect = Leave,
        };
        yield return new Step("E7", "登记不符合", [Waiting], Refused, Hands.TownDistrict) { Kind = StepKind.Refuse, RemarkRequired = true };
        yield return new Step("E8", "退回补正", [Waiting], Stage.Draft, Hands.TownDistrict) { Kind = StepKind.Back, RemarkRequired = true };
        yield return new Step("E9", "登记自愿放弃", [Stage.Draft], GivenUp, Hands.Anyone) { Kind = StepKind.Withdraw, RemarkRequired = true };
        yield return new Step("E10", "更正完成", [Done], under, Hands.Supervisor) { Kind = StepKind.Correct, RemarkRequired = true, Needs = [Needs.YearOpen] };
        yield return new Step("E11", "重新受理", [Refused], Waiting, Hands.District)
        {
            Kind = StepKind.Correct,
            RemarkRequired = true,
            Needs = [Needs.ReopenedWithin(60)],
        };
    }

    private static DateOnly? CompletedBy(CaseFacts facts) =>
        facts.Batch?.EndsOn is { } end ? facts.Calendar.AddWorkingDays(end, CompleteWithin) : null;

    private static readonly Need Enrolling = new("enrolling", (facts, _) => facts.Batch is { State: not BatchState.Enrolling } batch
        ? Needs.Unmet(null, "{0}不在报名中", batch.Name)
        : Needs.Met("在报名中"));

    private static readonly Need PlacesLeft = new("places", (facts, _) => facts.Batch is { Capacity: { } places } batch && facts.BatchTaken >= places
        ? Needs.Unmet(null, "{0}已满 {1} 人", batch.Name, places)
        : Needs.Met("还有名额"));

    private static readonly Need NoOverlap = new("overlap", (facts, _) => facts.OverlappingBatch is { } other
        ? Needs.Unmet(null, "同一天已编入 {0}", other)
        : Needs.Met("时间不冲突"));

    private static Need BatchReady(string kind) => new("batch-ready", (facts, _) => facts.Batch switch
    {
        null => Needs.Unmet("field-Batch", "还没有编入{0}", kind),
        { OrganisationId: null } batch => Needs.Unmet("field-Batch", "{0}没有承办机构", batch.Name),
        { StartsOn: null } or { EndsOn: null } => Needs.Unmet("field-Batch", "{0}没有起止日期", facts.Batch.Name),
        { Place: "" } batch => Needs.Unmet("field-Batch", "{0}没有地点", batch.Name),
        var batch => Needs.Met("{0}准备好了", batch.Name),
    });

    private static void Leave(CaseFacts facts)
    {
        (facts.Case.Batch, facts.Case.BatchId) = (null, null);
        (facts.Case.Organisation, facts.Case.OrganisationId) = (null, null);
    }

    private static void Join(CaseFacts facts)
    {
        facts.Case.Batch = facts.Batch;
        facts.Case.BatchId = facts.Batch?.Id;
        facts.Case.Organisation = facts.Batch?.Organisation;
        facts.Case.OrganisationId = facts.Batch?.OrganisationId;
    }
}
