using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes.Patterns;
using FluentValidation;

namespace CanLian.Domain.Programmes.AssistiveDevices;

/// <summary>Where the need became known (申请来源).</summary>
public enum NeedSource
{
    [Label("本人")] Person,
    [Label("调查需求")] Survey,
    [Label("村推荐")] Village,
}

/// <summary>What the assessor says (评估结论).</summary>
public enum FittingAdvice
{
    [Label("适配")] Fit,
    [Label("不适配")] DoNotFit,
}

/// <summary>Who else pays for the same device (其他渠道已提供).</summary>
public enum OtherProvider
{
    [Label("无")] None,
    [Label("家改")] HomeModification,
    [Label("工伤")] WorkInjury,
    [Label("长护险")] CareInsurance,
}

/// <summary>How the device reaches the person (交付方式).</summary>
public enum Delivery
{
    [Label("自取")] Collected,
    [Label("送上门")] Brought,
}

/// <summary>What only assistive devices ask for (辅助器具适配申请表).</summary>
public sealed class AssistiveDevicesForm : CaseForm, IFittingForm
{
    [Field("器具", NeededAt = "A1", Group = "申请")]
    public Device? Device { get; set; }

    [Field("申请来源")]
    public NeedSource? Source { get; set; }

    [Field("其他渠道已提供", NeededAt = "A1", Hint = "同一器具已由别处提供的，不再适配")]
    public OtherProvider? OtherProvider { get; set; }

    [Field("评估人", Group = "适配")]
    public string Assessor { get; set; } = "";

    [Field("评估结论", NeededAt = "F1")]
    public FittingAdvice? Advice { get; set; }

    [Field("评估日期", Hint = "不填的，按登记评估那天")]
    public DateOnly? AssessedOn { get; set; }

    [Field("型号", NeededAt = "F2", Group = "交付")]
    public string Model { get; set; } = "";

    [Field("序列号")]
    public string SerialNumber { get; set; } = "";

    [Field("交付方式", NeededAt = "F2")]
    public Delivery? Delivery { get; set; }

    [Field("收货地址", NeededAt = "F2")]
    public string Address { get; set; } = "";

    [Field("交付日期")]
    public DateOnly? DeliveredOn { get; set; }

    [Field("试用结论", NeededAt = "F3", Group = "验收")]
    public Trial? Trial { get; set; }

    [Field("单价", NeededAt = "F3", Unit = "元")]
    public decimal? UnitPrice { get; set; }

    [Field("个人承担", Unit = "元")]
    public decimal? OwnShare { get; set; }

    public override bool Applies(string property) => property switch
    {
        nameof(Advice) or nameof(Assessor) => Device is not { } device || !device.WithoutAssessment(),
        nameof(Address) => Delivery == AssistiveDevices.Delivery.Brought,
        _ => true,
    };
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class AssistiveDevicesValidator : AbstractValidator<AssistiveDevicesForm>
{
    public AssistiveDevicesValidator()
    {
        RuleFor(f => f.DeliveredOn).Must((f, day) => day is null || f.AssessedOn is null || day >= f.AssessedOn).WithMessage("交付不能早于评估");
        RuleFor(f => f.UnitPrice).Must(p => p is null or > 0).WithMessage("单价要大于 0");
        RuleFor(f => f.OwnShare).Must(p => p is null or >= 0).WithMessage("不能小于 0");
    }
}
