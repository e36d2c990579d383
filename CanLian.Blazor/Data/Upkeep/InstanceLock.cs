using CanLian.Domain.Common;

namespace CanLian.Blazor.Data.Upkeep;

/// <summary>
/// Keeps a second server away from a data folder (单实例锁). The system gives it back when the process ends, however it ends. Where the database is a
/// PostgreSQL, nodes share the folder, and there is nothing to keep away.
/// </summary>
public sealed class InstanceLock(DataFolder folder) : IDisposable
{
    private FileStream? _file;

    /// <exception cref="UnfitDatabaseException">Another server has the folder.</exception>
    public void Take()
    {
        if (folder.Postgres is not null)
        {
            return;
        }
        try
        {
            _file ??= new FileStream(Path.Combine(folder.Root, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (Directory.Exists(folder.Root))
        {
            throw new UnfitDatabaseException(new Text("已经有一个程序在用这个数据文件夹：{0}。先停掉它，或用 --data 换一个", folder.Root));
        }
    }

    public void Dispose() => _file?.Dispose();
}
