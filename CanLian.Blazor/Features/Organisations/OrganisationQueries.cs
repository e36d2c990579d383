using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Organisations;

/// <summary>What a list of organisations asks for; null means any.</summary>
public sealed record OrganisationFilter(OrganisationKind? Kind = null, string? Town = null, InspectionState? Inspection = null);

/// <summary>What an organisation waits for (检查状态).</summary>
public enum InspectionState
{
    [Label("今年还没检查")] Due,
    [Label("整改逾期没复查")] Late,
    [Label("整改中")] Pending,
}

/// <summary>One organisation of the list.</summary>
/// <param name="Organisation">The record.</param>
/// <param name="Place">Town and village in words.</param>
/// <param name="Placed">Cases placed with it this year, refused and withdrawn ones apart, as far as the reader's region reaches.</param>
/// <param name="Free">Places left; null without a limit, and for readers who do not see every case.</param>
public sealed record OrganisationRow(Organisation Organisation, string Place, int Placed, int? Free);

/// <summary>The list, and what is missing where.</summary>
/// <param name="Rows">In order of kind and name.</param>
/// <param name="ByKind">How many of each kind there are in all.</param>
/// <param name="WithoutRehabilitation">Towns without a rehabilitation institution under contract.</param>
/// <param name="WithoutHome">Towns without a home in operation.</param>
/// <param name="InspectionsDue">How many were not inspected this year and must be.</param>
/// <param name="RectificationsLate">How many were to put something right, and nobody has looked again.</param>
/// <param name="WithoutStation">Each town's villages without a station in operation, by the name of the town.</param>
public sealed record OrganisationList(
    IReadOnlyList<OrganisationRow> Rows, IReadOnlyDictionary<OrganisationKind, int> ByKind,
    IReadOnlyList<string> WithoutRehabilitation, IReadOnlyList<string> WithoutHome, IReadOnlyList<TownGap> WithoutStation, int InspectionsDue, int RectificationsLate);

/// <summary>One organisation with its inspections (机构页).</summary>
/// <param name="Organisation">The record.</param>
/// <param name="Place">Town and village in words.</param>
/// <param name="Due">It must be inspected this year and was not.</param>
public sealed record OrganisationView(Organisation Organisation, string Place, bool Due);

/// <summary>The villages of a town that lack something (缺站点的村).</summary>
public sealed record TownGap(string Town, int Villages, IReadOnlyList<string> Lacking);

/// <summary>Reads of organisations and sites. They are public bodies: everybody sees them all, only the counts of cases follow the region.</summary>
public sealed class OrganisationQueries(CanLianDbFactory databases, OfficeClock clock)
{
    public async Task<OrganisationList> ListAsync(Actor actor, OrganisationFilter filter)
    {
        await using var db = databases.Open(actor);
        var today = clock.Today;
        var regions = await db.Regions.AsNoTracking().ToListAsync();
        var names = regions.ToDictionary(r => r.Code, r => r.Name);
        var all = await db.Organisations.AsNoTracking().Include(o => o.Inspections).ToListAsync();
        var placed = await PlacedAsync(db, today.Year);
        var wholeDistrict = actor.Region.Length <= Region.DistrictLength;
        var rows = all
            .Where(o => (filter.Kind is null || o.Kind == filter.Kind)
                && (filter.Town is null || Region.Contains(filter.Town, o.RegionCode)) && (filter.Inspection is not { } state || Stands(o, state, today)))
            .OrderBy(o => o.Kind).ThenByDescending(o => o.Operating).ThenBy(o => o.Name, StringComparer.Ordinal)
            .Select(o => Row(o, placed.GetValueOrDefault(o.Id)));
        var towns = regions.Where(r => r.Code.Length == Region.TownLength).OrderBy(r => r.Code, StringComparer.Ordinal).ToList();
        return new OrganisationList(
            [.. rows],
            all.CountBy(o => o.Kind).ToDictionary(),
            Without(o => o.Kind == OrganisationKind.Rehabilitation && o.HasContractOn(today)),
            Without(o => o.Kind == OrganisationKind.Home && o.Operating),
            [.. towns.Select(Gap).Where(g => g.Lacking.Count > 0)],
            all.Count(o => Stands(o, InspectionState.Due, today)),
            all.Count(o => Stands(o, InspectionState.Late, today)));

        TownGap Gap(Region town)
        {
            var villages = regions.Where(r => r.Code.Length == Region.VillageLength && Region.Contains(town.Code, r.Code)).OrderBy(r => r.Code, StringComparer.Ordinal).ToList();
            return new TownGap(town.Name, villages.Count, [.. villages
                .Where(v => !all.Exists(o => o.Kind == OrganisationKind.Station && o.Operating && o.RegionCode == v.Code)).Select(v => v.Name)]);
        }

        OrganisationRow Row(Organisation o, int count) => new(
            o, Place(o.RegionCode, names), count, wholeDistrict && o.Capacity is { } capacity ? Math.Max(0, capacity - count) : null);

        IReadOnlyList<string> Without(Func<Organisation, bool> serves) =>
            [.. towns.Where(t => !all.Exists(o => Region.Contains(t.Code, o.RegionCode) && serves(o))).Select(t => t.Name)];
    }

    /// <summary>One as its page shows it; null when there is no such.</summary>
    public async Task<OrganisationView?> ViewAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await db.Organisations.AsNoTracking().Include(o => o.Inspections).SingleOrDefaultAsync(o => o.Id == id) is not { } stored)
        {
            return null;
        }
        string[] codes = [Region.TownOf(stored.RegionCode), stored.RegionCode];
        var names = await db.Regions.AsNoTracking().Where(r => codes.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Name);
        return new OrganisationView(stored, Place(stored.RegionCode, names), Stands(stored, InspectionState.Due, clock.Today));
    }

    /// <summary>One to be changed; null when there is no such.</summary>
    public async Task<OrganisationEdit?> FindAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        return await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id) is { } stored ? OrganisationEdit.Of(stored) : null;
    }

    private static bool Stands(Organisation o, InspectionState state, DateOnly today) => state switch
    {
        InspectionState.Due => o.Operating && Inspection.Kinds.Contains(o.Kind) && !(o.OpenedOn?.Year >= today.Year) && !o.Inspections.Exists(i => i.On.Year == today.Year),
        InspectionState.Late => o.Inspections.Exists(i => i.LateOn(today)),
        InspectionState.Pending => o.Inspections.Exists(i => i.Pending),
    };

    // A contractor has its cases through the lot, every other body on the case itself.
    private static async Task<Dictionary<Guid, int>> PlacedAsync(CanLianDb db, int year) =>
        await db.Cases.AsNoTracking()
            .Where(c => c.Year == year && c.StageKind != StageKind.Refused && c.StageKind != StageKind.Withdrawn)
            .Select(c => c.OrganisationId ?? c.Batch!.OrganisationId)
            .Where(id => id != null)
            .GroupBy(id => id!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count);

    private static string Place(string code, Dictionary<string, string> names) =>
        code.Length <= Region.TownLength
            ? names.GetValueOrDefault(code, "")
            : names.GetValueOrDefault(Region.TownOf(code), "") + names.GetValueOrDefault(code, "");
}
