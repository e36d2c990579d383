using System.Diagnostics;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Tests.Benchmarks;
using CanLian.Tests.Data;
using CanLian.Tests.Data.Upkeep;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Import;

/// <summary>The import is killed (kill -9) at twenty moments: whatever others see is nothing of the run or all of it, and doing it again brings it to its end.</summary>
public sealed class KilledImportTests : IDisposable
{
    private const int Persons = 4_000;
    private const int Kills = 20;
    private const int MostKills = 100;
    private readonly Database _database = new();
    private readonly Workbooks _workbooks = new();

    [Fact]
    public async Task All_or_nothing_at_twenty_moments()
    {
        var (places, register) = (Path.Combine(_workbooks.Folder, "places.xlsx"), Path.Combine(_workbooks.Folder, "register.xlsx"));
        RegisterWorkbook.Write(places, register, Persons);
        Assert.Equal(0, (await ProgramRun.ToEndAsync(_database.Folder.Root, "import", places)).Code);

        // How long it takes here, so that the moments lie all over it; while the program only starts there is nothing to lose.
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, (await ProgramRun.ToEndAsync(_database.Folder.Root, "import", register, "--dry-run")).Code);
        var length = clock.Elapsed;
        SqliteConnection.ClearAllPools();
        var empty = Directory.EnumerateFiles(_database.Folder.Root, "canlian.db*").ToDictionary(file => file, File.ReadAllBytes);
        // How many fell into the writing: without one, nothing would have been shown.
        var (left, chance) = (0, new Random(11));
        for (var kill = 1; kill <= Kills || (left == 0 && kill <= MostKills); kill++)
        {
            await ProgramRun.ToEndAsync(_database.Folder.Root, length * (0.4 + chance.NextDouble()), "import", register);
            SqliteConnection.ClearAllPools();
            await using var db = _database.Open();
            var seen = await db.Persons.CountAsync();
            Assert.True(seen is 0 or Persons, $"kill {kill}: {seen} persons are seen");
            left += seen == 0 && await db.Persons.IgnoreQueryFilters().AnyAsync() ? 1 : 0;
            if (seen > 0)
            {
                await db.DisposeAsync();
                BeginAnew(empty);
            }
        }
        Assert.True(left > 0, "no kill fell into the writing");
        Assert.Equal(0, (await ProgramRun.ToEndAsync(_database.Folder.Root, "import", register)).Code);
        await using var after = _database.Open();
        Assert.Equal((Persons, Persons, 0), (await after.Persons.CountAsync(), await after.Persons.IgnoreQueryFilters().CountAsync(), await after.HiddenRanges.CountAsync()));
        Assert.All(Verification.Of(after, _database.Folder), check => Assert.True(check.Problem is null, $"{check.What}: {check.Problem}"));
    }

    public void Dispose()
    {
        _database.Dispose();
        _workbooks.Dispose();
    }

    // Of a run that came to its end a second one writes nothing.
    private void BeginAnew(Dictionary<string, byte[]> empty)
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(_database.Folder.Root, "canlian.db*"))
        {
            File.Delete(file);
        }
        foreach (var (file, content) in empty)
        {
            File.WriteAllBytes(file, content);
        }
    }
}
