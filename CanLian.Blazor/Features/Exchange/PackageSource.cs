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
    public static async Task<PackageContent> ReadAsync(CanLianDb db, Month month)
    {
        var asOf = ExchangePackage.AsOfOf(month);
        var from = month.Previous.FirstDay;
        var newYear = new DateOnly(asOf.Year, 1, 1);
        var monitored = db.Persons.Where(p => p.Hardships.Any(h =>
            Hardship.Monitored.Contains(h.Kind) && h.From <= asOf && (h.To == null || h.To >= asOf)));
        var households = monitored.Where(p => p.HouseholdId != null).Select(p => p.HouseholdId);
        var members = db.Persons.Where(p => households.Contains(p.HouseholdId) || monitored.Any(m => m.Id == p.Id));
        var cases = db.Cases.AsNoTracking().Where(c =>
            c.StageKind == StageKind.Done && c.DoneOn >= newYear && c.DoneOn <= asOf
            && (members.Any(m => m.Id == c.PersonId) || (c.HouseholdId != null && households.Contains(c.HouseholdId))));
        var changed = db.Persons.Where(p => p.Certificates.Any(c =>
            (c.IssuedOn >= from && c.IssuedOn <= asOf) || (c.StateSince >= from && c.StateSince <= asOf)));
        return PackageContent.Of(
            month,
            await Whole(members).Include(p => p.Hardships).Include(p => p.Allowances).ToListAsync(),
            await cases.ToListAsync(),
            await Whole(changed).ToListAsync(),
            code => Catalogue.Find(code)?.Name ?? code);
    }

    private static IQueryable<Person> Whole(IQueryable<Person> persons) =>
        persons.AsNoTracking().AsSplitQuery().Include(p => p.Household).Include(p => p.Certificates);
}
