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
    public static string NameOf(Month month) => $"数据交换-{month}.xlsx";

    public string PathOf(Month month) => Path.Combine(folder.Packages, NameOf(month));

    /// <summary>Takes away what an interrupted attempt may have left of a month that is not in the ledger.</summary>
    public void Clear(Month month)
    {
        foreach (var leftover in Directory.EnumerateFiles(folder.Packages, NameOf(month) + "*"))
        {
            File.Delete(leftover);
        }
    }

    /// <summary>Writes a file under another name, on the disk to its last byte; <see cref="Publish"/> gives it its own.</summary>
    public async Task<(string Sha256, long Size)> WriteAsync(Month month, Action<Stream> write)
    {
        await using var file = new FileStream(Unfinished(month), Options());
        write(file);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        return (Convert.ToHexStringLower(await SHA256.HashDataAsync(file)), file.Length);
    }

    public void Publish(Month month) => File.Move(Unfinished(month), PathOf(month), overwrite: true);

    public async Task<PackageFileState> CheckAsync(ExchangePackage? package)
    {
        if (package is null)
        {
            return PackageFileState.None;
        }
        try
        {
            await using var file = File.OpenRead(PathOf(package.Period));
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file)) == package.Sha256 ? PackageFileState.Intact : PackageFileState.Altered;
        }
        catch (FileNotFoundException)
        {
            return PackageFileState.Missing;
        }
    }

    private string Unfinished(Month month) => PathOf(month) + ".unfinished";

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
