using CanLian.Domain.Common;

namespace CanLian.Domain.People;

/// <summary>A guardian as filled in (监护人登记); empty numbers leave those on record.</summary>
public sealed class GuardianEntry
{
    [Label("监护人姓名")] public string Name { get; set; } = "";
    [Label("与本人关系")] public string Relation { get; set; } = "";
    [Label("监护人电话")] public string Phone { get; set; } = "";
    public string PhoneOnRecord { get; init; } = "";
    [Label("监护人身份证号")] public string IdNumber { get; set; } = "";
    public string IdNumberOnRecord { get; init; } = "";

    public static GuardianEntry Of(Guardian? guardian) => new()
    {
        Name = guardian?.Name ?? "",
        Relation = guardian?.Relation ?? "",
        PhoneOnRecord = guardian?.Phone is { } phone ? Mask.Phone(phone) : "",
        IdNumberOnRecord = guardian?.IdNumber is { } id ? id.Masked : "",
    };

    public GuardianEntry Copy() => (GuardianEntry)MemberwiseClone();

    /// <summary>The guardian after the edit. Another name is another person: the former one's numbers go with the former one.</summary>
    public Guardian AppliedTo(Guardian? former)
    {
        var kept = former?.Name == Name.Trim() ? former : null;
        return new Guardian
        {
            Name = Name.Trim(),
            Relation = Relation.Trim(),
            Phone = HalfWidth.Compact(Phone) is { Length: > 0 } phone ? phone : kept?.Phone,
            IdNumber = Common.IdNumber.TryParse(IdNumber, out var id, out _) ? id : kept?.IdNumber,
        };
    }
}

/// <summary>An account as filled in (收款账户登记); an empty number leaves the one on record.</summary>
public sealed class AccountEntry
{
    [Label("开户行")] public string Bank { get; set; } = "";
    [Label("账号")] public string Number { get; set; } = "";
    public string NumberOnRecord { get; init; } = "";
    [Label("开户人")] public string Holder { get; set; } = "";
    [Label("开户人与本人关系")] public string HolderRelation { get; set; } = "";

    /// <summary>The number was compared with the card or passbook although its check digit does not fit.</summary>
    [Label("账号核对过")] public bool Compared { get; set; }

    public static AccountEntry Of(Person person) => new()
    {
        Bank = person.Account?.Bank ?? "",
        NumberOnRecord = person.Account is { } account ? Mask.Account(account.Number) : "",
        Holder = person.Account?.Holder ?? person.Name,
        HolderRelation = person.Account?.HolderRelation ?? "",
    };

    public AccountEntry Copy() => (AccountEntry)MemberwiseClone();

    public BankAccount AppliedTo(Person person) => new()
    {
        Bank = Bank.Trim(),
        Number = HalfWidth.Compact(Number) is { Length: > 0 } typed ? typed : person.Account?.Number ?? "",
        Holder = Holder.Trim(),
        HolderRelation = Holder.Trim() == person.Name ? null : HolderRelation.Trim(),
    };
}

/// <summary>A consent as filled in (知情同意登记).</summary>
public sealed class ConsentEntry
{
    public static IReadOnlyList<string> Ways { get; } = ["书面签字", "电子签字", "当面口头（录音）"];

    /// <summary>Somebody is put forward for a job only with this consent.</summary>
    public const string ToEmployers = "向用人单位推荐就业";

    /// <summary>What consent is usually asked for; other purposes may be written.</summary>
    public static IReadOnlyList<string> Purposes { get; } = ["办理残疾人服务和补助", "与民政、农业农村等部门核对信息", "宣传报道用姓名和照片", ToEmployers];

    [Label("用途")] public string Purpose { get; set; } = "";
    [Label("签字日期")] public DateOnly? SignedOn { get; set; }
    [Label("方式")] public string Way { get; set; } = "";
    [Label("签字人")] public string SignedBy { get; set; } = "";

    public Consent ToConsent(Guid personId) =>
        new() { PersonId = personId, Purpose = Purpose.Trim(), SignedOn = SignedOn!.Value, Way = Way, SignedBy = SignedBy.Trim() };
}

/// <summary>A dated fact as filled in (起止登记): from which day, on whose word, and until when if it has ended.</summary>
public abstract class FactEntry
{
    [Label("起始日期")] public DateOnly? From { get; set; }
    [Label("终止日期")] public DateOnly? To { get; set; }
    [Label("依据")] public string Source { get; set; } = "";
}

/// <summary>A hardship as filled in (困难身份登记).</summary>
public sealed class HardshipEntry : FactEntry
{
    [Label("困难身份")] public HardshipKind? Kind { get; set; }
    [Label("主要风险")] public string Risk { get; set; } = "";

    public bool IsMonitored => Kind is { } kind && Hardship.Monitored.Contains(kind);

    public Hardship ToHardship(Guid personId) => new()
    {
        PersonId = personId,
        Kind = Kind!.Value,
        From = From!.Value,
        To = To,
        Source = Source.Trim(),
        Risk = IsMonitored ? Risk.Trim() : null,
    };
}

/// <summary>One of the two allowances as filled in (两项补贴登记).</summary>
public sealed class AllowanceEntry : FactEntry
{
    [Label("补贴")] public AllowanceKind? Kind { get; set; }

    public Allowance ToAllowance(Guid personId) =>
        new() { PersonId = personId, Kind = Kind!.Value, From = From!.Value, To = To, Source = Source.Trim() };
}
