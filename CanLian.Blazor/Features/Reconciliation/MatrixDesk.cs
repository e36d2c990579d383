using CanLian.Blazor.Data;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>Where gaps of the matrix become work (派任务).</summary>
public sealed class MatrixDesk(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>Opens a task for each chosen gap that has none; tells how many are new.</summary>
    public async Task<(Outcome Outcome, int Opened)> OpenTasksAsync(Actor actor, IReadOnlyCollection<Gap> gaps, DateOnly? dueOn)
    {
        if (!ReconciliationAccess.MayWrite(actor))
        {
            return (ReconciliationAccess.ReadOnly, 0);
        }
        if (dueOn is not { } due || due < clock.Today)
        {
            return (Outcome.Refused(new Reason(new Text("期限要填今天或以后的日子"), "task-due")), 0);
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        var opened = await OutreachOpening.OpenAsync(db, gaps, due, clock.Today);
        var saved = await db.SaveOrRefuseAsync("就在刚才，别人先派了其中的任务，这次没有派。打开最新的再派");
        if (saved.Succeeded)
        {
            await write.CommitAsync();
        }
        return (saved, saved.Succeeded ? opened.Count : 0);
    }
}
