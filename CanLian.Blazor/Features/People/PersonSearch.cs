using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.People;

/// <summary>By what somebody was found (命中).</summary>
public enum SearchReason
{
    [Label("姓名")] Name,
    [Label("拼音")] Spelling,
    [Label("拼音首字母")] Initials,
    [Label("证号或电话")] WholeNumber,
    [Label("证号或电话尾号")] NumberTail,
    [Label("村（社区）")] Place,
}

/// <summary>One person found, with what tells namesakes apart.</summary>
public sealed record PersonHit(Guid Id, string Name, Sex Sex, int Age, string? Disability, string Place, SearchReason Reason);

/// <summary>
/// The one box: part of a name, its spelling or initials, a number or its tail, a village. What was typed is looked up by keys that were
/// written with the person; a number is hashed before it is looked for and goes nowhere else.
/// </summary>
public sealed class PersonSearch(CanLianDbFactory databases, SearchHash hash, OfficeClock clock)
{
    public const int Most = 8;

    /// <summary>At most eight persons in the actor's region, names before places.</summary>
    public async Task<IReadOnlyList<PersonHit>> FindAsync(Actor actor, string text, CancellationToken cancellation = default)
    {
        await using var db = databases.Open(actor);
        var hits = new List<PersonHit>();
        foreach (var (reason, ids) in Ways(db, text))
        {
            var persons = await db.Persons.AsNoTracking()
                .Where(p => ids.Contains(p.Id))
                .OrderBy(p => p.SortKey).ThenBy(p => p.Id)
                .Take(Most)
                .Select(p => new
                {
                    p.Id, p.Name, p.Sex, p.BirthDate,
                    Certificate = p.Certificates.FirstOrDefault(c => c.Current),
                    Place = db.Regions.Where(r => r.Code == p.RegionCode).Select(r => r.Name).FirstOrDefault(),
                })
                .ToListAsync(cancellation);
            hits.AddRange(persons.Where(p => hits.TrueForAll(h => h.Id != p.Id)).Select(p => new PersonHit(
                p.Id, p.Name, p.Sex, Ages.On(p.BirthDate, clock.Today), p.Certificate?.Description, p.Place ?? "", reason)));
            if (hits.Count >= Most)
            {
                break;
            }
        }
        return hits.Count > Most ? hits[..Most] : hits;
    }

    /// <summary>Every person the text stands for, to narrow a list.</summary>
    internal IQueryable<Guid> Matching(CanLianDb db, string text)
    {
        var ways = Ways(db, text).Select(w => w.Ids).ToList();
        return ways.Count == 0 ? db.Persons.Where(_ => false).Select(p => p.Id) : ways.Aggregate((a, b) => a.Union(b));
    }

    /// <summary>Whether the text holds digits of a number, which must not stand in an address.</summary>
    public static bool IsNumber(string text) => text.Count(char.IsAsciiDigit) >= SearchKeys.ShortestTail;

    private IEnumerable<(SearchReason Reason, IQueryable<Guid> Ids)> Ways(CanLianDb db, string text)
    {
        var compact = HalfWidth.Compact(text);
        if (compact.Length == 0)
        {
            yield break;
        }
        if (IsNumber(compact))
        {
            if (compact.Length is >= SearchKeys.ShortestTail and <= SearchKeys.LongestTail)
            {
                yield return (SearchReason.NumberTail, ByKey(db, SearchKeys.Number + hash.Of("tail", compact)));
            }
            else
            {
                var whole = IdNumber.TryParse(compact, out var id, out _) ? id.Value : compact;
                yield return (SearchReason.WholeNumber, ByKey(db, SearchKeys.Number + hash.Of("whole", whole)));
            }
        }
        else if (compact.All(char.IsAsciiLetter))
        {
            if (compact.Length >= 2)
            {
                var letters = compact.ToLowerInvariant();
                yield return (SearchReason.Initials, ByPrefix(db, SearchKeys.Initials + letters));
                yield return (SearchReason.Spelling, ByPrefix(db, SearchKeys.Spelling + letters));
            }
        }
        else
        {
            yield return (SearchReason.Name, ByName(db, compact));
            if (compact.Length >= 2)
            {
                var places = db.Regions.Where(r => r.Name.Contains(compact)).Select(r => r.Code);
                yield return (SearchReason.Place, db.Persons.Where(p => places.Contains(p.RegionCode)).Select(p => p.Id));
            }
        }
    }

    private static IQueryable<Guid> ByKey(CanLianDb db, string key) => db.SearchKeys.Where(k => k.Key == key).Select(k => k.PersonId);

    // All keys that begin so: letters only, so the range ends before the sign after 'z'.
    private static IQueryable<Guid> ByPrefix(CanLianDb db, string prefix)
    {
        var end = prefix + '{';
        return db.SearchKeys.Where(k => string.Compare(k.Key, prefix) >= 0 && string.Compare(k.Key, end) < 0).Select(k => k.PersonId);
    }

    // A longer name is the meeting of its pairs of characters.
    private static IQueryable<Guid> ByName(CanLianDb db, string name)
    {
        if (name.Length <= 2)
        {
            return ByKey(db, SearchKeys.NamePart + name);
        }
        return Enumerable.Range(0, name.Length - 1)
            .Select(i => ByKey(db, string.Concat(SearchKeys.NamePart, name.AsSpan(i, 2))))
            .Aggregate((a, b) => a.Intersect(b));
    }
}

/// <summary>Whole years of age from a birth date (周岁).</summary>
internal static class Ages
{
    public static int On(DateOnly birth, DateOnly day) => day.Year - birth.Year - (birth.AddYears(day.Year - birth.Year) > day ? 1 : 0);
}
