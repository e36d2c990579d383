using System.Globalization;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes.HomeModification;

/// <summary>What only the steps of home modification need (家改办理条件).</summary>
internal static class HomeModificationNeeds
{
    public static Policy SettlementOver { get; } = new("settlement_over", "结算可超预算", 10, "%");

    /// <summary>Whoever approves the list neither verified the household nor opened the notice.</summary>
    public static Need ListApprovedByAnother { get; } = new("second-person", (facts, step) =>
        facts.Case.Notice?.OpenedBy == facts.Actor.Name
            ? Needs.Unmet(null, "{0}是您办的，批准要换一位负责人", new Text("公示"))
            : Needs.SecondPerson("核实", "H2").Check(facts, step));

    public static Need PartsAssessed { get; } = Of("parts", "评估需求填好了", (form, _) => form.Parts.Count == 0
        ? (nameof(form.Parts), new Text("填评估需求：至少一处部位"))
        : null);

    public static Need ItemsListed { get; } = Of("items", "改造明细填好了", (form, _) =>
    {
        if (form.Items.Count == 0)
        {
            return (nameof(form.Items), new Text("填改造明细：至少一项"));
        }
        var incomplete = form.Items.FindIndex(i => !i.IsComplete);
        return incomplete < 0 ? null : (nameof(form.Items), new Text("改造明细第 {0} 行没填全", incomplete + 1));
    });

    public static Need NotDevicesAlone { get; } = Of("works", "明细里有工程", (form, _) => form.Items.Count > 0 && form.Items.All(i => i.IsDevice)
        ? (nameof(form.Items), new Text("只有器具，不算改造"))
        : null);

    public static Need BudgetAddsUp { get; } = Of("budget", "明细合计等于预算", (form, _) =>
        form.Budget is { } budget && Money.OfYuan(budget) != form.Total
            ? (nameof(form.Budget), new Text("明细合计 {0}，预算 {1}，不一致", form.Total.InYuan(), Money.OfYuan(budget).InYuan()))
            : null);

    /// <summary>The lot was designed and tendered, and somebody supervises, audits and builds. Which lot, the step itself asks.</summary>
    public static Need LotReady { get; } = new("lot", (facts, _) =>
    {
        if (!IsConcentrated(facts) || facts.Batch is not { } lot)
        {
            return Needs.Met("标段在这一步选");
        }
        var missing = string.Join("、", new[]
        {
            lot.DesignedOn is null ? "设计完成日期" : "",
            lot.ProcuredOn is null ? "采购完成日期" : "",
            lot.Supervision.Length == 0 ? "监理单位" : "",
            lot.Auditing.Length == 0 ? "审计单位" : "",
            lot.OrganisationId is null ? "施工单位" : "",
        }.Where(m => m.Length > 0));
        return missing.Length == 0
            ? Needs.Met("{0}设计、采购、监理、审计、施工单位齐全", lot.Name)
            : Needs.Unmet("ask-lot", "标段缺{0}", missing);
    });

    /// <summary>Where households are done one by one, the town names who builds.</summary>
    public static Need ContractorNamed { get; } = new("contractor", (facts, _) => IsConcentrated(facts) || facts.Organisation is not null
        ? Needs.Met("施工单位已定")
        : Needs.Unmet("field-Organisation", "选施工单位"));

    public static Need Contract { get; } = new("contract", (facts, _) => (IsConcentrated(facts), facts.Batch) switch
    {
        _ when facts.Case.Papers("施工合同").Any() => Needs.Met("施工合同已上传"),
        (true, null) => Needs.Met("施工合同看标段"),
        (true, { ContractNumber.Length: > 0 } lot) => Needs.Met("标段合同 {0}", lot.ContractNumber),
        _ => Needs.Unmet("paper-施工合同", "上传施工合同"),
    })
    { Paper = "施工合同" };

    public static Need WorkStarted { get; } = Of("started", "开工日期已填", (form, facts) => StartedOn(form, facts) switch
    {
        null => (nameof(form.StartedOn), new Text("填开工日期")),
        { } started when form.StartedOn is null && form.FinishedOn < started =>
            (nameof(form.FinishedOn), new Text("竣工日期不能早于开工日期 {0}", Day(started))),
        _ => null,
    });

    public static Need AcceptanceDated { get; } = Of("accepted", "验收日期已填", (form, facts) => AcceptedOn(form, facts) switch
    {
        null => (nameof(form.AcceptedOn), new Text("填验收日期")),
        { } accepted when accepted > facts.Today => (nameof(form.AcceptedOn), new Text("验收日期不能晚于今天")),
        { } accepted when form.AcceptedOn is null && accepted < form.FinishedOn =>
            (nameof(form.AcceptedOn), new Text("验收日期不能早于竣工日期 {0}", Day(form.FinishedOn.Value))),
        _ => null,
    });

    public static Need ThreeAcceptors { get; } = Of("acceptors", "验收人员有三位以上", (form, _) => form.Acceptors.Count is > 0 and < 3
        ? (nameof(form.AcceptedBy), new Text("验收人员至少 3 位，现在 {0} 位", form.Acceptors.Count))
        : null);

