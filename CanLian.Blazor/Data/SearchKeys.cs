using CanLian.Blazor.Data.Bulk;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CanLian.Blazor.Data;

/// <summary>
/// The keys a person is found by, written with the person: one and two characters of the name, its spellings and initials from any character on,
/// and keyed hashes of numbers and their tails. A key begins with a letter that says what it is, and lies in the order in which findings are shown, so that the
/// first of many are found without a look at the others.
/// </summary>
public static class SearchKeys
{
    public const string NamePart = "n";

    /// <summary>From the beginning of the name on.</summary>
    public const string Spelling = "S";
    public const string Initials = "I";

    /// <summary>From a later character on.</summary>
    public const string LaterSpelling = "s";
    public const string LaterInitials = "i";
    public const string Number = "h";

    /// <summary>Tails of numbers that the search box understands.</summary>
    public const int ShortestTail = 4;
    public const int LongestTail = 6;
    private const int AtOnce = 2_000;

    internal static void Refresh(CanLianDb db, SearchHash hash)
    {
        var persons = db.ChangeTracker.Entries<Person>()
            .Where(e => e.State is EntityState.Added or EntityState.Deleted || (e.State == EntityState.Modified && IsFoundOtherwise(e)))
            .Select(e => (e.Entity, e.State)).ToList();
        var ofCertificates = db.ChangeTracker.Entries<Certificate>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified).Select(e => e.Entity.PersonId).ToHashSet();
        persons.AddRange(db.ChangeTracker.Entries<Person>()
            .Where(e => e.State is EntityState.Unchanged or EntityState.Modified && ofCertificates.Contains(e.Entity.Id) && !persons.Exists(p => p.Entity == e.Entity)).Select(e => (e.Entity, e.State)));
        foreach (var (person, state) in persons)
        {
            if (state != EntityState.Added)
            {
                db.RemoveRange(db.SearchKeys.Where(k => k.PersonId == person.Id));
            }
            if (state != EntityState.Deleted)
            {
                db.Entry(person).Property(p => p.SortKey).CurrentValue = Pinyin.SortKey(person.Name);
                db.AddRange(Of(person, hash));
            }
        }
    }

    /// <summary>Every key of a person, each once.</summary>
    public static IReadOnlyCollection<SearchKey> Of(Person person, SearchHash hash)
    {
        var keys = new Dictionary<string, SearchKey>();
        var (name, sort) = (person.Name, Pinyin.SortKey(person.Name));
        for (var i = 0; i < name.Length; i++)
        {
            // Who begins with what is looked for comes before who holds it further on.
            var rank = (i == 0 ? "0" : "1") + sort;
            Add(NamePart + name[i], rank);
            if (i + 1 < name.Length)
            {
                Add(string.Concat(NamePart, name.AsSpan(i, 2)), rank);
            }
            var rest = name[i..];
            foreach (var spelling in Pinyin.FullSpellings(rest))
            {
                Add((i == 0 ? Spelling : LaterSpelling) + spelling, sort);
            }
            foreach (var initials in Pinyin.Initials(rest))
            {
                Add((i == 0 ? Initials : LaterInitials) + initials, sort);
            }
        }
        AddNumber(person.IdNumber.Value);
        foreach (var certificate in person.Certificates)
        {
            Add(Number + hash.Of("whole", certificate.Number.Value), sort);
        }
        AddNumber(person.Phone);
        AddNumber(person.Guardian?.Phone);
        return keys.Values;

        void Add(string key, string rank) => keys.TryAdd(key, new SearchKey { Key = key, Rank = rank, PersonId = person.Id, RegionCode = person.RegionCode });

        void AddNumber(string? number)
        {
            if (number is null || number.Length < ShortestTail)
            {
                return;
            }
            Add(Number + hash.Of("whole", number), sort);
            for (var length = ShortestTail; length <= Math.Min(LongestTail, number.Length); length++)
            {
                Add(Number + hash.Of("tail", number[^length..]), sort);
            }
        }
    }

    /// <summary>Writes the keys of everybody, where a migration has done away with them.</summary>
    internal static void WriteMissing(CanLianDb db)
    {
        if (db.SearchKeys.IgnoreQueryFilters().Any() || !db.Persons.IgnoreQueryFilters().Any())
        {
            return;
        }
        using var write = db.BeginWrite();
        var insert = new BulkInsert(db);
        for (var last = Guid.Empty; ;)
        {
            var some = db.Persons.IgnoreQueryFilters().AsNoTracking().AsSingleQuery().Include(p => p.Certificates)
                .Where(p => p.Id.CompareTo(last) > 0).OrderBy(p => p.Id).Take(AtOnce).ToList();
            if (some.Count == 0)
            {
                break;
            }
            insert.Add(some.SelectMany(p => Of(p, db.Hash)));
            last = some[^1].Id;
        }
        write.Commit();
    }

    // Most changes of a person change nothing by which the person is found.
    private static bool IsFoundOtherwise(EntityEntry<Person> person) =>
        person.Property(p => p.Name).IsModified || person.Property(p => p.RegionCode).IsModified
        || SealedColumn.Of(typeof(Person)).Any(c => person.Property(c.SealedProperty).IsModified)
        || person.Reference(p => p.Guardian) is { TargetEntry: not { State: EntityState.Unchanged } };
}
