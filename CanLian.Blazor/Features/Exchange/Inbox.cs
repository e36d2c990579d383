using CanLian.Blazor.Features.Exchange.Channels;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>What the bureau has left for us on the road that packages go (来件箱).</summary>
public sealed class Inbox(ExchangeSettings settings)
{
    /// <summary>Names of what lies ready; empty where nobody answers, or packages are handed over by hand.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation = default)
    {
        var channel = ChannelOffice.Open(settings);
        using var closing = channel as IDisposable;
        try
        {
            return channel is null ? [] : await channel.InboxAsync(cancellation);
        }
        catch (ChannelException)
        {
            return [];
        }
    }

    /// <summary>A file as it lies there; null where it cannot be had now.</summary>
    public async Task<byte[]?> FetchAsync(string name, CancellationToken cancellation = default)
    {
        var channel = ChannelOffice.Open(settings);
        using var closing = channel as IDisposable;
        try
        {
            return channel is null ? null : (await channel.FetchAsync(name, cancellation)).Content;
        }
        catch (ChannelException)
        {
            return null;
        }
    }
}
