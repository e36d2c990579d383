using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Exchange.Channels;

/// <summary>A package on its way (邮件): what the receiver knows it by, and the file with its hash.</summary>
internal sealed record Parcel(string Key, string FileName, string Path, string Sha256);

/// <summary>Something that the bureau has left for us (来件).</summary>
internal sealed record Letter(string Name, byte[] Content);

/// <summary>
/// A road to the bureau (送达通道). Sending the same parcel again must come to the same as sending it once; whatever is not certain to have arrived
/// throws.
/// </summary>
internal interface IChannel
{
    /// <exception cref="ChannelException">It did not arrive, or nobody can tell.</exception>
    Task SendAsync(Parcel parcel, CancellationToken cancellation);

    /// <summary>The bureau's answer as it stands; null while there is none.</summary>
    /// <exception cref="ChannelException">The bureau cannot be reached.</exception>
    Task<byte[]?> ReceiptAsync(Parcel parcel, CancellationToken cancellation);

    /// <summary>Names of what lies ready for us.</summary>
    /// <exception cref="ChannelException">The bureau cannot be reached.</exception>
    Task<IReadOnlyList<string>> InboxAsync(CancellationToken cancellation);

    /// <exception cref="ChannelException">The bureau cannot be reached.</exception>
    Task<Letter> FetchAsync(string name, CancellationToken cancellation);
}

/// <summary>What went wrong on the road, in a sentence that says what to do (通道故障).</summary>
internal sealed class ChannelException(Text sentence, Exception? cause = null) : Exception(sentence.ToString(), cause)
{
    public Text Sentence { get; } = sentence;
}
