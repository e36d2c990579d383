using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Cases;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using CanLian.Tests.Demo;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Cases;

/// <summary>What waits for somebody, told from indexes, is what a plain look at every case says.</summary>
public class WorkTests(Demonstration demonstration)
{
    [Theory]
    [InlineData(Role.VillageWorker, "340699001001")]
    [InlineData(Role.TownOfficer, "340699001")]
    [InlineData(Role.DistrictOfficer, "340699")]
    public async Task Each_reason_counts_and_lists_what_a_plain_look_finds_in_their_order(Role role, string region)
    {
        using var database = new Database();
        demonstration.CopyTo(database.Folder);
        using var factory = new CanLianDbFactory(database.Folder, database.Clock, new SearchHash(database.Folder));
        var (actor, today) = (Database.Someone(role, region), database.Clock.Today);
        await SendSomeBackAsync(factory, region, today);
        await using var db = factory.Open(actor);
        var waiting = (await db.Cases.AsNoTracking().Include(c => c.Holds).ToListAsync())
            .Where(c => Catalogue.Of(c.Programme).Flow is var flow && !flow.Stage(c.Stage).IsEnd && flow.NextFrom(flow.Stage(c.Stage))?.Who[0] == role && c.CurrentHold is null)
            .ToLookup(c => c.DueOn < today ? WorkReason.Overdue : c.SentBackReason is not null ? WorkReason.SentBack : c.DueOn == today ? WorkReason.Today : WorkReason.Waiting);
        var queries = new WorkQueries(factory, database.Clock);
        var all = await queries.FindAsync(actor);
        Assert.True(role != Role.DistrictOfficer || waiting[WorkReason.SentBack].Any());
        foreach (var reason in new[] { WorkReason.Overdue, WorkReason.SentBack, WorkReason.Today, WorkReason.Waiting })
        {
            Assert.Equal(waiting[reason].Count(), all.Counts[reason]);
            var expected = waiting[reason].OrderBy(c => c.DueOn is null).ThenBy(c => c.DueOn).ThenBy(c => c.Number, StringComparer.Ordinal).Take(WorkQueries.Most);
            Assert.Equal(expected.Select(c => c.Id), (await queries.FindAsync(actor, reason)).Items.Where(i => i.Reason == reason).Select(i => i.CaseId));
        }
    }

    // A few of every sort, so that none is compared empty.
    private static async Task SendSomeBackAsync(CanLianDbFactory factory, string region, DateOnly today)
    {
        await using var db = factory.Open(Actor.System);
        var (low, high) = RegionRange.Of(region);
        var some = await db.Cases.Where(c => c.StageKind == StageKind.Open && string.Compare(c.RegionCode, low) >= 0 && string.Compare(c.RegionCode, high) <= 0).OrderBy(c => c.Number).ToListAsync();
        for (var i = 0; i < some.Count; i += 3)
        {
            db.Entry(some[i]).Property(c => c.SentBackReason).CurrentValue = "缺申请表";
            db.Entry(some[i]).Property(c => c.DueOn).CurrentValue = i % 2 == 0 ? today : today.AddDays(3);
        }
        await db.SaveChangesAsync();
    }
}
