using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Tests.Data.OnPostgres;
using CanLian.Tests.Demo;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace CanLian.Tests.Data.Upkeep;

/// <summary>A SQLite database moves to PostgreSQL whole or not at all, and comes back by a backup.</summary>
public sealed class MoveTests(Demonstration demonstration) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("canlian-move-").FullName;
    private readonly List<string> _databases = [];

    [Fact]
    public async Task The_demonstration_moves_with_every_row_and_every_figure_and_comes_back()
    {
        var file = Filled("home");
        var figures = Figures(file);
        var moved = At(file);
        var answer = await RunAsync(moved, "move-to-postgresql");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains("Persons：7205 行，两边一致", answer.Output, StringComparison.Ordinal);
        Assert.Equal(figures, Figures(moved));
        Assert.Equal(0, (await RunAsync(moved, "verify")).Code);

        var again = await RunAsync(moved, "move-to-postgresql");
        Assert.Equal(1, again.Code);
        Assert.Contains("已经有数据", again.Error, StringComparison.Ordinal);

        var backup = Path.Combine(_root, "today.backup");
        Assert.Equal((0, ""), await ShortAsync(moved, "backup", backup));
        var back = Keyed("file", file);
        Assert.Equal((0, ""), await ShortAsync(back, "restore", backup));
        Assert.Equal(figures, Figures(back));
        Assert.Equal((0, ""), await ShortAsync(At(Keyed("server", file)), "restore", backup));
    }

    [Fact]
    public void The_chain_goes_along_to_the_tenth_of_a_microsecond_and_goes_on()
    {
        var file = Small("chain");
        using (var db = Open(file))
        {
            // As an older program kept the time.
            db.Add(new ChangeLogEntry { At = new DateTime(638_000_000_000_000_007, DateTimeKind.Utc), ActorId = "a", ActorName = "甲", Entity = "Person", EntityId = "1", Action = "查看" });
            db.SaveChanges();
        }
        var moved = At(file);
        Move.IntoPostgres(file, moved);
        using (var db = Open(moved))
        {
            Assert.Equal(638_000_000_000_000_007, db.ChangeLog.Single(e => e.ActorName == "甲").At.Ticks);
            db.Add(new Region { Code = "340699009", Name = "新镇", Kind = RegionKind.Town });
            db.SaveChanges();
            Assert.Equal((3L, null), ChangeChain.Walk(db));
        }
    }

    [Fact]
    public void A_database_with_faults_does_not_move_and_the_target_stays_empty()
    {
        var file = Small("faulty");
        using (var connection = new SqliteConnection($"Data Source={file.Database};Pooling=False"))
        {
            connection.Open();
            new SqliteCommand("UPDATE ChangeLog SET ActorName = '别人'", connection).ExecuteNonQuery();
        }
        var target = At(file);
        Assert.Contains("操作记录", Assert.Throws<UnfitDatabaseException>(() => Move.IntoPostgres(file, target)).Message, StringComparison.Ordinal);
        using var db = Open(target);
        Assert.False(db.Regions.Any() || db.ChangeLog.Any());
    }

    [Fact]
    public async Task What_is_set_wrongly_is_said_in_one_sentence()
    {
        var file = Small("settings");
        var cases = new (DataFolder Folder, string Says)[]
        {
            (file, "CanLian__Database=postgresql"),
            (new DataFolder(file.Root, postgres: "Host=127.0.0.1;Port=1;Database=x;Username=x"), "PostgreSQL 连不上"),
            (new DataFolder(file.Root, postgres: new NpgsqlConnectionStringBuilder(At(file).Postgres) { Database = "none" }.ConnectionString), "还没有这个数据库"),
            (new DataFolder(file.Root, postgres: "Hast=x"), "读不懂"),
            (At(Keyed("bare", file)), "没有 canlian.db"),
        };
        foreach (var (folder, says) in cases)
        {
            var answer = await RunAsync(folder, "move-to-postgresql");
            Assert.Equal((1, ""), (answer.Code, answer.Output));
            Assert.Contains(says, Assert.Single(answer.Error.Trim().Split('\n')), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Keys_of_another_database_are_refused()
    {
        var (one, other) = (Small("one"), Small("other"));
        var moved = At(one);
        Move.IntoPostgres(one, moved);
        var answer = await RunAsync(new DataFolder(other.Root, postgres: moved.Postgres), "verify");
        Assert.Equal(1, answer.Code);
        Assert.Contains("不是这个数据库的", answer.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _databases.ForEach(PostgresServer.Drop);
        Directory.Delete(_root, recursive: true);
    }

    private DataFolder Filled(string name)
    {
        var folder = new DataFolder(Path.Combine(_root, name));
        demonstration.CopyTo(folder);
        return folder;
    }

    private DataFolder Small(string name)
    {
        var folder = new DataFolder(Path.Combine(_root, name));
        using var db = Open(folder);
        db.Add(new Region { Code = "340699003", Name = "石桥镇", Kind = RegionKind.Town });
        db.SaveChanges();
        return folder;
    }

    private DataFolder Keyed(string name, DataFolder like)
    {
        var folder = new DataFolder(Path.Combine(_root, name));
        foreach (var key in Directory.EnumerateFiles(like.Keys))
        {
            File.Copy(key, Path.Combine(folder.Keys, Path.GetFileName(key)));
        }
        return folder;
    }

    /// <summary>The same folder with an empty PostgreSQL.</summary>
    private DataFolder At(DataFolder folder)
    {
        var postgres = PostgresServer.Empty();
        _databases.Add(postgres);
        return new DataFolder(folder.Root, postgres: postgres);
    }

    private static CanLianDb Open(DataFolder folder)
    {
        var db = new CanLianDbFactory(folder, new OfficeClock(TimeProvider.System), new SearchHash(folder)).Open(Actor.System);
        DatabaseSetup.BringUpToDate(db);
        return db;
    }

    private static List<(string Id, FigureValue Value)> Figures(DataFolder folder)
    {
        using var db = Open(folder);
        var scope = new FigureScope(DemonstrationDistrict.Year, "", DemonstrationDistrict.Day);
        return Catalogue.Figures.Select(figure => (figure.Id, figure.Evaluate(db, scope))).ToList();
    }

    private static Task<Answer> RunAsync(DataFolder folder, params string[] arguments)
    {
        SqliteConnection.ClearAllPools();
        return ProgramRun.ToEndAsync(folder, arguments);
    }

    private static async Task<(int Code, string Error)> ShortAsync(DataFolder folder, params string[] arguments)
    {
        var answer = await RunAsync(folder, arguments);
        return (answer.Code, answer.Error);
    }
}
