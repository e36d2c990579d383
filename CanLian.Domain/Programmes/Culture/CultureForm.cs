using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.Programmes.Culture;

/// <summary>What somebody needs to take part (需要).</summary>
public enum Support
{
    [Label("轮椅")] Wheelchair,
    [Label("手语")] SignLanguage,
    [Label("接送")] Transport,
}

/// <summary>What only an event asks for (活动报名表).</summary>
public sealed class CultureForm : CaseForm
{
    [Field("陪同人", Group = "报名")]
    public string Escort { get; set; } = "";

    [Field("需要")]
    public List<Support> Support { get; set; } = [];

    [Field("适合外出", NeededAt = "E1", Hint = "身体条件不宜外出的选否")]
    public bool? FitToGo { get; set; }

    [Field("健康提示")]
    public string Health { get; set; } = "";

    [Field("签到", Group = "活动")]
    public bool? SignedIn { get; set; }

    [Field("还参加了", Hint = "同一天参加的其他项目")]
    public string AlsoJoined { get; set; } = "";
}

/// <summary>Checks the filled-in fields of the form (报名表校验).</summary>
public sealed class CultureValidator : AbstractValidator<CultureForm>
{
    private const int Longest = 100;

    public CultureValidator() =>
        RuleFor(f => f.Health).Must(h => h.Length <= Longest).WithState(f => new Text("最多 {0} 字，现在 {1} 字", Longest, f.Health.Length));
}
