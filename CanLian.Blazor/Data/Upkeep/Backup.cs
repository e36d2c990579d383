using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using Microsoft.Data.Sqlite;

namespace CanLian.Blazor.Data.Upkeep;

/// <summary>A backup that was written and read back (备份): how many files it holds, how large it is.</summary>
public sealed record BackupMade(string Path, int Files, long Size);

/// <summary>
/// Writes and reads backups (备份与恢复): one file with the database as of one moment, attachments and packages, sealed with the key ring. The keys are
/// not in it: whoever finds the file finds nothing, and whoever loses the keys has lost the backup too. In it the database is a SQLite file, whichever it
/// is in the house, so that a backup can be opened anywhere.
/// </summary>
public static class Backup
{
    private const string DatabaseName = "canlian.db";
    private const string ListName = "list.json";

    /// <summary>Writes a backup while others work, reads it back, and only then gives it its name.</summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static BackupMade Write(DataFolder folder, string path, KeyRing ring)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
        {
            throw new UnfitDatabaseException(new Text("{0} 已经有了，备份不覆盖旧文件。换一个名字", path));
        }
        var (snapshot, unfinished) = (Path.Combine(folder.Root, $"snapshot-{Guid.NewGuid():N}"), path + ".unfinished");
        try
        {
            // The snapshot comes first: a file is in the store before its row is.
            Snapshot(folder, snapshot);
            var files = FilesOf(folder).Prepend((Name: DatabaseName, Path: snapshot)).Select(f => (f.Name, f.Path, Sha256: HashOf(f.Path))).ToList();
            using (var target = new FileStream(unfinished, Private()))
            {
                using (var sealedTarget = new SealedWriter(target, ring))
                using (var tar = new TarWriter(sealedTarget))
                {
                    Add(tar, ListName, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(files.ToDictionary(f => f.Name, f => f.Sha256))));
                    foreach (var file in files)
                    {
                        using var content = File.OpenRead(file.Path);
                        Add(tar, file.Name, content);
                    }
                }
                target.Flush(flushToDisk: true);
            }
            Read(unfinished, ring, (_, content) => content.CopyTo(Stream.Null));
            File.Move(unfinished, path);
            return new BackupMade(path, files.Count, new FileInfo(path).Length);
        }
        finally
        {
            File.Delete(snapshot);
            File.Delete(unfinished);
        }
    }

    /// <summary>Puts a backup into a data folder that holds nothing but its keys.</summary>
    /// <returns>How many files were put back.</returns>
    /// <exception cref="UnfitDatabaseException">The folder is not empty, or the file is not a whole backup; the folder is as it was.</exception>
    public static int Restore(string path, DataFolder folder)
    {
        if ((folder.Postgres is null && File.Exists(folder.Database)) || FilesOf(folder).Any())
        {
            throw new UnfitDatabaseException(new Text("{0} 里已经有数据。恢复只往空的数据文件夹里放：用 --data 换一个", folder.Root));
        }
        if (!KeyRing.IsIn(folder))
        {
            throw new UnfitDatabaseException(new Text("先把单独保存的 keys 文件夹放到 {0}，再恢复：备份是用那里面的密钥加密的", folder.Keys));
        }
        var beside = new DataFolder(Path.Combine(folder.Root, $"restoring-{Guid.NewGuid():N}"), folder.Keys);
        try
        {
            var files = 0;
            Read(path, KeyRing.Open(folder), (name, content) =>
            {
                using var target = new FileStream(PlaceOf(beside, name), Private());
                content.CopyTo(target);
                target.Flush(flushToDisk: true);
                files++;
            });
            if (folder.Postgres is not null)
            {
                Move.IntoPostgres(beside, folder, faultsStay: true);
                File.Delete(beside.Database);
            }
            foreach (var (name, from) in FilesOf(beside).Concat(File.Exists(beside.Database) ? [(DatabaseName, beside.Database)] : []))
            {
                File.Move(from, PlaceOf(folder, name));
            }
            return files;
        }
        finally
        {
            Directory.Delete(beside.Root, recursive: true);
        }
    }

    public static string HashOf(string path)
    {
        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    // The list stands first; every file must be in it with its hash, and every file of it must come.
    private static void Read(string path, KeyRing ring, Action<string, Stream> take)
    {
        using var source = File.OpenRead(path);
        using var opened = new SealedReader(source, ring);
        using var tar = new TarReader(opened);
        var wanted = tar.GetNextEntry() is { Name: ListName, DataStream: { } list }
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(list)!
            : throw Torn();
        while (tar.GetNextEntry() is { } entry)
        {
            if (!wanted.Remove(entry.Name, out var sha256))
            {
                throw Torn();
            }
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var content = new HashingStream(entry.DataStream ?? Stream.Null, hash);
            take(entry.Name, content);
            if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256)
            {
                throw Torn();
            }
        }
        if (wanted.Count > 0)
        {
            throw Torn();
        }
    }

    private static UnfitDatabaseException Torn() => new(new Text("备份文件里的内容和它自己的清单对不上，换一份备份"));

    private static void Snapshot(DataFolder folder, string target)
    {
        if (folder.Postgres is not null)
        {
            Move.OutOfPostgres(folder, target);
            return;
        }
        using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO @target";
        command.Parameters.AddWithValue("@target", target);
        command.ExecuteNonQuery();
    }

    private static IEnumerable<(string Name, string Path)> FilesOf(DataFolder folder) =>
        new[] { ("attachments", folder.Attachments), ("packages", folder.Packages) }.SelectMany(f => Directory.EnumerateFiles(f.Item2)
            .Where(path => !path.EndsWith(".part", StringComparison.Ordinal) && !path.EndsWith(".unfinished", StringComparison.Ordinal))
            .Select(path => ($"{f.Item1}/{Path.GetFileName(path)}", path)));

    private static string PlaceOf(DataFolder folder, string name) => name.Split('/') switch
    {
        [DatabaseName] => folder.Database,
        ["attachments", var file] when file == Path.GetFileName(file) => Path.Combine(folder.Attachments, file),
        ["packages", var file] when file == Path.GetFileName(file) => Path.Combine(folder.Packages, file),
        _ => throw Torn(),
    };

    private static void Add(TarWriter tar, string name, Stream content) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content });

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }

    // Hashes what is read through it.
    private sealed class HashingStream(Stream source, IncrementalHash hash) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => source.Length;
        public override long Position { get => source.Position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = source.Read(buffer, offset, count);
            hash.AppendData(buffer, offset, read);
            return read;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
