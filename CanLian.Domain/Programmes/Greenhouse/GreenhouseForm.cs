using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes.Patterns;
using FluentValidation;

namespace CanLian.Domain.Programmes.Greenhouse;

/// <summary>Whether the facility is new (建设性质).</summary>
public enum Construction
{
    [Label("新建")] New,
    [Label("扩建")] Extended,
}

/// <summary>What only a greenhouse asks for (阳光大棚扶持申请表).</summary>
public sealed class GreenhouseForm : CaseForm, IVerifiedForm
{
    [Field("品种", NeededAt = "A1", Group = "项目", Hint = "如黄瓜、西红柿、肉鸡")]
    public string Produce { get; set; } = "";

    [Field("申报面积", NeededAt = "A1", Unit = "平方米")]
    public decimal? DeclaredArea { get; set; }

    [Field("建设性质", NeededAt = "A1")]
    public Construction? Construction { get; set; }

    [Field("建成日期", NeededAt = "A1")]
    public DateOnly? BuiltOn { get; set; }

    [Field("地块位置", NeededAt = "A1", Hint = "村、组和四至")]
    public string Plot { get; set; } = "";

    [Field("有土地承包或租赁合同", NeededAt = "A1")]
    public bool? HasLandContract { get; set; }

    [Field("合同编号", NeededAt = "A1")]
    public string ContractNumber { get; set; } = "";

    [Field("年产值", Unit = "元")]
    public decimal? Output { get; set; }

    [Field("带动残疾人", Unit = "人")]
    public int? Employs { get; set; }

    [Field("实测面积", NeededAt = "G1", Unit = "平方米", Group = "核查")]
    public decimal? MeasuredArea { get; set; }

    [Field("核查人", NeededAt = "G1", Hint = "两位，用顿号隔开")]
    public string Verifiers { get; set; } = "";

    [Field("核查日期", NeededAt = "G1")]
    public DateOnly? VerifiedOn { get; set; }

    [Field("核查方式", NeededAt = "G1", Hint = "大棚项目逐户实地核查")]
    public VerificationWay? Way { get; set; }

    [Field("项目真实")]
    public bool? Genuine { get; set; }

    public override bool Applies(string property) => property != nameof(ContractNumber) || HasLandContract != false;
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class GreenhouseValidator : AbstractValidator<GreenhouseForm>
{
    public GreenhouseValidator()
    {
        RuleFor(f => f.DeclaredArea).Must(a => a is null or > 0).WithState(_ => new Text("要大于 0"));
        RuleFor(f => f.MeasuredArea).Must(a => a is null or > 0).WithState(_ => new Text("要大于 0"));
        RuleFor(f => f.Output).Must(a => a is null or >= 0).WithState(_ => new Text("不能小于 0"));
        RuleFor(f => f.Employs).Must(n => n is null or >= 0).WithState(_ => new Text("不能小于 0"));
    }
}
