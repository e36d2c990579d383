using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases;

/// <summary>What a case page shows.</summary>
/// <param name="Loaded">The case and its facts.</param>
/// <param name="Choices">Every step from here, with what is missing and whether the reader may take it.</param>
/// <param name="MayEdit">The reader may edit the form.</param>
/// <param name="Organisations">Organisations the programme may choose from.</param>
/// <param name="Batches">Batches of the programme and year.</param>
/// <param name="Colleagues">Accounts the case may be handed to.</param>
public sealed record CaseView(
    LoadedCase Loaded, IReadOnlyList<StepChoice> Choices, bool MayEdit,
    IReadOnlyList<Organisation> Organisations, IReadOnlyList<Batch> Batches, IReadOnlyList<Colleague> Colleagues);

/// <summary>A colleague a case may be handed to.</summary>
public sealed record Colleague(string Id, string Name, Role Role);

/// <summary>What a list of cases asks for; null means any.</summary>
public sealed record CaseFilter(string Programme, int Year, string? Stage = null, string? Kind = null, string? Region = null, bool Overdue = false, int Page = 1);

/// <summary>One row of a list of cases.</summary>
public sealed record CaseRow(
    Guid Id, string Number, string Name, string Place, string RegionCode, string Stage, StageKind StageKind, string? Kind, long? AmountFen,
    DateOnly AppliedOn, DateOnly? DueOn, DateOnly? DoneOn, string? SentBackReason);

/// <summary>A page of cases and how many there are in all.</summary>
public sealed record CaseList(IReadOnlyList<CaseRow> Rows, int Total, IReadOnlyDictionary<string, int> ByStage);

/// <summary>What a page needs to open a case: who it is for and what the rules say today.</summary>
public sealed record CaseStart(string Name, IReadOnlyList<RuleFailure> Failures);

/// <summary>Reads of cases: one case with what may be done, and lists paged by the server.</summary>
public sealed class CaseQueries(CanLianDbFactory databases, CaseFactsLoader loader, OfficeClock clock)
{
    public const int PageSize = 15;

    private readonly KeptCounts _counts = new();

