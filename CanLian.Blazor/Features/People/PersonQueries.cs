using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.People;

/// <summary>A household as a choice on a form (可选的户).</summary>
public sealed record HouseholdChoice(Guid Id, string Number, string HeadName, string Place, IReadOnlyList<string> Members);

/// <summary>A person as the edit page opens them.</summary>
/// <param name="Person">The person with everything that is edited.</param>
/// <param name="Household">The household as a choice; null without.</param>
public sealed record PersonToEdit(Person Person, HouseholdChoice? Household);

/// <summary>Reads of one person: who they are, what they receive, what they are entitled to, and for the rest why not.</summary>
public sealed class PersonQueries(CanLianDbFactory databases, OfficeClock clock)
{
    private const int MostHouseholds = 8;

    /// <summary>Null when there is no such person in the actor's region.</summary>
    public async Task<PersonFile?> FindAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        var person = await Whole(db.Persons.AsNoTrackingWithIdentityResolution()).SingleOrDefaultAsync(p => p.Id == id);
        if (person is null)
        {
            return null;
        }
        var members = await MembersAsync(db, person);
        var cases = await CasesAsync(db, person, members);
        var settings = await db.PolicySettings.AsNoTracking().ToListAsync();
        var places = await db.Regions.AsNoTracking()
            .Where(r => r.Code == person.RegionCode || r.Code == Region.TownOf(person.RegionCode)).ToDictionaryAsync(r => r.Code, r => r.Name);

        var own = Of(person, cases);
        var seen = own.Where(c => Region.Contains(actor.Region, c.RegionCode)).ToList();
        return new PersonFile(
            person,
            places.GetValueOrDefault(person.RegionCode, ""),
            places.GetValueOrDefault(Region.TownOf(person.RegionCode), ""),
            Entitlements(actor, person, own, settings),
            Allowances(person, own, settings),
            [.. members.Select(m => Row(actor, m, m.Id == person.Id ? own : Of(m, cases), settings))],
            [.. PersonDuties.Of(person, seen, clock.Today)],
            [.. PersonHistory.Of(person, seen).OrderByDescending(h => h.On)]);
    }

    /// <summary>The person for an edit page; null when not in the actor's region.</summary>
    public async Task<PersonToEdit?> ForEditAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        var person = await Whole(db.Persons.AsNoTrackingWithIdentityResolution()).SingleOrDefaultAsync(p => p.Id == id);
        return person is null
            ? null
            : new PersonToEdit(person, (await Choices(db, db.Households.Where(h => h.Id == person.HouseholdId)).ToListAsync()).FirstOrDefault());
    }

    /// <summary>Households that somebody may join: by number or its end, by the head's or a member's name.</summary>
    public async Task<IReadOnlyList<HouseholdChoice>> HouseholdsAsync(Actor actor, string text)
    {
        var wanted = HalfWidth.Compact(text);
        if (wanted.Length == 0)
        {
            return [];
        }
        await using var db = databases.Open(actor);
        var households = wanted.All(char.IsAsciiDigit)
            ? db.Households.Where(h => h.Number.EndsWith(wanted))
            : db.Households.Where(h => h.HeadName.Contains(text.Trim()) || h.Members.Any(m => m.Name.Contains(text.Trim())));
        return await Choices(db, households.OrderBy(h => h.Number).Take(MostHouseholds)).ToListAsync();
    }

    internal static IQueryable<Person> Whole(IQueryable<Person> persons) => persons
        .Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Allowances).Include(p => p.Consents).Include(p => p.Needs)
        .Include(p => p.Household!.Members).ThenInclude(m => m.Hardships)
        .Include(p => p.Household!.Members).ThenInclude(m => m.Certificates)
        .AsSplitQuery();

    private static IQueryable<HouseholdChoice> Choices(CanLianDb db, IQueryable<Household> households) => households.AsNoTracking()
        .Select(h => new HouseholdChoice(
            h.Id, h.Number, h.HeadName, db.Regions.Where(r => r.Code == h.RegionCode).Select(r => r.Name).FirstOrDefault() ?? "",
            h.Members.Select(m => m.Name).ToList()));

    private static async Task<List<Person>> MembersAsync(CanLianDb db, Person person)
    {
        if (person.HouseholdId is not { } household)
        {
            return [];
        }
        var others = await Whole(db.Persons.AsNoTrackingWithIdentityResolution()).Where(p => p.HouseholdId == household && p.Id != person.Id).ToListAsync();
        return [.. others.Append(person).OrderBy(m => m.RelationToHead == PersonEntry.Head ? 0 : 1).ThenBy(m => m.BirthDate)];
    }

    /// <summary>
    /// Cases of the person, the household and its members. Those of other regions count for the rules too, for who moved here must not be
    /// served twice; what happened in them is shown only where the actor may see it.
    /// </summary>
    private static async Task<List<CaseFile>> CasesAsync(CanLianDb db, Person person, List<Person> members)
    {
        var (ids, household, hidden) = (members.Select(m => m.Id).Append(person.Id).ToList(), person.HouseholdId, db.HiddenProgrammes);
        return await db.Cases.IgnoreQueryFilters().AsNoTracking().AsSplitQuery()
            .Where(c => ids.Contains(c.PersonId) || (c.HouseholdId != null && c.HouseholdId == household))
            .Where(c => !hidden.Contains(c.Programme))
            .Include(c => c.Events).Include(c => c.Visits).Include(c => c.FollowUps).Include(c => c.Payments).Include(c => c.Holds)
            .Include(c => c.Organisation).Include(c => c.Batch)
            .ToListAsync();
    }

    private static List<CaseFile> Of(Person person, List<CaseFile> cases) =>
        cases.FindAll(c => c.PersonId == person.Id || (c.HouseholdId is not null && c.HouseholdId == person.HouseholdId));

    private List<Entitlement> Entitlements(Actor actor, Person person, List<CaseFile> cases, List<PolicySetting> settings)
    {
        var candidate = new Candidate { Person = person, Cases = cases };
        return [.. Catalogue.ProgrammesFor(actor).Select(p => p.Assess(candidate, Context(p.Code, settings)))];
    }

    private List<AllowanceStanding> Allowances(Person person, List<CaseFile> cases, List<PolicySetting> settings)
    {
        var candidate = new Candidate { Person = person, Cases = cases };
        return [.. CivilAllowance.All.Select(a => a.Assess(candidate, Context("allowances", settings)))];
    }

    private RuleContext Context(string code, List<PolicySetting> settings) =>
        new(clock.Today.Year, clock.Today, new PolicyValues(code, settings, clock.Today));

    private MemberRow Row(Actor actor, Person member, List<CaseFile> cases, List<PolicySetting> settings) => new(
        member.Id, member.Name, member.RelationToHead ?? "", member.AgeOn(clock.Today), member.Certificate?.Description, member.DeceasedOn is not null,
        Entitlements(actor, member, cases, settings).Count(e => e.State == EntitlementState.Unserved)
            + Allowances(member, cases, settings).Count(a => a.State == EntitlementState.Unserved));
}
