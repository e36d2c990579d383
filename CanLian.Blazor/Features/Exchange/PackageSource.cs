using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>Looks up what a month's package is made of (取数).</summary>
internal static class PackageSource
{
    // As many keys as one query is given at a time.
    private const int AtOnce = 500;

    public static async Task<PackageContent> ReadAsync(CanLianDb db, Month month)
    {
        var asOf = ExchangePackage.AsOfOf(month);
        var members = await MembersAsync(db, asOf);
        return PackageContent.Of(
            month,
            members,
            await CasesAsync(db, [.. members.Select(p => p.Id)], asOf),
            await ChangedAsync(db, month.Previous.FirstDay, asOf),
            code => Catalogue.Find(code)?.Name ?? code);
    }

    private static async Task<List<Person>> MembersAsync(CanLianDb db, DateOnly asOf)
    {
        var monitored = await db.Persons
            .SelectMany(p => p.Hardships, (p, h) => new { p.Id, p.HouseholdId, h.Kind, h.From, h.To })
            .Where(x => Hardship.Monitored.Contains(x.Kind) && x.From <= asOf && (x.To == null || x.To >= asOf))
            .Select(x => new { x.Id, x.HouseholdId }).Distinct().ToListAsync();
        var members = new List<Person>();
        foreach (var households in monitored.Where(m => m.HouseholdId != null).Select(m => m.HouseholdId).Distinct().Chunk(AtOnce))
        {
            members.AddRange(await WithFacts(db.Persons.Where(p => ((IEnumerable<Guid?>)households).Contains(p.HouseholdId))).ToListAsync());
        }
        foreach (var alone in monitored.Where(m => m.HouseholdId == null).Select(m => m.Id).Chunk(AtOnce))
        {
            members.AddRange(await WithFacts(db.Persons.Where(p => ((IEnumerable<Guid>)alone).Contains(p.Id))).ToListAsync());
        }
        return members;
    }

    // A case of a household is on the record of one of its members.
    private static async Task<List<CaseFile>> CasesAsync(CanLianDb db, IReadOnlyList<Guid> persons, DateOnly asOf)
    {
        var newYear = new DateOnly(asOf.Year, 1, 1);
        var cases = new List<CaseFile>();
        foreach (var some in persons.Chunk(AtOnce))
        {
            cases.AddRange(await db.Cases.AsNoTracking().Where(c =>
                ((IEnumerable<Guid>)some).Contains(c.PersonId) && c.StageKind == StageKind.Done && c.DoneOn >= newYear && c.DoneOn <= asOf).ToListAsync());
        }
        return cases;
    }

    private static async Task<List<Person>> ChangedAsync(CanLianDb db, DateOnly from, DateOnly to)
    {
        var changed = await db.Persons
            .SelectMany(p => p.Certificates, (p, c) => new { p.Id, c.IssuedOn, c.StateSince })
            .Where(x => (x.IssuedOn >= from && x.IssuedOn <= to) || (x.StateSince >= from && x.StateSince <= to))
            .Select(x => x.Id).Distinct().ToListAsync();
        var persons = new List<Person>();
        foreach (var some in changed.Chunk(AtOnce))
        {
            persons.AddRange(await Whole(db.Persons.Where(p => ((IEnumerable<Guid>)some).Contains(p.Id))).ToListAsync());
        }
        return persons;
    }

    private static IQueryable<Person> WithFacts(IQueryable<Person> persons) => Whole(persons).Include(p => p.Hardships).Include(p => p.Allowances);

    private static IQueryable<Person> Whole(IQueryable<Person> persons) =>
        persons.AsNoTracking().AsSplitQuery().Include(p => p.Household).Include(p => p.Certificates);
}
