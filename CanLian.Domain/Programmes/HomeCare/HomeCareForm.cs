using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes.Patterns;
using FluentValidation;

namespace CanLian.Domain.Programmes.HomeCare;

/// <summary>What is done in the home (服务类型).</summary>
public enum HomeService
{
    [Label("生活照料")] DailyCare,
    [Label("护理")] Nursing,
    [Label("康复训练")] Rehabilitation,
    [Label("清洁")] Cleaning,
    [Label("理发")] Haircut,
    [Label("心理疏导")] Counselling,
}

/// <summary>One month of visits to the home, signed by the person or the guardian (服务记录).</summary>
public sealed class MonthOfVisits
{
    [Field("月份")] public string Month { get; set; } = "";
    [Field("上门次数")] public int? Visits { get; set; }
    [Field("服务人员")] public string Worker { get; set; } = "";
    [Field("本人或监护人签字")] public bool? Signed { get; set; }
}

/// <summary>What only care at home asks for (居家托养申请表).</summary>
public sealed class HomeCareForm : CareForm
{
    [Field("服务类型", NeededAt = "A1", Group = "服务")]
    public List<HomeService> Services { get; set; } = [];

    [Field("每月次数", NeededAt = "P1", Unit = "次")]
    public int? VisitsAMonth { get; set; }

    [Field("服务记录")]
    public List<MonthOfVisits> Months { get; set; } = [];

    public override int MonthsRecorded() => Months.Where(m => m.Visits > 0).Select(m => m.Month).Distinct().Count();
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class HomeCareValidator : AbstractValidator<HomeCareForm>
{
    public HomeCareValidator()
    {
        Include(new CareValidator());
        RuleFor(f => f.VisitsAMonth).Must(n => n is null or >= 1).WithState(_ => new Text("每月至少 1 次"));
        RuleForEach(f => f.Months).Must(m => Month.TryParse(m.Month, out _)).WithState(_ => new Text("月份写成 2023-05 这样"));
        RuleForEach(f => f.Months).Must(m => m.Visits is null or >= 0).WithState(_ => new Text("不能小于 0"));
        RuleFor(f => f.Months).Must(m => m.Select(x => x.Month).Distinct().Count() == m.Count).WithState(_ => new Text("同一个月写了两次"));
    }
}
