using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.People;

/// <summary>How a list of the register is ordered.</summary>
public enum PeopleOrder
{
    [Label("姓名")] Name,
    [Label("村（社区）")] Place,
    [Label("残疾证到期")] Expiry,
}

/// <summary>What a list of the register asks for; null means any.</summary>
public sealed record PeopleFilter
{
    public string Text { get; init; } = "";
    public string? Region { get; init; }
    public DisabilityKind? Kind { get; init; }
    public DisabilityGrade? Grade { get; init; }
    public CertificateState? State { get; init; }
    public HardshipKind? Hardship { get; init; }

    /// <summary>Code of a programme for which the person is entitled and not served.</summary>
    public string? Unserved { get; init; }
    public PeopleOrder Order { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>One row of the register.</summary>
public sealed record PersonRow(
    Guid Id, string Name, Sex Sex, int Age, string Place, string MaskedId, Certificate? Certificate, IReadOnlyList<HardshipKind> Hardships, IReadOnlyList<string> Served);

/// <summary>A page of the register, and how many persons the scope and the filter hold.</summary>
public sealed record PeopleList(IReadOnlyList<PersonRow> Rows, int Total, int InScope, int Holders);

/// <summary>Lists of the register, paged by the server.</summary>
public sealed class PeopleQueries(CanLianDbFactory databases, PersonSearch search, OfficeClock clock)
{
    public const int PageSize = 15;

    public async Task<PeopleList> ListAsync(Actor actor, PeopleFilter filter)
    {
        await using var db = databases.Open(actor);
        var persons = Narrow(db, filter);
        var total = await persons.CountAsync();
        var page = await Ordered(persons, filter.Order)
            .Skip((Math.Max(1, filter.Page) - 1) * PageSize).Take(PageSize)
            .Include(p => p.Certificates).Include(p => p.Hardships).AsSplitQuery()
            .ToListAsync();
        var served = await ServedAsync(db, page);
        var places = await PlacesAsync(db, page.Select(p => p.RegionCode));
        var today = clock.Today;
        return new PeopleList(
            [.. page.Select(p => new PersonRow(
                p.Id, p.Name, p.Sex, p.AgeOn(today), places.GetValueOrDefault(p.RegionCode, ""), p.IdNumber.MaskedShort, p.Certificate,
                [.. p.HardshipsOn(today).Select(h => h.Kind).Distinct()], [.. served[p.Id].Distinct()]))],
            total,
            await db.Persons.CountAsync(),
            await db.Persons.CountAsync(p => p.Certificates.Any(c => c.Current && c.State != CertificateState.Cancelled && c.State != CertificateState.MovedOut)));
    }

    private IQueryable<Person> Narrow(CanLianDb db, PeopleFilter filter)
    {
        var today = clock.Today;
        var persons = db.Persons.AsNoTracking();
        if (filter.Text.Trim().Length > 0)
        {
            var matching = search.Matching(db, filter.Text);
            persons = persons.Where(p => matching.Contains(p.Id));
        }
        if (filter.Region is { } region)
        {
            var (low, high) = RegionRange.Of(region);
            persons = persons.Where(p => string.Compare(p.RegionCode, low) >= 0 && string.Compare(p.RegionCode, high) <= 0);
        }
        if (filter.Kind is { } kind)
        {
            var mask = Certificate.MaskOf(kind);
            persons = persons.Where(p => p.Certificates.Any(c => c.Current && (c.KindMask & mask) != 0));
        }
        if (filter.Grade is { } grade)
        {
            persons = persons.Where(p => p.Certificates.Any(c => c.Current && c.Grade == grade));
        }
        if (filter.Hardship is { } hardship)
        {
            persons = persons.Where(p => p.Hardships.Any(h => h.Kind == hardship && h.From <= today && (h.To == null || h.To >= today)));
        }
        if (filter.Unserved is { } code && Catalogue.Find(code) is { } programme)
        {
            var unserved = ((EligibleFigure)programme.Figure(code + ".unserved")).PersonIds(db, FigureScope.Of(today.Year, db.Actor.Region, today));
            persons = persons.Where(p => unserved.Contains(p.Id));
        }
        return filter.State is { } state ? InState(persons, state, today) : persons;
    }

    // "Expired" and "soon to expire" follow from the day; the other states are stored.
    private static IQueryable<Person> InState(IQueryable<Person> persons, CertificateState state, DateOnly today)
    {
        var renewable = today.AddYears(-Certificate.RenewableAfterYears);
        return state switch
        {
            CertificateState.Expired => persons.Where(p => p.Certificates.Any(c => c.Current
                && (c.State == CertificateState.Expired || (c.State == CertificateState.Valid && c.ExpiresOn < today)))),
            CertificateState.ExpiringSoon => persons.Where(p => p.Certificates.Any(c => c.Current
                && c.State == CertificateState.Valid && c.ExpiresOn >= today && c.IssuedOn <= renewable)),
            CertificateState.Valid => persons.Where(p => p.Certificates.Any(c => c.Current && c.State == CertificateState.Valid && c.ExpiresOn >= today)),
            _ => persons.Where(p => p.Certificates.Any(c => c.Current && c.State == state)),
        };
    }

    private static IQueryable<Person> Ordered(IQueryable<Person> persons, PeopleOrder order) => order switch
    {
        PeopleOrder.Name => persons.OrderBy(p => p.SortKey).ThenBy(p => p.Id),
        PeopleOrder.Place => persons.OrderBy(p => p.RegionCode).ThenBy(p => p.SortKey).ThenBy(p => p.Id),
        PeopleOrder.Expiry => persons
            .OrderBy(p => p.Certificates.Where(c => c.Current).Select(c => (DateOnly?)c.ExpiresOn).FirstOrDefault() == null)
            .ThenBy(p => p.Certificates.Where(c => c.Current).Select(c => (DateOnly?)c.ExpiresOn).FirstOrDefault()).ThenBy(p => p.Id),
    };

    private async Task<ILookup<Guid, string>> ServedAsync(CanLianDb db, List<Person> page)
    {
        var (ids, households, year) = (page.ConvertAll(p => p.Id), page.Where(p => p.HouseholdId != null).Select(p => p.HouseholdId).ToList(), clock.Today.Year);
        var cases = await db.Cases.AsNoTracking()
            .Where(c => c.Year == year && c.StageKind == StageKind.Done && (ids.Contains(c.PersonId) || (c.HouseholdId != null && households.Contains(c.HouseholdId))))
            .Select(c => new { c.Programme, c.PersonId, c.HouseholdId }).ToListAsync();
        return page.SelectMany(p => cases.Where(c => c.PersonId == p.Id || (c.HouseholdId != null && c.HouseholdId == p.HouseholdId))
                .Select(c => (p.Id, Name: Catalogue.Of(c.Programme).ShortName)))
            .ToLookup(x => x.Id, x => x.Name);
    }

    internal static Task<Dictionary<string, string>> PlacesAsync(CanLianDb db, IEnumerable<string> codes)
    {
        var wanted = codes.SelectMany(c => new[] { c, Region.TownOf(c) }).Distinct().ToList();
        return db.Regions.AsNoTracking().Where(r => wanted.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Name);
    }
}
