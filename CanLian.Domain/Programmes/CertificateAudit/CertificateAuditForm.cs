using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.Programmes.CertificateAudit;

/// <summary>What kind of public employer it is (职务性质).</summary>
public enum Post
{
    [Label("公务员")] CivilServant,
    [Label("事业单位")] Institution,
    [Label("国有企业")] Enterprise,
}

/// <summary>How the holder was found (核查来源).</summary>
public enum MatchSource
{
    [Label("系统比对")] Comparison,
    [Label("电话询问")] Telephone,
    [Label("入户摸底")] HomeVisit,
}

/// <summary>How the certificate is checked (核查方式).</summary>
public enum CheckWay
{
    [Label("入户核查")] HomeCheck,
    [Label("重新评定")] Reassessment,
    [Label("自愿注销")] GivenUp,
}

/// <summary>Whether the holder spoke for themselves before the decision (申述).</summary>
public enum Hearing
{
    [Label("已申述")] Heard,
    [Label("放弃申述")] Waived,
}

/// <summary>Result of a rating (评定结论).</summary>
public enum RatingResult
{
    [Label("符合")] Meets,
    [Label("不符合")] BelowStandard,
}

/// <summary>To whom what was found is handed over (移交).</summary>
public enum HandedOver
{
    [Label("不移交")] Nobody,
    [Label("纪检")] Discipline,
    [Label("公安")] Police,
}

/// <summary>What only the audit of public employees asks for (公职人员持证核查表).</summary>
public sealed class CertificateAuditForm : CaseForm
{
    [Field("单位", NeededAt = "I1", Group = "比对")]
    public string Employer { get; set; } = "";

    [Field("职务性质")]
    public Post? Post { get; set; }

    [Field("核查来源", NeededAt = "I1")]
    public MatchSource? Source { get; set; }

    [Field("是同一人且在职", Group = "核实", Hint = "按身份证号、单位和本人核实")]
    public bool? SamePerson { get; set; }

    [Field("签了申报承诺书")]
    public bool? Declared { get; set; }

    [Field("核查方式", Group = "核查")]
    public CheckWay? Way { get; set; }

    [Field("核查日期", NeededAt = "I4")]
    public DateOnly? CheckedOn { get; set; }

    [Field("核查人", Hint = "两位，用顿号分开")]
    public string CheckedBy { get; set; } = "";

    [Field("重评医院")]
    public string Hospital { get; set; } = "";

    [Field("重评结论")]
    public RatingResult? Rating { get; set; }

    [Field("新类别等级", Hint = "如：肢体三级；没有变化的写原来的")]
    public string NewCategory { get; set; } = "";

    [Field("处置理由", NeededAt = "I5", Long = true, Group = "处置")]
    public string Grounds { get; set; } = "";

    [Field("本人申述", NeededAt = "I6")]
    public Hearing? Hearing { get; set; }

    [Field("移交")]
    public HandedOver? HandedOver { get; set; }

    [Field("追回金额", Unit = "元")]
    public decimal? Recovered { get; set; }

    public override bool Applies(string property) => property switch
    {
        nameof(CheckedBy) => Way is CheckWay.HomeCheck,
        nameof(Hospital) or nameof(Rating) or nameof(NewCategory) => Way is CheckWay.Reassessment,
        _ => true,
    };
}

/// <summary>Checks the filled-in fields of the form (核查表校验).</summary>
public sealed class CertificateAuditValidator : AbstractValidator<CertificateAuditForm>
{
    public CertificateAuditValidator() =>
        RuleFor(f => f.Recovered).Must(r => r is null or >= 0).WithState(_ => new Text("不能小于 0"));
}
