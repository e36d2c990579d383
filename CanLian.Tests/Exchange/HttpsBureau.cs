using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace CanLian.Tests.Exchange;

/// <summary>How the bureau's receiver misbehaves.</summary>
public enum Mischief
{
    None,
    Down,
    Unavailable,
    SaysNothing,
    SaysRubbish,
    SaysAnotherHash,
    CutsOffBeforeReading,
    CutsOffAfterKeeping,
    NeverAnswers,
    KeepsWaiting,
    WrongToken,
    Moved,
}

/// <summary>The bureau's HTTPS receiver, stood up on loopback with a certificate of its own making; it can be told to misbehave.</summary>
public sealed class HttpsBureau : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder = Directory.CreateTempSubdirectory("canlian-bureau-").FullName;
    private readonly string _authority;
    private string? _caller;

    private HttpsBureau(WebApplication app, X509Certificate2 certificate)
    {
        _app = app;
        _authority = Path.Combine(_folder, "authority.pem");
        File.WriteAllText(_authority, certificate.ExportCertificatePem());
    }

    public Mischief Mischief { get; set; }

    /// <summary>What it has kept, by key; how often each key came.</summary>
    public ConcurrentDictionary<string, byte[]> Kept { get; } = new();

    public ConcurrentDictionary<string, int> Came { get; } = new();

    public ConcurrentDictionary<string, string> Receipts { get; } = new();

    public string Url => _app.Urls.Single() + "/packages";

    /// <summary>The first who is kept waiting has come.</summary>
    public TaskCompletionSource Arriving { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends the wait of everybody who was kept waiting.</summary>
    public TaskCompletionSource Waited { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public (string Name, string Value)[] Settings(bool trusted = true, string token = "right", int seconds = 1) =>
    [
        ("Https:Url", Url), ("Https:Token", Convert.ToHexString(Encoding.UTF8.GetBytes(token))), ("Https:PauseSeconds", "0.01"),
        ("Https:TimeoutSeconds", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        .. trusted ? [("Https:Authority", _authority)] : Array.Empty<(string, string)>(),
    ];

    /// <summary>A certificate for whoever calls, as a file with a password; the bureau may know it.</summary>
    public (string Name, string Value)[] Caller(string password, bool known = true)
    {
        using var certificate = SelfMade();
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "right"));
        _caller = known ? certificate.Thumbprint : _caller;
        return [("Https:Certificate", path), ("Https:CertificatePassword", password)];
    }

    /// <param name="asksWho">Lets nobody in whose certificate it does not know.</param>
    public static async Task<HttpsBureau> OpenAsync(bool asksWho = false)
    {
        HttpsBureau? opened = null;
        var certificate = SelfMade();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate, https =>
        {
            https.ClientCertificateMode = asksWho ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
            https.ClientCertificateValidation = (caller, _, _) => caller.Thumbprint == opened!._caller;
        })));
        var app = builder.Build();
        var bureau = opened = new HttpsBureau(app, certificate);
        app.MapPut("/packages/{key}", bureau.TakeAsync);
        app.MapGet("/packages/{key}/receipt", (string key) => bureau.Receipts.TryGetValue(key, out var receipt) ? Results.Text(receipt) : Results.NotFound());
        await app.StartAsync();
        return bureau;
    }

    public void Acknowledge(string key, params object[] rejected) =>
        Receipts[key] = JsonSerializer.Serialize(new { key, sha256 = Hash(Kept[key]), accepted = 3, rejected });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task TakeAsync(string key, HttpContext context)
    {
        Came.AddOrUpdate(key, 1, (_, n) => n + 1);
        switch (Mischief)
        {
            case Mischief.Down or Mischief.CutsOffBeforeReading:
                context.Abort();
                return;
            case Mischief.Unavailable:
                context.Response.StatusCode = 503;
                return;
            case Mischief.NeverAnswers:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case Mischief.KeepsWaiting:
                Arriving.TrySetResult();
                await Waited.Task;
                break;
            case Mischief.Moved:
                context.Response.Redirect("https://127.0.0.1:1/elsewhere");
                return;
        }
        if (Mischief == Mischief.WrongToken || context.Request.Headers.Authorization != "Bearer " + Convert.ToHexString("right"u8))
        {
            context.Response.StatusCode = 401;
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Kept[key] = body.ToArray();
        switch (Mischief)
        {
            case Mischief.CutsOffAfterKeeping:
                context.Abort();
                return;
            case Mischief.SaysNothing:
                return;
            case Mischief.SaysRubbish:
                await context.Response.WriteAsync("<html>OK</html>");
                return;
        }
        await context.Response.WriteAsJsonAsync(new { key, sha256 = Mischief == Mischief.SaysAnotherHash ? new string('0', 64) : Hash(Kept[key]) });
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static X509Certificate2 SelfMade()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
