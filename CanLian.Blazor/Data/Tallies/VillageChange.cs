using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>
/// Stamps the villages of what is written (村的版本递增), in its transaction: those of the persons it belongs to, of everybody in their households, and of all
/// their cases, as they were before and as they are after.
/// </summary>
internal sealed class VillageChange
{
    private const int AtOnce = 400;
    private readonly CanLianDb _db;
    private readonly HashSet<Guid> _persons = [];
    private readonly HashSet<Guid> _households = [];
    private readonly HashSet<Guid> _cases = [];
    private readonly HashSet<string> _villages = [];

    private VillageChange(CanLianDb db) => _db = db;

    /// <summary>Looks at what is about to be written; null where nothing of it counts in any village.</summary>
    public static VillageChange? Begin(CanLianDb db)
    {
        var change = new VillageChange(db);
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            change.Note(entry);
        }
        if (change._persons.Count + change._households.Count + change._cases.Count + change._villages.Count == 0)
        {
            return null;
        }
        change.Look();
        return change;
    }

    /// <summary>Stamps, now that it is written.</summary>
    public void Apply() => VillageStamps.Raise(_db, _villages);

    private void Note(EntityEntry entry)
    {
        if (entry.Entity is PolicySetting)
        {
            _villages.Add(VillageStamps.All);
        }
        var (persons, households, cases) = entry.Entity switch
        {
            Person person => ((Guid?)person.Id, (Guid?)null, (Guid?)null),
            Household household => (null, household.Id, null),
            CaseFile file => (null, null, file.Id),
            _ => default,
        };
        Add(_persons, persons);
        Add(_households, households);
        Add(_cases, cases);
        foreach (var reference in entry.Metadata.GetForeignKeys().Where(k => k.Properties.Count == 1 && !k.IsOwnership))
        {
            var set = reference.PrincipalEntityType.ClrType switch
            {
                var type when type == typeof(Person) => _persons,
                var type when type == typeof(Household) => _households,
                var type when type == typeof(CaseFile) => _cases,
                _ => null,
            };
            if (set is not null)
            {
                var property = entry.Property(reference.Properties[0]);
                Add(set, (Guid?)property.CurrentValue);
                Add(set, (Guid?)property.OriginalValue);
            }
        }
        if (entry.Entity is Person or CaseFile or OutreachTask)
        {
            var code = entry.Property(nameof(Person.RegionCode));
            _villages.UnionWith([(string)code.CurrentValue!, (string)code.OriginalValue!]);
        }
    }

    private static void Add(HashSet<Guid> set, Guid? id)
    {
        if (id is { } known)
        {
            set.Add(known);
        }
    }

    // What is written is noted as it was and as it is, so that looking once, before, finds all: from cases to persons and households, from persons to
    // households, from households to everybody in them, and from all of these to cases.
    private void Look()
    {
        var cases = _db.Cases.IgnoreQueryFilters();
        var persons = _db.Persons.IgnoreQueryFilters();
        // The foreign keys of a case that is written have been noted, and one that is at hand need not be asked for.
        foreach (var entry in _db.ChangeTracker.Entries<CaseFile>().Where(e => _cases.Contains(e.Entity.Id)).ToList())
        {
            _cases.Remove(entry.Entity.Id);
            Add(_persons, entry.Entity.PersonId);
            Add(_households, entry.Entity.HouseholdId);
            _villages.Add(entry.Entity.RegionCode);
        }
        foreach (var some in _cases.Chunk(AtOnce))
        {
            foreach (var file in cases.WhereKey(c => c.Id, some).Select(c => new { c.PersonId, c.HouseholdId, c.RegionCode }))
            {
                _persons.Add(file.PersonId);
                Add(_households, file.HouseholdId);
                _villages.Add(file.RegionCode);
            }
        }
        foreach (var some in _persons.ToList().Chunk(AtOnce))
        {
            foreach (var person in persons.WhereKey(p => p.Id, some).Select(p => new { p.HouseholdId, p.RegionCode }))
            {
                Add(_households, person.HouseholdId);
                _villages.Add(person.RegionCode);
            }
        }
        foreach (var some in _households.ToList().Chunk(AtOnce))
        {
            foreach (var member in persons.Where(p => p.HouseholdId != null).WhereKey(p => p.HouseholdId!.Value, some).Select(p => new { p.Id, p.RegionCode }))
            {
                _persons.Add(member.Id);
                _villages.Add(member.RegionCode);
            }
        }
        foreach (var some in _persons.Chunk(AtOnce))
        {
            _villages.UnionWith(cases.WhereKey(c => c.PersonId, some).Select(c => c.RegionCode).Distinct());
        }
        foreach (var some in _households.Chunk(AtOnce))
        {
            _villages.UnionWith(cases.Where(c => c.HouseholdId != null).WhereKey(c => c.HouseholdId!.Value, some).Select(c => c.RegionCode).Distinct());
        }
    }
}
