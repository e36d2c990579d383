using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.Programmes.InsuranceSubsidy;

/// <summary>Kind of medical insurance (参保类型).</summary>
public enum InsuranceKind
{
    [Label("居民医保")] Resident,
    [Label("职工医保")] Employee,
}

/// <summary>How the subsidy reaches the person (补贴方式).</summary>
public enum SubsidyWay
{
    [Label("退费到账户")] Refund,
    [Label("代缴")] PaidFor,
}

/// <summary>What only the insurance subsidy asks for (医保缴费补贴申请表).</summary>
public sealed class InsuranceSubsidyForm : CaseForm
{
    [Field("参保", NeededAt = "A1", Group = "参保")]
    public bool? Insured { get; set; }

    [Field("参保类型", NeededAt = "A1")]
    public InsuranceKind? Kind { get; set; }

    [Field("参保地")]
    public string Place { get; set; } = "";

    [Field("个人缴费金额", NeededAt = "A1", Unit = "元")]
    public decimal? Contribution { get; set; }

    [Field("全额代缴的单位", Hint = "医疗救助等已全额代缴的填")]
    public string PaidBy { get; set; } = "";

    [Field("补贴方式", NeededAt = "A1", Group = "补贴")]
    public SubsidyWay? Way { get; set; }

    [Field("缴费凭证号", NeededAt = "A1")]
    public string Receipt { get; set; } = "";

    public override bool Applies(string property) => property switch
    {
        nameof(Receipt) => Way != SubsidyWay.PaidFor,
        nameof(Kind) or nameof(Contribution) => Insured != false,
        _ => true,
    };
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class InsuranceSubsidyValidator : AbstractValidator<InsuranceSubsidyForm>
{
    public InsuranceSubsidyValidator() => RuleFor(f => f.Contribution).Must(c => c is null or > 0).WithState(_ => new Text("要大于 0"));
}
