using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes.Patterns;
using FluentValidation;

namespace CanLian.Domain.Programmes.BoardingCare;

/// <summary>What the health examination before moving in concludes (体检结论).</summary>
public enum HealthFinding
{
    [Label("可入住")] Fit,
    [Label("需住院治疗")] NeedsHospital,
    [Label("传染期")] Infectious,
}

/// <summary>How much nursing the person needs (护理等级).</summary>
public enum NursingLevel
{
    [Label("一级护理")] First,
    [Label("二级护理")] Second,
    [Label("三级护理")] Third,
}

/// <summary>One month in the institution (在院证明).</summary>
public sealed class MonthInCare
{
    [Field("月份")] public string Month { get; set; } = "";
    [Field("在院天数")] public int? Present { get; set; }
    [Field("请假天数")] public int? OnLeave { get; set; }
}

/// <summary>What only care in an institution asks for (寄宿制托养申请表).</summary>
public sealed class BoardingCareForm : CareForm
{
    /// <summary>Days of leave from which a month is cut to the days present; shorter leave is paid.</summary>
    public const int LongLeave = 15;
    private const int DaysOfMonth = 30;

    [Field("体检结论", NeededAt = "P1", Group = "入住")]
    public HealthFinding? Health { get; set; }

    [Field("体检日期", NeededAt = "P1")]
    public DateOnly? ExaminedOn { get; set; }

    [Field("床位号", NeededAt = "P1")]
    public string Bed { get; set; } = "";

    [Field("护理等级", NeededAt = "P1")]
    public NursingLevel? Level { get; set; }

    [Field("家庭承担", Unit = "元")]
    public decimal? PaidByFamily { get; set; }

    [Field("紧急联系人", NeededAt = "P1")]
    public string EmergencyContact { get; set; } = "";

    [Field("特殊饮食")]
    public string Diet { get; set; } = "";

    [Field("在院记录", Group = "服务")]
    public List<MonthInCare> Months { get; set; } = [];

    public override int MonthsRecorded() => Months.Where(m => m.Present > 0).Select(m => m.Month).Distinct().Count();

    /// <summary>Months that can be paid, to one decimal: a month of long leave, or of moving in or out, by its days.</summary>
    public decimal MonthsPresent() => Months.Sum(m =>
        Math.Round(Math.Min(1m, ((m.Present ?? 0) + (m.OnLeave < LongLeave ? m.OnLeave.Value : 0)) / (decimal)DaysOfMonth), 1, MidpointRounding.AwayFromZero));
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class BoardingCareValidator : AbstractValidator<BoardingCareForm>
{
    private const int LongestMonth = 31;

    public BoardingCareValidator()
    {
        Include(new CareValidator());
        RuleFor(f => f.PaidByFamily).Must(y => y is null or >= 0).WithState(_ => new Text("不能小于 0"));
        RuleForEach(f => f.Months).Must(m => Month.TryParse(m.Month, out _)).WithState(_ => new Text("月份写成 2023-05 这样"));
        RuleForEach(f => f.Months).Must(m => m.Present is null or >= 0 && m.OnLeave is null or >= 0 && (m.Present ?? 0) + (m.OnLeave ?? 0) <= LongestMonth)
            .WithState(_ => new Text("在院加请假不能多于一个月的天数"));
        RuleFor(f => f.Months).Must(m => m.Select(x => x.Month).Distinct().Count() == m.Count).WithState(_ => new Text("同一个月写了两次"));
    }
}
