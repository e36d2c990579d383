using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>
/// Looks for persons who may be one (疑似重复), on whatever road somebody comes in: the same name, and birth date, phone or household besides. Whoever has the
/// same ID number is refused before.
/// </summary>
public static class Twins
{
    /// <summary>
    /// Puts a person who is new, or has another name now, beside those who may be the same; the pairs are saved with the person. Whom somebody has looked at
    /// already is not put there again.
    /// </summary>
    /// <param name="db">The context that will save the person.</param>
    /// <param name="person">The person, not yet saved.</param>
    /// <param name="now">When.</param>
    public static async Task FlagAsync(CanLianDb db, Person person, DateTime now)
    {
        var known = await db.Set<Suspicion>().IgnoreQueryFilters().Where(s => s.FirstId == person.Id || s.SecondId == person.Id)
            .Select(s => s.FirstId == person.Id ? s.SecondId : s.FirstId).ToListAsync();
        foreach (var other in await db.Persons.IgnoreQueryFilters().AsNoTracking().Where(p => p.Name == person.Name && p.Id != person.Id).ToListAsync())
        {
            if (!known.Contains(other.Id) && Shared(person, other) is { Length: > 0 } shared)
            {
                db.Add(Pair(other.Id, other.RegionCode, person, shared, now));
            }
        }
    }

    /// <summary>What two persons of one name share besides, in words; empty when nothing.</summary>
    public static string Shared(Person one, Person other)
    {
        var shared = new List<string>();
        if (one.BirthDate == other.BirthDate)
        {
            shared.Add("出生日期");
        }
        if (one.Phone is { Length: > 0 } phone && phone == other.Phone)
        {
            shared.Add("手机");
        }
        if (one.HouseholdId is { } household && household == other.HouseholdId)
        {
            shared.Add("同一户");
        }
        return string.Join('、', shared);
    }

    public static Suspicion Pair(Guid first, string firstRegion, Person second, string shared, DateTime now) => new()
    {
        FirstId = first,
        SecondId = second.Id,
        FirstRegion = firstRegion,
        SecondRegion = second.RegionCode,
        Name = second.Name,
        Shared = shared,
        FoundAt = now,
    };
}

/// <summary>The same search for many persons at a time: everybody by name and one thing besides, in memory (重复索引).</summary>
public sealed class TwinIndex
{
    private readonly Dictionary<ulong, Guid> _known = [];
    private bool _read;

    /// <summary>Reads those who are in the register, once.</summary>
    public async Task ReadAsync(CanLianDb db)
    {
        if (_read)
        {
            return;
        }
        _read = true;
        var persons = db.Persons.IgnoreQueryFilters().AsNoTracking()
            .Select(p => new { p.Id, p.Name, p.BirthDate, p.HouseholdId, Phone = EF.Property<byte[]?>(p, nameof(Person.Phone) + "Sealed") });
        await foreach (var person in persons.AsAsyncEnumerable())
        {
            var phone = person.Phone is { Length: > 0 } cell ? db.Ring.OpenText("Persons.Phone", person.Id.ToByteArray(), cell) : null;
            foreach (var (_, key) in KeysOf(person.Name, person.BirthDate, phone, person.HouseholdId))
            {
                _known.TryAdd(key, person.Id);
            }
        }
    }

    /// <summary>Who may be the same as a new person, and what they share; then the new person is known too.</summary>
    public IReadOnlyList<(Guid Other, string Shared)> Meet(Person person)
    {
        var met = new List<(Guid Other, string Shared)>();
        foreach (var (what, key) in KeysOf(person.Name, person.BirthDate, person.Phone, person.HouseholdId))
        {
            if (!_known.TryAdd(key, person.Id))
            {
                var at = met.FindIndex(m => m.Other == _known[key]);
                if (at < 0)
                {
                    met.Add((_known[key], what));
                }
                else
                {
                    met[at] = (met[at].Other, met[at].Shared + "、" + what);
                }
            }
        }
        return met;
    }

    private static IEnumerable<(string What, ulong Key)> KeysOf(string name, DateOnly born, string? phone, Guid? household)
    {
        yield return ("出生日期", Hash(name, 1, born.DayNumber.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (phone is { Length: > 0 })
        {
            yield return ("手机", Hash(name, 2, phone));
        }
        if (household is { } home)
        {
            yield return ("同一户", Hash(name, 3, home.ToString()));
        }
    }

    private static ulong Hash(string name, int what, string value)
    {
        var hash = 14695981039346656037UL ^ (ulong)what;
        foreach (var sign in name)
        {
            hash = (hash ^ sign) * 1099511628211UL;
        }
        hash = (hash ^ '|') * 1099511628211UL;
        foreach (var sign in value)
        {
            hash = (hash ^ sign) * 1099511628211UL;
        }
        return hash;
    }
}
