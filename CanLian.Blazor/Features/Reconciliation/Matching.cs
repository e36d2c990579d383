using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>
/// Finds the persons whom a list means (匹配): by the keyed hash of the ID number alone, some hundreds at a time, whatever the size of the register. Whom that does
/// not find, somebody of the same name and day of birth may be, which is a suggestion and no more.
/// </summary>
internal static class Matching
{
    private const int AtOnce = 1_000;

    /// <summary>The persons of some numbers, by number.</summary>
    public static async Task<Dictionary<IdNumber, Counterpart>> FindAsync(CanLianDb db, IEnumerable<IdNumber> numbers, CancellationToken cancellation)
    {
        var found = new Dictionary<IdNumber, Counterpart>();
        foreach (var some in numbers.Distinct().Chunk(AtOnce))
        {
            var byHash = some.ToDictionary(id => db.HashOf(id));
            var hashes = byHash.Keys.ToList();
            var rows = await db.Persons.AsNoTracking()
                .Where(p => hashes.Contains(EF.Property<string>(p, SealedQueries.IdNumberHash)))
                .Select(p => new { p.Id, p.Name, p.RegionCode, Hash = EF.Property<string>(p, SealedQueries.IdNumberHash) })
                .ToListAsync(cancellation);
            var ids = rows.ConvertAll(r => r.Id);
            // Asked for apart: as part of the row, the current one of each would be ranked over the whole table.
            var certificates = (await db.Persons.AsNoTracking().Where(p => ids.Contains(p.Id)).SelectMany(p => p.Certificates).Where(c => c.Current).ToListAsync(cancellation))
                .ToLookup(c => c.PersonId);
            foreach (var row in rows)
            {
                found.Add(byHash[row.Hash], new Counterpart(row.Id, row.Name, row.RegionCode, certificates[row.Id].FirstOrDefault()));
            }
        }
        return found;
    }

    /// <summary>Persons of the same name and day of birth as rows whose number found nobody, by row.</summary>
    public static async Task<Dictionary<ListedPerson, Guid>> SuggestAsync(CanLianDb db, IReadOnlyList<ListedPerson> rows, CancellationToken cancellation)
    {
        var suggested = new Dictionary<ListedPerson, Guid>();
        foreach (var some in rows.Where(r => BirthOf(r.Number) is not null && r.Name.Length > 0).Chunk(AtOnce))
        {
            var keys = some.Select(r => Pinyin.SortKey(r.Name)).Distinct().ToList();
            var births = some.Select(r => BirthOf(r.Number)!.Value).Distinct().ToList();
            var persons = await db.Persons.AsNoTracking().Where(p => keys.Contains(p.SortKey) && births.Contains(p.BirthDate))
                .Select(p => new { p.Id, p.Name, p.BirthDate }).ToListAsync(cancellation);
            var known = persons.ToLookup(p => (p.Name, p.BirthDate), p => p.Id);
            foreach (var row in some)
            {
                if (known[(row.Name, BirthOf(row.Number)!.Value)].ToList() is [var only])
                {
                    suggested.Add(row, only);
                }
            }
        }
        return suggested;
    }

    // A number with a wrong digit may still say the day of birth.
    private static DateOnly? BirthOf(ListedNumber number) => number.Id is { } id ? id.BirthDate
        : number.Written.Length >= 14 && DateOnly.TryParseExact(number.Written.AsSpan(6, 8), "yyyyMMdd", out var day) ? day : null;
}
