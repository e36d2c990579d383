using System.Globalization;
using System.Security.Cryptography;
using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>Whether the file of a package is still the one the ledger knows (文件状态).</summary>
public enum PackageFileState
{
    [Label("未生成")] None,
    [Label("与台账一致")] Intact,
    [Label("与台账不一致")] Altered,
    [Label("文件不见了")] Missing,
}

/// <summary>The folder of built packages (包的存放).</summary>
internal sealed class PackageStore(DataFolder folder)
{
    public static string NameOf(Month month, int sequence) =>
        sequence == 1 ? $"数据交换-{month}.zip" : string.Create(CultureInfo.InvariantCulture, $"数据交换-{month}-{sequence}.zip");

    public string PathOf(string name) => Path.Combine(folder.Packages, name);

    /// <summary>Takes away what an interrupted attempt may have left of a file that is not in the ledger.</summary>
    public void Clear(string name)
    {
        File.Delete(PathOf(name));
        File.Delete(Unfinished(name));
    }

    /// <summary>Writes a file under another name, on the disk to its last byte; <see cref="Publish"/> gives it its own.</summary>
    public async Task<(string Sha256, long Size)> WriteAsync(string name, Action<Stream> write)
    {
        await using var file = new FileStream(Unfinished(name), Options());
        write(file);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        return (Convert.ToHexStringLower(await SHA256.HashDataAsync(file)), file.Length);
    }

    public void Publish(string name) => File.Move(Unfinished(name), PathOf(name), overwrite: true);

    /// <summary>What can be told of a package's file without reading it: whether it is there, and as long as it was.</summary>
    public PackageFileState Look(ExchangePackage? package) => package is null ? PackageFileState.None : new FileInfo(PathOf(package.FileName)) switch
    {
        { Exists: false } => PackageFileState.Missing,
        { Length: var length } when length != package.Size => PackageFileState.Altered,
        _ => PackageFileState.Intact,
    };

    /// <summary>Reads the file of a package from end to end.</summary>
    public async Task<PackageFileState> CheckAsync(ExchangePackage? package)
    {
        if (package is null)
        {
            return PackageFileState.None;
        }
        try
        {
            await using var file = File.OpenRead(PathOf(package.FileName));
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file)) == package.Sha256 ? PackageFileState.Intact : PackageFileState.Altered;
        }
        catch (FileNotFoundException)
        {
            return PackageFileState.Missing;
        }
    }

    private string Unfinished(string name) => PathOf(name) + ".unfinished";

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }
}
