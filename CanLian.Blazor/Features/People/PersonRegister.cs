using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.People;

/// <summary>Enters and changes persons in the register: everything is checked first and reported at once, and nothing is half saved.</summary>
public sealed class PersonRegister(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>Village workers, town and district officers keep the register; the others read it.</summary>
    public static bool MayEdit(Actor actor) => actor.Role is Role.VillageWorker or Role.TownOfficer or Role.DistrictOfficer;

    /// <summary>Enters a new person; the result is the person's id, or the reasons.</summary>
    public async Task<(Outcome Outcome, Guid? Id)> EnterAsync(Actor actor, PersonEdit edit)
    {
        if (!MayEdit(actor))
        {
            return (Outcome.Refused("您的角色只能看，不能改"), null);
        }
        await using var db = databases.Open(actor);
        if (!IdNumber.TryParse(edit.IdNumber, out var id, out var wrong))
        {
            return (Outcome.Refused(new Reason(wrong, "person-id")), null);
        }
        var person = new Person { Name = edit.Name.Trim(), IdNumber = id, RegionCode = edit.RegionCode, Sex = id.Sex, BirthDate = id.BirthDate };
        var outcome = await ApplyAsync(db, person, edit);
        if (!outcome.Succeeded)
        {
            return (outcome, null);
        }
        db.Add(person);
        return (await CommitAsync(db), person.Id);
    }

    /// <summary>Saves changes. When somebody saved first nothing is written, and the reasons name what they changed.</summary>
    public async Task<Outcome> ChangeAsync(Actor actor, Guid personId, PersonEdit edit)
    {
        if (!MayEdit(actor))
        {
            return Outcome.Refused("您的角色只能看，不能改");
        }
        await using var db = databases.Open(actor);
        var person = await db.Persons.Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Household).AsSplitQuery()
            .SingleOrDefaultAsync(p => p.Id == personId);
        if (person is null)
        {
            return Outcome.Refused("名册里找不到这个人");
        }
        if (person.Version != edit.Version)
        {
            return Outcome.Refused("别人刚改过这份档案：住址“{0}”，村组代码 {1}。请打开最新的再改，您填的先别关", person.Address, person.RegionCode);
        }
        var outcome = await ApplyAsync(db, person, edit);
        return outcome.Succeeded ? await CommitAsync(db) : outcome;
    }

    private async Task<Outcome> ApplyAsync(CanLianDb db, Person person, PersonEdit edit)
    {
        var reasons = new List<Reason>();
        if (edit.IdNumber.Length > 0 && !IdNumber.TryParse(edit.IdNumber, out _, out var wrong))
        {
            reasons.Add(new Reason(wrong, "person-id"));
        }
        else if (edit.IdNumber.Length > 0)
        {
            person.IdNumber = IdNumber.Parse(edit.IdNumber);
            (person.Sex, person.BirthDate) = (person.IdNumber.Sex, person.IdNumber.BirthDate);
            if (await SameIdAsync(db, person) is { } twin)
            {
                reasons.Add(new Reason(twin, "person-id"));
            }
        }
        if (!await db.Regions.AnyAsync(r => r.Code == edit.RegionCode) || !Region.Contains(db.Actor.Region, edit.RegionCode))
        {
            reasons.Add(new Reason(new Text("选您管的村（社区）"), "person-region"));
        }
        var (name, region) = (edit.Name.Trim(), edit.RegionCode);
        (person.Name, person.RegionCode, person.Ethnicity, person.Address) = (name, region, edit.Ethnicity.Trim(), edit.Address.Trim());
        (person.Registration, person.Employment, person.PublicEmployee, person.DeceasedOn) = (edit.Registration, edit.Employment, edit.PublicEmployee, edit.DeceasedOn);
        person.EmploymentWish = edit.EmploymentWish.Trim() is { Length: > 0 } wish ? wish : null;
        person.RelationToHead = edit.RelationToHead.Trim() is { Length: > 0 } relation ? relation : null;
        person.Phone = edit.Phone.Length > 0 ? HalfWidth.Compact(edit.Phone) : person.Phone;
        if (edit.GuardianName.Trim().Length > 0)
        {
            person.Guardian = new Guardian
            {
                Name = edit.GuardianName.Trim(), Relation = edit.GuardianRelation.Trim(),
                Phone = edit.GuardianPhone.Length > 0 ? HalfWidth.Compact(edit.GuardianPhone) : person.Guardian?.Phone,
            };
        }
        reasons.AddRange(EnterCertificate(person, edit));
        reasons.AddRange(EnterHardship(person, edit));
        await JoinHouseholdAsync(db, person, edit);
        var found = await new PersonRules(clock.Today).ValidateAsync(person);
        reasons.AddRange(found.Errors.Select(e => new Reason(e.CustomState is Text text ? text : new Text(e.ErrorMessage), AnchorOf(e.PropertyName))));
        return reasons.Count == 0 ? Outcome.Done : Outcome.Refused(reasons);
    }

    // Whether the other lies in the actor's region decides how much is said.
    private static async Task<Text?> SameIdAsync(CanLianDb db, Person person)
    {
        var id = person.IdNumber;
        if (await db.Persons.Where(p => p.IdNumber == id && p.Id != person.Id).Select(p => p.Name).FirstOrDefaultAsync() is { } name)
        {
            return new Text("名册里已有这个身份证号：{0}。不用再登记", name);
        }
        return await db.Persons.IgnoreQueryFilters().AnyAsync(p => p.IdNumber == id && p.Id != person.Id)
            ? new Text("这个身份证号已在别处登记，请联系区残联核对")
            : null;
    }

    private static IEnumerable<Reason> EnterCertificate(Person person, PersonEdit edit)
    {
        if (edit.CertificateNumber.Length == 0)
        {
            yield break;
        }
        if (!CertificateNumber.TryParse(edit.CertificateNumber, out var number, out var wrong))
        {
            yield return new Reason(wrong, "certificate-number");
            yield break;
        }
        if (edit.IssuedOn is not { } issued)
        {
            yield return new Reason(new Text("填发证日期"), "certificate-issued");
            yield break;
        }
        foreach (var former in person.Certificates)
        {
            former.Current = false;
        }
        person.Certificates.Add(new Certificate
        {
            PersonId = person.Id,
            Number = number,
            Kind = number.Kind,
            Grade = number.Grade,
            KindMask = Certificate.MaskOf(number.Kind),
            IssuedOn = issued,
            ExpiresOn = edit.ExpiresOn ?? issued.AddYears(Certificate.ValidYears),
            State = CertificateState.Valid,
            StateSince = issued,
            Reason = edit.IssueReason,
        });
    }

    private IEnumerable<Reason> EnterHardship(Person person, PersonEdit edit)
    {
        foreach (var ended in person.Hardships.Where(h => edit.EndedHardships.Contains(h.Id)))
        {
            ended.To = clock.Today;
        }
        if (edit.Hardship is not { } kind)
        {
            yield break;
        }
        if (edit.HardshipFrom is not { } from || from > clock.Today)
        {
            yield return new Reason(new Text("填困难身份从哪天起，不能晚于今天"), "hardship-from");
            yield break;
        }
        person.Hardships.Add(new Hardship { PersonId = person.Id, Kind = kind, From = from, Source = edit.HardshipSource.Trim() });
    }

    private static async Task JoinHouseholdAsync(CanLianDb db, Person person, PersonEdit edit)
    {
        var number = HalfWidth.Compact(edit.HouseholdNumber);
        if (number.Length == 0 || number == person.Household?.Number)
        {
            return;
        }
        person.Household = await db.Households.SingleOrDefaultAsync(h => h.Number == number)
            ?? new Household { Number = number, RegionCode = person.RegionCode, HeadName = person.Name };
        person.HouseholdId = person.Household.Id;
    }

    private static async Task<Outcome> CommitAsync(CanLianDb db)
    {
        try
        {
            await db.SaveChangesAsync();
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused("就在刚才，别人先改了这份档案。请打开最新的再改");
        }
    }

    private static string AnchorOf(string property) => property switch
    {
        nameof(Person.Name) => "person-name",
        nameof(Person.BirthDate) => "person-id",
        nameof(Person.RegionCode) => "person-region",
        nameof(Person.Phone) => "person-phone",
        nameof(Person.Guardian) => "guardian-name",
        _ => "certificate-number",
    };
}