    public static Need EveryItemPassed { get; } = Of("passed", "逐项验收合格", (form, _) =>
    {
        var open = form.Items.Where(i => i.Passed != true).ToList();
        return open.Count == 0
            ? null
            : (nameof(form.Items), new Text("还有 {0} 项没验收合格：{1}", open.Count, string.Join("、", open.Select(i => i.Work?.Label() ?? "?"))));
    });

    public static Need FixDateAhead { get; } = new("fix-by", (facts, _) => facts.Input.Date("fix_by") <= facts.Today
        ? Needs.Unmet("ask-fix_by", "整改期限要在今天之后")
        : Needs.Met("整改期限在今天之后"));

    /// <summary>What an acceptance found wrong was mended and checked again.</summary>
    public static Need Rectified { get; } = new("rectified", (facts, _) => facts.Case.FollowUps.Find(f => f.AwaitsFix) is { } open
        ? Needs.Unmet("follow-up", "整改还没复查：{0}", open.Problem!)
        : Needs.Met("没有未完成的整改"));

    public static Need SettlementAddsUp { get; } = Of("settlement", "明细合计等于结算", (form, facts) =>
    {
        if (form.Settlement is not { } settlement)
        {
            return (nameof(form.Settlement), new Text("填结算金额"));
        }
        if (Money.OfYuan(settlement) != form.Total)
        {
            return (nameof(form.Settlement), new Text("明细合计 {0}，结算 {1}，不一致", form.Total.InYuan(), Money.OfYuan(settlement).InYuan()));
        }
        return null;
    });

    /// <summary>A settlement well above the budget is explained.</summary>
    public static Need SettlementExplained { get; } = new("settlement-over", (facts, _) =>
    {
        var form = (HomeModificationForm)facts.Form;
        var percent = SettlementOver.For(facts);
        return form.Settlement > form.Budget * (1 + (percent / 100m)) && facts.Input.Remark is not { Length: > 0 }
            ? Needs.Unmet("step-remark", "结算超过预算 {0}% 以上，写说明", percent)
            : Needs.Met("结算没有超出预算太多");
    });

    public static Need Audited { get; } = new("audit", (facts, _) =>
        facts.Case.Papers("结算审计报告").Any() || facts.Batch is { AuditReport.Length: > 0 }
            ? Needs.Met("结算审计报告齐全")
            : Needs.Unmet("paper-结算审计报告", "上传结算审计报告"))
    { Paper = "结算审计报告" };

    public static Need PlatformNumber { get; } = Of("platform-number", "平台编号已填", (form, _) => form.PlatformNumber.Length == 0
        ? (nameof(form.PlatformNumber), new Text("填写平台编号"))
        : null);

    public static Need EntryDated { get; } = Of("entered", "录入日期已填", (form, facts) => form.EnteredOn switch
    {
        null => (nameof(form.EnteredOn), new Text("填录入日期")),
        { } entered when form.AcceptedOn is null && entered < facts.Case.DoneOn =>
            (nameof(form.EnteredOn), new Text("录入日期不能早于验收日期 {0}", Day(facts.Case.DoneOn.Value))),
        _ => null,
    });

    public static Need PlatformReturned { get; } = Of("review", "平台退回修改", (form, _) => form.Review == PlatformReview.Returned
        ? null
        : (nameof(form.Review), new Text("先选平台审核结果")));

    /// <summary>Somebody asked the household afterwards; bad work or a charge for it is put right before the case is closed.</summary>
    public static Need Satisfied { get; } = new("follow-up", (facts, _) =>
    {
        var visit = facts.Case.FollowUps.Where(f => f.Satisfaction is not null).OrderBy(f => f.On).ThenBy(NamesParts).LastOrDefault();
        return visit switch
        {
            null => Needs.Unmet("follow-up", "先登记回访"),
            _ when !NamesParts(visit) => Needs.Unmet("follow-up", "回访里填在用部位"),
            { Problem: null } when visit.Answers.GetValueOrDefault("quality") == "差" || visit.Answers.GetValueOrDefault("charged") == "是" =>
                Needs.Unmet("follow-up", "质量差或收了钱，先登记整改：问题、责任单位、期限"),
            _ => Needs.Met("已回访：{0}", new Text(visit.Satisfaction!.Value.Label())),
        };
    });

    private static bool NamesParts(FollowUp visit) => visit.Answers.GetValueOrDefault("in_use") is { Length: > 0 };

    public static bool IsConcentrated(CaseFacts facts) => facts.Case.Kind == HomeModificationProgramme.Concentrated;

    public static DateOnly? StartedOn(HomeModificationForm form, CaseFacts facts) => form.StartedOn ?? facts.Batch?.WorkStartedOn;

    /// <summary>The household's own acceptance, else its lot's.</summary>
    public static DateOnly? AcceptedOn(HomeModificationForm form, CaseFacts facts) => form.AcceptedOn ?? facts.Batch?.AcceptedOn;

    public static long? Fen(decimal? yuan) => yuan is { } value ? Money.OfYuan(value).Fen : null;

    private static Need Of(string code, string met, Func<HomeModificationForm, CaseFacts, (string Field, Text Sentence)?> problem) =>
        Needs.Of<HomeModificationForm>(code, met, (form, facts) => problem(form, facts) is var (field, sentence) ? ("field-" + field, sentence) : null);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
