using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using CanLian.Domain.Common;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace CanLian.Blazor.Features.Exchange.Channels;

/// <summary>
/// An HTTPS receiver (HTTPS 接口): PUT {url}/{key} with the file and its hash, answered by {"sha256": …} of what arrived; GET {url}/{key}/receipt; GET
/// {url}/inbox lists names, GET {url}/inbox/{name} has the file. Short faults are retried here with growing pauses, long ones by whoever calls.
/// </summary>
internal sealed class HttpsChannel : IChannel, IDisposable
{
    private const int Retries = 3;
    private const int MostAnswer = 20_000_000;

    private readonly HttpsSettings _settings;

    // Opened with the first request: a certificate that cannot be read is a fault of the road like any other, and no reason to fall over.
    private readonly Lazy<HttpClient> _client;
    private bool _stranger, _showed;

    public HttpsChannel(HttpsSettings settings)
    {
        _settings = settings;
        _client = new Lazy<HttpClient>(Connect);
    }

    public async Task SendAsync(Parcel parcel, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Under(parcel.Key))
        {
            Content = new ByteArrayContent(await File.ReadAllBytesAsync(parcel.Path, cancellation)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        request.Headers.Add("Idempotency-Key", parcel.Key);
        request.Headers.Add("X-Content-SHA256", parcel.Sha256);
        var (status, body) = await AskAsync(request, cancellation);
        if (status is not (HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.Conflict))
        {
            throw Answered(status);
        }
        if (!string.Equals(HashIn(body), parcel.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new ChannelException(new Text("对方说收到了，但没有说出同样的校验值，会再送"));
        }
    }

    public async Task<byte[]?> ReceiptAsync(Parcel parcel, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Under(parcel.Key + "/receipt"));
        var (status, body) = await AskAsync(request, cancellation);
        return status switch
        {
            HttpStatusCode.OK => body,
            HttpStatusCode.NotFound or HttpStatusCode.NoContent => null,
            _ => throw Answered(status),
        };
    }

    public async Task<IReadOnlyList<string>> InboxAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Under("inbox"));
        var (status, body) = await AskAsync(request, cancellation);
        try
        {
            return status switch
            {
                HttpStatusCode.OK => JsonSerializer.Deserialize<string[]>(body) ?? [],
                HttpStatusCode.NotFound or HttpStatusCode.NoContent => [],
                _ => throw Answered(status),
            };
        }
        catch (JsonException fault)
        {
            throw new ChannelException(new Text("对方的来件清单看不懂，会再取"), fault);
        }
    }

    public async Task<Letter> FetchAsync(string name, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Under("inbox/" + Uri.EscapeDataString(name)));
        var (status, body) = await AskAsync(request, cancellation);
        return status == HttpStatusCode.OK ? new Letter(name, body) : throw Answered(status);
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private HttpClient Connect()
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                Delay = _settings.Pause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .AddTimeout(_settings.Limit)
            .Build();
        var client = new HttpClient(new ResilienceHandler(pipeline) { InnerHandler = Handler() })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostAnswer,
        };
        if (_settings.Token is { } token)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        return client;
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> AskAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _client.Value.SendAsync(request, cancellation);
            return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutRejectedException or IOException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new ChannelException(
                _stranger ? new Text("对方的证书信不过，没有送：请核对证书，或更新设置 CanLian:Exchange:Https:Authority")
                : _showed && BrokeOff(fault) ? new Text("对方要看我们的证书，看过就断开了，会再送：请核对设置 CanLian:Exchange:Https:Certificate，并向对方核实登记的是哪一张")
                : new Text("对方的接口连不上或中途断开，会再送"),
                fault);
        }
    }

    private static ChannelException Answered(HttpStatusCode status) => new(status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        ? new Text("对方不认我们的令牌或证书（{0}），请向对方核实", (int)status)
        : new Text("对方的接口回答 {0}，会再送", (int)status));

    private static string? HashIn(byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("sha256", out var hash)
                && hash.ValueKind == JsonValueKind.String ? hash.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Uri Under(string path) => new(_settings.Url.AbsoluteUri.TrimEnd('/') + "/" + path);

    private static bool BrokeOff(Exception fault) =>
        fault is IOException or HttpRequestException { HttpRequestError: not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError) };

    private SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        var ours = _settings.Certificate is { } certificate ? Read(() => X509CertificateLoader.LoadPkcs12FromFile(certificate, _settings.CertificatePassword)) : null;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) =>
        {
            _showed |= ours is not null;
            return !(_stranger = errors != SslPolicyErrors.None);
        };
        // Called once more when the other side asks who we are; whether it likes the answer is only seen from what it does next.
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, theirs, _) =>
        {
            _showed |= theirs is not null;
            return ours!;
        };
        if (_settings.Authority is { } authority)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { Read(() => X509CertificateLoader.LoadCertificateFromFile(authority)) },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }
        return handler;
    }

    private static X509Certificate2 Read(Func<X509Certificate2> certificate)
    {
        try
        {
            return certificate();
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ChannelException(new Text("HTTPS 的证书文件读不了，没有送：请核对设置 CanLian:Exchange:Https 下的证书文件和口令"), fault);
        }
    }
}
