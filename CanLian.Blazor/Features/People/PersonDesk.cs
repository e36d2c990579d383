using CanLian.Blazor.Data;
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
    [Label("银行账号")] Account,
}

/// <summary>The counter of the register: shows a number on purpose, keeps guardian, account and consent, and saves the person.</summary>
public sealed class PersonDesk(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>Looks one person may take in an hour; beyond that somebody is copying the register.</summary>
    public const int LooksPerHour = 60;

    /// <summary>
    /// Fetches one number in clear, grouped for reading, and records who looked and why. Null where the person is not in the actor's region,
    /// has no such number, or the actor has looked too often.
    /// </summary>
    public async Task<string?> RevealAsync(Actor actor, Guid personId, SensitiveNumber which, string reason)
    {
        await using var db = databases.Open(actor);
        var person = await db.Persons.Include(p => p.Certificates).AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId);
        var hourAgo = clock.UtcNow.AddHours(-1);
        if (person is null || await db.Disclosures.CountAsync(d => d.ActorId == actor.Id && d.At > hourAgo) >= LooksPerHour)
        {
            return null;
        }
        var number = which switch
        {
            SensitiveNumber.Id => Grouped(person.IdNumber.Value, 6, 4, 4, 4),
            SensitiveNumber.Certificate => person.Certificate is { } certificate ? Grouped(certificate.Number.Value, 6, 4, 4, 4) : null,
            SensitiveNumber.Phone => person.Phone is { } phone ? Grouped(phone, 3, 4, 4) : null,
            SensitiveNumber.GuardianPhone => person.Guardian?.Phone is { } phone ? Grouped(phone, 3, 4, 4) : null,
            SensitiveNumber.Account => person.Account is { } account ? Grouped(account.Number, 4, 4, 4, 4) : null,
        };
        if (number is not null)
        {
            db.Add(new Disclosure
            {
                At = clock.UtcNow, ActorId = actor.Id, ActorName = actor.Name, PersonId = personId, What = which.Label(), Reason = reason, RegionCode = person.RegionCode,
            });
            await db.SaveChangesAsync();
        }
        return number;
    }

    public Task<Outcome> SetGuardianAsync(Actor actor, Guid id, Guardian guardian) => ChangeAsync(actor, id, person =>
    {
        if (string.IsNullOrWhiteSpace(guardian.Name) || string.IsNullOrWhiteSpace(guardian.Relation))
        {
            return Outcome.Refused(new Reason(new Text("写监护人姓名和关系"), "guardian-name"));
        }
        if (guardian.Phone is { Length: > 0 } phone && PersonRules.PhoneProblem(phone) is { } wrong)
        {
            return Outcome.Refused(new Reason(wrong, "guardian-phone"));
        }
        person.Guardian = guardian;
        return Outcome.Done;
    });

    public Task<Outcome> SetAccountAsync(Actor actor, Guid id, BankAccount account) => ChangeAsync(actor, id, person =>
    {
        if (string.IsNullOrWhiteSpace(account.Bank) || string.IsNullOrWhiteSpace(account.Holder))
        {
            return Outcome.Refused(new Reason(new Text("写开户行和开户人"), "account-bank"));
        }
        if (PersonRules.AccountProblem(account.Number) is { } wrong)
        {
            return Outcome.Refused(new Reason(wrong, "account-number"));
        }
        if (account.Holder != person.Name && string.IsNullOrWhiteSpace(account.HolderRelation))
        {
            return Outcome.Refused(new Reason(new Text("开户人不是本人：选与本人的关系"), "account-relation"));
        }
        person.Account = account;
        return Outcome.Done;
    });

    public Task<Outcome> AddConsentAsync(Actor actor, Guid id, Consent consent) => ChangeAsync(actor, id, person =>
    {
        if (consent.SignedOn > clock.Today)
        {
            return Outcome.Refused(new Reason(new Text("签字日期不能晚于今天"), "consent-on"));
        }
        if (string.IsNullOrWhiteSpace(consent.SignedBy))
        {
            return Outcome.Refused(new Reason(new Text("写签字人"), "consent-by"));
        }
        consent.PersonId = id;
        person.Consents.Add(consent);
        return Outcome.Done;
    });

    private async Task<Outcome> ChangeAsync(Actor actor, Guid id, Func<Person, Outcome> change)
    {
        if (!PersonRegister.MayEdit(actor))
        {
            return Outcome.Refused("您的角色只能看，不能改");
        }
        await using var db = databases.Open(actor);
        var person = await db.Persons.Include(p => p.Certificates).Include(p => p.Consents).SingleOrDefaultAsync(p => p.Id == id);
        if (person is null)
        {
            return Outcome.Refused("名册里找不到这个人");
        }
        var outcome = change(person);
        if (outcome.Succeeded)
        {
            await db.SaveChangesAsync();
        }
        return outcome;
    }

    private static string Grouped(string number, params int[] groups)
    {
        var parts = new List<string>();
        var at = 0;
        foreach (var length in groups.Append(int.MaxValue))
        {
            if (at >= number.Length)
            {
                break;
            }
            var take = Math.Min(length, number.Length - at);
            parts.Add(number.Substring(at, take));
            at += take;
        }
        return string.Join(' ', parts);
    }
}
