using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.Programmes.ReliefVisit;

/// <summary>What is brought along (慰问方式).</summary>
public enum ReliefKind
{
    [Label("现金")] Cash,
    [Label("物资")] Goods,
}

/// <summary>What has become hard for the family since (新的困难).</summary>
public enum NewDifficulty
{
    [Label("医疗")] Medical,
    [Label("就学")] School,
    [Label("住房")] Housing,
    [Label("收入")] Income,
    [Label("其他")] Other,
}

/// <summary>What only a relief visit asks for (走访慰问登记表).</summary>
public sealed class ReliefVisitForm : CaseForm
{
    [Field("事由", Group = "走访")]
    public string Occasion { get; set; } = "";

    [Field("走访日期", NeededAt = "R3")]
    public DateOnly? VisitedOn { get; set; }

    [Field("走访人", NeededAt = "R3", Hint = "两位以上，用顿号隔开")]
    public string Visitors { get; set; } = "";

    [Field("慰问方式", NeededAt = "R3")]
    public ReliefKind? Relief { get; set; }

    [Field("物资明细", NeededAt = "R3", Long = true)]
    public string Goods { get; set; } = "";

    [Field("家庭近况", Long = true, Group = "家庭", Hint = "200 字以内")]
    public string Condition { get; set; } = "";

    [Field("新的困难")]
    public List<NewDifficulty> Difficulties { get; set; } = [];

    public override bool Applies(string property) => property != nameof(Goods) || Relief == ReliefKind.Goods;
}

/// <summary>Checks the filled-in fields of the form (登记表校验).</summary>
public sealed class ReliefVisitValidator : AbstractValidator<ReliefVisitForm>
{
    private const int Longest = 200;

    public ReliefVisitValidator() =>
        RuleFor(f => f.Condition).Must(c => c.Length <= Longest).WithState(f => new Text("最多 {0} 字，现在 {1} 字", Longest, f.Condition.Length));
}
