using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using FluentValidation;

namespace CanLian.Domain.Programmes.Patterns;

/// <summary>What the assessment of daily living recommends (评估建议).</summary>
public enum CareAdvice
{
    [Label("居家")] AtHome,
    [Label("寄宿")] Boarding,
}

/// <summary>Care the person has from elsewhere (其他照护).</summary>
public enum OtherCare
{
    [Label("无")] None,
    [Label("长护险")] Insurance,
    [Label("特困护理服务")] ExtremePoverty,
}

/// <summary>What care at home and care in an institution both ask for (托养申请表).</summary>
public abstract class CareForm : CaseForm
{
    [Field("其他照护", NeededAt = "A1", Group = "申请")]
    public OtherCare? OtherCare { get; set; }

    [Field("自理能力", NeededAt = "A2", Unit = "分", Group = "需求评估", Hint = "自理评估表十项合计，0 到 20 分")]
    public int? SelfCare { get; set; }

    [Field("评估建议", NeededAt = "A2")]
    public CareAdvice? Advice { get; set; }

    [Field("合同编号", NeededAt = "P1", Group = "安置")]
    public string ContractNumber { get; set; } = "";

    [Field("开始日期", Hint = "不填的，按安置那天")]
    public DateOnly? StartsOn { get; set; }

    [Field("结束日期", NeededAt = "P2")]
    public DateOnly? EndsOn { get; set; }

    [Field("核减", Unit = "元", Hint = "服务没做够的，从标准里减去")]
    public decimal? Deduction { get; set; }

    /// <summary>Months with a service record.</summary>
    public abstract int MonthsRecorded();
}

/// <summary>Checks what both forms have (托养申请表校验).</summary>
public sealed class CareValidator : AbstractValidator<CareForm>
{
    private const int MostPoints = 20;

    public CareValidator()
    {
        RuleFor(f => f.SelfCare).Must(s => s is null or (>= 0 and <= MostPoints)).WithState(_ => new Text("自理能力在 0 到 {0} 分之间", MostPoints));
        RuleFor(f => f.EndsOn).Must((f, ends) => ends is null || f.StartsOn is null || ends > f.StartsOn).WithState(_ => new Text("要晚于开始日期"));
        RuleFor(f => f.Deduction).Must(d => d is null or >= 0).WithState(_ => new Text("不能小于 0"));
    }
}

/// <summary>Who is cared for (托养条件), at home or in an institution; never both at once.</summary>
public static class CareRules
{
    public static Policy AgeFrom { get; } = new("age_from", "年龄下限", 16, "岁");
    public static Policy AgeTo { get; } = new("age_to", "年龄上限", 59, "岁");
    public static Policy RectifyWithin { get; } = new("rectify_days", "整改期限", 10, "天");

    private static readonly int AnyGrade = Certificate.MaskOf(DisabilityKind.Intellectual) | Certificate.MaskOf(DisabilityKind.Psychiatric);
    private static readonly int Physical = Certificate.MaskOf(DisabilityKind.Physical);

    // Who was settled at the end of the year was cared for to its end; who stopped before is free for the other kind of care.
    private const int SettlingMonth = 12;

    /// <summary>Intellectual or psychiatric of any level, or severe physical.</summary>
    public static Rule Group { get; } = new("group",
        _ => c => c.Person.Certificates.Any(x => x.Current && ((x.KindMask & AnyGrade) != 0
            || ((x.KindMask & Physical) != 0 && (x.Grade == DisabilityGrade.One || x.Grade == DisabilityGrade.Two)))),
        (c, _) => new Text("{0}，须智力、精神或重度肢体", c.Person.Certificate?.Description ?? ""))
    { Overridable = true, Met = (c, _) => new Text("残疾人证：{0}", c.Person.Certificate!.Description) };

    /// <summary>The rules of both, with the other kind of care named by its code.</summary>
    public static IReadOnlyList<Rule> Of(string programme, string other, string otherName) =>
    [
        Rules.InRegister,
        Rules.CertificateValid,
        Rules.Age(AgeFrom, AgeTo, AgeTo),
        Group,
        NotBoth(other, otherName),
        Rules.OncePerYear(programme),
    ];

    /// <summary>Without an application, only somebody who was cared for last year is known to want it.</summary>
    public static Rule CaredForBefore(string programme) => new("wish",
        context =>
        {
            var before = context.Year - 1;
            return c => c.Cases.Any(x => x.Programme == programme && x.Year == before && x.StageKind == StageKind.Done);
        },
        (_, _) => new Text("没有登记托养需求"))
    { Met = (_, context) => new Text("{0}年享受过，今年可以续", context.Year - 1) };

