using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CanLian.Blazor.Data;

/// <summary>
/// The keys a person is found by, written with the person: one and two characters of the name, its spellings and initials from any character on,
/// and keyed hashes of numbers and their tails. A key begins with a letter that says what it is.
/// </summary>
public static class SearchKeys
{
    public const string NamePart = "n";
    public const string Spelling = "s";
    public const string Initials = "i";
    public const string Number = "h";

    /// <summary>Tails of numbers that the search box understands.</summary>
    public const int ShortestTail = 4;
    public const int LongestTail = 6;

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
                person.SortKey = Pinyin.SortKey(person.Name);
                db.AddRange(Of(person, hash).Select(key => new SearchKey { Key = key, PersonId = person.Id, RegionCode = person.RegionCode }));
            }
        }
    }

    /// <summary>Every key of a person, each once.</summary>
    public static IEnumerable<string> Of(Person person, SearchHash hash)
    {
        var keys = new HashSet<string>();
        var name = person.Name;
        for (var i = 0; i < name.Length; i++)
        {
            keys.Add(NamePart + name[i]);
            if (i + 1 < name.Length)
            {
                keys.Add(string.Concat(NamePart, name.AsSpan(i, 2)));
            }
            var rest = name[i..];
            keys.UnionWith(Pinyin.FullSpellings(rest).Select(s => Spelling + s));
            keys.UnionWith(Pinyin.Initials(rest).Select(s => Initials + s));
        }
        AddNumber(keys, hash, person.IdNumber.Value);
        foreach (var certificate in person.Certificates)
        {
            keys.Add(Number + hash.Of("whole", certificate.Number.Value));
        }
        AddNumber(keys, hash, person.Phone);
        AddNumber(keys, hash, person.Guardian?.Phone);
        return keys;
    }

    // Most changes of a person change nothing by which the person is found.
    private static bool IsFoundOtherwise(EntityEntry<Person> person) =>
        person.Property(p => p.Name).IsModified || person.Property(p => p.RegionCode).IsModified
        || SealedColumn.Of(typeof(Person)).Any(c => person.Property(c.SealedProperty).IsModified)
        || person.Reference(p => p.Guardian) is { TargetEntry: not { State: EntityState.Unchanged } };

    private static void AddNumber(HashSet<string> keys, SearchHash hash, string? number)
    {
        if (number is null || number.Length < ShortestTail)
        {
            return;
        }
        keys.Add(Number + hash.Of("whole", number));
        for (var length = ShortestTail; length <= Math.Min(LongestTail, number.Length); length++)
        {
            keys.Add(Number + hash.Of("tail", number[^length..]));
        }
    }
}
