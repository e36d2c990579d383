using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes.Patterns;
using FluentValidation;

namespace CanLian.Domain.Programmes.ChildDevices;

/// <summary>Where on the body the device is worn (部位).</summary>
public enum BodyPart
{
    [Label("左下肢")] LeftLeg,
    [Label("右下肢")] RightLeg,
    [Label("上肢")] Arm,
    [Label("脊柱")] Spine,
    [Label("足")] Foot,
    [Label("其他")] Other,
}

/// <summary>What only the fitting of children asks for (残疾儿童假肢矫形器适配申请表).</summary>
public sealed class ChildDevicesForm : CaseForm, IFittingForm
{
    [Field("部位", NeededAt = "A1", Group = "申请")]
    public BodyPart? Part { get; set; }

    [Field("诊断医院", Hint = "有残疾人证的可以不填")]
    public string Hospital { get; set; } = "";

    [Field("诊断日期")]
    public DateOnly? DiagnosedOn { get; set; }

    [Field("产品名称", NeededAt = "F1", Group = "适配")]
    public string Product { get; set; } = "";

    [Field("处方要点", NeededAt = "F1", Long = true)]
    public string Prescription { get; set; } = "";

    [Field("评估日期", Hint = "不填的，按登记评估那天")]
    public DateOnly? AssessedOn { get; set; }

    [Field("型号", NeededAt = "F2", Group = "交付")]
    public string Model { get; set; } = "";

    [Field("序列号")]
    public string SerialNumber { get; set; } = "";

    [Field("交付日期")]
    public DateOnly? DeliveredOn { get; set; }

    [Field("保修至")]
    public DateOnly? WarrantyTo { get; set; }

    [Field("试用结论", NeededAt = "F3", Group = "验收")]
    public Trial? Trial { get; set; }

    [Field("单价", NeededAt = "F3", Unit = "元")]
    public decimal? UnitPrice { get; set; }

    [Field("个人承担", Unit = "元")]
    public decimal? OwnShare { get; set; }
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class ChildDevicesValidator : AbstractValidator<ChildDevicesForm>
{
    public ChildDevicesValidator()
    {
        RuleFor(f => f.DeliveredOn).Must((f, day) => day is null || f.AssessedOn is null || day >= f.AssessedOn).WithMessage("交付不能早于评估");
        RuleFor(f => f.WarrantyTo).Must((f, day) => day is null || f.DeliveredOn is null || day >= f.DeliveredOn).WithMessage("保修不能在交付之前结束");
        RuleFor(f => f.UnitPrice).Must(p => p is null or > 0).WithMessage("单价要大于 0");
        RuleFor(f => f.OwnShare).Must(p => p is null or >= 0).WithMessage("不能小于 0");
    }
}
