using System.Globalization;
using CanLian.Blazor.Data;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>By which road a package goes (送达通道).</summary>
public enum ChannelKind
{
    [Domain.Common.Label("人工交接")] None,
    [Domain.Common.Label("共享文件夹")] Folder,
    [Domain.Common.Label("SFTP")] Sftp,
    [Domain.Common.Label("HTTPS 接口")] Https,
}

/// <summary>
/// How packages are handed over (收发设置), from appsettings.json and the environment under CanLian:Exchange. What changes by agreement (who receives,
/// which columns) is a record with dates and stands in the database; the receiver here is the one before any agreement was entered.
/// </summary>
public sealed class ExchangeSettings(IConfiguration configuration, District district)
{
    private readonly IConfigurationSection _section = configuration.GetSection("CanLian:Exchange");

    public string Sender => _section["Sender"] ?? district.Federation;

    public string Receiver => _section["Receiver"] ?? "";

    public string DistrictCode => district.Code;

    /// <summary>A second person lets a package out, unless the setting Release says "none".</summary>
    public bool NeedsRelease => !string.Equals(_section["Release"], "none", StringComparison.OrdinalIgnoreCase);

    /// <summary>The password agreed with the receiver; null where the program keeps one of its own making.</summary>
    public string? Password => _section["Password"] is { Length: > 0 } password ? password : null;

    /// <summary>From so many yuan a year on, what a family pays itself for rehabilitation and medicine is a warning.</summary>
    public decimal HighExpense => decimal.TryParse(_section["HighExpense"], CultureInfo.InvariantCulture, out var yuan) && yuan > 0 ? yuan : 10_000;

    /// <summary>An address that is told of every alarm; null for none.</summary>
    public Uri? Webhook => Uri.TryCreate(_section["Webhook"], UriKind.Absolute, out var address) ? address : null;

    /// <summary>How long that address may take to answer.</summary>
    public TimeSpan WebhookLimit => Seconds("WebhookSeconds", 20);

    /// <summary>The road that is set; where several are, the setting Channel decides.</summary>
    public ChannelKind Channel => _section["Channel"] is { Length: > 0 } named && Enum.TryParse<ChannelKind>(named, ignoreCase: true, out var kind) ? kind
        : Folder is not null ? ChannelKind.Folder
        : Sftp is not null ? ChannelKind.Sftp
        : Https is not null ? ChannelKind.Https
        : ChannelKind.None;

    public string? Folder => _section["Folder"] is { Length: > 0 } folder ? folder : null;

    public SftpSettings? Sftp => _section["Sftp:Host"] is { Length: > 0 } host
        ? new SftpSettings(
            host, int.Parse(_section["Sftp:Port"] ?? "22", CultureInfo.InvariantCulture), _section["Sftp:User"] ?? "", _section["Sftp:Password"], _section["Sftp:KeyFile"],
            _section["Sftp:HostKey"] ?? "", _section["Sftp:Path"] ?? ".")
        : null;

    public HttpsSettings? Https => Uri.TryCreate(_section["Https:Url"], UriKind.Absolute, out var url)
        ? new HttpsSettings(
            url, _section["Https:Token"], _section["Https:Certificate"], _section["Https:CertificatePassword"], _section["Https:Authority"],
            Seconds("Https:PauseSeconds", 2), Seconds("Https:TimeoutSeconds", 60))
        : null;

    private TimeSpan Seconds(string name, double usual) =>
        TimeSpan.FromSeconds(double.TryParse(_section[name], CultureInfo.InvariantCulture, out var said) && said > 0 ? said : usual);
}

/// <summary>An SFTP server (SFTP 设置).</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="User">Who signs in.</param>
/// <param name="Password">By password; null where a key is given.</param>
/// <param name="KeyFile">By private key; null where a password is given.</param>
/// <param name="HostKey">Fingerprint of the server's key as ssh-keygen prints it (SHA256:…); any other is refused.</param>
/// <param name="Path">Folder on the server.</param>
public sealed record SftpSettings(string Host, int Port, string User, string? Password, string? KeyFile, string HostKey, string Path);

/// <summary>An HTTPS receiver (HTTPS 设置).</summary>
/// <param name="Url">Where packages are put.</param>
/// <param name="Token">Sent as bearer; null for none.</param>
/// <param name="Certificate">File of a client certificate (PFX); null for none.</param>
/// <param name="CertificatePassword">Its password.</param>
/// <param name="Authority">File of the one authority (PEM) that the receiver's certificate must come from; null for the machine's own list.</param>
/// <param name="Pause">Before the first retry within one attempt; each further pause is longer.</param>
/// <param name="Limit">Of one request.</param>
public sealed record HttpsSettings(
    Uri Url, string? Token, string? Certificate, string? CertificatePassword, string? Authority, TimeSpan Pause, TimeSpan Limit);
