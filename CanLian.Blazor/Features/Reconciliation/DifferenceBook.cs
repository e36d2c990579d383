using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>What a list did to the book of differences (差异台账变动).</summary>
public sealed record BookChange(int Added, int Closed);

/// <summary>
/// Carries differences from list to list (差异台账): what is open and shown again stays open, what is no longer shown is closed by the list itself, and what was
/// decided for ours stays decided as long as both values are the same.
/// </summary>
internal sealed class DifferenceBook(CanLianDb db, ListKind list, Month month, DateTime now, DateOnly today)
{
    private readonly string _month = month.ToString();

    public async Task<BookChange> EnterAsync(
        IReadOnlyList<FoundDifference> found, ListedPlaces places, IReadOnlyDictionary<ListedPerson, Guid> suggested, CancellationToken cancellation)
    {
        var stored = (await db.Differences
            .Where(d => d.FromList == list && d.SuccessorId == null && (d.ClosedMonth == null || d.Decision == DifferenceDecision.KeepOurs)).ToListAsync(cancellation))
            .OrderBy(d => d.Open).ThenBy(d => d.DecidedAt).ToLookup(d => (d.Kind, d.Subject));
        var owners = await Owners.LoadAsync(db, cancellation);
        var shown = new HashSet<(DifferenceKind, string)>();
        var added = 0;
        foreach (var one in found)
        {
            var subject = one.Person?.Id.ToString("N") ?? db.HashOf(one.Row!.Number);
            if (!shown.Add((one.Kind, subject)))
            {
                continue;
            }
            var known = stored[(one.Kind, subject)].LastOrDefault();
            if (known is not null && (known.Open || (known.Ours, known.Theirs) == (one.Ours, one.Theirs)))
            {
                Renew(known, one);
                continue;
            }
            added++;
            var region = one.Person?.RegionCode ?? places.NearestTo(one.Row!.Town, one.Row.Village);
            var owner = owners.Of(one.Kind, region);
            db.Add(new Difference
            {
                Kind = one.Kind,
                FromList = list,
                Subject = subject,
                PersonId = one.Person?.Id,
                SuggestedPersonId = one.Person is null && suggested.TryGetValue(one.Row!, out var somebody) ? somebody : null,
                Name = one.Person?.Name ?? one.Row!.Name,
                RegionCode = region,
                Number = one.Row?.Number.Written,
                Household = one.Row?.Household ?? "",
                Ours = one.Ours,
                Theirs = one.Theirs,
                TheirRegionCode = one.TheirRegion,
                Cause = one.Cause,
                OwnerId = owner?.Id,
                OwnerName = owner?.DisplayName ?? "",
                FirstMonth = _month,
                LastMonth = _month,
                LastSeenAt = now,
            });
        }
        var gone = stored.SelectMany(d => d).Where(d => d.Open && !shown.Contains((d.Kind, d.Subject))).ToList();
        gone.ForEach(d => d.Close(DifferenceDecision.Agreed, _month, db.Actor.Name, now, today));
        return new BookChange(added, gone.Count);
    }

    private void Renew(Difference known, FoundDifference one)
    {
        if (known.LastMonth == _month && (known.Ours, known.Theirs) == (one.Ours, one.Theirs))
        {
            return;
        }
        (known.Ours, known.Theirs, known.TheirRegionCode, known.LastMonth, known.LastSeenAt) = (one.Ours, one.Theirs, one.TheirRegion, _month, now);
        known.Name = one.Person?.Name ?? one.Row!.Name;
        if (one.Row is { } row)
        {
            (known.Household, known.Number) = (row.Household, row.Number.Written);
        }
    }
}

/// <summary>Whose a difference is to clear up (负责人): what can be seen in the village is the village's, a certificate or a number the district's.</summary>
internal sealed class Owners
{
    private readonly ILookup<string, Account> _villages;
    private readonly ILookup<string, Account> _towns;
    private readonly Account? _district;

    private Owners(IReadOnlyList<Account> accounts)
    {
        _villages = accounts.Where(a => a.Role == Role.VillageWorker).ToLookup(a => a.RegionCode);
        _towns = accounts.Where(a => a.Role == Role.TownOfficer).ToLookup(a => a.RegionCode);
        _district = accounts.FirstOrDefault(a => a.Role == Role.ExchangeClerk) ?? accounts.FirstOrDefault(a => a.Role == Role.DistrictOfficer);
    }

    public static async Task<Owners> LoadAsync(CanLianDb db, CancellationToken cancellation) => new(await AllAsync(db, cancellation));

    /// <summary>Everybody in the actor's region who may have a difference to clear up.</summary>
    public static async Task<IReadOnlyList<Account>> AllAsync(CanLianDb db, CancellationToken cancellation = default)
    {
        var (low, high) = RegionRange.Of(db.Actor.Region);
        return await db.Users.AsNoTracking()
            .Where(u => u.DisabledAt == null && string.Compare(u.RegionCode, low) >= 0 && string.Compare(u.RegionCode, high) <= 0
                && (u.Role == Role.VillageWorker || u.Role == Role.TownOfficer || u.Role == Role.ExchangeClerk || u.Role == Role.DistrictOfficer))
            .OrderBy(u => u.RegionCode).ThenBy(u => u.UserName).ToListAsync(cancellation);
    }

    public Account? Of(DifferenceKind kind, string region) => kind is DifferenceKind.OnlyOurs or DifferenceKind.Name or DifferenceKind.Place
        ? _villages[region].FirstOrDefault() ?? _towns[Region.TownOf(region)].FirstOrDefault() ?? _district
        : _district;
}