    /// <summary>Null when there is no such case in the actor's region.</summary>
    public async Task<CaseView?> FindAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await loader.LoadAsync(db, id, StepInput.Empty) is not { } loaded)
        {
            return null;
        }
        var file = loaded.Facts.Case;
        var kind = loaded.Programme.Spine.OrganisationKind;
        return new CaseView(
            loaded,
            loaded.Programme.Flow.Choices(loaded.Facts),
            CaseDesk.MayEdit(loaded.Programme, loaded.Facts),
            await db.Organisations.AsNoTracking().Where(o => o.Kind == kind && (o.Operating || o.Id == file.OrganisationId)).OrderBy(o => o.Name).ToListAsync(),
            await db.Batches.AsNoTracking().Where(b => b.Programme == file.Programme && b.Year == file.Year).OrderBy(b => b.Name).ToListAsync(),
            await ColleaguesAsync(db, file.RegionCode, actor.Id));
    }

    public async Task<CaseList> ListAsync(Actor actor, CaseFilter filter)
    {
        await using var db = databases.Open(actor);
        // Of two ranges of one column an index serves the first, be it the wider. Some programmes are shown to nobody who sees no more than a town.
        var narrow = filter.Region is { } place && Region.Contains(actor.Region, place) ? actor with { Region = place } : actor;
        await using var there = databases.Open(Catalogue.Find(filter.Programme)?.ShownTo(narrow) == true ? narrow : actor);
        var cases = Narrow(there, filter);
        var stages = await _counts.ReadAsync(there, (filter with { Stage = null, Page = 1 }, clock.Today), () =>
            cases.GroupBy(c => c.Stage).Select(g => new StageCount(g.Key, g.Count(), g.Count(c => c.DueOn != null))).ToListAsync());
        var (total, dated) = stages.Where(s => filter.Stage is null || s.Stage == filter.Stage).Aggregate((0, 0), (sum, s) => (sum.Item1 + s.Count, sum.Item2 + s.Dated));
        var ids = await PageAsync(AtStage(cases, filter).InOrder(total), total, dated, (Math.Max(1, filter.Page) - 1) * PageSize);
        var rows = (await Rows(db, db.Cases.AsNoTracking().WhereKey(c => c.Id, ids)).ToListAsync()).ToDictionary(r => r.Id);
        return new CaseList([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], total, stages.ToDictionary(s => s.Stage, s => s.Count));
    }

    // Those with a last day come first, by that day; an index knows where those without begin, and not where they end. To PostgreSQL even what has none must be
    // said to be in the index's order.
    private static async Task<List<Guid>> PageAsync(IQueryable<CaseFile> cases, int total, int dated, int skip)
    {
        var ids = await cases.Where(c => c.DueOn != null).OrderBy(c => c.DueOn).ThenBy(c => c.Number).Select(c => c.Id).TakeAsync(dated, skip, PageSize);
        if (ids.Count < PageSize)
        {
            ids.AddRange(await cases.Where(c => c.DueOn == null).OrderBy(c => c.DueOn).ThenBy(c => c.Number).Select(c => c.Id).TakeAsync(total - dated, Math.Max(0, skip - dated), PageSize - ids.Count));
        }
        return ids;
    }

    /// <summary>Every case the filter holds, in the order of the list.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(Actor actor, CaseFilter filter)
    {
        await using var db = databases.Open(actor);
        return await Ordered(AtStage(Narrow(db, filter), filter)).Select(c => c.Id).ToListAsync();
    }

    /// <summary>Cases with all that a ledger says of them.</summary>
    public IReadOnlyList<CaseFile> Whole(Actor actor, List<Guid> ids)
    {
        using var db = databases.Open(actor);
        return [.. db.Cases.AsNoTrackingWithIdentityResolution().Where(c => ids.Contains(c.Id))
            .Include(c => c.Person!.Certificates).Include(c => c.Person!.Hardships).Include(c => c.Household)
            .Include(c => c.Events).Include(c => c.Payments).Include(c => c.Recoveries).Include(c => c.Batch!.Organisation).Include(c => c.Organisation).Include(c => c.Attachments).AsSplitQuery()];
    }

    /// <summary>Every rate a programme has and had.</summary>
    public async Task<IReadOnlyList<Tariff>> TariffsAsync(Actor actor, string programme)
    {
        await using var db = databases.Open(actor);
        return await db.Tariffs.AsNoTracking().Where(t => t.Programme == programme).ToListAsync();
    }

    /// <summary>ID numbers of persons whom forms name, for those in the actor's region.</summary>
    public IReadOnlyDictionary<Guid, IdNumber> NumbersOf(Actor actor, IReadOnlyList<Guid> persons)
    {
        using var db = databases.Open(actor);
        return persons.Count == 0 ? new Dictionary<Guid, IdNumber>() : db.Persons.AsNoTracking().Where(p => persons.Contains(p.Id)).ToDictionary(p => p.Id, p => p.IdNumber);
    }

    public async Task<IReadOnlyList<Batch>> BatchesAsync(Actor actor, string programme, int year)
    {
        await using var db = databases.Open(actor);
        return await db.Batches.AsNoTracking().Where(b => b.Programme == programme && b.Year == year).OrderBy(b => b.Name).ToListAsync();
    }

    /// <summary>Batches of a programme and year with the number of live cases the actor sees in each.</summary>
    public async Task<IReadOnlyList<(Batch Batch, int Cases)>> BatchSizesAsync(Actor actor, string programme, int year)
    {
        await using var db = databases.Open(actor);
        var batches = await db.Batches.AsNoTracking().Include(b => b.Organisation)
            .Where(b => b.Programme == programme && b.Year == year).OrderBy(b => b.Name)
            .Select(b => new { Batch = b, b.Organisation, Cases = db.Cases.Count(c => c.BatchId == b.Id && (c.StageKind == StageKind.Open || c.StageKind == StageKind.Done)) })
            .ToListAsync();
        return [.. batches.Select(b => (b.Batch, b.Cases))];
    }

    /// <summary>A batch and the cases in it that the actor sees; null when there is none.</summary>
    public async Task<(Batch Batch, IReadOnlyList<CaseRow> Cases)?> BatchAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        var batch = await db.Batches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id);
        return batch is null ? null : (batch, await Rows(db, db.Cases.AsNoTracking().Where(c => c.BatchId == id).OrderBy(c => c.Number)).ToListAsync());
    }

    public async Task<IReadOnlyList<Organisation>> OrganisationsAsync(Actor actor, OrganisationKind? kind)
    {
        await using var db = databases.Open(actor);
        return await db.Organisations.AsNoTracking().Where(o => kind == null || o.Kind == kind).OrderBy(o => o.Name).ToListAsync();
    }

    /// <summary>Cases of a year by programme and kind of stage.</summary>
    public async Task<IReadOnlyDictionary<(string Programme, StageKind Kind), int>> CountsAsync(Actor actor, int year)
    {
        await using var db = databases.Open(actor);
        var counts = await db.Cases.Where(c => c.Year == year).GroupBy(c => new { c.Programme, c.StageKind })
            .Select(g => new { g.Key.Programme, g.Key.StageKind, Count = g.Count() }).ToListAsync();
        return counts.ToDictionary(c => (c.Programme, c.StageKind), c => c.Count);
    }

    /// <summary>What the rules say of a person today; null when the person is not in the actor's region.</summary>
    public async Task<CaseStart?> StartAsync(Actor actor, Programme programme, Guid personId)
    {
        await using var db = databases.Open(actor);
        var person = await db.Persons.AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Household!.Members).ThenInclude(m => m.Hardships)
            .SingleOrDefaultAsync(p => p.Id == personId);
        if (person is null)
        {
            return null;
        }
        var policies = new PolicyValues(programme.Code, await db.PolicySettings.AsNoTracking().ToListAsync(), clock.Today);
        var context = new RuleContext(clock.Today.Year, clock.Today, policies);
        return new CaseStart(person.Name, [.. programme.Judge(await CaseFactsLoader.CandidateAsync(db, person), context)]);
    }

    private IQueryable<CaseFile> Narrow(CanLianDb db, CaseFilter filter)
    {
        var today = clock.Today;
        var cases = db.Cases.AsNoTracking().Where(c => c.Programme == filter.Programme && c.Year == filter.Year);
        if (filter.Kind is { } kind)
        {
            cases = cases.Where(c => c.Kind == kind);
        }
        if (filter.Region is { } region)
        {
            var (low, high) = RegionRange.Of(region);
            cases = cases.Where(c => string.Compare(c.RegionCode, low) >= 0 && string.Compare(c.RegionCode, high) <= 0);
        }
        if (filter.Overdue)
        {
            cases = cases.Where(c => c.DueOn < today && !c.Holds.Any(h => h.EndedOn == null));
        }
        return cases;
    }

    private sealed record StageCount(string Stage, int Count, int Dated);

    private static IQueryable<CaseFile> AtStage(IQueryable<CaseFile> cases, CaseFilter filter) => filter.Stage is { } stage ? cases.Where(c => c.Stage == stage) : cases;

    private static IQueryable<CaseFile> Ordered(IQueryable<CaseFile> cases) => cases.OrderBy(c => c.DueOn == null).ThenBy(c => c.DueOn).ThenBy(c => c.Number);

    private static IQueryable<CaseRow> Rows(CanLianDb db, IQueryable<CaseFile> cases) => cases.Select(c => new CaseRow(
        c.Id, c.Number, c.SubjectName, db.Regions.Where(r => r.Code == c.RegionCode).Select(r => r.Name).FirstOrDefault() ?? "", c.RegionCode,
        c.Stage, c.StageKind, c.Kind, c.AmountFen, c.AppliedOn, c.DueOn, c.DoneOn, c.SentBackReason));

    private static async Task<IReadOnlyList<Colleague>> ColleaguesAsync(CanLianDb db, string region, string except)
    {
        var accounts = await db.Users.AsNoTracking().Where(u => u.DisabledAt == null && u.Id != except)
            .Select(u => new { u.Id, u.DisplayName, u.Role, u.RegionCode }).ToListAsync();
        return
        [
            .. accounts
                .Where(u => Region.Contains(u.RegionCode, region) && u.Role is Role.VillageWorker or Role.TownOfficer or Role.DistrictOfficer)
                .OrderByDescending(u => u.RegionCode.Length).ThenBy(u => u.DisplayName)
                .Select(u => new Colleague(u.Id, u.DisplayName, u.Role)),
        ];
    }
}
