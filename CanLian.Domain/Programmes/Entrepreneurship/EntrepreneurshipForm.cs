using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes.Patterns;
using FluentValidation;

namespace CanLian.Domain.Programmes.Entrepreneurship;

/// <summary>Line of business (行业).</summary>
public enum Trade
{
    [Label("商业")] Commerce,
    [Label("服务")] Services,
    [Label("加工")] Processing,
    [Label("种养")] Farming,
    [Label("其他")] Other,
}

/// <summary>What proves the business (经营证明).</summary>
public enum BusinessProof
{
    [Label("营业执照")] Licence,
    [Label("村（社区）证明")] Village,
    [Label("都没有")] None,
}

/// <summary>What only a start-up grant asks for (个人创业扶持申请表).</summary>
public sealed class EntrepreneurshipForm : CaseForm, IVerifiedForm
{
    [Field("经营项目", NeededAt = "A1", Group = "经营")]
    public string Business { get; set; } = "";

    [Field("行业", NeededAt = "A1")]
    public Trade? Trade { get; set; }

    [Field("经营证明", NeededAt = "A1")]
    public BusinessProof? Proof { get; set; }

    [Field("营业执照号", NeededAt = "A1", Hint = "15 位或 18 位")]
    public string LicenceNumber { get; set; } = "";

    [Field("开业日期", NeededAt = "A1")]
    public DateOnly? OpenedOn { get; set; }

    [Field("经营地址", NeededAt = "A1")]
    public string Place { get; set; } = "";

    [Field("经营地所在村", NeededAt = "A1", Hint = "12 位区划代码")]
    public string PlaceRegion { get; set; } = "";

    [Field("雇用残疾人数", NeededAt = "A1", Unit = "人", Hint = "本人不算")]
    public int? Employs { get; set; }

    [Field("年营业额", Unit = "元")]
    public decimal? Turnover { get; set; }

    [Field("抽中实地核查", Group = "核查", Hint = "报区核查时系统抽取")]
    public bool? Drawn { get; set; }

    [Field("核查人", NeededAt = "G1", Hint = "两位，用顿号隔开")]
    public string Verifiers { get; set; } = "";

    [Field("核查日期", NeededAt = "G1")]
    public DateOnly? VerifiedOn { get; set; }

    [Field("核查方式", NeededAt = "G1")]
    public VerificationWay? Way { get; set; }

    [Field("经营真实")]
    public bool? Genuine { get; set; }

    public override bool Applies(string property) => property != nameof(LicenceNumber) || Proof is null or BusinessProof.Licence;
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class EntrepreneurshipValidator : AbstractValidator<EntrepreneurshipForm>
{
    public EntrepreneurshipValidator()
    {
        RuleFor(f => f.LicenceNumber).Must(n => n.Length is 0 or 15 or 18)
            .WithState(f => new Text("应是 15 位或 18 位，现在 {0} 位", f.LicenceNumber.Length));
        RuleFor(f => f.PlaceRegion).Must(n => n.Length is 0 || (n.Length == Region.VillageLength && n.All(char.IsAsciiDigit)))
            .WithState(_ => new Text("应是 12 位数字的村级代码"));
        RuleFor(f => f.Employs).Must(n => n is null or >= 0).WithState(_ => new Text("不能小于 0"));
        RuleFor(f => f.Turnover).Must(n => n is null or >= 0).WithState(_ => new Text("不能小于 0"));
    }
}
