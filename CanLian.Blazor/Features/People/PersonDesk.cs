using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.People;

/// <summary>A number of a person that is masked until somebody asks for it (敏感号码).</summary>
public enum SensitiveNumber
{
    [Label("身份证号")] Id,
    [Label("残疾人证号")] Certificate,
    [Label("手机")] Phone,
    [Label("监护人电话")] GuardianPhone,
    [Label("监护人身份证号")] GuardianId,
    [Label("账号")] Account,
}

/// <summary>A number shown on purpose, or why it is not (查看结果).</summary>
public sealed record Look(string? Number, Text? Refusal)
{
    public static Look Refused(string key, params object[] args) => new(null, new Text(key, args));
}

/// <summary>The counter for one person's file: shows a number on purpose, keeps guardian, account and consent.</summary>
public sealed class PersonDesk(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>Looks one person may take in an hour; beyond that somebody is copying the register.</summary>
    public const int LooksPerHour = 30;

    /// <summary>Fetches one number in clear, grouped for reading, and records who looked and why in the same transaction.</summary>
    public async Task<Look> RevealAsync(Actor actor, Guid personId, SensitiveNumber which, string reason)
    {
        if (!Access.Allows(actor.Role, Access.SeesPersons))
        {
            return Look.Refused("名册里找不到这个人");
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Look.Refused("先选为什么要看");
        }
        await using var db = databases.Open(actor);
        var person = await db.Persons.Include(p => p.Certificates).AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId);
        if (person is null)
        {
            return Look.Refused("名册里找不到这个人");
        }
        if (NumberOf(person, which) is not { } number)
        {
            return Look.Refused("没有登记{0}", new Text(which.Label()));
        }
        var hourAgo = clock.UtcNow.AddHours(-1);
        if (await db.Disclosures.CountAsync(d => d.ActorId == actor.Id && d.PersonId != null && d.At > hourAgo) >= LooksPerHour)
        {
            return Look.Refused("一小时里已经看过 {0} 个号码，过一会儿再看。急用请找区残联", LooksPerHour);
        }
        db.Add(new Disclosure
        {
            At = clock.UtcNow,
            ActorId = actor.Id,
            ActorName = actor.Name,
            PersonId = personId,
            What = which.Label(),
            Reason = reason,
            RegionCode = person.RegionCode,
        });
        await db.SaveChangesAsync();
        return new Look(number, null);
    }

    /// <summary>Saves the guardian; if somebody changed the same fields meanwhile, both values come back and nothing is written.</summary>
    public Task<SaveResult> SaveGuardianAsync(Actor actor, Guid id, long version, GuardianEntry opened, GuardianEntry mine) =>
        SaveAsync(actor, id, version, opened, mine, p => GuardianEntry.Of(p.Guardian), p => new GuardianEntryRules(p, clock.Today), p => p.Guardian = mine.AppliedTo(p.Guardian));

    /// <summary>Saves the account, in the same way.</summary>
    public Task<SaveResult> SaveAccountAsync(Actor actor, Guid id, long version, AccountEntry opened, AccountEntry mine) =>
        SaveAsync(actor, id, version, opened, mine, AccountEntry.Of, p => new AccountEntryRules(p), p => p.Account = mine.AppliedTo(p));

    public async Task<Outcome> AddConsentAsync(Actor actor, Guid id, ConsentEntry entry)
    {
        if (!Register.MayEdit(actor))
        {
            return Register.ReadOnly;
        }
        await using var db = databases.Open(actor);
        if (await Register.OpenAsync(db, id) is not { } person)
        {
            return Register.Unknown;
        }
        if (new ConsentEntryRules(person, clock.Today).Problems(entry) is { Count: > 0 } problems)
        {
            return Outcome.Refused(problems);
        }
        person.Consents.Add(entry.ToConsent(id));
        return await Register.CommitAsync(db, person);
    }

    private async Task<SaveResult> SaveAsync<T>(
        Actor actor, Guid id, long version, T opened, T mine, Func<Person, T> read, Func<Person, EntryRules<T>> rules, Action<Person> apply) where T : notnull
    {
        if (!Register.MayEdit(actor))
        {
            return SaveResult.Of(Register.ReadOnly);
        }
        await using var db = databases.Open(actor);
        if (await Register.OpenAsync(db, id) is not { } person)
        {
            return SaveResult.Of(Register.Unknown);
        }
        if (person.Version != version && EntryMerge.Differences(opened, mine, read(person)) is var differences && differences.Any(d => d.TheirsChanged))
        {
            return new SaveResult(Outcome.Refused("别人先保存了"), differences, await Register.LastSavedByAsync(db, id), person.Version);
        }
        if (rules(person).Problems(mine) is { Count: > 0 } problems)
        {
            return SaveResult.Of(Outcome.Refused(problems));
        }
        apply(person);
        return SaveResult.Of(await Register.CommitAsync(db, person));
    }

    private static string? NumberOf(Person person, SensitiveNumber which) => which switch
    {
        SensitiveNumber.Id => Grouped(person.IdNumber.Value, 6, 4, 4, 4),
        SensitiveNumber.Certificate => person.Certificate is { } certificate ? Grouped(certificate.Number.Value, 6, 4, 4, 4, 2) : null,
        SensitiveNumber.Phone => person.Phone is { } phone ? Grouped(phone, 3, 4) : null,
        SensitiveNumber.GuardianPhone => person.Guardian?.Phone is { } phone ? Grouped(phone, 3, 4) : null,
        SensitiveNumber.GuardianId => person.Guardian?.IdNumber is { } id ? Grouped(id.Value, 6, 4, 4, 4) : null,
        SensitiveNumber.Account => person.Account is { } account ? Grouped(account.Number, 4, 4, 4, 4) : null,
    };

    private static string Grouped(string number, params IEnumerable<int> lengths)
    {
        var (parts, at) = (new List<string>(), 0);
        foreach (var length in lengths.Append(number.Length).TakeWhile(_ => at < number.Length))
        {
            var taken = Math.Min(length, number.Length - at);
            parts.Add(number.Substring(at, taken));
            at += taken;
        }
        return string.Join(' ', parts);
    }
}
