using System.Globalization;
using System.Text.Json;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Publicity;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>What became of records since a day, by the change log (记录还原).</summary>
internal static class PastRecords
{
    private const string Region = nameof(Person.RegionCode);

    // Records that figures show, and those that belong to one of them by a column.
    private static readonly HashSet<string> _shown =
        [nameof(Person), nameof(Organisation), nameof(Article), nameof(Survey), nameof(Vacancy), nameof(Batch)];

    private static readonly Dictionary<string, string> _owned = new()
    {
        [nameof(Certificate)] = nameof(Certificate.PersonId),
        [nameof(Hardship)] = nameof(Hardship.PersonId),
        [nameof(Allowance)] = nameof(Allowance.PersonId),
        [nameof(Inspection)] = nameof(Inspection.OrganisationId),
        [nameof(SurveyEntry)] = nameof(SurveyEntry.PersonId),
        [nameof(JobWish)] = nameof(JobWish.PersonId),
    };

    /// <summary>Targets as they were at the end of a day: those set since are left out, changed and deleted ones taken back.</summary>
    public static IReadOnlyList<Target> TargetsAt(CanLianDb db, DateOnly lastDay, int year)
    {
        var targets = db.Targets.AsNoTracking().Where(t => t.Year == year).ToList().ToDictionary(t => t.Id);
        foreach (var (id, changes) in Since(db, lastDay, [nameof(Target)]).GroupBy(e => e.Id).Select(g => (g.Key, g.ToList())))
        {
            if (changes[0].Action == ChangeLogEntry.Added)
            {
                targets.Remove(id);
                continue;
            }
            var was = Before(changes);
            if (!targets.TryGetValue(id, out var target))
            {
                target = new Target { Id = id, Programme = "", RegionCode = "" };
                targets[id] = target;
            }
            foreach (var (property, text) in was)
            {
                Restore(target, property, text);
            }
        }
        return [.. targets.Values.Where(t => t.Year == year)];
    }

    public static IReadOnlyDictionary<Guid, Touch> TouchedSince(CanLianDb db, DateOnly lastDay)
    {
        var changes = Since(db, lastDay, [.. _shown, .. _owned.Keys]);
        var touched = changes.Where(c => _shown.Contains(c.Entity)).GroupBy(c => c.Id)
            .ToDictionary(g => g.Key, g => new Touch(g.First().Action == ChangeLogEntry.Added, Before(g).GetValueOrDefault(Region)));
        foreach (var owner in Owners(db, changes.Where(c => _owned.ContainsKey(c.Entity))))
        {
            touched.TryAdd(owner, new Touch(false, null));
        }
        return touched;
    }

    /// <summary>Gives a property back the value that the log has for it. What the log masks or shortens (a form) stays as it is.</summary>
    public static void Restore(object record, string property, string? text)
    {
        if (record.GetType().GetProperty(property) is not { SetMethod: { } setter } known || property == nameof(CaseFile.Form))
        {
            return;
        }
        var type = Nullable.GetUnderlyingType(known.PropertyType) ?? known.PropertyType;
        object? value = text switch
        {
            null => null,
            _ when type == typeof(string) => text,
            _ when type.IsEnum => Enum.GetValues(type).Cast<Enum>().FirstOrDefault(e => e.Label() == text),
            _ when type == typeof(DateOnly) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ when type == typeof(Guid) => Guid.Parse(text),
            _ when type.IsAssignableTo(typeof(IConvertible)) => Convert.ChangeType(text, type, CultureInfo.InvariantCulture),
            _ => null,
        };
        if (value is not null || !known.PropertyType.IsValueType || Nullable.GetUnderlyingType(known.PropertyType) is not null)
        {
            setter.Invoke(record, [value]);
        }
    }

    private static List<Change> Since(CanLianDb db, DateOnly lastDay, List<string> entities)
    {
        var since = OfficeClock.ToUtc(lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue));
        return [.. db.ChangeLog.AsNoTracking().Where(e => e.At >= since && entities.Contains(e.Entity)).OrderBy(e => e.Sequence)
            .Select(e => new { e.Entity, e.EntityId, e.Action, e.Changes }).AsEnumerable()
            .Where(e => Guid.TryParse(e.EntityId, out _)).Select(e => new Change(e.Entity, Guid.Parse(e.EntityId), e.Action, e.Changes))];
    }

    // The first entry of a property says what it was before all of them.
    private static Dictionary<string, string?> Before(IEnumerable<Change> changes)
    {
        var was = new Dictionary<string, string?>();
        foreach (var (property, values) in changes.Where(c => c.Action != ChangeLogEntry.Added).SelectMany(c => JsonSerializer.Deserialize<Dictionary<string, string?[]>>(c.Changes)!))
        {
            was.TryAdd(property, values[0]);
        }
        return was;
    }

    // A new or deleted part names its owner in the log; of a changed one the owner is asked for.
    private static IEnumerable<Guid> Owners(CanLianDb db, IEnumerable<Change> changes)
    {
        foreach (var group in changes.GroupBy(c => c.Entity))
        {
            var unnamed = new List<Guid>();
            foreach (var change in group)
            {
                var values = JsonSerializer.Deserialize<Dictionary<string, string?[]>>(change.Changes)!.GetValueOrDefault(_owned[group.Key]);
                if (Guid.TryParse(values?[1] ?? values?[0], out var named))
                {
                    yield return named;
                }
                else
                {
                    unnamed.Add(change.Id);
                }
            }
            foreach (var owner in unnamed.Count == 0 ? [] : OwnersOf(db, group.Key, unnamed))
            {
                yield return owner;
            }
        }
    }

    private static List<Guid> OwnersOf(CanLianDb db, string entity, List<Guid> ids) => entity switch
    {
        nameof(Certificate) => [.. db.Set<Certificate>().Where(x => ids.Contains(x.Id)).Select(x => x.PersonId)],
        nameof(Hardship) => [.. db.Set<Hardship>().Where(x => ids.Contains(x.Id)).Select(x => x.PersonId)],
        nameof(Allowance) => [.. db.Set<Allowance>().Where(x => ids.Contains(x.Id)).Select(x => x.PersonId)],
        nameof(Inspection) => [.. db.Inspections.Where(x => ids.Contains(x.Id)).Select(x => x.OrganisationId)],
        nameof(SurveyEntry) => [.. db.SurveyEntries.Where(x => ids.Contains(x.Id)).Select(x => x.PersonId)],
        _ => [.. db.JobWishes.Where(x => ids.Contains(x.Id)).Select(x => x.PersonId)],
    };

    private sealed record Change(string Entity, Guid Id, string Action, string Changes);
}
