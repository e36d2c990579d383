using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.People;

/// <summary>A new person as filled in (新登记): who they are, and what is known of certificate, hardship and allowance.</summary>
public sealed record NewPerson(PersonEntry Person, CertificateEntry? Certificate = null, HardshipEntry? Hardship = null, AllowanceEntry? Allowance = null);

/// <summary>What became of an entry.</summary>
/// <param name="Outcome">Done, or every reason at once.</param>
/// <param name="Id">The person entered; null when refused.</param>
/// <param name="Twin">The person with the same ID number, where the actor may see that file.</param>
public sealed record EntryResult(Outcome Outcome, Guid? Id = null, Guid? Twin = null);

/// <summary>Enters and changes persons in the register: everything is checked first and reported at once, and nothing is half saved.</summary>
public sealed class PersonRegister(CanLianDbFactory databases, OfficeClock clock)
{
    private const int NumberLength = 6;

    public async Task<EntryResult> EnterAsync(Actor actor, NewPerson entered)
    {
        if (!Register.MayEdit(actor))
        {
            return new EntryResult(Register.ReadOnly);
        }
        await using var db = databases.Open(actor);
        var (entry, today) = (entered.Person, clock.Today);
        var reasons = new List<Reason>(new PersonEntryRules(null, await VillagesAsync(db), today).Problems(entry));
        var id = entry.IdFor(null);
        reasons.AddRange(entered.Certificate is { } card ? new CertificateEntryRules(id, null, today).Problems(card) : []);
        var (twin, taken) = id is { } number ? await TwinAsync(db, number, Guid.Empty) : (null, null);
        reasons.AddRange(taken is { } said ? [new Reason(said, "person-IdNumber")] : []);
        var person = new Person
        {
            Name = entry.Name,
            IdNumber = id ?? default,
            RegionCode = entry.RegionCode,
            BirthDate = id is { } known ? known.BirthDate : default,
        };
        reasons.AddRange(entered.Hardship is { } hardship ? new HardshipEntryRules(person, today).Problems(hardship) : []);
        reasons.AddRange(entered.Allowance is { } allowance ? new AllowanceEntryRules(person, today).Problems(allowance) : []);
        reasons.AddRange(await SettleHouseholdAsync(db, person, entry));
        if (reasons.Count > 0)
        {
            return new EntryResult(Outcome.Refused(reasons), null, twin);
        }
        entry.ApplyTo(person);
        if (entered.Certificate is { } issued)
        {
            person.Issue(issued.ToCertificate());
        }
        person.Hardships.AddRange(entered.Hardship is { } h ? [h.ToHardship(person.Id)] : []);
        person.Allowances.AddRange(entered.Allowance is { } a ? [a.ToAllowance(person.Id)] : []);
        db.Add(person);
        await Twins.FlagAsync(db, person, clock.UtcNow);
        var outcome = await CommitAsync(db, person);
        return new EntryResult(outcome, outcome.Succeeded ? person.Id : null);
    }

    /// <summary>Saves changes. If somebody saved meanwhile, nothing is written and every differing field comes back with both values.</summary>
    /// <param name="actor">Who saves.</param>
    /// <param name="personId">The person.</param>
    /// <param name="version">The version the page had loaded.</param>
    /// <param name="opened">The values as the page had loaded them.</param>
    /// <param name="mine">The values as they are now on the page.</param>
    public async Task<(SaveResult Result, Guid? Twin)> ChangeAsync(Actor actor, Guid personId, long version, PersonEntry opened, PersonEntry mine)
    {
        if (!Register.MayEdit(actor))
        {
            return (SaveResult.Of(Register.ReadOnly), null);
        }
        await using var db = databases.Open(actor);
        if (await Register.OpenAsync(db, personId) is not { } person)
        {
            return (SaveResult.Of(Register.Unknown), null);
        }
        if (person.Version != version && EntryMerge.Differences(opened, mine, PersonEntry.Of(person)) is var differences && differences.Any(d => d.TheirsChanged))
        {
            return (new SaveResult(Outcome.Refused("别人先保存了"), differences, await Register.LastSavedByAsync(db, personId), person.Version), null);
        }
        var reasons = new List<Reason>(new PersonEntryRules(person, await VillagesAsync(db), clock.Today).Problems(mine));
        var (twin, taken) = mine.IdFor(person) is { } number ? await TwinAsync(db, number, personId) : (null, null);
        reasons.AddRange(taken is { } said ? [new Reason(said, "person-IdNumber")] : []);
        reasons.AddRange(await SettleHouseholdAsync(db, person, mine));
        if (reasons.Count > 0)
        {
            return (SaveResult.Of(Outcome.Refused(reasons)), twin);
        }
        if (person.Household is { } household && household.HeadName == person.Name && mine.IsHead)
        {
            household.HeadName = mine.Name.Trim();
        }
        mine.ApplyTo(person);
        return (SaveResult.Of(await CommitAsync(db, person)), null);
    }

