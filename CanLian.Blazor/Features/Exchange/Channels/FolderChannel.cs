using System.Security.Cryptography;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Exchange.Channels;

/// <summary>A folder that both sides see (共享文件夹), such as a mounted drive. Receipts lie in its folder receipts, what comes in lies in inbox.</summary>
internal sealed class FolderChannel(string folder) : IChannel
{
    private const string Receipts = "receipts";
    private const string Inbox = "inbox";

    public Task SendAsync(Parcel parcel, CancellationToken cancellation) => TryAsync(async () =>
    {
        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, parcel.FileName);
        if (File.Exists(target) && await HashAsync(target, cancellation) == parcel.Sha256)
        {
            return true;
        }
        // Under another name until it is whole: the other side never sees half a package.
        var part = Path.Combine(folder, "." + parcel.FileName + ".part");
        await using (var from = File.OpenRead(parcel.Path))
        await using (var to = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            await from.CopyToAsync(to, cancellation);
            to.Flush(flushToDisk: true);
        }
        if (await HashAsync(part, cancellation) != parcel.Sha256)
        {
            throw new ChannelException(new Text("写到共享文件夹的文件和本地的不一致，会再送"));
        }
        File.Move(part, target, overwrite: true);
        return true;
    });

    public Task<byte[]?> ReceiptAsync(Parcel parcel, CancellationToken cancellation) => TryAsync(async () =>
        Path.Combine(folder, Receipts, parcel.Key + ".json") is var receipt && File.Exists(receipt) ? await File.ReadAllBytesAsync(receipt, cancellation) : null);

    public Task<IReadOnlyList<string>> InboxAsync(CancellationToken cancellation) => TryAsync(() => Task.FromResult<IReadOnlyList<string>>(
        Path.Combine(folder, Inbox) is var inbox && Directory.Exists(inbox)
            ? [.. Directory.EnumerateFiles(inbox, "*.xlsx").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
            : []));

    public Task<Letter> FetchAsync(string name, CancellationToken cancellation) => TryAsync(async () =>
        new Letter(name, await File.ReadAllBytesAsync(Path.Combine(folder, Inbox, Path.GetFileName(name)), cancellation)));

    private static async Task<T> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ChannelException(new Text("共享文件夹读写不了，请查看是否连上、是否满了、有没有权限"), fault);
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
    }
}
