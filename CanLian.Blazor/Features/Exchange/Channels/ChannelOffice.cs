namespace CanLian.Blazor.Features.Exchange.Channels;

/// <summary>Opens the road that is set (通道).</summary>
internal static class ChannelOffice
{
    /// <summary>The channel to the bureau; null where packages are handed over by hand.</summary>
    public static IChannel? Open(ExchangeSettings settings) => settings.Channel switch
    {
        ChannelKind.Folder when settings.Folder is { } folder => new FolderChannel(folder),
        ChannelKind.Sftp when settings.Sftp is { } sftp => new SftpChannel(sftp),
        ChannelKind.Https when settings.Https is { } https => new HttpsChannel(https),
        _ => null,
    };
}
