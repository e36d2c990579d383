using CanLian.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>
/// Open tasks follow the cases of the person or the household (任务跟案件走): a case that is opened stands beside the task, one that is done ends it, by
/// whatever road it comes to that.
/// </summary>
internal static class OutreachFollowing
{
    /// <summary>Brings the tasks up to the cases about to be saved; says whether there were any.</summary>
    public static bool Put(CanLianDb db, DateOnly today)
    {
        var moved = db.ChangeTracker.Entries<CaseFile>()
            .Where(e => e.State == EntityState.Added || (e.State == EntityState.Modified && e.Property(c => c.StageKind).IsModified)).Select(e => e.Entity).ToList();
        if (moved.Count == 0)
        {
            return false;
        }
        var (persons, households, programmes) =
            (moved.ConvertAll(c => c.PersonId), moved.Select(c => c.HouseholdId).OfType<Guid>().ToList(), moved.Select(c => c.Programme).Distinct().ToList());
        var tasks = db.OutreachTasks.Include(t => t.Person).Where(t => t.ClosedOn == null && programmes.Contains(t.Programme)
            && (persons.Contains(t.PersonId) || (t.Person!.HouseholdId != null && households.Contains(t.Person.HouseholdId.Value)))).ToList();
        foreach (var task in tasks)
        {
            foreach (var file in moved.Where(c => c.Programme == task.Programme && (c.PersonId == task.PersonId || (c.HouseholdId != null && c.HouseholdId == task.Person!.HouseholdId))))
            {
                task.Follow(file, db.Actor.Name, today);
            }
        }
        return tasks.Count > 0;
    }
}
