using CanLian.Blazor.Data.Postgres;
using CanLian.Domain.Common;
using Microsoft.Data.Sqlite;

namespace CanLian.Blazor.Data.Keys;

/// <summary>Why the keys cannot be used (密钥用不了), in words for whoever operates the installation; nothing was changed.</summary>
public sealed class KeysException(Text reason) : Exception(reason.ToString())
{
    public Text Reason { get; } = reason;
}

/// <summary>
/// The files of the folder <c>keys</c> (密钥文件): made once, with the database, and from then on required; readable by their owner alone.
/// </summary>
internal static class KeyFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(Owner | UnixFileMode.UserExecute);

    /// <summary>Reads a key file; makes it where nothing was sealed yet.</summary>
    /// <exception cref="KeysException">The file is missing though the database needs it, or others may read it.</exception>
    public static byte[] Read(DataFolder folder, string name, Func<byte[]> make)
    {
        var path = Path.Combine(folder.Keys, name);
        if (!File.Exists(path))
        {
            if (HoldsSealedNumbers(folder))
            {
                throw new KeysException(new Text("数据库里的号码是加密的，但密钥文件 {0} 不见了。请把单独保存的 keys 文件夹放回数据文件夹再启动", path));
            }
            Write(path, make());
        }
        RefuseIfOthersMayRead(folder.Keys, path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Replaces a key file in one move, so that a crash leaves the old one or the new one.</summary>
    public static void Write(string path, byte[] content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }
        using (var file = new FileStream(path + ".new", options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }

    private static void RefuseIfOthersMayRead(string folder, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        foreach (var (place, mode) in ((string, string)[])[(folder, "700"), (path, "600")])
        {
            if ((File.GetUnixFileMode(place) & Others) != 0)
            {
                throw new KeysException(new Text("密钥 {0} 别人也能读，先收紧权限再启动：chmod {1} {0}", place, mode));
            }
        }
    }

    private static bool HoldsSealedNumbers(DataFolder folder)
    {
        if (folder.Postgres is { } postgres)
        {
            return PostgresConnection.HasSetting(postgres, KeyCheck.Setting);
        }
        if (!File.Exists(folder.Database))
        {
            return false;
        }
        using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM pragma_table_info('Persons') WHERE name = 'IdNumberSealed'";
        return (long)command.ExecuteScalar()! > 0;
    }
}
