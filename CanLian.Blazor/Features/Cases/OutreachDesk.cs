using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases;

/// <summary>A task as its worker sees it (补漏任务).</summary>
/// <param name="Id">The task.</param>
/// <param name="PersonId">Whom it is for.</param>
/// <param name="Name">Their name.</param>
/// <param name="Address">Where they live.</param>
/// <param name="Programme">Code of the programme, or of an allowance.</param>
/// <param name="What">What is missing.</param>
/// <param name="DueOn">By when.</param>
/// <param name="OpenedBy">Who gave it out.</param>
/// <param name="CaseId">The case by which it is being done; null while nobody has opened one.</param>
/// <param name="Served">A case of the programme has been done since, so that nothing is left but to say so.</param>
public sealed record OutreachRow(Guid Id, Guid PersonId, string Name, string Address, string Programme, string What, DateOnly DueOn, string OpenedBy, Guid? CaseId, bool Served);

/// <summary>Where a village's tasks are seen and closed (补漏任务窗口).</summary>
public sealed class OutreachDesk(CanLianDbFactory databases, OfficeClock clock)
{
    private readonly SharedReads _shared = new();

    /// <summary>Tasks that wait for somebody, the most urgent first: a village worker's are those of the village that were not given to somebody above it, a town's those that no worker has.</summary>
    public Task<IReadOnlyList<OutreachRow>> OpenForAsync(Actor actor, bool follows = false) =>
        _shared.ReadAsync((actor.Id, actor.Sight), () => ReadAsync(actor), follows);

    private async Task<IReadOnlyList<OutreachRow>> ReadAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        return await For(db, actor).OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(WorkQueries.Most)
            .Select(t => new OutreachRow(
                t.Id, t.PersonId, t.Person!.Name, t.Person.Address, t.Programme, t.What, t.DueOn, t.OpenedBy, t.CaseId,
                db.Cases.Any(c => c.PersonId == t.PersonId && c.Programme == t.Programme && c.StageKind == StageKind.Done && c.DoneOn >= t.OpenedOn)))
            .ToListAsync();
    }

    /// <summary>Closes a task with what came of it.</summary>
    public async Task<Outcome> CloseAsync(Actor actor, Guid id, OutreachEnd? end, string reason)
    {
        if (!MayClose(actor))
        {
            return Outcome.Refused("补漏任务由村（社区）、镇（街道）办结");
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        if (await db.OutreachTasks.SingleOrDefaultAsync(t => t.Id == id) is not { } task)
        {
            return Outcome.Refused("找不到这件任务");
        }
        var outcome = task.Close(end, reason, actor.Name, clock.Today);
        if (!outcome.Succeeded)
        {
            return outcome;
        }
        var saved = await db.SaveOrRefuseAsync("就在刚才，别人先办结了这件任务");
        if (saved.Succeeded)
        {
            await write.CommitAsync();
        }
        return saved;
    }

    internal static bool MayClose(Actor actor) => actor.Role is Role.VillageWorker or Role.TownOfficer or Role.DistrictOfficer;

    internal static IQueryable<OutreachTask> For(CanLianDb db, Actor actor) => db.OutreachTasks.AsNoTracking().Where(t => t.ClosedOn == null
        && (t.AssigneeId == actor.Id || (t.AssigneeId == null && actor.Role == Role.TownOfficer)
            || (actor.Role == Role.VillageWorker && !db.Users.Any(u => u.Id == t.AssigneeId && u.Role != Role.VillageWorker))));
}
