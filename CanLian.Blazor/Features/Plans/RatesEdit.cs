using CanLian.Domain.Common;
using CanLian.Domain.Plans;
using FluentValidation;

namespace CanLian.Blazor.Features.Plans;

/// <summary>A rate as it is edited (标准): money in yuan; a new one has no id.</summary>
public sealed class TariffEdit
{
    public Guid? Id { get; init; }
    public long Version { get; init; }
    public string Programme { get; set; } = "";

    /// <summary>Empty for every kind.</summary>
    public string Kind { get; set; } = "";
    public decimal? Amount { get; set; }
    public decimal? Cap { get; set; }
    public string Per { get; set; } = "";
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public string DocumentNumber { get; set; } = "";

    public static TariffEdit Of(Tariff stored) => new()
    {
        Id = stored.Id,
        Version = stored.Version,
        Programme = stored.Programme,
        Kind = stored.Kind ?? "",
        Amount = stored.AmountFen / 100m,
        Cap = stored.CapFen / 100m,
        Per = stored.Per,
        From = stored.From,
        To = stored.To,
        DocumentNumber = stored.DocumentNumber,
    };

    public void WriteTo(Tariff stored)
    {
        stored.Kind = Kind.Length == 0 ? null : Kind;
        stored.AmountFen = Amount is { } amount ? Money.OfYuan(amount).Fen : null;
        stored.CapFen = Cap is { } cap ? Money.OfYuan(cap).Fen : null;
        stored.Per = Per.Trim();
        stored.From = From!.Value;
        stored.To = To;
        stored.DocumentNumber = DocumentNumber.Trim();
    }
}

/// <summary>A number of the place's policy as it is edited (政策数).</summary>
public sealed class PolicyEdit
{
    public required string Key { get; init; }
    public decimal? Value { get; set; }
    public DateOnly? From { get; set; }
    public string DocumentNumber { get; set; } = "";
}

/// <summary>What a rate must agree with (标准的校验).</summary>
public sealed class TariffValidator : AbstractValidator<TariffEdit>
{
    public TariffValidator()
    {
        RuleFor(t => t.Amount).Must((t, amount) => amount is not null || t.Cap is not null).WithState(_ => new Text("标准和上限至少写一样"));
        RuleFor(t => t.Amount).Must(a => a is null or > 0).WithState(_ => new Text("标准要大于 0"));
        RuleFor(t => t.Cap).Must(c => c is null or > 0).WithState(_ => new Text("上限要大于 0"));
        RuleFor(t => t.Cap).Must((t, cap) => !(cap < t.Amount && t.Per is not (Tariff.PerMonth or Tariff.PerPiece))).WithState(t => new Text("上限不能低于标准 {0} 元", t.Amount!));
        RuleFor(t => t.Per).NotEmpty().WithState(_ => new Text("没有写按什么给，如 人/年；按月乘以月数的写“月”"));
        RuleFor(t => t.Per).MaximumLength(10).WithState(_ => new Text("最多 10 个字"));
        RuleFor(t => t.From).NotNull().WithState(_ => new Text("没有写从哪天起"));
        RuleFor(t => t.To).Must((t, to) => !(to < t.From)).WithState(_ => new Text("止期早于起期"));
        RuleFor(t => t.DocumentNumber).MaximumLength(60).WithState(_ => new Text("文号最多 60 个字"));
    }
}

/// <summary>What a policy number must agree with (政策数的校验).</summary>
public sealed class PolicyValidator : AbstractValidator<PolicyEdit>
{
    public PolicyValidator()
    {
        RuleFor(p => p.Value).NotNull().WithState(_ => new Text("没有写数"));
        RuleFor(p => p.Value).Must(v => v is null or >= 0).WithState(_ => new Text("不能小于 0"));
        RuleFor(p => p.From).NotNull().WithState(_ => new Text("没有写从哪天起"));
        RuleFor(p => p.DocumentNumber).NotEmpty().WithState(_ => new Text("没有写文号：改政策数要有文件"));
        RuleFor(p => p.DocumentNumber).MaximumLength(60).WithState(_ => new Text("文号最多 60 个字"));
    }
}
