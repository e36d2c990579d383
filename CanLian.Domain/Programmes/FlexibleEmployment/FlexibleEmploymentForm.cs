using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.Programmes.FlexibleEmployment;

/// <summary>How somebody earns without an employer (灵活就业形式).</summary>
public enum WorkForm
{
    [Label("网络直播")] Streaming,
    [Label("外卖快递")] Delivery,
    [Label("家政")] Housekeeping,
    [Label("摆摊")] Stall,
    [Label("网店")] OnlineShop,
    [Label("零工")] CasualWork,
    [Label("其他")] Other,
}

/// <summary>What proves the income (收入证明).</summary>
public enum IncomeProof
{
    [Label("收入流水")] Statement,
    [Label("摊位照片")] StallPhoto,
    [Label("村证明")] Village,
}

/// <summary>What only the registration of flexible employment asks for (灵活就业登记表).</summary>
public sealed class FlexibleEmploymentForm : CaseForm
{
    [Field("形式", NeededAt = "A1", Group = "就业")]
    public WorkForm? Work { get; set; }

    [Field("起始月份", NeededAt = "A1", Hint = "写成 2023-05 这样")]
    public string Since { get; set; } = "";

    [Field("月均收入", NeededAt = "A1", Unit = "元")]
    public decimal? Income { get; set; }

    [Field("证明类型", NeededAt = "V1")]
    public IncomeProof? Proof { get; set; }

    [Field("是否参加社保")]
    public bool? Insured { get; set; }

    [Field("参保单位", Hint = "由单位参保的填")]
    public string Employer { get; set; } = "";

    [Field("社保补贴金额", Unit = "元", Hint = "发了补贴的填")]
    public decimal? InsuranceSubsidy { get; set; }

    public override bool Applies(string property) => property is not (nameof(Employer) or nameof(InsuranceSubsidy)) || Insured == true;
}

/// <summary>Checks the filled-in fields of the form (登记表校验).</summary>
public sealed class FlexibleEmploymentValidator : AbstractValidator<FlexibleEmploymentForm>
{
    public FlexibleEmploymentValidator()
    {
        RuleFor(f => f.Since).Must(m => m.Length == 0 || Month.TryParse(m, out _)).WithState(_ => new Text("月份写成 2023-05 这样"));
        RuleFor(f => f.Income).Must(n => n is null or >= 0).WithState(_ => new Text("不能小于 0"));
        RuleFor(f => f.InsuranceSubsidy).Must(n => n is null or >= 0).WithState(_ => new Text("不能小于 0"));
    }
}
