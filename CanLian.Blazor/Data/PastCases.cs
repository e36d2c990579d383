using System.Text.Json;
using CanLian.Domain.Cases;
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
                    PastRecords.Restore(file, property, text);
                }
                past.Add(new PastCase(file.Id, file));
            }
        }
        return past;
    }
}
