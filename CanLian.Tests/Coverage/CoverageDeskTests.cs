using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Coverage;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Tests.Browser;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Coverage;

/// <summary>From the list of those not reached to somebody's work and to its end, on the demonstration.</summary>
public class CoverageDeskTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private const string Code = "insurance_subsidy";
    private static readonly DateOnly _due = new(2024, 1, 12);

    [Fact]
    public async Task Chosen_persons_become_work_once_and_a_case_that_is_done_ends_the_task()
    {
        var (supervisor, worker) = (host.Actor(Browser.Village.Supervisor), host.Actor(Browser.Village.Worker));
        var (queries, desk, outreach) = (host.Service<CoverageQueries>(), host.Service<CoverageDesk>(), host.Service<OutreachDesk>());
        var ask = new CoverageAsk(Code, Places.Nanshilou);
        var before = (await queries.ViewAsync(supervisor, ask))!;
        Guid[] chosen = [.. before.Rows!.Take(2).Select(r => r.Person.Id)];
        Assert.True(before.MayAssign);

        Assert.Equal("task-due", (await desk.AssignAsync(supervisor, Code, chosen, null, new DateOnly(2023, 12, 1))).Outcome.Reasons.Single().Anchor);
        Assert.False((await desk.AssignAsync(worker, Code, chosen, null, _due)).Outcome.Succeeded);
        // Somebody elsewhere does not become the one to go.
        Assert.Equal("task-to", (await desk.AssignAsync(supervisor, Code, chosen, host.Service<CanLianDbFactory>().AccountElsewhere(), _due)).Outcome.Reasons.Single().Anchor);
        Assert.Equal(new Assigned(2, 0, 0), (await desk.AssignAsync(supervisor, Code, chosen, null, _due)).Result);
        var free = before.Rows![2].Person.Id;
        Assert.Equal(new Assigned(1, 2, 1), (await desk.AssignAsync(supervisor, Code, [.. chosen, free, Guid.NewGuid()], worker.Id, _due)).Result);

        var tasks = await outreach.OpenForAsync(worker);
        Assert.Equal([.. chosen.Append(free).Order()], tasks.Select(t => t.PersonId).Order());
        Assert.All(tasks, t => Assert.Equal(("医保缴费补贴", supervisor.Name, _due), (t.What, t.OpenedBy, t.DueOn)));
        var row = (await queries.ViewAsync(supervisor, ask))!.Rows!.Single(r => r.Person.Id == free);
        Assert.Equal((true, worker.Name), (row.Task!.Open, row.Task.Assignee));

        var file = (await host.Service<CaseDesk>().OpenAsync(worker, Code, free, new DateOnly(2023, 12, 29))).CaseId;
        Assert.Equal(file, (await outreach.OpenForAsync(worker)).Single(t => t.PersonId == free).CaseId);
        using (var db = host.Open())
        {
            var programme = Catalogue.Of(Code);
            var day = new DateOnly(2023, 12, 29);
            db.Cases.Include(c => c.Events).Single(c => c.Id == file).PlaceAsRecorded(programme.Flow.Stages.Last(s => s.Kind == StageKind.Done), day, day, day, "到账", Actor.System, DateTime.UnixEpoch);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.DoesNotContain(await outreach.OpenForAsync(worker), t => t.PersonId == free);
        Assert.True((await outreach.CloseAsync(worker, tasks.First(t => t.PersonId == chosen[0]).Id, OutreachEnd.Declined, "不参保")).Succeeded);

        var tally = Assert.Single((await host.Service<TaskQueries>().ViewAsync(supervisor, new TaskAsk(Places.Nanshilou, Code)))!.Tallies);
        Assert.Equal((1, 0, 1, 1), (tally.Open, tally.Overdue, tally.Ends[OutreachEnd.Served], tally.Ends[OutreachEnd.Declined]));
        var after = (await queries.ViewAsync(supervisor, ask))!;
        Assert.Equal((before.Totals.Unreached - 1, before.Totals.Served + 1), (after.Totals.Unreached, after.Totals.Served));
        Assert.Equal(OutreachEnd.Declined, after.Rows!.Single(r => r.Person.Id == chosen[0]).Task!.End);
    }

    [Fact]
    public async Task Everybody_counts_and_reads_their_own_place_and_programmes_alone()
    {
        var queries = host.Service<CoverageQueries>();
        var (supervisor, worker) = (host.Actor(Browser.Village.Supervisor), host.Actor(Browser.Village.Worker));
        var theirs = (await queries.ViewAsync(worker, new CoverageAsk("medication")))!;
        Assert.Equal((Places.Nanshilou, 0), (theirs.Place.Code, theirs.Places.Count(p => p.Place.Code != Places.Nanshilou)));
        Assert.All(theirs.Rows!, r => Assert.Equal(Places.Nanshilou, r.Person.RegionCode));
        Assert.Equal((await queries.ViewAsync(supervisor, new CoverageAsk("medication", Places.Nanshilou)))!.Totals, theirs.Totals);
        Assert.Null(await queries.ViewAsync(worker, new CoverageAsk("medication", "340699004")));
        Assert.Null(await queries.ViewAsync(worker, new CoverageAsk("certificate_audit")));
        Assert.DoesNotContain((await queries.OverviewAsync(worker, null))!.Value.Lines, l => l.Programme.DistrictOnly);
        Assert.Null(await host.Service<TaskQueries>().ViewAsync(worker, new TaskAsk("340699004")));

        var elsewhere = new Actor("x", "某", Role.DistrictOfficer, Places.District, new HashSet<string> { "medication" });
        var numbers = (await queries.ViewAsync(elsewhere, new CoverageAsk(Code)))!;
        Assert.Null(numbers.Rows);
        Assert.False(numbers.MayAssign);
        Assert.Equal((await queries.ViewAsync(supervisor, new CoverageAsk(Code)))!.Totals, numbers.Totals);
        Assert.Empty(await queries.IdsAsync(elsewhere, new CoverageAsk(Code), 10));

        // Below a town its villages, and each number is what the list of the place has.
        var district = (await queries.ViewAsync(supervisor, new CoverageAsk("medication")))!;
        Assert.Equal(district.Totals.Unreached, district.Places.Where(p => p.Place.Code.Length == Region.TownLength).Sum(p => p.Count));
        foreach (var place in district.Places.Take(4))
        {
            Assert.Equal(place.Count, (await queries.ViewAsync(supervisor, new CoverageAsk("medication", place.Place.Code)))!.Total);
        }
    }
}

internal static class Elsewhere
{
    /// <summary>A village worker of another village.</summary>
    public static string AccountElsewhere(this CanLianDbFactory databases)
    {
        using var db = databases.Open(Actor.System);
        var id = Guid.NewGuid().ToString();
        db.Add(new Account { Id = id, UserName = "elsewhere", DisplayName = "别村的人", Role = Role.VillageWorker, RegionCode = "340699004001" });
        db.SaveChanges();
        return id;
    }
}
