using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Employment;

/// <summary>What a list of wishes or vacancies asks for; null means any.</summary>
public sealed record JobFilter(string? Trade = null, bool All = false, int Page = 1);

/// <summary>A wish or a vacancy of a list, with how many it fits.</summary>
public sealed record JobRow<T>(T Item, string Place, int Suggested);

/// <summary>A page of wishes or vacancies, and how many there are of each trade.</summary>
public sealed record JobList<T>(IReadOnlyList<JobRow<T>> Rows, int Total, IReadOnlyList<KeyValuePair<string, int>> Trades);

/// <summary>How many look for work and what there is for them, by trade.</summary>
public sealed record JobMarket(IReadOnlyList<(Figure Figure, FigureValue Value)> Figures, IReadOnlyList<TradeGap> Trades);

/// <summary>A wish with what fits and what was tried.</summary>
public sealed record WishFile(JobWish Wish, string Village, string Wanted, bool Consented, IReadOnlyList<(JobMatch Match, string Place)> Matches);

/// <summary>A vacancy with who fits and who was put forward, as far as the reader's region reaches.</summary>
public sealed record VacancyFile(Vacancy Vacancy, string Place, IReadOnlyList<(JobMatch Match, string Place)> Matches, IReadOnlyList<Referral> Referrals);

/// <summary>A person whose wish is entered or changed; the wish is null where there is none to change.</summary>
public sealed record WishToEdit(string Name, string Village, JobWish? Wish);

/// <summary>Reads of wishes and vacancies. Wishes follow the reader's region; vacancies are for everybody.</summary>
public sealed class EmploymentQueries(CanLianDbFactory databases, OfficeClock clock)
{
    public const int PageSize = 25;
    private const int MostMatches = 20;

