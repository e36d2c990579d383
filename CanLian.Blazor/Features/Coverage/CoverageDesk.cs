using CanLian.Blazor.Data;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Coverage;

/// <summary>What became of those who were chosen (派出结果): together they are all of them.</summary>
/// <param name="Opened">Tasks that are new.</param>
/// <param name="Already">Somebody had been sent to them, or to their household, before.</param>
/// <param name="Gone">They are no longer on the list: served meanwhile, or not entitled any more.</param>
public sealed record Assigned(int Opened, int Already, int Gone);

/// <summary>Where the list of those not reached becomes work (派任务): one step for many, each person once.</summary>
public sealed class CoverageDesk(CanLianDbFactory databases, OfficeClock clock, LiveUpdates live)
{
    /// <summary>Opens a task for each chosen person who is still on the list and has none.</summary>
    /// <param name="actor">Who sends.</param>
    /// <param name="code">The programme.</param>
    /// <param name="persons">Who was chosen.</param>
    /// <param name="account">Who is sent; null for the worker of each village.</param>
    /// <param name="dueOn">By when.</param>
    public async Task<(Outcome Outcome, Assigned? Result)> AssignAsync(Actor actor, string code, IReadOnlyCollection<Guid> persons, string? account, DateOnly? dueOn)
    {
        if (Catalogue.Find(code, actor) is not { } programme || !CoverageAccess.MayAssign(actor, programme))
        {
            return (CoverageAccess.Refusal, null);
        }
        if (dueOn is not { } due || due < clock.Today)
        {
            return (Outcome.Refused(new Reason(new Text("期限要填今天或以后的日子"), "task-due")), null);
        }
        if (persons.Count is 0 or > CoverageQueries.MostAtOnce)
        {
            return (Outcome.Refused(persons.Count == 0 ? "先选人" : "一次最多派 {0} 人，先按村选", CoverageQueries.MostAtOnce), null);
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        var chosen = persons.ToList();
        var listed = await new Reach(programme, db, FigureScope.Of(clock.Today.Year, actor.Region, clock.Today)).Standing(ReachState.Unreached)
            .Where(p => chosen.Contains(p.Id)).OrderBy(p => p.RegionCode).ThenBy(p => p.SortKey).Select(p => new { p.Id, p.Name, p.RegionCode }).ToListAsync();
        Account? to = null;
        if (account is not null)
        {
            to = await db.Users.SingleOrDefaultAsync(u => u.Id == account && u.DisabledAt == null);
            if (to is null || !CoverageAccess.Assignees.Contains(to.Role) || !Region.Contains(actor.Region, to.RegionCode))
            {
                return (Outcome.Refused(new Reason(new Text("选的人不在您的范围里，或已停用，换一位"), "task-to")), null);
            }
            if (listed.Find(p => !Region.Contains(to.RegionCode, p.RegionCode)) is { } outside)
            {
                return (Outcome.Refused(new Reason(new Text("{0}不管{1}住的村，改派给各村专职委员，或换一位", to.DisplayName, outside.Name), "task-to")), null);
            }
            if (!to.ToActor().Handles(code))
            {
                return (Outcome.Refused(new Reason(new Text("{0}不办这个项目，换一位", to.DisplayName), "task-to")), null);
            }
        }
        var gaps = listed.ConvertAll(p => new Gap(p.Id, code, programme.Name, programme.Subject == Subject.Household));
        var opened = await OutreachOpening.OpenAsync(db, gaps, due, clock.Today, to);
        var saved = await db.SaveOrRefuseAsync("就在刚才，别人先派了其中的任务，这次没有派。打开最新的再派");
        if (!saved.Succeeded)
        {
            return (saved, null);
        }
        await write.CommitAsync();
        foreach (var village in opened.Select(t => t.RegionCode).Distinct())
        {
            live.Publish(new LiveUpdate(code, village, Guid.Empty, new Text("{0}：派出补漏任务", new Text(programme.ShortName))));
        }
        return (saved, new Assigned(opened.Count, listed.Count - opened.Count, chosen.Count - listed.Count));
    }
}
