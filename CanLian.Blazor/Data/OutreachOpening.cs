using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>Somebody who lacks something they are entitled to (缺口): the person, the programme and what is missing in words.</summary>
public sealed record Gap(Guid PersonId, string Programme, string What);

/// <summary>
/// Turns gaps into tasks of whoever works in the village (派任务). It is part of the context's unit of work, begun as a write: whoever opens them saves.
/// </summary>
public static class OutreachOpening
{
    /// <summary>Opens a task for each gap that has none open yet; tells how many were opened.</summary>
    /// <param name="db">The context of whoever opens them, inside a write.</param>
    /// <param name="gaps">What is missing.</param>
    /// <param name="dueOn">By when.</param>
    /// <param name="today">The day they are opened.</param>
    public static async Task<int> OpenAsync(CanLianDb db, IReadOnlyCollection<Gap> gaps, DateOnly dueOn, DateOnly today)
    {
        var (persons, opened) = (gaps.Select(g => g.PersonId).Distinct().ToList(), 0);
        var open = (await db.OutreachTasks.Where(t => t.ClosedOn == null && persons.Contains(t.PersonId)).Select(t => new { t.PersonId, t.Programme }).ToListAsync())
            .Select(t => (t.PersonId, t.Programme)).ToHashSet();
        var places = await db.Persons.Where(p => persons.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.RegionCode);
        var villages = places.Values.Distinct().ToList();
        var workers = (await db.Users.Where(u => u.Role == Role.VillageWorker && u.DisabledAt == null && villages.Contains(u.RegionCode)).OrderBy(u => u.UserName).ToListAsync())
            .ToLookup(u => u.RegionCode);
        foreach (var gap in gaps.Where(g => places.ContainsKey(g.PersonId) && open.Add((g.PersonId, g.Programme))))
        {
            var worker = workers[places[gap.PersonId]].FirstOrDefault();
            db.Add(new OutreachTask
            {
                PersonId = gap.PersonId,
                RegionCode = places[gap.PersonId],
                Programme = gap.Programme,
                What = gap.What,
                AssigneeId = worker?.Id,
                AssigneeName = worker?.DisplayName ?? "",
                OpenedOn = today,
                OpenedBy = db.Actor.Name,
                DueOn = dueOn,
            });
            opened++;
        }
        return opened;
    }
}
