using System.Globalization;
using System.Text.Json.Serialization;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.Programmes.HomeModification;

/// <summary>How the national platform answered the entry (平台审核).</summary>
public enum PlatformReview
{
    [Label("未录入")] NotEntered,
    [Label("已录入")] Entered,
    [Label("退回修改")] Returned,
    [Label("审核通过")] Passed,
}

/// <summary>What only home modification asks for (家庭无障碍改造申请表).</summary>
public sealed class HomeModificationForm : CaseForm
{
    [Field("可改造", NeededAt = "H2", Group = "入户核实", Hint = "家里有可以改造的地方，房屋也能改")]
    public bool? CanModify { get; set; }

    [Field("改造类型", Group = "评估")]
    public List<DwellingPart> Parts { get; set; } = [];

    [Field("评估人", NeededAt = "H4")]
    public string Assessor { get; set; } = "";

    [Field("评估日期", NeededAt = "H4")]
    public DateOnly? AssessedOn { get; set; }

    [Field("改造内容", Group = "方案和预算", Long = true, Hint = "表里写不下的")]
    public string Description { get; set; } = "";

    [Field("明细")]
    public List<WorkItem> Items { get; set; } = [];

    [Field("预算金额", Unit = "元")]
    public decimal? Budget { get; set; }

    [Field("开工日期", Group = "施工和验收", Hint = "标段已填的可以不填")]
    public DateOnly? StartedOn { get; set; }

    [Field("竣工日期", NeededAt = "H8")]
    public DateOnly? FinishedOn { get; set; }

    [Field("验收日期", Hint = "标段已填的可以不填")]
    public DateOnly? AcceptedOn { get; set; }

    [Field("验收人员", NeededAt = "H9", Hint = "至少三位，用顿号隔开")]
    public string AcceptedBy { get; set; } = "";

    [Field("结算金额", Unit = "元", Group = "结算")]
    public decimal? Settlement { get; set; }

    [Field("平台编号", Group = "全国平台", Hint = "12 位数字")]
    public string PlatformNumber { get; set; } = "";

    [Field("录入日期")]
    public DateOnly? EnteredOn { get; set; }

    [Field("平台审核")]
    public PlatformReview? Review { get; set; }

    [JsonIgnore]
    public IReadOnlyList<string> Acceptors =>
        [.. AcceptedBy.Split(['、', '，', ',', '；', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    /// <summary>Sum of the lines.</summary>
    [JsonIgnore]
    public Money Total => new(Items.Sum(i => i.SubtotalFen));

    /// <summary>Where nothing can be modified there is nothing more to ask.</summary>
    public override bool Applies(string property) => property == nameof(CanModify) || CanModify != false;
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class HomeModificationValidator : AbstractValidator<HomeModificationForm>
{
    public const int PlatformDigits = 12;

    public HomeModificationValidator()
    {
        RuleForEach(f => f.Items).ChildRules(item =>
        {
            item.RuleFor(i => i.Quantity).Must(q => q is null or > 0).WithState(_ => new Text("数量要大于 0"));
            item.RuleFor(i => i.UnitPrice).Must(p => p is null or >= 0).WithState(_ => new Text("单价不能小于 0"));
        });
        RuleFor(f => f.Budget).Must(b => b is null or > 0).WithState(_ => new Text("要大于 0"));
        RuleFor(f => f.Settlement).Must(s => s is null or > 0).WithState(_ => new Text("要大于 0"));
        RuleFor(f => f.FinishedOn).Must((f, finished) => !(finished < f.StartedOn))
            .WithState(f => new Text("不能早于开工日期 {0}", Day(f.StartedOn)));
        RuleFor(f => f.AcceptedOn).Must((f, accepted) => !(accepted < f.FinishedOn))
            .WithState(f => new Text("不能早于竣工日期 {0}", Day(f.FinishedOn)));
        RuleFor(f => f.PlatformNumber).Must(n => n.Length is 0 or PlatformDigits)
            .WithState(f => new Text("应是 12 位数字，现在 {0} 位", f.PlatformNumber.Length));
        RuleFor(f => f.PlatformNumber).Must(n => n.Length != PlatformDigits || n.All(char.IsAsciiDigit)).WithState(_ => new Text("只能有数字"));
        RuleFor(f => f.EnteredOn).Must((f, entered) => !(entered < f.AcceptedOn))
            .WithState(f => new Text("不能早于验收日期 {0}", Day(f.AcceptedOn)));
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
