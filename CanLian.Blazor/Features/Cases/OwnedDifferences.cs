using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases;

/// <summary>Where the bureau's list and the register disagree, as whoever has to find out which is right sees it (要核对的差异).</summary>
public sealed record OwnedDifference(Guid Id, Guid? PersonId, string Name, DifferenceKind Kind, string Ours, string Theirs, string Since);

/// <summary>Reads the open differences that somebody has to clear up.</summary>
public sealed class OwnedDifferences(CanLianDbFactory databases)
{
    public async Task<IReadOnlyList<OwnedDifference>> OpenForAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        return await db.Differences.AsNoTracking().Where(d => d.OwnerId == actor.Id && d.ClosedMonth == null).OrderBy(d => d.FirstMonth).ThenBy(d => d.Id).Take(WorkQueries.Most)
            .Select(d => new OwnedDifference(d.Id, d.PersonId, d.Name, d.Kind, d.Ours, d.Theirs, d.FirstMonth)).ToListAsync();
    }
}
