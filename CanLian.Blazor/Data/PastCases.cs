using System.Globalization;
using System.Text.Json;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>Takes cases back to how they were at the end of a day, by the change log (案件还原). Only cases the reader may see.</summary>
internal static class PastCases
{
    private const string Entity = nameof(CaseFile);
    private const int AtOnce = 500;

    public static IReadOnlyList<PastCase> At(CanLianDb db, DateOnly lastDay, string? programme, int year)
    {
        var since = OfficeClock.ToUtc(lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var changes = db.ChangeLog.AsNoTracking().Where(e => e.Entity == Entity && e.At >= since).OrderBy(e => e.Sequence)
            .Select(e => new { e.EntityId, e.Action, e.Changes }).AsEnumerable().GroupBy(e => Guid.Parse(e.EntityId)).ToDictionary(g => g.Key, g => g.ToList());
        var past = new List<PastCase>();
        foreach (var ids in changes.Keys.Chunk(AtOnce))
        {
            var cases = db.Cases.AsNoTracking().AsSplitQuery()
                .Include(c => c.FollowUps).Include(c => c.Person!).ThenInclude(p => p.Certificates).Include(c => c.Person!).ThenInclude(p => p.Hardships)
                .Include(c => c.Person!).ThenInclude(p => p.Allowances)
                .Where(c => ((IEnumerable<Guid>)ids).Contains(c.Id) && c.Year == year && (programme == null || c.Programme == programme)).ToList();
            foreach (var file in cases)
            {
                var entries = changes[file.Id];
                if (entries[0].Action == ChangeLogEntry.Added)
                {
                    past.Add(new PastCase(file.Id, null));
                    continue;
                }
                // The first entry of a property says what it was before all of them.
                var was = new Dictionary<string, string?>();
                foreach (var (property, values) in entries.SelectMany(e => JsonSerializer.Deserialize<Dictionary<string, string?[]>>(e.Changes)!))
                {
                    was.TryAdd(property, values[0]);
                }
                foreach (var (property, text) in was)
                {
                    Restore(file, property, text);
                }
                past.Add(new PastCase(file.Id, file));
            }
        }
        return past;
    }

    // What the log masks or shortens (the form, remarks) no figure over cases asks for.
    private static void Restore(CaseFile file, string property, string? text)
    {
        if (typeof(CaseFile).GetProperty(property) is not { SetMethod: { } setter } known || property == nameof(CaseFile.Form))
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
            setter.Invoke(file, [value]);
        }
    }
}
