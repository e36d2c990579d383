using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>Somebody who lacks something they are entitled to (缺口): the person, the programme and what is missing in words.</summary>
/// <param name="PersonId">Whom it is for.</param>
/// <param name="Programme">Code of the programme, or of an allowance.</param>
/// <param name="What">What is missing.</param>
/// <param name="ForHousehold">One task does for all of a household.</param>
public sealed record Gap(Guid PersonId, string Programme, string What, bool ForHousehold = false);

/// <summary>
/// Turns gaps into tasks of whoever works in the village (派任务). It is part of the context's unit of work, begun as a write: whoever opens them saves.
/// </summary>
public static class OutreachOpening
{
    /// <summary>Opens a task for each gap that has none open yet; tells which were opened.</summary>
    /// <param name="db">The context of whoever opens them, inside a write.</param>
    /// <param name="gaps">What is missing.</param>
    /// <param name="dueOn">By when.</param>
    /// <param name="today">The day they are opened.</param>
    /// <param name="to">Whose they are; null for the worker of each village.</param>
    public static async Task<IReadOnlyList<OutreachTask>> OpenAsync(CanLianDb db, IReadOnlyCollection<Gap> gaps, DateOnly dueOn, DateOnly today, Account? to = null)
    {
        var (persons, opened) = (gaps.Select(g => g.PersonId).Distinct().ToList(), new List<OutreachTask>());
        var places = await db.Persons.Where(p => persons.Contains(p.Id)).Select(p => new { p.Id, p.RegionCode, p.HouseholdId }).ToDictionaryAsync(p => p.Id);
        var households = places.Values.Select(p => p.HouseholdId).OfType<Guid>().Distinct().ToList();
        var open = await db.OutreachTasks
            .Where(t => t.ClosedOn == null && (persons.Contains(t.PersonId) || (t.Person!.HouseholdId != null && households.Contains(t.Person.HouseholdId.Value))))
            .Select(t => new { t.PersonId, t.Programme, t.Person!.HouseholdId }).ToListAsync();
        var taken = open.Select(t => (t.PersonId, t.Programme)).Concat(open.Where(t => t.HouseholdId != null).Select(t => (t.HouseholdId!.Value, t.Programme))).ToHashSet();
        var villages = places.Values.Select(p => p.RegionCode).Distinct().ToList();
        var workers = (await db.Users.Where(u => u.Role == Role.VillageWorker && u.DisabledAt == null && villages.Contains(u.RegionCode)).OrderBy(u => u.UserName).ToListAsync())
            .ToLookup(u => u.RegionCode);
        foreach (var gap in gaps.Where(g => places.ContainsKey(g.PersonId)))
        {
            var place = places[gap.PersonId];
            if (!taken.Add((gap.ForHousehold ? place.HouseholdId ?? place.Id : place.Id, gap.Programme)))
            {
                continue;
            }
            var worker = to ?? workers[place.RegionCode].FirstOrDefault();
            var task = new OutreachTask
            {
                PersonId = gap.PersonId,
                RegionCode = place.RegionCode,
                Programme = gap.Programme,
                What = gap.What,
                AssigneeId = worker?.Id,
                AssigneeName = worker?.DisplayName ?? "",
                OpenedOn = today,
                OpenedBy = db.Actor.Name,
                DueOn = dueOn,
            };
            db.Add(task);
            opened.Add(task);
        }
        return opened;
    }
}
