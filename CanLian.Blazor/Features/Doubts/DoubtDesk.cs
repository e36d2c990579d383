using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Doubts;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Doubts;

/// <summary>Where people decide about what looks wrong (疑点窗口): settle it with a reason, give it to somebody, or send somebody to the door.</summary>
public sealed class DoubtDesk(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>Stands in a task for the programme, so that it is not mistaken for a gap of one.</summary>
    public const string TaskCode = "doubt";

    private const string Overtaken = "就在刚才，别人先处理了这条疑点。页面已换成最新情况，请看过再办";

    /// <summary>Whether somebody may have the records looked through at once.</summary>
    public static bool MayLook(Actor actor) => actor.Role == Role.Supervisor;

    /// <summary>Whether somebody decides about doubts at all; which ones is the region and the programme.</summary>
    public static bool MayDecide(Role role) => role is Role.TownOfficer or Role.DistrictOfficer or Role.Supervisor;

    public Task<Outcome> SettleAsync(Actor actor, Guid id, Verdict? verdict, string reason) =>
        ChangeAsync(actor, id, (_, doubt) => Task.FromResult(doubt.Settle(verdict, reason, actor, clock.UtcNow)));

    public Task<Outcome> AssignAsync(Actor actor, Guid id, string? accountId) => ChangeAsync(actor, id, async (db, doubt) =>
        await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == accountId && u.DisabledAt == null) is { } account && MayHave(account.ToActor(), doubt)
            ? doubt.AssignTo(account.Id, account.DisplayName)
            : Outcome.Refused(new Reason(new Text("选交给谁核实"), "doubt-assignee")));

    /// <summary>Opens a task of the village's worker to see to it at the door.</summary>
    public Task<Outcome> SendAsync(Actor actor, Guid id, DateOnly? dueOn) => ChangeAsync(actor, id, async (db, doubt) =>
    {
        if (doubt.PersonId is not { } person)
        {
            return Outcome.Refused("这条疑点没有可以上门的人");
        }
        if (dueOn is not { } due || due < clock.Today)
        {
            return Outcome.Refused(new Reason(new Text("期限要填今天或以后的日子"), "doubt-due"));
        }
        return (await OutreachOpening.OpenAsync(db, [new Gap(person, TaskCode, "核实疑点：" + (Catalogue.Doubts.Find(doubt.Rule)?.Label ?? ""))], due, clock.Today)).Count == 0
            ? Outcome.Refused("已经派过人去核实，还没有办结")
            : Outcome.Done;
    });

    /// <summary>Whether somebody may decide about this one.</summary>
    internal static bool MayHave(Actor actor, Doubt doubt) =>
        MayDecide(actor.Role) && Region.Contains(actor.Region, doubt.RegionCode) && (doubt.Programme.Length == 0 || actor.Handles(doubt.Programme)) && actor.Id != doubt.AboutId;

    private async Task<Outcome> ChangeAsync(Actor actor, Guid id, Func<CanLianDb, Doubt, Task<Outcome>> change)
    {
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        if (await db.Doubts.SingleOrDefaultAsync(d => d.Id == id) is not { } doubt)
        {
            return Outcome.Refused("没有这条疑点");
        }
        if (!MayHave(actor, doubt))
        {
            return Outcome.Refused("疑点由镇（街道）干事、区残联经办和分管领导核实，不由经办人自己核实");
        }
        var outcome = await change(db, doubt);
        if (!outcome.Succeeded)
        {
            return outcome;
        }
        outcome = await db.SaveOrRefuseAsync(Overtaken);
        if (outcome.Succeeded)
        {
            await write.CommitAsync();
        }
        return outcome;
    }
}
