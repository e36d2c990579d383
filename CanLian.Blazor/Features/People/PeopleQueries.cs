using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.People;

/// <summary>One row of the register (名册一行).</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Name in full: the list holds the reader's own scope.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Age">Whole years today.</param>
/// <param name="Place">Village.</param>
/// <param name="MaskedId">ID number, masked.</param>
/// <param name="Certificate">The current certificate; null without.</param>
/// <param name="Hardships">Hardships that hold today.</param>
/// <param name="Served">Short names of the programmes that served the person or the household this year.</param>
/// <param name="Deceased">The person is recorded as dead.</param>
public sealed record PersonRow(
    Guid Id, string Name, Sex Sex, int Age, string Place, string MaskedId, Certificate? Certificate,
    IReadOnlyList<HardshipKind> Hardships, IReadOnlyList<string> Served, bool Deceased);

/// <summary>A page of the register and how many persons the filter holds.</summary>
public sealed record PeopleList(IReadOnlyList<PersonRow> Rows, int Total);

/// <summary>How many persons the actor's scope holds (在册人数), and how many of them hold a certificate in force.</summary>
public sealed record RegisterSize(int Persons, int Holders);

/// <summary>Lists of the register, paged by the server: one query counts, one finds the page, others fetch what stands on it.</summary>
public sealed class PeopleQueries(CanLianDbFactory databases, PersonSearch search, OfficeClock clock)
{
    public const int PageSize = 15;

    private readonly KeptCounts _counts = new();

    public async Task<PeopleList> ListAsync(Actor actor, PeopleFilter filter)
    {
        await using var db = databases.Open(actor);
        // Of two ranges of one column an index serves the first, be it the wider: a list of a place is asked for as if the actor saw no more than that.
        await using var there = databases.Open(filter is { Region: { } place, Unserved: null } && Region.Contains(actor.Region, place) ? actor with { Region = place } : actor);
        var persons = Narrow(there, filter);
        // What somebody types is not kept. The lists in a filter are compared as they are written in an address.
        var narrowed = string.Join('&', (filter with { Page = 1, Order = default, Descending = false }).Conditions);
        var total = filter.Text.Trim().Length > 0 ? await persons.CountAsync() : await _counts.ReadAsync(there, (narrowed, clock.Today), () => persons.CountAsync());
        // The order by place is the order of what narrows by place.
        var ids = await Ordered(filter.Order == PeopleOrder.Place ? persons : persons.InOrder(total), filter).Select(p => p.Id).TakeAsync(total, (Math.Max(1, filter.Page) - 1) * PageSize, PageSize);
        var rows = (await RowsAsync(db, ids)).ToDictionary(r => r.Id);
        return new PeopleList([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], total);
    }

