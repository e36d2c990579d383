using System.Net.Sockets;
using System.Security.Cryptography;
using CanLian.Domain.Common;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace CanLian.Blazor.Features.Exchange.Channels;

/// <summary>A folder on an SFTP server whose key is pinned (SFTP). Receipts lie in its folder receipts, what comes in lies in inbox.</summary>
internal sealed class SftpChannel(SftpSettings settings) : IChannel
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public Task SendAsync(Parcel parcel, CancellationToken cancellation) => WithAsync(async (client, _) =>
    {
        var target = Under(parcel.FileName);
        if (await client.ExistsAsync(target, cancellation) && await HashAsync(client, target, cancellation) == parcel.Sha256)
        {
            return true;
        }
        // Under another name until it is whole: the other side never sees half a package.
        var part = Under("." + parcel.FileName + ".part");
        await using (var file = File.OpenRead(parcel.Path))
        {
            await client.UploadFileAsync(file, part, cancellation);
        }
        if (await HashAsync(client, part, cancellation) != parcel.Sha256)
        {
            throw new ChannelException(new Text("传到 SFTP 的文件和本地的不一致，会再送"));
        }
        client.RenameFile(part, target, isPosix: true);
        return true;
    }, cancellation);

    public Task<byte[]?> ReceiptAsync(Parcel parcel, CancellationToken cancellation) => WithAsync(async (client, stop) =>
        Under("receipts/" + parcel.Key + ".json") is var receipt && await client.ExistsAsync(receipt, stop) ? await ReadAsync(client, receipt, stop) : null, cancellation);

    public Task<IReadOnlyList<string>> InboxAsync(CancellationToken cancellation) => WithAsync<IReadOnlyList<string>>(async (client, stop) =>
    {
        if (!await client.ExistsAsync(Under("inbox"), stop))
        {
            return [];
        }
        var names = new List<string>();
        await foreach (var file in client.ListDirectoryAsync(Under("inbox"), stop))
        {
            if (file.IsRegularFile && file.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            {
                names.Add(file.Name);
            }
        }
        return [.. names.Order(StringComparer.Ordinal)];
    }, cancellation);

    public Task<Letter> FetchAsync(string name, CancellationToken cancellation) => WithAsync(async (client, stop) =>
        new Letter(name, await ReadAsync(client, Under("inbox/" + Path.GetFileName(name)), stop)), cancellation);

    private async Task<T> WithAsync<T>(Func<SftpClient, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        var stranger = false;
        try
        {
            using var client = new SftpClient(new Renci.SshNet.ConnectionInfo(settings.Host, settings.Port, settings.User, SignIn()) { Timeout = _patience })
            {
                OperationTimeout = _patience,
            };
            client.HostKeyReceived += (_, key) =>
                stranger = !(key.CanTrust = "SHA256:" + key.FingerPrintSHA256.TrimEnd('=') == settings.HostKey.TrimEnd('='));
            await client.ConnectAsync(cancellation);
            return await work(client, cancellation);
        }
        catch (Exception) when (stranger)
        {
            throw new ChannelException(new Text("SFTP 服务器的主机密钥和登记的不一样，没有连接：请向对方核实后更新设置 CanLian:Exchange:Sftp:HostKey"));
        }
        catch (SshAuthenticationException fault)
        {
            throw new ChannelException(new Text("SFTP 服务器不认这个用户名、口令或密钥，请向对方核实"), fault);
        }
        catch (Exception fault) when (fault is SshException or SocketException or IOException or UnauthorizedAccessException or ProxyException)
        {
            throw new ChannelException(new Text("SFTP 服务器连不上或中途断开，会再送"), fault);
        }
    }

    private AuthenticationMethod SignIn() => settings.KeyFile is { } file
        ? new PrivateKeyAuthenticationMethod(settings.User, new PrivateKeyFile(file))
        : new PasswordAuthenticationMethod(settings.User, settings.Password ?? "");

    private string Under(string name) => settings.Path.TrimEnd('/') + "/" + name;

    private static async Task<string> HashAsync(SftpClient client, string path, CancellationToken cancellation) =>
        Convert.ToHexStringLower(SHA256.HashData(await ReadAsync(client, path, cancellation)));

    private static async Task<byte[]> ReadAsync(SftpClient client, string path, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await client.DownloadFileAsync(path, content, cancellation);
        return content.ToArray();
    }
}
