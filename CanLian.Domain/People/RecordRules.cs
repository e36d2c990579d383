using CanLian.Domain.Common;

namespace CanLian.Domain.People;

/// <summary>What the entry of a guardian must look like (监护人校验).</summary>
public sealed class GuardianEntryRules : EntryRules<GuardianEntry>
{
    private const int Adult = 18;

    public GuardianEntryRules(Person person, DateOnly today) : base("guardian")
    {
        Check(e => e.Name, e => e.Name.Trim() switch
        {
            { Length: 0 } => new Text("填监护人姓名"),
            var name when name == person.Name && e.IdNumber.Length == 0 && e.IdNumberOnRecord.Length == 0 =>
                new Text("监护人和本人同名，填监护人身份证号以便区分"),
            _ => null,
        });
        Check(e => e.Relation, e => e.Relation.Trim().Length == 0 ? new Text("填监护人与本人的关系") : null);
        Check(e => e.Phone, e => HalfWidth.Compact(e.Phone) is { Length: > 0 } phone ? NumberChecks.PhoneProblem(phone) : null);
        Check(e => e.IdNumber, e =>
            e.IdNumber.Length == 0 ? null
            : !IdNumber.TryParse(e.IdNumber, out var id, out var problem) ? problem
            : id == person.IdNumber ? new Text("监护人的身份证号和本人一样，请对照监护人的证件")
            : id.AgeOn(today) < Adult ? new Text("监护人 {0} 岁，要满 {1} 岁", id.AgeOn(today), Adult)
            : null);
    }
}

/// <summary>What the entry of an account must look like (收款账户校验).</summary>
public sealed class AccountEntryRules : EntryRules<AccountEntry>
{
    public AccountEntryRules(Person person) : base("account")
    {
        Check(e => e.Bank, e => e.Bank.Trim().Length == 0 ? new Text("填开户行") : null);
        Check(e => e.Number, e => HalfWidth.Compact(e.Number) is { Length: > 0 } number
            ? NumberChecks.AccountProblem(number)
                ?? (NumberChecks.FitsCheckDigit(number) || e.Compared
                    ? null
                    : new Text("账号的校验位不对，可能抄错一位。存折账号没有校验位：对照过就勾“账号核对过”再保存"))
            : person.Account is null ? new Text("填账号") : null);
        Check(e => e.Holder, e => e.Holder.Trim().Length == 0 ? new Text("填开户人") : null);
        Check(e => e.HolderRelation, e => e.Holder.Trim() is { Length: > 0 } holder && holder != person.Name && e.HolderRelation.Trim().Length == 0
            ? new Text("开户人不是本人，填与本人的关系")
            : null);
    }
}

/// <summary>What the entry of a consent must look like (知情同意校验).</summary>
public sealed class ConsentEntryRules : EntryRules<ConsentEntry>
{
    public ConsentEntryRules(Person person, DateOnly today) : base("consent")
    {
        Check(e => e.Purpose, e => e.Purpose.Trim().Length == 0
            ? new Text("填同意用于什么")
            : person.Consents.Exists(c => c.Purpose == e.Purpose.Trim() && c.SignedOn == e.SignedOn) ? new Text("这一天的这份同意已经登记过") : null);
        Check(e => e.SignedOn, e => e.SignedOn is not { } on
            ? new Text("填签字日期")
            : on > today ? new Text("签字日期不能晚于今天") : on < person.BirthDate ? new Text("签字日期不能早于出生日期") : null);
        Check(e => e.Way, e => e.Way.Length == 0 ? new Text("选签字方式") : null);
        Check(e => e.SignedBy, e => SignerProblem(e, person, today));
    }

    private static Text? SignerProblem(ConsentEntry entry, Person person, DateOnly today)
    {
        if (entry.SignedBy.Trim() is not { Length: > 0 } signer)
        {
            return new Text("填签字人");
        }
        return signer == person.Name && person.AgeOn(entry.SignedOn ?? today) < Person.OfAge
            ? new Text("{0}未满 {1} 岁，要由监护人签", person.Name, Person.OfAge)
            : null;
    }
}

/// <summary>What a dated fact must look like (起止校验).</summary>
public abstract class FactEntryRules<T> : EntryRules<T> where T : FactEntry
{
    /// <param name="anchor">Name of the entry on the page.</param>
    /// <param name="person">Whose fact it is.</param>
    /// <param name="same">Facts of the same kind that the person has already.</param>
    /// <param name="today">Nothing begins after this day.</param>
    protected FactEntryRules(string anchor, Person person, Func<T, IEnumerable<(DateOnly From, DateOnly? To)>> same, DateOnly today) : base(anchor)
    {
        Check(e => e.From, e => e.From switch
        {
            null => new Text("填从哪天起"),
            { } from when from > today => new Text("起始日期不能晚于今天"),
            { } from when from < person.BirthDate => new Text("起始日期不能早于出生日期 {0}", Days.Written(person.BirthDate)),
            { } from when same(e).Where(x => (x.To is null || x.To >= from) && (e.To is null || x.From <= e.To)).ToList() is [var other, ..] =>
                new Text("和已登记的 {0} 至 {1} 重叠，先结束原来的那条", Days.Written(other.From), other.To is { } to ? Days.Written(to) : new Text("今")),
            _ => null,
        });
        Check(e => e.To, e => e.To is { } to && e.From is { } from && to < from ? new Text("终止日期不能早于起始日期") : null);
        Check(e => e.Source, e => e.Source.Trim().Length == 0 ? new Text("填依据：文件、名单或核查") : null);
    }
}

/// <summary>What the entry of a hardship must look like (困难身份校验).</summary>
public sealed class HardshipEntryRules : FactEntryRules<HardshipEntry>
{
    public HardshipEntryRules(Person person, DateOnly today)
        : base("hardship", person, e => person.Hardships.Where(h => h.Kind == e.Kind).Select(h => (h.From, h.To)), today)
    {
        Check(e => e.Kind, e => e.Kind is null ? new Text("选困难身份") : null);
        Check(e => e.Risk, e => e.IsMonitored && e.Risk.Trim().Length == 0 ? new Text("监测户要填主要风险，如因残") : null);
    }
}

/// <summary>What the entry of an allowance must look like (两项补贴校验).</summary>
public sealed class AllowanceEntryRules : FactEntryRules<AllowanceEntry>
{
    public AllowanceEntryRules(Person person, DateOnly today)
        : base("allowance", person, e => person.Allowances.Where(a => a.Kind == e.Kind).Select(a => (a.From, a.To)), today) =>
        Check(e => e.Kind, e => e.Kind is null ? new Text("选哪一项补贴") : null);
}
