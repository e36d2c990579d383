using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.Programmes.Training;

/// <summary>Who found out that the person wants to learn (需求来源).</summary>
public enum DemandSource
{
    [Label("本人")] Person,
    [Label("调查")] Survey,
    [Label("村推荐")] Village,
}

/// <summary>Result of the examination (考核).</summary>
public enum Examination
{
    [Label("合格")] Passed,
    [Label("不合格")] Failed,
}

/// <summary>What only training asks for (培训报名表).</summary>
public sealed class TrainingForm : CaseForm
{
    [Field("培训意愿", NeededAt = "E1", Group = "报名")]
    public bool? Willing { get; set; }

    [Field("工种")]
    public string Trade { get; set; } = "";

    [Field("需求来源")]
    public DemandSource? Source { get; set; }

    [Field("出勤课时", Unit = "课时", Group = "结业")]
    public int? HoursAttended { get; set; }

    [Field("考核")]
    public Examination? Examination { get; set; }

    [Field("证书编号", Hint = "发了证书的填")]
    public string CertificateNumber { get; set; } = "";

    [Field("交通补贴", Unit = "元")]
    public decimal? TravelAllowance { get; set; }

    /// <summary>Who failed the examination has no certificate.</summary>
    public override bool Applies(string property) =>
        property != nameof(CertificateNumber) || Examination == Programmes.Training.Examination.Passed;
}

/// <summary>Checks the filled-in fields of the form (报名表校验).</summary>
public sealed class TrainingValidator : AbstractValidator<TrainingForm>
{
    public TrainingValidator()
    {
        RuleFor(f => f.HoursAttended).Must(h => h is null or >= 0).WithState(_ => new Text("不能小于 0"));
        RuleFor(f => f.TravelAllowance).Must(a => a is null or >= 0).WithState(_ => new Text("不能小于 0"));
    }
}
