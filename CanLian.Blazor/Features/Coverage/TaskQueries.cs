using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Coverage;

/// <summary>Which tasks are shown (看哪些任务).</summary>
public enum TaskShow
{
    [Label("没办结")] Open,
    [Label("逾期")] Overdue,
    [Label("已办结")] Closed,
}

/// <summary>What an address of the page asks (查询条件).</summary>
public sealed record TaskAsk(string? Place = null, string? Programme = null, string? Worker = null, TaskShow Show = TaskShow.Open, int Page = 1);

/// <summary>How the tasks of somebody in a village stand (任务合计): all of them are open or have one of the ends.</summary>
/// <param name="Village">Code of the village.</param>
/// <param name="WorkerId">Whose they are; empty where nobody has a sign-in.</param>
/// <param name="Worker">The name.</param>
/// <param name="Open">Not closed.</param>
/// <param name="Overdue">Of these, late.</param>
/// <param name="Ends">Closed, by what came of it.</param>
public sealed record TaskTally(string Village, string WorkerId, string Worker, int Open, int Overdue, IReadOnlyDictionary<OutreachEnd, int> Ends)
{
    public int Closed => Ends.Values.Sum();
}

/// <summary>One task with the person and the case that belongs to it.</summary>
public sealed record TaskRow(OutreachTask Task, string Name, string? CaseNumber, string? CaseProgramme, string? Stage);

/// <summary>Tasks as those who gave them out see them (任务进度).</summary>
public sealed record TaskView(IReadOnlyList<TaskTally> Tallies, IReadOnlyList<TaskRow> Rows, int Total, IReadOnlyList<string> Programmes, IReadOnlyDictionary<string, string> Places);

/// <summary>Reads how tasks stand by village and worker: open ones, and those of the year that are closed.</summary>
public sealed class TaskQueries(CanLianDbFactory databases, RegionQueries regions, OfficeClock clock)
{
    public const int PageSize = 25;

    /// <summary>Null for a place that is not the reader's.</summary>
    public async Task<TaskView?> ViewAsync(Actor actor, TaskAsk ask)
    {
        if (ask.Place is { } place && !Region.Contains(actor.Region, place))
        {
            return null;
        }
        await using var db = databases.Open(actor);
        var (today, places) = (clock.Today, (await regions.AllAsync(actor)).ToDictionary(r => r.Code, r => r.Name));
        var all = Seen(db, actor);
        var programmes = await all.Select(t => t.Programme).Distinct().OrderBy(p => p).ToListAsync();
        if (ask.Place is { } chosen)
        {
            var (low, high) = RegionRange.Of(chosen);
            all = all.Where(t => string.Compare(t.RegionCode, low) >= 0 && string.Compare(t.RegionCode, high) <= 0);
        }
        all = ask.Programme is { } programme ? all.Where(t => t.Programme == programme) : all;
        var groups = await all.GroupBy(t => new { t.RegionCode, t.AssigneeId, t.AssigneeName, t.End })
            .Select(g => new { g.Key, Count = g.Count(), Open = g.Sum(t => t.ClosedOn == null ? 1 : 0), Late = g.Sum(t => t.ClosedOn == null && t.DueOn < today ? 1 : 0) }).ToListAsync();
        var tallies = groups.GroupBy(g => (g.Key.RegionCode, Id: g.Key.AssigneeId ?? "", g.Key.AssigneeName)).Select(g => new TaskTally(
            g.Key.RegionCode, g.Key.Id, g.Key.AssigneeName, g.Sum(x => x.Open), g.Sum(x => x.Late),
            g.Where(x => x.Key.End is not null).GroupBy(x => x.Key.End!.Value).ToDictionary(e => e.Key, e => e.Sum(x => x.Count))))
            .OrderBy(t => t.Village, StringComparer.Ordinal).ThenBy(t => t.Worker, StringComparer.Ordinal).ToList();
        var shown = ask.Worker switch
        {
            null => all,
            "" => all.Where(t => t.AssigneeId == null),
            var worker => all.Where(t => t.AssigneeId == worker),
        };
        shown = ask.Show switch
        {
            TaskShow.Open => shown.Where(t => t.ClosedOn == null),
            TaskShow.Overdue => shown.Where(t => t.ClosedOn == null && t.DueOn < today),
            TaskShow.Closed => shown.Where(t => t.ClosedOn != null),
        };
        var rows = await (ask.Show == TaskShow.Closed ? shown.OrderByDescending(t => t.ClosedOn) : shown.OrderBy(t => t.DueOn)).ThenBy(t => t.RegionCode).ThenBy(t => t.Id)
            .Skip((ask.Page - 1) * PageSize).Take(PageSize)
            .Select(t => new { Task = t, t.Person!.Name, Case = db.Cases.Where(c => c.Id == t.CaseId).Select(c => new { c.Number, c.Programme, c.Stage }).FirstOrDefault() }).ToListAsync();
        return new TaskView(tallies, [.. rows.Select(r => new TaskRow(r.Task, r.Name, r.Case?.Number, r.Case?.Programme, r.Case?.Stage))], await shown.CountAsync(), programmes, places);
    }

    // A district officer follows the programmes handled; what other offices pay has no programme of ours and is everybody's.
    private IQueryable<OutreachTask> Seen(CanLianDb db, Actor actor)
    {
        var since = new DateOnly(clock.Today.Year, 1, 1);
        var tasks = db.OutreachTasks.AsNoTracking().Where(t => t.ClosedOn == null || t.ClosedOn >= since);
        var other = Domain.Catalogue.Programmes.Where(p => !actor.Handles(p.Code)).Select(p => p.Code).ToList();
        return other.Count == 0 ? tasks : tasks.Where(t => !other.Contains(t.Programme));
    }
}