    public async Task<JobMarket> MarketAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        var scope = FigureScope.Of(clock.Today.Year, actor.Region, clock.Today);
        // Nobody looks for work in the own village alone: what a village's vacancies lack says nothing.
        var village = actor.Region.Length == Region.VillageLength;
        return new JobMarket([.. JobFigures.All.Where(f => !village || f is WishFigure).Select(f => (f, f.Evaluate(db, scope)))], village ? [] : JobFigures.ByTrade(db, scope));
    }

    public async Task<JobList<JobWish>> WishesAsync(Actor actor, JobFilter filter, int size = PageSize)
    {
        await using var db = databases.Open(actor);
        var (places, vacancies, today) = (await PlacesAsync(db), await OpenVacanciesAsync(db), clock.Today);
        var all = (await Wishes(db).ToListAsync()).FindAll(w => filter.All || w.LooksOn(today));
        var wishes = all.FindAll(w => filter.Trade is null || w.Trade == filter.Trade);
        var page = wishes.OrderBy(w => w.StateOn(today)).ThenBy(w => w.Person!.RegionCode).ThenBy(w => w.Person!.SortKey).Skip((filter.Page - 1) * size).Take(size);
        return new JobList<JobWish>([.. page.Select(w => new JobRow<JobWish>(w, Place(places, w.Person!.RegionCode), vacancies.Count(v => JobMatch.Of(w, v, today).Suggested)))], wishes.Count, Counted(all.Select(w => w.Trade)));
    }

    public async Task<JobList<Vacancy>> VacanciesAsync(Actor actor, JobFilter filter, int size = PageSize)
    {
        await using var db = databases.Open(actor);
        var (places, wishes, today) = (await PlacesAsync(db), await LookingAsync(db), clock.Today);
        var all = (await db.Vacancies.AsNoTracking().Include(v => v.Hires).ToListAsync()).FindAll(v => filter.All || v.StateOn(today) == VacancyState.Open);
        var vacancies = all.FindAll(v => filter.Trade is null || v.Trade == filter.Trade);
        var page = vacancies.OrderBy(v => v.StateOn(today)).ThenBy(v => v.Deadline).ThenBy(v => v.Employer, StringComparer.Ordinal).Skip((filter.Page - 1) * size).Take(size);
        return new JobList<Vacancy>([.. page.Select(v => new JobRow<Vacancy>(v, Place(places, v.RegionCode), wishes.Count(w => JobMatch.Of(w, v, today).Suggested)))], vacancies.Count, Counted(all.Select(v => v.Trade)));
    }

    /// <summary>Null when there is no such wish in the reader's region.</summary>
    public async Task<WishFile?> WishAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await Wishes(db).Include(w => w.Referrals).ThenInclude(r => r.Vacancy!.Hires).SingleOrDefaultAsync(w => w.Id == id) is not { } wish)
        {
            return null;
        }
        var places = await PlacesAsync(db);
        var matches = Best((await OpenVacanciesAsync(db)).Select(v => JobMatch.Of(wish, v, clock.Today)));
        return new WishFile(
            wish, Place(places, wish.Person!.RegionCode), Place(places, wish.Place), wish.Person.Consents.Exists(c => c.Purpose == ConsentEntry.ToEmployers),
            [.. matches.Select(m => (m, Place(places, m.Vacancy.RegionCode)))]);
    }

    /// <summary>Null when there is no such vacancy.</summary>
    public async Task<VacancyFile?> VacancyAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await db.Vacancies.AsNoTracking().Include(v => v.Hires).SingleOrDefaultAsync(v => v.Id == id) is not { } vacancy)
        {
            return null;
        }
        var places = await PlacesAsync(db);
        var matches = Best((await LookingAsync(db)).Select(w => JobMatch.Of(w, vacancy, clock.Today)));
        return new VacancyFile(
            vacancy, Place(places, vacancy.RegionCode), [.. matches.Select(m => (m, Place(places, m.Wish.Person!.RegionCode)))],
            await db.Referrals.AsNoTracking().Include(r => r.Wish!.Person).Where(r => r.VacancyId == id).OrderByDescending(r => r.On).ToListAsync());
    }

    /// <summary>Null when there is no such person in the reader's region.</summary>
    public async Task<WishToEdit?> ForPersonAsync(Actor actor, Guid personId)
    {
        await using var db = databases.Open(actor);
        if (await db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId) is not { } person)
        {
            return null;
        }
        var wishes = await db.JobWishes.AsNoTracking().Include(w => w.Referrals).Where(w => w.PersonId == personId).ToListAsync();
        return new WishToEdit(person.Name, person.RegionCode, wishes.Find(w => w.LooksOn(clock.Today)));
    }

    /// <summary>What the employer of a referral is handed; null outside the reader's region.</summary>
    public async Task<(EmployerSheet Sheet, Vacancy Vacancy, Guid Wish)?> SheetAsync(Actor actor, Guid referralId)
    {
        await using var db = databases.Open(actor);
        return await db.Referrals.AsNoTracking().Include(r => r.Wish!.Person).Include(r => r.Vacancy).SingleOrDefaultAsync(r => r.Id == referralId) is { } referral
            ? (EmployerSheet.Of(referral.Wish!.Person!, referral.Wish, Place(await PlacesAsync(db), referral.Wish.Person!.RegionCode), clock.Today), referral.Vacancy!, referral.WishId)
            : null;
    }

    private static List<KeyValuePair<string, int>> Counted(IEnumerable<string> trades) => [.. trades.CountBy(t => t).OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal)];

    private static IEnumerable<JobMatch> Best(IEnumerable<JobMatch> matches) => matches.Where(m => m.Suggested).OrderByDescending(m => m.Score).Take(MostMatches);

    private static IQueryable<JobWish> Wishes(CanLianDb db) =>
        db.JobWishes.AsNoTracking().AsSplitQuery().Include(w => w.Referrals).Include(w => w.Person!.Consents);

    private async Task<List<JobWish>> LookingAsync(CanLianDb db) =>
        (await Wishes(db).Where(w => w.PlacedOn == null && w.ClosedOn == null).ToListAsync()).FindAll(w => w.LooksOn(clock.Today));

    private async Task<List<Vacancy>> OpenVacanciesAsync(CanLianDb db) =>
        (await db.Vacancies.AsNoTracking().Include(v => v.Hires).Where(v => v.ClosedOn == null && v.Deadline >= clock.Today).ToListAsync())
            .FindAll(v => v.StateOn(clock.Today) == VacancyState.Open);

    private static Task<Dictionary<string, string>> PlacesAsync(CanLianDb db) => db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);

    private static string Place(Dictionary<string, string> names, string code) =>
        code.Length <= Region.TownLength ? names.GetValueOrDefault(code, "") : names.GetValueOrDefault(Region.TownOf(code), "") + names.GetValueOrDefault(code, "");
}
