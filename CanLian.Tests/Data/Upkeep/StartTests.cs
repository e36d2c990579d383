using System.Diagnostics;
using CanLian.Blazor.Data;
using CanLian.Tests.Programmes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data.Upkeep;

/// <summary>The program itself refuses to start where it would do harm: with one sentence, exit code 1, and nothing touched.</summary>
public sealed class StartTests : IDisposable
{
    private const string Library = "runtimes/linux-x64/native/libe_sqlite3.so";

    private readonly Database _database = new();
    private readonly List<string> _mounted = [];

    private string Folder => _database.Folder.Root;

    [Fact]
    public async Task Without_its_keys()
    {
        File.Delete(Path.Combine(_database.Folder.Keys, "data-keys.json"));
        await RefusedAsync("请把单独保存的 keys 文件夹放回数据文件夹再启动");
        Assert.False(File.Exists(Path.Combine(_database.Folder.Keys, "data-keys.json")));
    }

    [Fact]
    public async Task With_keys_that_others_may_read()
    {
        var key = Path.Combine(_database.Folder.Keys, "search.key");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other rights.");
            return;
        }
        File.SetUnixFileMode(key, File.GetUnixFileMode(key) | UnixFileMode.OtherRead);
        await RefusedAsync("chmod 600 " + key);
    }

    [Fact]
    public async Task On_a_folder_another_has_which_goes_on_serving()
    {
        using var first = await ProgramRun.ServeAsync(Folder);
        await RefusedAsync("已经有一个程序在用这个数据文件夹");
        using var visitor = new HttpClient { BaseAddress = first.Address };
        Assert.Equal("ready", await visitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        Assert.Equal("live", await visitor.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task On_a_folder_that_cannot_be_written()
    {
        MountOver("ro");
        await RefusedAsync("数据文件夹");
    }

    [Fact]
    public async Task On_a_full_disk()
    {
        MountOver("size=8m");
        await File.WriteAllBytesAsync(Path.Combine(Folder, "filler"), new byte[1024 * 1024], TestContext.Current.CancellationToken);
        Fill(leave: 0);
        await RefusedAsync("磁盘");
        File.Delete(Path.Combine(Folder, "filler"));
        Assert.Equal(0, (await ProgramRun.ToEndAsync(Folder, "verify")).Code);
    }

    [Fact]
    public async Task While_another_program_locks_the_database()
    {
        using var other = new SqliteConnection($"Data Source={_database.Folder.Database};Pooling=False");
        SqliteConnection.ClearAllPools();
        other.Open();
        Execute(other, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE;");
        await RefusedAsync("数据库被别的程序占着");
    }

    [Fact]
    public async Task With_a_database_of_a_newer_program()
    {
        using (var db = _database.Open())
        {
            db.Database.ExecuteSqlRaw("INSERT INTO Migrations VALUES ('29990101000000_Later', '99.0')");
        }
        await RefusedAsync("更新版本的程序建的");
    }

    [Fact]
    public async Task With_a_file_that_is_no_database()
    {
        SqliteConnection.ClearAllPools();
        await File.WriteAllBytesAsync(_database.Folder.Database, new byte[10_000], TestContext.Current.CancellationToken);
        await RefusedAsync("请从备份恢复");
    }

    [Theory]
    [InlineData("3.40.1", false)]
    [InlineData("3.44.6", true)]
    [InlineData("3.50.6", false)]
    [InlineData("3.50.7", true)]
    [InlineData("3.51.2", false)]
    [InlineData("3.51.3", true)]
    [InlineData("3.53.3", true)]
    public void An_engine_that_may_lose_what_was_committed_is_known(string version, bool safe) => Assert.Equal(safe, DatabaseSetup.IsSafe(new Version(version)));

    // The distribution's library is put in the place of the one that comes with the program.
    [Fact]
    public async Task On_an_engine_that_may_lose_what_was_committed()
    {
        const string old = "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0";
        if (!File.Exists(old) || !File.Exists(Path.Combine(AppContext.BaseDirectory, Library)) || DatabaseSetup.IsSafe(VersionOf(old)))
        {
            Assert.Skip("The machine has no SQLite with the defect.");
        }
        var beside = AppContext.BaseDirectory.TrimEnd('/') + "-old-engine";
        try
        {
            Shell($"cp -al '{AppContext.BaseDirectory}' '{beside}'");
            var library = Path.Combine(beside, Library);
            File.Delete(library);
            File.Copy(old, library);
            var answer = await ProgramRun.FromAsync(beside, Folder, "verify");
            Assert.Equal((1, ""), (answer.Code, answer.Output));
            Assert.Contains("有会损坏数据的缺陷", Assert.Single(answer.Error.Trim().Split('\n')), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(beside, recursive: true);
        }
    }

    [Fact]
    public async Task A_disk_that_fills_up_at_work_loses_nothing_that_was_acknowledged()
    {
        MountOver("size=8m");
        using (var db = _database.Open())
        {
            db.Add(CaseWalk.Someone());
            db.SaveChanges();
        }
        Fill(leave: 400 * 1024);
        var saved = 0;
        var refusal = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (; ; saved++)
            {
                await using var db = _database.Open();
                var person = await db.Persons.SingleAsync();
                person.EmploymentWish = $"{saved + 1}" + new string('想', 2000);
                await db.SaveChangesAsync();
            }
        });
        Assert.Contains("磁盘满了", Blazor.Startup.Explain(refusal)?.ToString(), StringComparison.Ordinal);
        Assert.True(saved > 0);
        SqliteConnection.ClearAllPools();
        File.Delete(Path.Combine(Folder, "filler"));
        using var after = _database.Open();
        Assert.StartsWith($"{saved}想", after.Persons.Single().EmploymentWish, StringComparison.Ordinal);
        Assert.All(Blazor.Data.Upkeep.Verification.Of(after, _database.Folder), check => Assert.Null(check.Problem));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _mounted.ForEach(Unmount);
        _database.Dispose();
    }

    private async Task RefusedAsync(string says)
    {
        var answer = await ProgramRun.ToEndAsync(Folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal((1, ""), (answer.Code, answer.Output));
        Assert.Contains(says, Assert.Single(answer.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    /// <summary>Puts the folder's content on a small file system of its own, which only the superuser may.</summary>
    private void MountOver(string options)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            Assert.Skip("Only the superuser may mount.");
        }
        SqliteConnection.ClearAllPools();
        if (options == "ro")
        {
            Shell($"mount --bind -o ro '{Folder}' '{Folder}' && mount -o remount,bind,ro '{Folder}'");
        }
        else
        {
            Shell($"cp -a '{Folder}' '{Folder}.kept' && mount -t tmpfs -o {options} tmpfs '{Folder}' && cp -a '{Folder}.kept/.' '{Folder}' && rm -r '{Folder}.kept'");
        }
        _mounted.Add(Folder);
    }

    private void Fill(int leave)
    {
        var free = new DriveInfo(Folder).AvailableFreeSpace;
        using var filler = new FileStream(Path.Combine(Folder, "filler"), FileMode.Append);
        filler.Write(new byte[free - leave]);
    }

    private static void Unmount(string folder) => Shell($"umount '{folder}'");

    private static void Shell(string command)
    {
        using var process = Process.Start("/bin/sh", ["-c", command]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Version VersionOf(string library)
    {
        var bytes = System.Runtime.InteropServices.NativeLibrary.Load(library);
        var version = System.Runtime.InteropServices.Marshal.GetDelegateForFunctionPointer<LibVersion>(System.Runtime.InteropServices.NativeLibrary.GetExport(bytes, "sqlite3_libversion"));
        return new Version(System.Runtime.InteropServices.Marshal.PtrToStringUTF8(version())!);
    }

    private delegate nint LibVersion();
}
