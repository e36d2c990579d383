using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Coverage;

/// <summary>Makes the rows of a list (名单的行): each person with what every rule says of them, what is new, and who was sent.</summary>
internal static class CoverageRows
{
    public static IReadOnlyList<CoverageRow> Of(CanLianDb db, Reach reach, Programme programme, IReadOnlyList<Guid> ids, DateOnly today)
    {
        var persons = db.Persons.AsNoTrackingWithIdentityResolution().AsSplitQuery().Where(p => ids.Contains(p.Id))
            .Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Needs)
            .Include(p => p.Household!.Members).ThenInclude(m => m.Hardships)
            .Include(p => p.Household!.Members).ThenInclude(m => m.Certificates)
            .ToDictionary(p => p.Id);
        var households = persons.Values.Select(p => p.HouseholdId).OfType<Guid>().Distinct().ToList();
        var cases = ((IRecords)db).WithCasesElsewhere(db.Cases.AsNoTracking()
            .Where(c => ids.Contains(c.PersonId) || (c.HouseholdId != null && households.Contains(c.HouseholdId.Value)))).ToList();
        var (own, ofHousehold) = (cases.ToLookup(c => c.PersonId), cases.Where(c => c.HouseholdId is not null).ToLookup(c => c.HouseholdId!.Value));
        var (code, since, wholeHouse) = (programme.Code, new DateOnly(today.Year, 1, 1), programme.Subject == Subject.Household);
        var tasks = db.OutreachTasks.AsNoTracking().Where(t => t.Programme == code && (t.ClosedOn == null || t.ClosedOn >= since)
                && (ids.Contains(t.PersonId) || (wholeHouse && t.Person!.HouseholdId != null && households.Contains(t.Person.HouseholdId.Value))))
            .Select(t => new { Task = t, t.Person!.HouseholdId }).ToList();

        return [.. ids.Where(persons.ContainsKey).Select(id =>
        {
            var person = persons[id];
            var candidate = new Candidate { Person = person, Cases = [.. own[id].Concat(person.HouseholdId is { } house ? ofHousehold[house] : []).DistinctBy(c => c.Id)] };
            var mine = candidate.Cases.Where(c => c.Programme == code).ToList();
            var answers = reach.Explain(candidate);
            var news = answers.All(a => a.Holds) ? reach.NewSince(candidate, Reach.DaysOfWeek) : [];
            var task = tasks.Where(t => t.Task.PersonId == id || (wholeHouse && t.HouseholdId == person.HouseholdId))
                .OrderBy(t => t.Task.ClosedOn is not null).ThenByDescending(t => t.Task.ClosedOn).ThenBy(t => t.Task.PersonId != id).Select(t => t.Task).FirstOrDefault();
            return new CoverageRow(
                person, answers, news, news.Count > 0 && reach.NewSince(candidate, 1).Count > 0,
                mine.Where(c => c.Year == today.Year).OrderBy(c => c.StageKind is StageKind.Refused or StageKind.Withdrawn).ThenByDescending(c => c.AppliedOn).FirstOrDefault(),
                mine.Where(c => c.Year < today.Year && c.StageKind == StageKind.Done).Select(c => (int?)c.Year).Max(),
                task is null ? null : new TaskNote(task.AssigneeName, task.OpenedBy, task.OpenedOn, task.DueOn, task.End, task.ClosedOn, task.Reason, task.PersonId != id));
        })];
    }
}