    public static FormRule NoOtherCare { get; } = new("other-care", (form, _, _) => form is CareForm { OtherCare: { } care and not OtherCare.None }
        ? new Text("已有{0}", new Text(care.Label()))
        : null)
    { Overridable = true };

    private static Rule NotBoth(string other, string otherName) => new("not-both",
        context =>
        {
            var (year, on, settling) = (context.Year, context.On, new DateOnly(context.Year, SettlingMonth, 1));
            return c => !c.Cases.Any(x => x.Programme == other && x.Year == year
                && (x.StageKind == StageKind.Open || (x.StageKind == StageKind.Done && (x.DoneOn >= on || x.DoneOn >= settling))));
        },
        (_, _) => new Text("已有{0}，两项不能同时", new Text(otherName)))
    { Met = (_, _) => new Text("没有同时享受{0}", new Text(otherName)) };
}

/// <summary>What the steps of both kinds of care need (托养办理条件).</summary>
public static class CareNeeds
{
    public static Need MonthsFilled { get; } = new("months", (facts, _) => facts.Case.Quantity switch
    {
        null or 0 => Needs.Unmet("field-Quantity", "填服务月数"),
        < 0.1m or > 12 => Needs.Unmet("field-Quantity", "服务月数在 0.1 到 12 之间"),
        { } months when months * 10 % 1 != 0 => Needs.Unmet("field-Quantity", "服务月数最多一位小数"),
        { } months => Needs.Met("服务 {0} 个月", months),
    });

    public static Need EndReached { get; } = Needs.Of<CareForm>("end", "服务期已到", (form, facts) =>
        form.EndsOn is { } end && end > facts.Today && facts.Today < new DateOnly(facts.Case.Year, 12, 1)
            ? ("field-EndsOn", new Text("结束日期 {0} 还没到", Days.Written(end)))
            : null);

    /// <summary>Every month that is paid has its record. How many are paid must be right first.</summary>
    public static Need Recorded(string anchor) => Needs.Of<CareForm>("records", "每个月都有服务记录", (form, facts) =>
        facts.Case.Quantity is > 0 and <= 12 and var months && Math.Ceiling(months) - form.MonthsRecorded() is > 0 and var missing
            ? (anchor, new Text("缺 {0} 个月的服务记录", missing))
            : null);

    /// <summary>Months times the rate, less what is taken off, is what is paid.</summary>
    public static Need AmountByMonths { get; } = Needs.Of<CareForm>("by-months", "金额按月数算得出", (form, facts) =>
        facts.StandardFen is { } standard && facts.Case.AmountFen is { } amount && amount + Fen(form.Deduction) != standard
            ? ("field-Amount", new Text("{0} 个月的标准是 {1} 元，减去核减应付 {2} 元",
                facts.Case.Quantity ?? 0, new Money(standard).InYuan(), new Money(standard - Fen(form.Deduction)).InYuan()))
            : null);

    /// <summary>The day the service begins, written at the placement, and its last day where it is broken off.</summary>
    public static void Begin(CaseFacts facts) => ((CareForm)facts.Form).StartsOn ??= facts.StepDay;

    public static void End(CaseFacts facts) => ((CareForm)facts.Form).EndsOn = facts.StepDay;

    private static long Fen(decimal? yuan) => Money.OfYuan(yuan ?? 0).Fen;
}

/// <summary>What a visit to somebody in care must say where it found something wrong (整改通知).</summary>
public static class CareVisits
{
    /// <summary>Whether the visit came on schedule or by surprise.</summary>
    public static FollowUpQuestion Kind { get; } = new("visit", "怎么去的", "定期", "不定期");

    /// <summary>A problem has its deadline; who is not satisfied, or worse, has a problem.</summary>
    /// <param name="visit">What was written down.</param>
    /// <param name="days">Days the provider has to put it right.</param>
    /// <param name="wrong">An answer by which something is wrong, in words; null when there is none.</param>
    public static Reason? Against(FollowUp visit, int days, Text? wrong)
    {
        if (visit.Problem is null)
        {
            return wrong is { } found ? new Reason(new Text("{0}：写下发现的问题，给责任单位整改期限", found), "follow-up-problem") : null;
        }
        return visit.FixBy is { } by && (by < visit.On || by > visit.On.AddDays(days))
            ? new Reason(new Text("整改期限最长 {0} 天，写到 {1} 为止", days, Days.Written(visit.On.AddDays(days))), "follow-up-fix")
            : null;
    }
}
