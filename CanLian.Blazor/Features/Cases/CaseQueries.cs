using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
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

/// <summary>Reads of cases: one case with what may be done, and lists paged by the server.</summary>
public sealed class CaseQueries(CanLianDbFactory databases, CaseFactsLoader loader, OfficeClock clock)
{
    public const int PageSize = 15;

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
        var byStage = await cases.GroupBy(c => c.Stage).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        if (filter.Stage is { } stage)
        {
            cases = cases.Where(c => c.Stage == stage);
        }
        var total = await cases.CountAsync();
        var rows = await cases
            .OrderBy(c => c.DueOn == null).ThenBy(c => c.DueOn).ThenBy(c => c.Number)
            .Skip((Math.Max(1, filter.Page) - 1) * PageSize).Take(PageSize)
            .Select(c => new CaseRow(
                c.Id, c.Number, c.SubjectName, db.Regions.Where(r => r.Code == c.RegionCode).Select(r => r.Name).FirstOrDefault() ?? "", c.RegionCode,
                c.Stage, c.StageKind, c.Kind, c.AmountFen, c.AppliedOn, c.DueOn, c.DoneOn, c.SentBackReason))
            .ToListAsync();
        return new CaseList(rows, total, byStage);
    }

    private static async Task<IReadOnlyList<Colleague>> ColleaguesAsync(CanLianDb db, string region, string except)
    {
        var accounts = await db.Users.AsNoTracking().Where(u => u.DisabledAt == null && u.Id != except).ToListAsync();
        return
        [
            .. accounts
                .Where(u => Region.Contains(u.RegionCode, region) && u.Role is Role.VillageWorker or Role.TownOfficer or Role.DistrictOfficer)
                .OrderByDescending(u => u.RegionCode.Length).ThenBy(u => u.DisplayName)
                .Select(u => new Colleague(u.Id, u.DisplayName, u.Role)),
        ];
    }
}
