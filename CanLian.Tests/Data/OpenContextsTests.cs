using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data;

/// <summary>The office closes: pages and jobs that outlive it do not write to a folder that is given back.</summary>
public sealed class OpenContextsTests : IDisposable
{
    private readonly Database _database = new();

    [Fact]
    public async Task Whoever_is_inside_finishes_and_nobody_comes_in_after()
    {
        Task closing;
        await using (var inside = _database.Open())
        {
            closing = Task.Run(_database.Factory.Dispose, TestContext.Current.CancellationToken);
            Assert.Equal(0, await inside.Persons.CountAsync(TestContext.Current.CancellationToken));
            Assert.False(closing.IsCompleted);
        }
        await closing;
        Assert.Throws<ObjectDisposedException>(() => _database.Open());
    }

    public void Dispose() => _database.Dispose();
}
