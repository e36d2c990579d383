using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data;

/// <summary>Whoever changes, removes or adds an entry of the change log outside the program is found out.</summary>
public class ChangeChainTests : IDisposable
{
    private readonly Database _database = new();

    public ChangeChainTests()
    {
        for (var i = 1; i <= 5; i++)
        {
            using var db = _database.Open();
            db.Add(new Region { Code = $"34069900{i}", Name = $"第{i}镇", Kind = RegionKind.Town });
            db.SaveChanges();
        }
    }

    [Fact]
    public void An_untouched_log_holds() => Assert.Equal((5L, null), Walked());

    [Theory]
    [InlineData("UPDATE \"ChangeLog\" SET \"ActorName\" = '别人' WHERE \"Sequence\" = 3", 3)]
    [InlineData("UPDATE \"ChangeLog\" SET \"Changes\" = replace(\"Changes\", '第3镇', '第9镇') WHERE \"Sequence\" = 3", 3)]
    [InlineData("DELETE FROM \"ChangeLog\" WHERE \"Sequence\" = 2", 2)]
    [InlineData("DELETE FROM \"ChangeLog\" WHERE \"Sequence\" = 1", 1)]
    [InlineData("DELETE FROM \"ChangeLog\" WHERE \"Sequence\" = 5", 5)]
    [InlineData("DELETE FROM \"ChangeLog\"", 1)]
    [InlineData("UPDATE \"ChangeLog\" SET \"Sequence\" = 9 WHERE \"Sequence\" = 4; UPDATE \"ChangeLog\" SET \"Sequence\" = 4 WHERE \"Sequence\" = 5; UPDATE \"ChangeLog\" SET \"Sequence\" = 5 WHERE \"Sequence\" = 9", 4)]
    public void A_touched_log_does_not(string sql, int brokenAt)
    {
        using (var db = _database.Open())
        {
            db.Database.ExecuteSqlRaw(sql);
        }
        Assert.Equal(brokenAt, Walked().BrokenAt);
    }

    [Fact]
    public async Task Writers_side_by_side_make_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await using var db = _database.Open();
                db.Add(new Region { Code = $"3406{writer:00}{i:000}", Name = "镇", Kind = RegionKind.Town });
                await db.SaveChangesAsync();
            }
        })));
        Assert.Equal((165L, null), Walked());
    }

    public void Dispose() => _database.Dispose();

    private (long Holds, long? BrokenAt) Walked()
    {
        using var db = _database.Open();
        return ChangeChain.Walk(db);
    }
}