    // Whether the other lies in the actor's region decides how much is said.
    private static async Task<(Guid? Twin, Text? Sentence)> TwinAsync(CanLianDb db, IdNumber id, Guid except)
    {
        var twin = await db.Persons.WithIdNumber(db, id).Where(p => p.Id != except)
            .Select(p => new { p.Id, p.Name, Place = db.Regions.Where(r => r.Code == p.RegionCode).Select(r => r.Name).FirstOrDefault() })
            .FirstOrDefaultAsync();
        if (twin is not null)
        {
            return (twin.Id, new Text("名册里已有这个身份证号：{0}（{1}），不用再登记", twin.Name, twin.Place ?? ""));
        }
        return await db.Persons.IgnoreQueryFilters().WithIdNumber(db, id).AnyAsync(p => p.Id != except)
            ? (null, new Text("这个身份证号已在别处登记，请联系区残联核对"))
            : (null, null);
    }

    private static async Task<HashSet<string>> VillagesAsync(CanLianDb db) =>
        (await db.Regions.Select(r => r.Code).Where(c => c.Length == Region.VillageLength).ToListAsync())
            .Where(c => Region.Contains(db.Actor.Region, c)).ToHashSet();

    /// <summary>Joins the chosen household, founds a new one, or leaves the former; a household lives in one village.</summary>
    private static async Task<IEnumerable<Reason>> SettleHouseholdAsync(CanLianDb db, Person person, PersonEntry entry)
    {
        if (entry.NewHousehold)
        {
            if (entry.RegionCode.Length == Region.VillageLength)
            {
                person.Household = new Household
                {
                    Number = await NextNumberAsync(db, entry.RegionCode[..Region.DistrictLength]),
                    RegionCode = entry.RegionCode,
                    HeadName = (entry.IsHead ? entry.Name : entry.HeadName).Trim(),
                };
                person.HouseholdId = person.Household.Id;
            }
            return [];
        }
        if (entry.HouseholdId is not { } chosen)
        {
            (person.Household, person.HouseholdId) = (null, null);
            return [];
        }
        var household = person.Household?.Id == chosen ? person.Household : await db.Households.SingleOrDefaultAsync(h => h.Id == chosen);
        if (household is null)
        {
            return [new Reason(new Text("找不到这一户，重新选"), "person-HouseholdId")];
        }
        if (household.RegionCode != entry.RegionCode && entry.RegionCode.Length > 0)
        {
            var place = await db.Regions.Where(r => r.Code == household.RegionCode).Select(r => r.Name).FirstOrDefaultAsync();
            return [new Reason(new Text("这一户在{0}，和本人的村（社区）不一样：换一户或新立一户", place ?? ""), "person-HouseholdId")];
        }
        (person.Household, person.HouseholdId) = (household, chosen);
        return [];
    }

    private static async Task<string> NextNumberAsync(CanLianDb db, string district)
    {
        var last = await db.Households.IgnoreQueryFilters().Where(h => h.Number.StartsWith(district) && h.Number.Length == district.Length + NumberLength)
            .MaxAsync(h => (string?)h.Number);
        var next = last is not null && int.TryParse(last.AsSpan(district.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number + 1 : 1;
        return district + next.ToString("D" + NumberLength, CultureInfo.InvariantCulture);
    }

    // Two people may enter the same person, or found a household, in the same second: the unique keys decide, and the later one is told.
    private static async Task<Outcome> CommitAsync(CanLianDb db, Person person)
    {
        try
        {
            return await Register.CommitAsync(db, person);
        }
        catch (DbUpdateException fault) when (fault.BreaksAConstraint())
        {
            return Outcome.Refused("就在刚才，别人登记了同一个身份证号或同一户号，这次没有存。再保存一次看看");
        }
    }
}
