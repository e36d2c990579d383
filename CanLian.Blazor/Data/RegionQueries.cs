using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>Places, for filters and pickers: those an actor's scope touches.</summary>
public sealed class RegionQueries(CanLianDbFactory databases)
{
    /// <summary>Towns in the actor's scope; a village worker's own town.</summary>
    public async Task<IReadOnlyList<Region>> TownsAsync(Actor actor) =>
        [.. (await AllAsync(actor)).Where(r => r.Code.Length == Region.TownLength)];

    /// <summary>Villages in the actor's scope.</summary>
    public async Task<IReadOnlyList<Region>> VillagesAsync(Actor actor) =>
        [.. (await AllAsync(actor)).Where(r => r.Code.Length == Region.VillageLength)];

    /// <summary>Every place the scope touches: those below it and those it lies in, in the order of their codes.</summary>
    public async Task<IReadOnlyList<Region>> AllAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        var regions = await db.Regions.AsNoTracking().OrderBy(r => r.Code).ToListAsync();
        return [.. regions.Where(r => Region.Contains(actor.Region, r.Code) || Region.Contains(r.Code, actor.Region))];
    }
}
