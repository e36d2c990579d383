using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Domain.Common;
using CanLian.Tests.Data.OnPostgres;
using CanLian.Tests.Demo;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Xunit;

[assembly: AssemblyFixture(typeof(Demonstration))]

namespace CanLian.Tests.Demo;

/// <summary>
/// The demonstration district, filled once for all tests: who only reads opens it, who writes takes a copy of its files.
/// </summary>
public sealed class Demonstration : IDisposable
{
    private readonly Lazy<Filled> _filled = new(Fill);
    private readonly Lazy<(CanLianDbFactory Factory, string Connection)> _moved;

    public Demonstration() => _moved = new Lazy<(CanLianDbFactory, string)>(MoveToPostgres);

    public IReadOnlyList<string> Said => _filled.Value.Said;

    public CanLianDb Open(Actor? actor = null) => (OnPostgresAttribute.IsAsked ? _moved.Value.Factory : _filled.Value.Factory).Open(actor ?? Actor.System);

    /// <summary>Copies database and keys into an empty data folder, as if the demonstration had been filled there.</summary>
    public void CopyTo(string folder) => CopyTo(new DataFolder(folder));

    /// <summary>Copies keys into an empty data folder and the database to where it says.</summary>
    public void CopyTo(DataFolder to)
    {
        var from = _filled.Value.Folder;
        CopyAll(from.Keys, to.Keys);
        CopyAll(from.Attachments, to.Attachments);
        if (to.Postgres is { } postgres)
        {
            PostgresServer.Replace(postgres, _moved.Value.Connection);
            return;
        }
        using (var source = new SqliteConnection($"Data Source={from.Database};Pooling=False"))
        using (var target = new SqliteConnection($"Data Source={to.Database};Pooling=False"))
        {
            source.Open();
            target.Open();
            source.BackupDatabase(target);
        }
    }

    public void Dispose()
    {
        if (_filled.IsValueCreated)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_filled.Value.Folder.Root, recursive: true);
        }
    }

    private static void CopyAll(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    private (CanLianDbFactory, string) MoveToPostgres()
    {
        var from = _filled.Value.Folder;
        var to = new DataFolder(from.Root, from.Keys, PostgresServer.Migrated());
        Move.IntoPostgres(from, to);
        return (new CanLianDbFactory(to, new OfficeClock(TimeProvider.System) { Pinned = DemonstrationDistrict.Day }, new SearchHash(to)), to.Postgres!);
    }

    private static Filled Fill()
    {
        var folder = new DataFolder(Path.Combine(Path.GetTempPath(), "canlian-demonstration-" + Guid.NewGuid().ToString("N")));
        var clock = new OfficeClock(TimeProvider.System);
        var hash = new SearchHash(folder);
        var factory = new CanLianDbFactory(folder, clock, hash);
        using (var db = factory.Open(Actor.System))
        {
            DatabaseSetup.BringUpToDate(db);
        }
        var said = new List<string>();
        var district = new DemonstrationDistrict(factory, clock, hash, Options.Create(new PasswordHasherOptions()), []);
        var outcome = district.FillAsync(text => said.Add(text.ToString())).GetAwaiter().GetResult();
        Assert.True(outcome.Succeeded);
        return new Filled(folder, factory, said);
    }

    private sealed record Filled(DataFolder Folder, CanLianDbFactory Factory, IReadOnlyList<string> Said);
}
