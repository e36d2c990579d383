using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Keys;
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

    private static readonly string[] _careProgrammes = ["home_care", "boarding_care"];
    private static readonly string[] _treatment = ["medication", "child_rehab"];

    /// <param name="db">Whose eyes see it.</param>
    /// <param name="month">The month of the package.</param>
    /// <param name="highExpense">From so many yuan a year on a family's own expense warns of poverty.</param>
    /// <param name="whole">With the register's present state and the formerly poor, which are long; without them for a look ahead.</param>
    public static async Task<PackageContent> ReadAsync(CanLianDb db, Month month, decimal highExpense, bool whole = true)
    {
        var (from, asOf) = (month.Previous.FirstDay, ExchangePackage.AsOfOf(month));
        var members = await MembersAsync(db, asOf, whole);
        var changed = await ChangedAsync(db, from, asOf);
        var expenses = await ExpensesAsync(db, asOf);
        var stirred = await StirredAsync(db, changed, [.. expenses.Where(e => e.On >= from).Select(e => e.PersonId).Distinct()], from, asOf);
        return PackageContent.Of(month, new PackageFacts(
            members,
            await CasesAsync(db, [.. members.Select(p => p.Id)], asOf),
            changed,
            stirred,
            await CareAsync(db, [.. stirred.Select(p => p.Id)]),
            whole ? await RegisterAsync(db) : [],
            code => Catalogue.Find(code)?.Name ?? code,
            await NumbersAsync(db, month),
            await KeptAsync(db, month))
        {
            Expenses = expenses,
            HighExpense = highExpense,
        });
    }

    // What was decided since the package of an earlier month went, or is still on the list as they have it.
    private static async Task<List<Difference>> KeptAsync(CanLianDb db, Month month)
    {
        var key = month.ToString();
        var since = await db.ExchangePackages.Where(p => string.Compare(p.Month, key) < 0).MaxAsync(p => (DateTime?)p.BuiltAt);
        return await db.KeptOurs(since).AsNoTracking().OrderBy(d => d.RegionCode).ThenBy(d => d.DecidedAt).ThenBy(d => d.Id).ToListAsync();
    }

    // The whole register, and of each person no more than a row of the package says: three numbers less to open, and no record to track.
    private static async Task<List<Person>> RegisterAsync(CanLianDb db)
    {
        var holders = db.Persons.AsNoTracking().Where(p => p.Registration == Registration.Agricultural && p.Certificates.Any());
        var certificates = (await holders.SelectMany(p => p.Certificates, (p, c) => new
        {
            Of = p.Id,
            c.Id,
            c.Kind,
            c.Grade,
            c.IssuedOn,
            c.ExpiresOn,
            c.State,
            c.StateSince,
            c.Current,
            Number = EF.Property<byte[]>(c, SealedQueries.CertificateNumber),
        }).ToListAsync()).ToLookup(c => c.Of);
        var persons = await holders.Select(p => new
        {
            p.Id,
            p.Name,
            p.RegionCode,
            p.SortKey,
            p.DeceasedOn,
            Number = EF.Property<byte[]>(p, SealedQueries.IdNumber),
            Household = p.Household == null ? null : p.Household.Number,
            Head = p.Household == null ? "" : p.Household.HeadName,
        }).ToListAsync();
        return persons.ConvertAll(p => new Person
        {
            Id = p.Id,
            Name = p.Name,
            IdNumber = db.OpenIdNumber(p.Id, p.Number),
            RegionCode = p.RegionCode,
            SortKey = p.SortKey,
            DeceasedOn = p.DeceasedOn,
            Registration = Registration.Agricultural,
            Household = p.Household is null ? null : new Household { Number = p.Household, HeadName = p.Head, RegionCode = p.RegionCode },
            Certificates =
            [
                .. certificates[p.Id].Select(c => new Certificate
                {
                    Id = c.Id, PersonId = p.Id, Number = db.OpenCertificateNumber(c.Id, c.Number), Kind = c.Kind, Grade = c.Grade, IssuedOn = c.IssuedOn, ExpiresOn = c.ExpiresOn,
                    State = c.State, StateSince = c.StateSince, Current = c.Current,
                }),
            ],
        });
    }

    // A clue keeps its number when the month is built again.
    private static async Task<Dictionary<(Guid, ClueRule), string>> NumbersAsync(CanLianDb db, Month month) =>
        await db.Clues.AsNoTracking().Where(c => c.Month == month.ToString()).ToDictionaryAsync(c => (c.PersonId, c.Rule), c => c.Number);

    private static async Task<List<CaseFile>> CareAsync(CanLianDb db, IReadOnlyList<Guid> persons)
    {
        var cases = new List<CaseFile>();
        foreach (var some in persons.Chunk(AtOnce))
        {
            cases.AddRange(await db.Cases.AsNoTracking().Where(c => ((IEnumerable<Guid>)some).Contains(c.PersonId) && _careProgrammes.Contains(c.Programme)).ToListAsync());
        }
        return cases;
    }

    // What the forms of the year's finished cases say that the family paid itself.
    private static async Task<List<FamilyExpense>> ExpensesAsync(CanLianDb db, DateOnly asOf)
    {
        var newYear = new DateOnly(asOf.Year, 1, 1);
        var cases = await db.Cases.AsNoTracking()
            .Where(c => _treatment.Contains(c.Programme) && c.StageKind == StageKind.Done && c.DoneOn >= newYear && c.DoneOn <= asOf)
            .Select(c => new { c.PersonId, c.Programme, c.DoneOn, c.Form }).ToListAsync();
        return [.. cases.Select(c => new FamilyExpense(c.PersonId, c.DoneOn!.Value, Catalogue.Of(c.Programme).ReadForm(c.Form).PaidForTreatment() ?? 0)).Where(e => e.Yuan > 0)];
    }

    // Whose card is new, whose allowance ended, who paid much, who died: with everybody who lives with them.
    private static async Task<List<Person>> StirredAsync(CanLianDb db, List<Person> changed, IReadOnlyList<Guid> paid, DateOnly from, DateOnly to)
    {
        var others = await db.Persons.AsNoTracking()
            .Where(p => p.Allowances.Any(a => a.To >= from && a.To <= to) || (p.DeceasedOn >= from && p.DeceasedOn <= to))
            .Select(p => new { p.Id, p.HouseholdId }).ToListAsync();
        var all = changed.Select(p => new { p.Id, p.HouseholdId }).Concat(others).ToList();
        foreach (var some in paid.Chunk(AtOnce))
        {
            all.AddRange(await db.Persons.AsNoTracking().Where(p => ((IEnumerable<Guid>)some).Contains(p.Id)).Select(p => new { p.Id, p.HouseholdId }).ToListAsync());
        }
        return await TogetherAsync(db, [.. all.Distinct().Select(p => (p.Id, p.HouseholdId))]);
    }

    private static async Task<List<Person>> MembersAsync(CanLianDb db, DateOnly asOf, bool whole)
    {
        var monitored = await db.Persons
            .SelectMany(p => p.Hardships, (p, h) => new { p.Id, p.HouseholdId, h.Kind, h.From, h.To })
            .Where(x => (Hardship.Monitored.Contains(x.Kind) || (whole && x.Kind == HardshipKind.LiftedOut)) && x.From <= asOf && (x.To == null || x.To >= asOf))
            .Select(x => new { x.Id, x.HouseholdId }).Distinct().ToListAsync();
        return await TogetherAsync(db, monitored.ConvertAll(m => (m.Id, m.HouseholdId)));
    }

    // Everybody of their households; who has none stands alone.
    private static async Task<List<Person>> TogetherAsync(CanLianDb db, List<(Guid Id, Guid? HouseholdId)> named)
    {
        var members = new List<Person>();
        foreach (var households in named.Where(m => m.HouseholdId != null).Select(m => m.HouseholdId).Distinct().Chunk(AtOnce))
        {
            members.AddRange(await WithFacts(db.Persons.Where(p => ((IEnumerable<Guid?>)households).Contains(p.HouseholdId))).ToListAsync());
        }
        foreach (var alone in named.Where(m => m.HouseholdId == null).Select(m => m.Id).Distinct().Chunk(AtOnce))
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
