using CanLian.Blazor.Commands;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Tests.Programmes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data.Upkeep;

/// <summary>What was backed up comes back whole, or is refused whole.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly Database _database = new();
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("canlian-backup-").FullName;

    public BackupTests()
    {
        using var db = _database.Open();
        db.Add(new Region { Code = CaseWalk.Village, Name = "南石楼村", Kind = RegionKind.Village });
        db.Add(CaseWalk.Someone());
        db.SaveChanges();
        // More than one sealed piece, so that pieces can be exchanged.
        File.WriteAllBytes(Path.Combine(_database.Folder.Packages, "包.bin"), new byte[3 * 1024 * 1024]);
    }

    private string Backup => Path.Combine(_elsewhere, "today.backup");

    [Fact]
    public async Task A_backup_comes_back_into_an_empty_folder_and_is_found_whole()
    {
        var made = await RunAsync(_database.Folder.Root, "backup", Backup);
        Assert.Equal((0, ""), (made.Code, made.Error));
        Assert.Contains("2 个文件", made.Output, StringComparison.Ordinal);

        var folder = EmptyWithKeys();
        var restored = await RunAsync(folder.Root, "restore", Backup);
        Assert.Equal((0, ""), (restored.Code, restored.Error));
        Assert.Contains("操作记录：2 项，没有问题", restored.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(folder.Root, "verify")).Code);
        using var db = new CanLianDbFactory(folder, _database.Clock, new SearchHash(folder)).Open(Actor.System);
        Assert.Equal("34052419800101001X", db.Persons.Single().IdNumber.Value);
    }

    [Fact]
    public async Task A_backup_made_while_others_write_is_of_one_moment()
    {
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await using var db = _database.Open();
                db.Add(new Region { Code = $"3406{writer:00}{i:000000}", Name = "村", Kind = RegionKind.Village });
                await db.SaveChangesAsync(CancellationToken.None);
            }
        })).ToList();
        Blazor.Data.Upkeep.Backup.Write(_database.Folder, Backup, _database.Factory.Ring);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        var verified = await RunAsync(EmptyWithKeys().Root, "restore", Backup);
        Assert.Equal((0, ""), (verified.Code, verified.Error));
    }

    [Theory]
    [InlineData("a bit of the first piece")]
    [InlineData("a bit of the last piece")]
    [InlineData("the end cut off")]
    [InlineData("the last piece cut off")]
    [InlineData("two pieces exchanged")]
    [InlineData("no backup at all")]
    public async Task A_backup_that_was_touched_is_refused_and_leaves_the_folder_as_it_was(string what)
    {
        await RunAsync(_database.Folder.Root, "backup", Backup);
        File.WriteAllBytes(Backup, Touched(what, File.ReadAllBytes(Backup)));
        var folder = EmptyWithKeys();
        var refused = await RunAsync(folder.Root, "restore", Backup);
        Assert.Equal((1, ""), (refused.Code, refused.Output));
        Assert.Single(refused.Error.Trim().Split('\n'));
        Assert.False(File.Exists(folder.Database));
        Assert.Equal(["attachments", "keys", "packages"], Directory.EnumerateFileSystemEntries(folder.Root).Select(Path.GetFileName).Order());
        Assert.Empty(Directory.EnumerateFiles(folder.Packages));
    }

    [Fact]
    public async Task Without_the_keys_or_with_others_nothing_is_restored()
    {
        await RunAsync(_database.Folder.Root, "backup", Backup);
        var bare = new DataFolder(Path.Combine(_elsewhere, "bare"));
        var keyless = await RunAsync(bare.Root, "restore", Backup);
        Assert.Equal(1, keyless.Code);
        Assert.Contains("keys 文件夹", keyless.Error, StringComparison.Ordinal);

        using var other = new Database();
        foreach (var key in Directory.EnumerateFiles(other.Folder.Keys))
        {
            File.Copy(key, Path.Combine(bare.Keys, Path.GetFileName(key)), overwrite: true);
        }
        var wrong = await RunAsync(bare.Root, "restore", Backup);
        Assert.Equal(1, wrong.Code);
        Assert.Contains("密钥不是这个数据库的", wrong.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(bare.Database));
    }

    [Fact]
    public async Task Neither_an_old_backup_nor_a_used_folder_is_written_over()
    {
        await RunAsync(_database.Folder.Root, "backup", Backup);
        var before = File.ReadAllBytes(Backup);
        Assert.Contains("备份不覆盖旧文件", (await RunAsync(_database.Folder.Root, "backup", Backup)).Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Backup));
        Assert.Contains("已经有数据", (await RunAsync(_database.Folder.Root, "restore", Backup)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE \"ChangeLog\" SET \"ActorName\" = '别人' WHERE \"Sequence\" = 1", "第 1 条起对不上")]
    [InlineData("DELETE FROM \"ChangeLog\" WHERE \"Sequence\" = 2", "第 2 条起对不上")]
    [InlineData("UPDATE \"Persons\" SET \"PhoneSealed\" = \"IdNumberSealed\"", "打不开")]
    [InlineData("DELETE FROM \"SearchKeys\"", "有 1 人搜不到")]
    public async Task Verify_finds_what_was_changed_behind_the_programs_back(string sql, string says)
    {
        using (var db = _database.Open())
        {
            db.Database.ExecuteSqlRaw(sql);
        }
        var verified = await RunAsync(_database.Folder.Root, "verify");
        Assert.Equal(1, verified.Code);
        Assert.Contains(says, verified.Error, StringComparison.Ordinal);
        Assert.Single(verified.Error.Trim().Split('\n'));
    }

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_elsewhere, recursive: true);
    }

    private DataFolder EmptyWithKeys()
    {
        var folder = new DataFolder(Path.Combine(_elsewhere, Guid.NewGuid().ToString("N")));
        foreach (var key in Directory.EnumerateFiles(_database.Folder.Keys))
        {
            File.Copy(key, Path.Combine(folder.Keys, Path.GetFileName(key)));
        }
        return folder;
    }

    // A sealed piece is five bytes of head, a version, a nonce, a megabyte and a tag.
    private static byte[] Touched(string what, byte[] file)
    {
        const int head = 32;
        const int piece = 5 + 3 + 12 + (1024 * 1024) + 16;
        switch (what)
        {
            case "a bit of the first piece": file[head + 100] ^= 1; return file;
            case "a bit of the last piece": file[^20] ^= 1; return file;
            case "the end cut off": return file[..^7];
            case "the last piece cut off": return file[..(head + (((file.Length - head) / piece) * piece))];
            case "two pieces exchanged": return [.. file[..head], .. file[(head + piece)..(head + (2 * piece))], .. file[head..(head + piece)], .. file[(head + (2 * piece))..]];
            default: return new byte[5000];
        }
    }

    private static async Task<Answer> RunAsync(string folder, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. args, "--data", folder], output, error);
        SqliteConnection.ClearAllPools();
        return new Answer(code, output.ToString(), error.ToString());
    }
}
