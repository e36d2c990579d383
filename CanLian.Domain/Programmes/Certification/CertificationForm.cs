using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using FluentValidation;

namespace CanLian.Domain.Programmes.Certification;

/// <summary>Which part this federation has in a case (本方): all of it, or one side of a case across provinces.</summary>
public enum Side
{
    [Label("本区")] Own,
    [Label("受理方")] Accepting,
    [Label("户籍方")] Issuing,
}

/// <summary>Which way somebody moves (迁移方向).</summary>
public enum Direction
{
    [Label("迁入")] In,
    [Label("迁出")] Out,
}

/// <summary>Why a card is renewed (换领原因).</summary>
public enum RenewalReason
{
    [Label("到期")] Expiry,
    [Label("污损")] Damage,
}

/// <summary>Category a hospital rates (评定类别); the values are the digits of the certificate number.</summary>
public enum RatedKind
{
    [Label("视力")] Visual = 1,
    [Label("听力")] Hearing,
    [Label("言语")] Speech,
    [Label("肢体")] Physical,
    [Label("智力")] Intellectual,
    [Label("精神")] Psychiatric,
}

/// <summary>Level a hospital rates (评定等级).</summary>
public enum RatedGrade
{
    [Label("一级")] One = 1,
    [Label("二级")] Two,
    [Label("三级")] Three,
    [Label("四级")] Four,
}

/// <summary>What the rating concludes (评定结论).</summary>
public enum Conclusion
{
    [Label("符合")] Meets,
    [Label("未达标准")] BelowStandard,
}

/// <summary>Why a card ends (注销原因).</summary>
public enum CancelReason
{
    [Label("死亡")] Death,
    [Label("不再符合标准")] NoLongerMeets,
    [Label("自愿注销")] OwnWish,
    [Label("弄虚作假")] Fraud,
}

/// <summary>One category with its level (评定结果).</summary>
public sealed class RatedPart
{
    [Field("类别")] public RatedKind? Kind { get; set; }
    [Field("等级")] public RatedGrade? Grade { get; set; }
}

/// <summary>What only certification asks for (残疾人证申请审批表). The number is composed, never typed.</summary>
public sealed class CertificationForm : CaseForm
{
    [Field("本方", Group = "申请", Hint = "跨省通办的写受理方或户籍方")]
    public Side? Side { get; set; }

    [Field("跨省通办")]
    public bool? CrossProvince { get; set; }

    [Field("对方残联")]
    public string OtherFederation { get; set; } = "";

    [Field("居住证号", Hint = "户籍不在本区的"), Sensitive]
    public string PermitNumber { get; set; } = "";

    [Field("迁移方向")]
    public Direction? Direction { get; set; }

    [Field("换领原因")]
    public RenewalReason? RenewalReason { get; set; }

    [Field("需重新评定", Hint = "换领、迁移时写；新办和变更都要评定")]
    public bool? Rerate { get; set; }

    [Field("免评定理由")]
    public string ExemptReason { get; set; } = "";

    [Field("上门评定", Group = "评定")]
    public bool? AtHome { get; set; }

    [Field("评定医院")]
    public string Hospital { get; set; } = "";

    [Field("评定医生", Hint = "两位，用顿号分开")]
    public string Doctors { get; set; } = "";

    [Field("评定日期")]
    public DateOnly? RatedOn { get; set; }

    [Field("评定结论")]
    public Conclusion? Conclusion { get; set; }

    [Field("评定结果", Hint = "多重残疾每一类写一行")]
    public List<RatedPart> Parts { get; set; } = [];

    [Field("发证日期", Group = "制证")]
    public DateOnly? IssuedOn { get; set; }

    [Field("入库日期", Hint = "录入残疾人人口基础数据库")]
    public DateOnly? EnteredOn { get; set; }

    [Field("领证人", NeededAt = "C16", Hint = "本人、监护人，或写邮寄")]
    public string CollectedBy { get; set; } = "";

    [Field("档案号", NeededAt = "C16")]
    public string FileNumber { get; set; } = "";

    [Field("注销原因", Group = "注销、迁出")]
    public CancelReason? CancelReason { get; set; }

    [Field("死亡日期")]
    public DateOnly? DiedOn { get; set; }

    [Field("生效日期")]
    public DateOnly? EffectiveOn { get; set; }

    /// <summary>Accepted or issued elsewhere, so that two federations have a part in it.</summary>
    public bool AcrossProvinces => Side is Certification.Side.Accepting or Certification.Side.Issuing;

    /// <summary>What the card will say of the rated parts; null while nothing is rated.</summary>
    public (DisabilityKind Kind, DisabilityGrade Grade, IReadOnlyList<DisabilityComponent> Components)? Rated()
    {
        var parts = Parts.Where(p => p is { Kind: not null, Grade: not null })
            .Select(p => new DisabilityComponent((DisabilityKind)(int)p.Kind!.Value, (DisabilityGrade)(int)p.Grade!.Value)).OrderBy(p => p.Kind).ToList();
        return parts.Count switch
        {
            0 => null,
            1 => (parts[0].Kind, parts[0].Grade, []),
            _ => (DisabilityKind.Multiple, parts.Min(p => p.Grade), parts),
        };
    }

    public override bool Applies(string property) => property switch
    {
        nameof(OtherFederation) => AcrossProvinces || Direction is not null,
        nameof(PermitNumber) => AcrossProvinces,
        nameof(DiedOn) => CancelReason is Certification.CancelReason.Death,
        _ => true,
    };
}

/// <summary>Checks the filled-in fields of the form (申请审批表校验).</summary>
public sealed class CertificationValidator : AbstractValidator<CertificationForm>
{
    public CertificationValidator()
    {
        RuleFor(f => f.IssuedOn).Must((f, issued) => issued is null || f.RatedOn is null || issued >= f.RatedOn).WithState(_ => new Text("发证不能早于评定"));
        RuleForEach(f => f.Parts).Must(p => p.Kind is null == p.Grade is null).WithState(_ => new Text("类别和等级一起选"));
        RuleFor(f => f.Parts).Must(parts => parts.Where(p => p.Kind is not null).GroupBy(p => p.Kind).All(g => g.Count() == 1)).WithState(_ => new Text("同一类别写了两次"));
        RuleFor(f => f.EffectiveOn).Must((f, on) => on is null || f.DiedOn is null || on >= f.DiedOn).WithState(_ => new Text("生效日期不能早于死亡日期"));
    }
}
