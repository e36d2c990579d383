using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.People;

/// <summary>An allowance of the civil affairs bureau as the register sees it.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="State">Received, entitled and not received, or not eligible.</param>
/// <param name="Words">Since when, or why not.</param>
public sealed record AllowanceStanding(AllowanceKind Kind, EntitlementState State, Text Words);

/// <summary>Everything about one person (残疾人档案).</summary>
/// <param name="Person">The person with certificates, facts and household.</param>
/// <param name="Village">Name of the village.</param>
/// <param name="Town">Name of the town.</param>
/// <param name="Entitlements">One answer for every programme.</param>
/// <param name="Allowances">One answer for each of the two allowances.</param>
/// <param name="Cases">Cases of the person and the household, with their events and follow-ups.</param>
public sealed record PersonView(
    Person Person, string Village, string Town, IReadOnlyList<Entitlement> Entitlements, IReadOnlyList<AllowanceStanding> Allowances, IReadOnlyList<CaseFile> Cases)
{
    /// <summary>All checks made, each in exactly one of the states.</summary>
    public int Count(params EntitlementState[] states) =>
        Entitlements.Count(e => states.Contains(e.State)) + Allowances.Count(a => states.Contains(a.State));
}

/// <summary>Reads of one person: who they are, what they receive, what they are entitled to, and for the rest why not.</summary>
public sealed class PersonQueries(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>Null when there is no such person in the actor's region.</summary>
    public async Task<PersonView?> FindAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        var person = await Whole(db.Persons.AsNoTracking()).SingleOrDefaultAsync(p => p.Id == id);
        if (person is null)
        {
            return null;
        }
        var today = clock.Today;
        var places = await PeopleQueries.PlacesAsync(db, [person.RegionCode]);
        var cases = await db.Cases.AsNoTracking().AsSplitQuery()
            .Where(c => c.PersonId == id || (c.HouseholdId != null && c.HouseholdId == person.HouseholdId))
            .Include(c => c.Events).Include(c => c.FollowUps).Include(c => c.Payments).Include(c => c.Holds).Include(c => c.Organisation)
            .ToListAsync();
        var settings = await db.PolicySettings.AsNoTracking().ToListAsync();
        var candidate = new Candidate { Person = person, Cases = cases };
        return new PersonView(
            person,
            places.GetValueOrDefault(person.RegionCode, ""),
            places.GetValueOrDefault(Region.TownOf(person.RegionCode), ""),
            [.. Catalogue.Programmes.Select(p => p.Assess(candidate, new RuleContext(today.Year, today, new PolicyValues(p.Code, settings, today))))],
            [Living(person, today), Nursing(person, today)],
            cases);
    }

    /// <summary>The person for an edit page; null when not in the actor's region.</summary>
    public async Task<Person?> ForEditAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        return await Whole(db.Persons.AsNoTracking()).SingleOrDefaultAsync(p => p.Id == id);
    }

    internal static IQueryable<Person> Whole(IQueryable<Person> persons) => persons
        .Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Allowances).Include(p => p.Consents)
        .Include(p => p.Household!.Members).ThenInclude(m => m.Certificates)
        .AsNoTrackingWithIdentityResolution()
        .AsSplitQuery();

    private static AllowanceStanding Living(Person person, DateOnly on) => Standing(
        person, AllowanceKind.Living, on,
        person.HardshipsOn(on).Any(h => h.Kind == HardshipKind.MinimumLiving)
            ? person.Certificate?.StateOn(on) is CertificateState.Valid or CertificateState.ExpiringSoon ? null : new Text("未持有效的残疾人证")
            : new Text("不是低保家庭的残疾人"));

    private static AllowanceStanding Nursing(Person person, DateOnly on) => Standing(
        person, AllowanceKind.Nursing, on,
        person.Certificate switch
        {
            null => new Text("未持有效的残疾人证"),
            { Severe: false } certificate => new Text("{0}，须一级或二级", new Text(certificate.Description)),
            var certificate when certificate.StateOn(on) is CertificateState.Valid or CertificateState.ExpiringSoon => null,
            _ => new Text("未持有效的残疾人证"),
        });

    private static AllowanceStanding Standing(Person person, AllowanceKind kind, DateOnly on, Text? why) =>
        person.Allowances.Find(a => a.Kind == kind && a.HoldsOn(on)) is { } paid
            ? new AllowanceStanding(kind, EntitlementState.Served, new Text("{0} 起，民政发放", paid.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))
            : why is { } reason
                ? new AllowanceStanding(kind, EntitlementState.NotEligible, reason)
                : new AllowanceStanding(kind, EntitlementState.Unserved, new Text("名册无发放记录，请到镇（街道）民政窗口申请"));
}
