using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes.Patterns;
using CanLian.Tests.Programmes;
using Xunit;

namespace CanLian.Tests.Cases;

public class FlowTests
{
    private static readonly Stage Check = new("check", "待核查", LimitDays: 5);
    private static readonly Stage Wait = new("wait", "待通知");
    private static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);
    private static readonly Role[] Town = [Role.TownOfficer];

    private static readonly DateOnly Monday = new(2023, 6, 5);
    private static readonly DateTime Now = new(2023, 6, 5, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_stage_that_no_step_leaves_is_refused() =>
        Refuses("'check' is a dead end", new Step("1", "报核查", [Stage.Draft], Check, Town));

    [Fact]
    public void A_stage_that_no_step_reaches_is_refused() =>
        Refuses("'wait' cannot be reached", new Step("1", "办结", [Stage.Draft], Done, Town), new Step("2", "通知", [Wait], Done, Town));

    [Fact]
    public void A_code_that_stands_twice_is_refused()
    {
        Refuses("'1' stands twice", new Step("1", "办结", [Stage.Draft], Done, Town), new Step("1", "退回", [Done], Stage.Draft, Town));
        Refuses("'done' stands twice", new Step("1", "办结", [Stage.Draft], Done, Town), new Step("2", "结案", [Stage.Draft], Done with { Name = "已结案" }, Town));
    }

    [Fact]
    public void What_is_added_to_a_row_that_is_not_there_is_refused() => Assert.Contains("'A99'",
        Assert.Throws<InvalidOperationException>(() => YearlyList.Flow("公示", new Own { Needs = new Dictionary<string, Need[]> { ["A99"] = [] } })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_refused_step_names_every_reason_at_once_and_changes_nothing()
    {
        var file = Case();
        file.PutOnHold("住院", Monday.AddDays(30), CaseWalk.By(Role.TownOfficer), Now, Monday);
        var before = Trace(file);

        var outcome = file.Take(Table(), "1", Facts(file, Role.Finance, new StepInput(null, new Dictionary<string, string> { ["on"] = "2023-06-07", ["way"] = "口信" })));

        Assert.Equal(
        [
            ("“报核查”由镇（街道）干事办", null),
            ("已暂缓（住院），请先恢复办理", "hold"),
            ("写明原因", "step-remark"),
            ("选方式", "ask-way"),
            ("填凭证号", "ask-voucher"),
            ("日期要在申请日（2023-06-05）和今天之间", "ask-on"),
            ("上传核查表", "paper-核查表"),
        ], outcome.Reasons.Select(r => (r.Sentence.ToString(), r.Anchor)));
        Assert.Equal(before, Trace(file));
    }

    [Fact]
    public void A_step_that_was_taken_leaves_who_when_from_to_and_what_was_answered()
    {
        var file = Ready();
        var happened = file.Events[^1];
        Assert.Equal(("check", new DateOnly(2023, 6, 5), new DateOnly(2023, 6, 12)), (file.Stage, file.StageSince, file.DueOn!.Value));
        Assert.Equal((2, "1", "报核查", "draft", "check", "见附件"), (happened.Sequence, happened.StepCode, happened.Title, happened.FromStage, happened.ToStage, happened.Remark));
        Assert.Equal(["核查日期=2023-06-05", "方式=电话", "凭证号=17"], happened.Details.Select(d => d.Key + "=" + d.Value));
        Assert.Equal(nameof(Role.TownOfficer), happened.ActorId);
    }

    [Fact]
    public void A_step_of_another_stage_cannot_be_taken_and_neither_can_one_that_does_not_exist_for_the_case()
    {
        var file = Ready();
        Assert.Equal("这一步现在不能办：案件在“待核查”", Assert.Single(file.Take(Table(), "1", Facts(file, Role.TownOfficer)).Reasons).Sentence.ToString());
        Assert.False(file.Take(Table(), "4", Facts(file, Role.TownOfficer)).Succeeded);
        Assert.Equal(["2", "3"], Table().Choices(Facts(file, Role.TownOfficer)).Select(c => c.Step.Code));
    }

    [Fact]
    public void A_hold_stops_the_days_that_are_counted_and_not_a_day_that_was_set()
    {
        var later = Monday.AddDays(14);
        var counted = Ready();
        counted.PutOnHold("住院", later, CaseWalk.By(Role.TownOfficer), Now, Monday);
        Assert.Null(counted.DaysLate(later));
        counted.Resume(Table(), CaseWalk.By(Role.TownOfficer), Now, later, WorkingCalendar.China);
        Assert.Equal(WorkingCalendar.China.AddWorkingDays(later, 5), counted.DueOn);

        var set = Ready();
        Assert.True(set.Take(Table(), "2", Facts(set, Role.TownOfficer)).Succeeded);
        Assert.Equal(new DateOnly(2023, 12, 15), set.DueOn);
        set.PutOnHold("住院", later, CaseWalk.By(Role.TownOfficer), Now, Monday);
        set.Resume(Table(), CaseWalk.By(Role.TownOfficer), Now, later, WorkingCalendar.China);
        Assert.Equal(new DateOnly(2023, 12, 15), set.DueOn);
    }

    private static Flow Table() => new(Stage.Draft,
        new Step("1", "报核查", [Stage.Draft], Check, Town)
        {
            RemarkRequired = true,
            Asks = [Step.AskDate("核查日期"), new Ask("way", "方式", AskKind.Choice) { Options = ["电话", "入户"] }, new Ask("voucher", "凭证号", AskKind.Text)],
            Needs = [Needs.Paper("核查表", "上传核查表")],
        },
        new Step("2", "核查属实", [Check], Wait, Town) { DueOn = facts => new DateOnly(facts.Case.Year, 12, 15) },
        new Step("3", "退回", [Check], Stage.Draft, Town) { Kind = StepKind.Back },
        new Step("4", "免查", [Check], Wait, Town) { OnlyWhen = _ => false },
        new Step("5", "通知", [Wait], Done, Town));

    private static CaseFile Case() => CaseFile.Open(
        "2023-测试-0001", "test", 2023, CaseWalk.Someone(), false, Table(), Monday, CaseWalk.By(Role.VillageWorker), Now);

    /// <summary>A case that was handed in for the check.</summary>
    private static CaseFile Ready()
    {
        var file = Case();
        file.Attachments.Add(new Attachment { Paper = "核查表", FileName = "1.jpg", ContentType = "image/jpeg", Sha256 = "", AddedBy = "" });
        var input = new StepInput("见附件", new Dictionary<string, string> { ["way"] = "电话", ["voucher"] = "17" });
        Assert.True(file.Take(Table(), "1", Facts(file, Role.TownOfficer, input)).Succeeded);
        return file;
    }

    private static string Trace(CaseFile file) =>
        $"{file.Stage} {file.StageKind} {file.StageSince} {file.DueOn} {file.SentBackReason} {file.ApprovedOn} {file.DoneOn} {file.Events.Count} {file.Payments.Count}";

    private static CaseFacts Facts(CaseFile file, Role role, StepInput? input = null) => new()
    {
        Case = file,
        Form = new NoForm(),
        Person = file.Person!,
        Actor = CaseWalk.By(role),
        Now = Now,
        Today = Monday.AddDays(1),
        Calendar = WorkingCalendar.China,
        Input = new StepInput(input?.Remark, new Dictionary<string, string>(input?.Answers ?? new Dictionary<string, string>())
        {
            ["on"] = input?.Text("on") ?? "2023-06-05",
        }),
    };

    private sealed class NoForm : CaseForm;

    private static void Refuses(string why, params Step[] steps) =>
        Assert.Contains(why, Assert.Throws<InvalidOperationException>(() => new Flow(Stage.Draft, steps)).Message, StringComparison.Ordinal);
}
