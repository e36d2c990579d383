using System.Diagnostics;
using System.Globalization;
using CanLian.Tests.Data.Upkeep;

namespace CanLian.Tests.Exchange;

/// <summary>The bureau's SFTP server: Debian's sshd on loopback, with keys of its own making, for whoever runs the tests.</summary>
public sealed class SftpBureau : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("canlian-sftp-").FullName;
    private readonly int _port = ProgramRun.FreePort();
    private Process? _server;

    public string Folder => Path.Combine(_root, "packages");

    public string Fingerprint { get; private set; } = "";

    public (string Name, string Value)[] Settings(string? fingerprint = null) =>
    [
        ("Sftp:Host", "127.0.0.1"), ("Sftp:Port", _port.ToString(CultureInfo.InvariantCulture)), ("Sftp:User", Environment.UserName),
        ("Sftp:KeyFile", Path.Combine(_root, "client")), ("Sftp:HostKey", fingerprint ?? Fingerprint), ("Sftp:Path", Folder),
    ];

    public static async Task<SftpBureau> OpenAsync()
    {
        var bureau = new SftpBureau();
        Directory.CreateDirectory(bureau.Folder);
        var keygen = SystemProgram.Find("ssh-keygen", "openssh-client");
        foreach (var name in (string[])["host", "client"])
        {
            await SystemProgram.RunAsync(keygen, "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(bureau._root, name));
        }
        File.Copy(Path.Combine(bureau._root, "client.pub"), Path.Combine(bureau._root, "authorized"));
        var (_, said) = await SystemProgram.RunAsync(keygen, "-l", "-f", Path.Combine(bureau._root, "host.pub"));
        bureau.Fingerprint = said.Split(' ')[1];
        await bureau.StartAsync();
        return bureau;
    }

    public async Task StartAsync()
    {
        var sshd = SystemProgram.Find("sshd", "openssh-server");
        if (Environment.IsPrivilegedProcess)
        {
            // Where it shuts itself in before anybody has signed in; a system that starts it as a service makes this at boot.
            Directory.CreateDirectory("/run/sshd");
        }
        var settings = Path.Combine(_root, "sshd_config");
        await File.WriteAllTextAsync(settings, $"""
            Port {_port}
            ListenAddress 127.0.0.1
            HostKey {_root}/host
            AuthorizedKeysFile {_root}/authorized
            PidFile none
            StrictModes no
            PermitRootLogin yes
            UsePAM no
            PasswordAuthentication no
            Subsystem sftp internal-sftp

            """);
        _server = Process.Start(new ProcessStartInfo(sshd, ["-D", "-e", "-f", settings]) { RedirectStandardError = true })!;
        while (await _server.StandardError.ReadLineAsync() is { } line && !line.Contains("listening", StringComparison.Ordinal))
        {
        }
        _ = _server.StandardError.ReadToEndAsync();
    }

    public void Stop()
    {
        _server?.Kill(entireProcessTree: true);
        _server?.WaitForExit();
        _server?.Dispose();
        _server = null;
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_root, recursive: true);
    }
}
