using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases;

/// <summary>The counter for lots, classes and events: created, dated, moved through their states.</summary>
public sealed class BatchDesk(CanLianDbFactory databases)
{
    /// <summary>Creates or changes a batch. A changed one must be the version that was read.</summary>
    public async Task<Outcome> SaveAsync(Actor actor, Batch batch)
    {
        if (actor.Role is not (Role.DistrictOfficer or Role.TownOfficer) || !actor.Handles(batch.Programme))
        {
            return Outcome.Refused("标段和班次由区残联经办或镇（街道）干事管");
        }
        var problems = Problems(batch).ToList();
        if (problems.Count > 0)
        {
            return Outcome.Refused(problems);
        }
        await using var db = databases.Open(actor);
        // A name is given once, also where the reader does not see.
        if (await db.Batches.IgnoreQueryFilters().AnyAsync(b => b.Programme == batch.Programme && b.Name == batch.Name && b.Id != batch.Id))
        {
            return Outcome.Refused(new Reason(new Text("已经有叫“{0}”的了，换个名称", batch.Name), "batch-name"));
        }
        var stored = await db.Batches.SingleOrDefaultAsync(b => b.Id == batch.Id);
        if (stored is null)
        {
            if (await db.Batches.IgnoreQueryFilters().AnyAsync(b => b.Id == batch.Id))
            {
                throw new OutsideScopeException();
            }
            db.Add(batch);
        }
        else if (stored.Version != batch.Version)
        {
            return Outcome.Refused("别人刚改过，请看过最新的再改");
        }
        else
        {
            db.Entry(stored).CurrentValues.SetValues(batch);
        }
        await db.SaveChangesAsync();
        return Outcome.Done;
    }

    private static IEnumerable<Reason> Problems(Batch batch)
    {
        if (string.IsNullOrWhiteSpace(batch.Name))
        {
            yield return new Reason(new Text("写名称"), "batch-name");
        }
        if (batch.EndsOn < batch.StartsOn)
        {
            yield return new Reason(new Text("结束日期不能早于开始日期"), "batch-ends");
        }
        if (batch.ProcuredOn < batch.DesignedOn)
        {
            yield return new Reason(new Text("采购完成不能早于设计完成"), "batch-procured");
        }
        if (batch.WorkStartedOn < batch.ProcuredOn)
        {
            yield return new Reason(new Text("开工不能早于采购完成"), "batch-started");
        }
        if (batch.AcceptedOn < batch.WorkStartedOn)
        {
            yield return new Reason(new Text("验收不能早于开工"), "batch-accepted");
        }
        if (batch.Capacity is <= 0)
        {
            yield return new Reason(new Text("人数要大于 0"), "batch-capacity");
        }
    }
}
