using System.Text.RegularExpressions;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using FluentValidation;

namespace CanLian.Blazor.Features.Organisations;

/// <summary>What the form of an organisation holds (机构登记表); a new one has no id.</summary>
public sealed class OrganisationEdit
{
    private static readonly char[] _separators = ['、', '，', ',', '；', ';', ' ', '\n'];

    public Guid? Id { get; init; }
    public long Version { get; init; }
    public string Name { get; set; } = "";
    public OrganisationKind Kind { get; set; }
    public string RegionCode { get; set; } = "";
    public string Address { get; set; } = "";
    public DateOnly? OpenedOn { get; set; }
    public Construction? Construction { get; set; }
    public bool Operating { get; set; } = true;

    /// <summary>Kinds of cases it may serve, separated as people write lists.</summary>
    public string Scope { get; set; } = "";
    public int? Capacity { get; set; }
    public DateOnly? ContractFrom { get; set; }
    public DateOnly? ContractTo { get; set; }
    public string Contact { get; set; } = "";
    public string Phone { get; set; } = "";

    /// <summary>The bank that the federation pays to.</summary>
    public string Bank { get; set; } = "";

    /// <summary>A new account; empty leaves the one there is.</summary>
    public string AccountNumber { get; set; } = "";

    /// <summary>Last digits of the account there is; empty without one.</summary>
    public string AccountTail { get; init; } = "";

    public static OrganisationEdit Of(Organisation stored) => new()
    {
        Id = stored.Id,
        Version = stored.Version,
        Name = stored.Name,
        Kind = stored.Kind,
        RegionCode = stored.RegionCode,
        Address = stored.Address,
        OpenedOn = stored.OpenedOn,
        Construction = stored.Construction,
        Operating = stored.Operating,
        Scope = string.Join('、', stored.Scope),
        Capacity = stored.Capacity,
        ContractFrom = stored.ContractFrom,
        ContractTo = stored.ContractTo,
        Contact = stored.Contact ?? "",
        Phone = stored.Phone ?? "",
        Bank = stored.Bank ?? "",
        AccountTail = stored.AccountNumber is { Length: > 4 } account ? account[^4..] : "",
    };

    public void WriteTo(Organisation stored)
    {
        stored.Name = Name.Trim();
        stored.Kind = Kind;
        stored.RegionCode = RegionCode;
        stored.Address = Address.Trim();
        stored.OpenedOn = OpenedOn;
        stored.Construction = Construction;
        stored.Operating = Operating;
        stored.Scope = [.. Scope.Split(_separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        stored.Capacity = Capacity;
        stored.ContractFrom = ContractFrom;
        stored.ContractTo = ContractTo;
        stored.Contact = Filled(Contact);
        stored.Phone = Filled(Phone);
        stored.Bank = Filled(Bank);
        stored.AccountNumber = HalfWidth.Compact(AccountNumber) is { Length: > 0 } account ? account : stored.AccountNumber;
    }

    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What a filled-in form must agree with (登记表的校验); each failure carries its sentence as <see cref="Text"/>.</summary>
public sealed partial class OrganisationValidator : AbstractValidator<OrganisationEdit>
{
    /// <param name="today">The office's day.</param>
    public OrganisationValidator(DateOnly today)
    {
        RuleFor(o => o.Name).NotEmpty().WithState(_ => new Text("没有写名称。写协议或牌子上的全称"));
        RuleFor(o => o.Name).MaximumLength(60).WithState(_ => new Text("名称最多 60 个字"));
        RuleFor(o => o.RegionCode).NotEmpty().WithState(_ => new Text("没有选在哪里。选到镇（街道）或村（社区），全区性的选区"));
        RuleFor(o => o.OpenedOn).LessThanOrEqualTo(today).WithState(_ => new Text("挂牌（开办）日期不能晚于今天"));
        RuleFor(o => o.Capacity).InclusiveBetween(1, 9999).WithState(_ => new Text("每年名额写 1 到 9999；没有上限就空着"));
        RuleFor(o => o.ContractTo).NotNull().When(o => o.ContractFrom is not null).WithState(_ => new Text("协议只有起没有止，两个日期一起填"));
        RuleFor(o => o.ContractFrom).NotNull().When(o => o.ContractTo is not null).WithState(_ => new Text("协议只有止没有起，两个日期一起填"));
        RuleFor(o => o.ContractTo).GreaterThanOrEqualTo(o => o.ContractFrom).When(o => o is { ContractFrom: not null, ContractTo: not null })
            .WithState(_ => new Text("协议的止期早于起期，请对照协议"));
        RuleFor(o => o.Phone).Must(p => p.Length == 0 || PhonePattern().IsMatch(p.Trim()))
            .WithState(_ => new Text("电话只写数字和短横，如 0550-3012345 或 11 位手机号"));
        RuleFor(o => o.AccountNumber).Must(a => a.Length == 0 || NumberChecks.AccountProblem(HalfWidth.Compact(a)) is null)
            .WithState(o => NumberChecks.AccountProblem(HalfWidth.Compact(o.AccountNumber)) ?? default);
        RuleFor(o => o.Bank).NotEmpty().When(o => o.AccountNumber.Length > 0 || o.AccountTail.Length > 0).WithState(_ => new Text("有账号，没有写开户行"));
    }

    [GeneratedRegex(@"^\+?[0-9][0-9\- ]{5,19}\z")]
    private static partial Regex PhonePattern();
}
