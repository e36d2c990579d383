using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.Programmes.ChildRehabilitation;

/// <summary>How the child came to the programme (申请来源).</summary>
public enum Referral
{
    [Label("筛查")] Screening,
    [Label("本人")] Family,
    [Label("转介")] Referred,
}

/// <summary>What is trained (申请康复内容).</summary>
public enum TrainingContent
{
    [Label("听力语言")] HearingSpeech,
    [Label("智力")] Intellectual,
    [Label("孤独症")] Autism,
    [Label("肢体训练")] Motor,
    [Label("人工耳蜗后训练")] AfterImplant,
}

/// <summary>One month's sheet of an institution (课时签到): lessons planned and attended.</summary>
public sealed class MonthlyAttendance
{
    [Field("月份")] public string Month { get; set; } = "";
    [Field("计划课时")] public int? Planned { get; set; }
    [Field("实到课时")] public int? Attended { get; set; }
}

/// <summary>Time at one institution that has ended (服务段); a child that changes institution keeps what was served at the old one.</summary>
public sealed class ServiceSpell
{
    [Field("机构")] public string Organisation { get; set; } = "";
    [Field("从")] public DateOnly? From { get; set; }
    [Field("到")] public DateOnly? To { get; set; }

    /// <summary>What is settled with this institution; the present one gets the rest of the case's amount.</summary>
    [Field("结算金额", Unit = "元")] public decimal? Amount { get; set; }
}

/// <summary>What only child rehabilitation asks for (残疾儿童康复救助申请表).</summary>
public sealed class ChildRehabilitationForm : CaseForm
{
    [Field("申请来源", NeededAt = "A1", Group = "申请")]
    public Referral? Referral { get; set; }

    [Field("外区已享受", NeededAt = "A1", Hint = "同一年在别的区享受过的选是")]
    public bool? ServedElsewhere { get; set; }

    [Field("申请康复内容", NeededAt = "A1")]
    public List<TrainingContent> Contents { get; set; } = [];

    [Field("诊断医院", Group = "诊断", Hint = "有残疾人证的可以不填")]
    public string Hospital { get; set; } = "";

    [Field("诊断日期")]
    public DateOnly? DiagnosedOn { get; set; }

    [Field("协议编号", NeededAt = "P1", Group = "安置")]
    public string AgreementNumber { get; set; } = "";

    [Field("开始日期", Hint = "不填的，按安置那天")]
    public DateOnly? StartsOn { get; set; }

    [Field("结束日期", NeededAt = "P2")]
    public DateOnly? EndsOn { get; set; }

    [Field("初评得分", Unit = "分")]
    public int? FirstScore { get; set; }

    [Field("初评日期")]
    public DateOnly? FirstScoredOn { get; set; }

    [Field("课时签到", Group = "服务")]
    public List<MonthlyAttendance> Attendance { get; set; } = [];

    [Field("家庭指导次数", Unit = "次")]
    public int? HomeGuidance { get; set; }

    [Field("末评得分", NeededAt = "P2", Unit = "分")]
    public int? LastScore { get; set; }

    [Field("末评日期", NeededAt = "P2")]
    public DateOnly? LastScoredOn { get; set; }

    [Field("家庭自付", Unit = "元", Hint = "结算单和发票上由家庭自己付的，没有填 0")]
    public decimal? OwnExpense { get; set; }

    [Field("以前的机构")]
    public List<ServiceSpell> Spells { get; set; } = [];

    public override decimal? PaidForTreatment() => OwnExpense;

    /// <summary>Share of lessons attended, 0 to 1; null while no lesson was planned.</summary>
    public decimal? AttendanceRate() =>
        Attendance.Sum(a => a.Planned ?? 0) is > 0 and var planned ? (decimal)Attendance.Sum(a => a.Attended ?? 0) / planned : null;

    /// <summary>Calendar months that the spells and the present time touch; null while an end is open.</summary>
    public int? MonthsInService()
    {
        var spells = Spells.Select(s => (s.From, s.To)).ToList();
        if (StartsOn is not null)
        {
            spells.Add((StartsOn, EndsOn));
        }
        return spells.Count == 0 || spells.Exists(s => s.From is null || s.To is null)
            ? null
            : spells.SelectMany(s => MonthsOf(s.From!.Value, s.To!.Value)).Distinct().Count();
    }

    /// <summary>Months with at least one lesson attended.</summary>
    public int MonthsAttended() => Attendance.Where(a => a.Attended > 0).Select(a => a.Month).Distinct().Count();

    private static IEnumerable<Month> MonthsOf(DateOnly from, DateOnly to)
    {
        for (var month = Month.Of(from); month <= Month.Of(to); month = month.Next)
        {
            yield return month;
        }
    }
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class ChildRehabilitationValidator : AbstractValidator<ChildRehabilitationForm>
{
    public ChildRehabilitationValidator()
    {
        RuleFor(f => f.EndsOn).Must((f, ends) => ends is null || f.StartsOn is null || ends > f.StartsOn).WithMessage("要晚于开始日期");
        RuleFor(f => f.FirstScore).InclusiveBetween(0, 100).WithMessage("得分在 0 到 100 之间");
        RuleFor(f => f.LastScore).InclusiveBetween(0, 100).WithMessage("得分在 0 到 100 之间");
        RuleFor(f => f.LastScoredOn).Must((f, last) => last is null || f.FirstScoredOn is null || last >= f.FirstScoredOn).WithMessage("末评不能早于初评");
        RuleFor(f => f.HomeGuidance).Must(n => n is null or >= 0).WithMessage("不能小于 0");
        RuleFor(f => f.OwnExpense).Must(e => e is null or >= 0).WithMessage("不能小于 0");
        RuleForEach(f => f.Spells).Must(s => s.Amount is null or >= 0).WithMessage("结算金额不能小于 0");
        RuleForEach(f => f.Spells).Must(s => !(s.To < s.From)).WithMessage("到的日期不能早于从的日期");
        RuleForEach(f => f.Attendance).Must(a => a.Planned is null or >= 0 && a.Attended is null or >= 0).WithMessage("课时不能小于 0");
        RuleForEach(f => f.Attendance).Must(a => Month.TryParse(a.Month, out _)).WithMessage("月份写成 2023-05 这样");
        RuleForEach(f => f.Attendance).Must(a => a.Attended is null || a.Planned is null || a.Attended <= a.Planned).WithMessage("实到不能多于计划");
        RuleFor(f => f.Attendance).Must(a => a.Select(x => x.Month).Distinct().Count() == a.Count).WithMessage("同一个月写了两次");
    }
}
