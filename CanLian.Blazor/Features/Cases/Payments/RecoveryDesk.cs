using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases.Payments;

/// <summary>The counter where money that was paid is asked for again (追回): finance demands it and writes down what comes, the supervisor writes off what never will.</summary>
public sealed class RecoveryDesk(CanLianDbFactory databases, OfficeClock clock)
{
    public Task<Outcome> DemandAsync(Actor actor, Guid id, Recovery demand) => !PaymentDesk.Makes(actor)
        ? Task.FromResult(Outcome.Refused("追回由财务登记"))
        : ChangeAsync(actor, id, file => file.DemandBack(demand, actor, clock.UtcNow, clock.Today));

    public Task<Outcome> RepayAsync(Actor actor, Guid id, Guid recovery, Repayment part) => !PaymentDesk.Makes(actor)
        ? Task.FromResult(Outcome.Refused("退回的钱由财务登记"))
        : ChangeAsync(actor, id, file => file.Recoveries.Find(r => r.Id == recovery) is { } open ? file.RepayBack(open, part, actor, clock.UtcNow, clock.Today) : Gone);

    public Task<Outcome> WriteOffAsync(Actor actor, Guid id, Guid recovery, string reason) => !PaymentDesk.Approves(actor)
        ? Task.FromResult(Outcome.Refused("核销由分管领导办"))
        : ChangeAsync(actor, id, file => file.Recoveries.Find(r => r.Id == recovery) is { } open ? file.WriteOff(open, reason, actor, clock.UtcNow, clock.Today) : Gone);

    private static Outcome Gone => Outcome.Refused("没有这一笔追回，刷新看看");

    private async Task<Outcome> ChangeAsync(Actor actor, Guid id, Func<CaseFile, Outcome> change)
    {
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        if (await db.Cases.Include(c => c.Payments).Include(c => c.Recoveries).Include(c => c.Events).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == id) is not { } file)
        {
            return Outcome.Refused("找不到这件案件");
        }
        if (await PaymentQueries.Reversing(db).AnyAsync(r => r.State != PaymentLineState.Paid && r.CaseId == id))
        {
            return Outcome.Refused("这件案件的发放正在冲销，钱按冲销退回");
        }
        var outcome = change(file);
        if (!outcome.Succeeded)
        {
            return outcome;
        }
        outcome = await db.SaveOrRefuseAsync("就在刚才，别人先动了这件案件。页面已换成最新情况，请看过再办");
        if (outcome.Succeeded)
        {
            await write.CommitAsync();
        }
        return outcome;
    }
}
