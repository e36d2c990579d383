using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes.ChildRehabilitation;

/// <summary>What only the steps of child rehabilitation need (儿童康复办理条件).</summary>
internal static class ChildRehabilitationNeeds
{
    public static Policy AttendanceAtLeast { get; } = new("attendance", "最低出勤", 70, "%");

    /// <summary>A diagnosis stands in for the certificate that a child may not have yet.</summary>
    public static Need DiagnosisRead { get; } = Of("diagnosis", "有残疾人证或诊断", (form, facts) =>
        !ChildRehabilitationRules.HoldsCertificate(facts.Person, facts.Case.AppliedOn) && (form.Hospital.Length == 0 || form.DiagnosedOn is null)
            ? ("field-Hospital", new Text("填诊断医院和日期"))
            : null);

    public static Need DiagnosisPaper { get; } = new("diagnosis-paper", (facts, _) =>
        facts.Case.Papers("诊断书").Any() || ChildRehabilitationRules.HoldsCertificate(facts.Person, facts.Case.AppliedOn)
            ? Needs.Met("有残疾人证或诊断书")
            : Needs.Unmet("paper-诊断书", "上传诊断书"))
    {
        Paper = "诊断书",
    };

    public static Need FirstAssessed { get; } = Of("baseline", "初次评估已填", (form, _) =>
        form.FirstScore is null || form.FirstScoredOn is null ? ("field-FirstScore", new Text("填初次评估日期和得分")) : null);

    /// <summary>The contract holds on the day the training begins, also where that day is not the day of the step.</summary>
    public static Need ContractFromTheStart { get; } = Of("contract-start", "协议从开始日期起有效", (form, facts) =>
        form.StartsOn is { } start && facts.Organisation is { } body && body.HasContractOn(facts.StepDay) && !body.HasContractOn(start)
            ? ("field-StartsOn", new Text("{0}在开始日期没有有效协议", body.Name))
            : null);

    /// <summary>Each institution has papers of its own: those of the one before do not do for the next.</summary>
    public static Need PaperAgain(string paper, string sentence) => new("again-" + paper, (facts, _) =>
        ((ChildRehabilitationForm)facts.Form).Spells.Count is > 0 and var left && facts.Case.Papers(paper).Count() <= left
            ? Needs.Unmet("paper-" + paper, sentence)
            : Needs.Met("{0}是这家机构的", paper))
    {
        Paper = paper,
    };

    public static Need EndReached { get; } = Of("end", "服务期已到", (form, facts) =>
        form.EndsOn is { } end && end > facts.Today && facts.Today < new DateOnly(facts.Case.Year, 12, 1)
            ? ("field-EndsOn", new Text("结束日期 {0} 还没到", end.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))
            : null);

    public static Need MonthsFilled { get; } = new("months", (facts, _) => facts.Case.Quantity switch
    {
        null or 0 => Needs.Unmet("field-Quantity", "填训练月数"),
        < 0.5m or > 12 => Needs.Unmet("field-Quantity", "训练月数在 0.5 到 12 之间"),
        { } months when months * 10 % 1 != 0 => Needs.Unmet("field-Quantity", "训练月数最多一位小数"),
        { } months => Needs.Met("训练 {0} 个月", months),
    });

    public static Need ResultChosen { get; } = new("result", (facts, _) => facts.Case.Result is { Length: > 0 } result
        ? Needs.Met("康复效果：{0}", new Text(result))
        : Needs.Unmet("field-Result", "选康复效果：显效、有效、无效"));

    /// <summary>Every month that is paid has its sheet. How many are paid must be right first.</summary>
    public static Need SheetsComplete { get; } = Of("sheets", "每个月都有服务记录", (form, facts) =>
        CanBeMonths(facts.Case.Quantity) && Math.Ceiling(facts.Case.Quantity ?? 0) - form.MonthsAttended() is > 0 and var missing
            ? ("field-Attendance", new Text("缺 {0} 个月的服务记录", missing))
            : null);

    public static Need MonthsWithinTime { get; } = Of("within", "训练月数在起止日期之内", (form, facts) =>
        form.MonthsInService() is { } served && facts.Case.Quantity > served
            ? ("field-Quantity", new Text("训练月数 {0}，起止日期之间只有 {1} 个月", facts.Case.Quantity, served))
            : null);

    /// <summary>A child who missed more is still paid for, and whoever says so writes why.</summary>
    public static Need Attended { get; } = new("attendance", (facts, _) =>
    {
        var least = AttendanceAtLeast.For(facts);
        return ((ChildRehabilitationForm)facts.Form).AttendanceRate() is { } rate && rate * 100 < least && facts.Input.Remark is not { Length: > 0 }
            ? Needs.Unmet("step-remark", "出勤 {0}%，低于 {1}%，写说明", Math.Floor(rate * 100), least)
            : Needs.Met("出勤够了");
    });

    /// <summary>Training is paid by the month; what is paid beyond it, such as a hearing aid's moulds, is paid by receipt, within the yearly limit.</summary>
    public static Need ReceiptsForTheRest { get; } = new("receipts", (facts, _) =>
        facts.StandardFen is { } standard && facts.Case.AmountFen > standard && !facts.Case.Papers("其他项目票据").Any()
            ? Needs.Unmet("paper-其他项目票据", "金额超过 {0} 个月的标准 {1} 元，上传其他项目票据", facts.Case.Quantity ?? 0, new Money(standard).InYuan())
            : Needs.Met("金额有标准或票据"))
    {
        Paper = "其他项目票据",
    };

    /// <summary>What the institutions that the child left are owed is settled with them, and no more than the case's amount is given away.</summary>
    public static Need SpellsSettled { get; } = Of("spells", "各机构的结算金额清楚", (form, facts) =>
    {
        if (form.Spells.Find(s => s.Amount is null) is { } open)
        {
            return ("field-Spells", new Text("{0}这一段没填结算金额", open.Organisation));
        }
        var owed = form.Spells.Sum(s => Money.OfYuan(s.Amount!.Value).Fen);
        var amount = facts.Case.AmountFen ?? 0;
        var leaves = facts.Organisation is null ? amount != owed : amount < owed;
        return form.Spells.Count > 0 && leaves
            ? ("field-Spells", new Text("各段结算 {0} 元，核定金额 {1} 元，对不上", new Money(owed).InYuan(), new Money(amount).InYuan()))
            : null;
    });

    private static bool CanBeMonths(decimal? months) => months is >= 0.5m and <= 12 && months * 10 % 1 == 0;

    private static Need Of(string code, string met, Func<ChildRehabilitationForm, CaseFacts, (string Anchor, Text Sentence)?> problem) =>
        Needs.Of(code, met, problem);
}
