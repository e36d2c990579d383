using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Exports;

/// <summary>A page of what was taken out, and how many records there are.</summary>
public sealed record ExportList(IReadOnlyList<ExportRecord> Rows, int Total);

/// <summary>Reads of what was taken out: the auditor and the supervisor everybody's of their region, everybody else their own.</summary>
public sealed class ExportQueries(CanLianDbFactory databases)
{
    public const int PageSize = 25;

    /// <summary>Whether somebody reads what others took out.</summary>
    public static bool SeesAll(Actor actor) => actor.Role is Role.Auditor or Role.Supervisor;

    public async Task<ExportList> ListAsync(Actor actor, bool onlyFull, int page)
    {
        await using var db = databases.Open(actor);
        var (low, high) = RegionRange.Of(actor.Region);
        var all = SeesAll(actor);
        var records = db.ExportRecords.AsNoTracking().Where(r =>
            (!onlyFull || r.Full) && (r.ActorId == actor.Id || (all && string.Compare(r.RegionCode, low) >= 0 && string.Compare(r.RegionCode, high) <= 0)));
        return new ExportList(await records.OrderByDescending(r => r.At).ThenBy(r => r.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(), await records.CountAsync());
    }
}
