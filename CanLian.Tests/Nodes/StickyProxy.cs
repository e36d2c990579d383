using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CanLian.Tests.Data.Upkeep;

namespace CanLian.Tests.Nodes;

/// <summary>
/// What stands before the nodes: haproxy as the README sets it up, found on the machine or fetched through the system's package manager; where it cannot be
/// had, a forwarder that keeps everybody at the first node as long as it answers.
/// </summary>
internal sealed class StickyProxy : IDisposable
{
    public const string Cookie = "NODE";
    public const string SecondNode = "node1";

    private readonly Process? _haproxy;
    private readonly TcpListener? _forwarder;
    private readonly string? _folder;

    public StickyProxy(params IReadOnlyList<Uri> nodes)
    {
        var port = ProgramRun.FreePort();
        Address = $"http://127.0.0.1:{port}";
        if (SystemProgram.TryFind("haproxy", "haproxy") is { } program)
        {
            _folder = Directory.CreateTempSubdirectory("canlian-haproxy-").FullName;
            var settings = Path.Combine(_folder, "haproxy.cfg");
            File.WriteAllText(settings, Settings(port, nodes));
            _haproxy = Process.Start(new ProcessStartInfo(program, ["-f", settings, "-db", "-q"]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        }
        else
        {
            _forwarder = new TcpListener(IPAddress.Loopback, port);
            _forwarder.Start();
            _ = ForwardAsync(_forwarder, nodes);
        }
    }

    /// <summary>Where users go.</summary>
    public string Address { get; }

    /// <summary>Waits until a page comes through.</summary>
    public async Task AwaitReadyAsync(CancellationToken cancellation)
    {
        using var visitor = new HttpClient();
        while (true)
        {
            try
            {
                if ((await visitor.GetAsync(new Uri(Address + "/sign-in"), cancellation)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It is not listening yet.
            }
            await Task.Delay(50, cancellation);
        }
    }

    public void Dispose()
    {
        _haproxy?.Kill();
        _haproxy?.WaitForExit();
        _haproxy?.Dispose();
        _forwarder?.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string Settings(int port, IReadOnlyList<Uri> nodes) => $$"""
        global
            maxconn 1000
        defaults
            mode http
            timeout connect 2s
            timeout client 1h
            timeout server 1h
            timeout tunnel 1h
            retries 3
            option redispatch
            option forwardfor
        frontend users
            bind 127.0.0.1:{{port}}
            default_backend nodes
        backend nodes
            cookie {{Cookie}} insert indirect nocache httponly
            option httpchk
            http-check send meth GET uri /health/ready ver HTTP/1.1 hdr Host canlian
            default-server check inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
        {{string.Join('\n', nodes.Select((node, i) => $"    server node{i} {node.Host}:{node.Port} cookie node{i}"))}}

        """;

    private static async Task ForwardAsync(TcpListener listener, IReadOnlyList<Uri> nodes)
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync(), nodes);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The tests are over.
        }
    }

    private static async Task CarryAsync(TcpClient user, IReadOnlyList<Uri> nodes)
    {
        using (user)
        {
            foreach (var node in nodes)
            {
                using var server = new TcpClient();
                try
                {
                    await server.ConnectAsync(node.Host, node.Port);
                    var (there, back) = (user.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(user.GetStream()));
                    await Task.WhenAny(there, back);
                    return;
                }
                catch (SocketException)
                {
                    // The next one then.
                }
            }
        }
    }
}