    private async Task<IEnumerable<PersonRow>> RowsAsync(CanLianDb db, List<Guid> ids)
    {
        var (today, year) = (clock.Today, clock.Today.Year);
        var persons = await db.Persons.AsNoTracking().Where(p => ids.Contains(p.Id)).AsSingleQuery()
            .Include(p => p.Certificates.Where(c => c.Current))
            .Include(p => p.Hardships.Where(h => h.From <= today && (h.To == null || h.To >= today)))
            .ToListAsync();
        var codes = persons.Select(p => p.RegionCode).Distinct().ToList();
        var places = await db.Regions.AsNoTracking().Where(r => codes.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Name);
        var households = persons.Select(p => p.HouseholdId).OfType<Guid>().Distinct().ToList();
        var served = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.PersonId) && c.Year == year && c.StageKind == StageKind.Done)
            .Select(c => new { Of = c.PersonId, c.Programme })
            .Concat(db.Cases.Where(c => c.HouseholdId != null && households.Contains(c.HouseholdId.Value) && c.Year == year && c.StageKind == StageKind.Done)
                .Select(c => new { Of = c.HouseholdId!.Value, c.Programme }))
            .ToListAsync();
        var programmes = served.ToLookup(s => s.Of, s => s.Programme);
        return persons.Select(p => new PersonRow(
            p.Id, p.Name, p.Sex, p.IdNumber.AgeOn(today), places.GetValueOrDefault(p.RegionCode, ""), p.IdNumber.MaskedShort, p.Certificate,
            [.. p.Hardships.Select(h => h.Kind).Distinct()],
            ShortNames(programmes[p.Id].Concat(p.HouseholdId is { } household ? programmes[household] : [])), p.DeceasedOn is not null));
    }

    /// <summary>Everybody the filter holds, in its order.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(Actor actor, PeopleFilter filter)
    {
        await using var db = databases.Open(actor);
        return await Ordered(Narrow(db, filter), filter).Select(p => p.Id).ToListAsync();
    }

    /// <summary>Persons with what the register's columns say of them, and the short names of the programmes that served each this year.</summary>
    public IReadOnlyList<(Person Person, IReadOnlyList<string> Served)> Whole(Actor actor, List<Guid> ids)
    {
        using var db = databases.Open(actor);
        var year = clock.Today.Year;
        var persons = db.Persons.AsNoTracking().Where(p => ids.Contains(p.Id))
            .Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Allowances).Include(p => p.Household).AsSplitQuery().ToList();
        var served = db.Cases.AsNoTracking().Where(c => c.Year == year && c.StageKind == StageKind.Done);
        var own = served.Where(c => ids.Contains(c.PersonId)).Select(c => new { c.PersonId, c.Programme }).ToLookup(c => c.PersonId, c => c.Programme);
        var households = persons.Select(p => p.HouseholdId).OfType<Guid>().Distinct().ToList();
        var ofHousehold = served.Where(c => c.HouseholdId != null && households.Contains(c.HouseholdId.Value))
            .Select(c => new { Household = c.HouseholdId!.Value, c.Programme }).ToLookup(c => c.Household, c => c.Programme);
        return [.. persons.Select(p => (p, ShortNames(own[p.Id].Concat(p.HouseholdId is { } household ? ofHousehold[household] : []))))];
    }

    public async Task<RegisterSize> SizeAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        var persons = db.Persons.Where(p => p.DeceasedOn == null);
        return await _counts.ReadAsync(db, nameof(RegisterSize), async () => new RegisterSize(
            await persons.CountAsync(),
            await persons.CountAsync(p => p.Certificates.Any(c => c.Current && c.State != CertificateState.Cancelled && c.State != CertificateState.MovedOut))));
    }

    private IQueryable<Person> Narrow(CanLianDb db, PeopleFilter filter)
    {
        var today = clock.Today;
        var persons = db.Persons.AsNoTracking();
        if (filter.Text.Trim().Length > 0)
        {
            persons = search.Matching(db, filter.Text) is { } matching ? persons.Where(p => matching.Contains(p.Id)) : persons.Where(_ => false);
        }
        if (filter.Region is { } region)
        {
            var (low, high) = RegionRange.Of(region);
            persons = persons.Where(p => string.Compare(p.RegionCode, low) >= 0 && string.Compare(p.RegionCode, high) <= 0);
        }
        if (filter.Kinds.Count > 0)
        {
            var mask = filter.Kinds.Aggregate(0, (m, kind) => m | Certificate.MaskOf(kind));
            persons = persons.Where(p => p.Certificates.Any(c => c.Current && (c.KindMask & mask) != 0));
        }
        if (filter.Grades.Count > 0)
        {
            var grades = filter.Grades.ToList();
            persons = persons.Where(p => p.Certificates.Any(c => c.Current && grades.Contains(c.Grade)));
        }
        if (filter.Hardships.Count > 0)
        {
            var kinds = filter.Hardships.ToList();
            persons = persons.Where(p => p.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= today && (h.To == null || h.To >= today)));
        }
        if (filter.Unserved is { } code && Catalogue.Find(code, db.Actor) is { } programme)
        {
            var unserved = ((EligibleFigure)programme.Figure(code + ".unserved")).PersonIds(db, FigureScope.Of(today.Year, filter.Region ?? db.Actor.Region, today));
            persons = persons.Where(p => unserved.Contains(p.Id));
        }
        return filter.States.Count > 0 ? InStates(persons, [.. filter.States], today) : persons;
    }

    // "Expired" and "soon to expire" follow from the day; the other states are stored.
    private static IQueryable<Person> InStates(IQueryable<Person> persons, HashSet<CardState> states, DateOnly today)
    {
        var renewable = today.AddYears(-Certificate.RenewableAfterYears);
        var stored = states.Where(s => s is CardState.ReportedLost or CardState.Frozen or CardState.Cancelled or CardState.MovedOut)
            .Select(s => Enum.Parse<CertificateState>(s.ToString())).ToList();
        var (valid, soon, expired, none) =
            (states.Contains(CardState.Valid), states.Contains(CardState.ExpiringSoon), states.Contains(CardState.Expired), states.Contains(CardState.None));
        return persons.Where(p =>
            (none && !p.Certificates.Any(c => c.Current))
            || p.Certificates.Any(c => c.Current
                && (stored.Contains(c.State)
                    || (expired && (c.State == CertificateState.Expired || (c.State == CertificateState.Valid && c.ExpiresOn < today)))
                    || (soon && c.State == CertificateState.Valid && c.ExpiresOn >= today && c.IssuedOn <= renewable)
                    || (valid && c.State == CertificateState.Valid && c.ExpiresOn >= today && c.IssuedOn > renewable))));
    }

    private static IQueryable<Person> Ordered(IQueryable<Person> persons, PeopleFilter filter) => (filter.Order, filter.Descending) switch
    {
        (PeopleOrder.Name, false) => persons.OrderBy(p => p.SortKey).ThenBy(p => p.Id),
        (PeopleOrder.Name, true) => persons.OrderByDescending(p => p.SortKey).ThenByDescending(p => p.Id),
        (PeopleOrder.Place, false) => persons.OrderBy(p => p.RegionCode).ThenBy(p => p.SortKey).ThenBy(p => p.Id),
        (PeopleOrder.Place, true) => persons.OrderByDescending(p => p.RegionCode).ThenByDescending(p => p.SortKey).ThenByDescending(p => p.Id),
        (PeopleOrder.Age, false) => persons.OrderByDescending(p => p.BirthDate).ThenByDescending(p => p.Id),
        (PeopleOrder.Age, true) => persons.OrderBy(p => p.BirthDate).ThenBy(p => p.Id),
        (_, var descending) => ByExpiry(persons, descending),
    };

    // Whoever holds no certificate comes last both ways.
    private static IQueryable<Person> ByExpiry(IQueryable<Person> persons, bool descending)
    {
        var dated = persons.Select(p => new { Person = p, Expires = p.Certificates.Where(c => c.Current).Select(c => (DateOnly?)c.ExpiresOn).FirstOrDefault() })
            .OrderBy(x => x.Expires == null);
        return (descending ? dated.ThenByDescending(x => x.Expires) : dated.ThenBy(x => x.Expires)).ThenBy(x => x.Person.Id).Select(x => x.Person);
    }

    // In the order of the catalogue; a programme that has left it is passed over.
    private static IReadOnlyList<string> ShortNames(IEnumerable<string> codes)
    {
        var served = codes.ToHashSet();
        return [.. Catalogue.Programmes.Where(p => served.Contains(p.Code)).Select(p => p.ShortName)];
    }
}
