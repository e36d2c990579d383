using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain.Common;
using CanLian.Tests.Demo;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data;

/// <summary>A list counts anew when something was written where its reader looks, and not because of what others do elsewhere.</summary>
public sealed class KeptCountsTests : IDisposable
{
    private readonly Database _database = new();
    private readonly CanLianDbFactory _factory;
    private readonly KeptCounts _counts = new();
    private int _counted;

    public KeptCountsTests(Demonstration demonstration)
    {
        demonstration.CopyTo(_database.Folder);
        _factory = new CanLianDbFactory(_database.Folder, _database.Clock, new SearchHash(_database.Folder));
    }

    public void Dispose()
    {
        _factory.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task It_holds_until_something_is_written_in_the_readers_region()
    {
        var town = Database.Someone(Role.TownOfficer, "340699003");
        var before = await CountAsync(town);
        await RenameAsync("340699002");
        Assert.Equal((before, 1), (await CountAsync(town), _counted));
        await RenameAsync("340699003");
        Assert.Equal((before, 2), (await CountAsync(town), _counted));
        // Who sees less is not told what who sees more has counted.
        Assert.True(await CountAsync(Database.Someone(Role.VillageWorker, "340699003001")) < before);
        // A load that goes past the context says so for every village.
        await using (var db = _factory.Open(Actor.System))
        {
            await using var write = await db.BeginWriteAsync();
            VillageStamps.RaiseAll(db);
            await write.CommitAsync();
        }
        Assert.Equal((before, 4), (await CountAsync(town), _counted));
    }

    private async Task<int> CountAsync(Actor actor)
    {
        await using var db = _factory.Open(actor);
        return await _counts.ReadAsync(db, "persons", () =>
        {
            _counted++;
            return db.Persons.CountAsync();
        });
    }

    private async Task RenameAsync(string town)
    {
        await using var db = _factory.Open(Actor.System with { Region = town });
        (await db.Persons.FirstAsync()).Name = "改名";
        await db.SaveChangesAsync();
    }
}
