using System.ComponentModel;
using System.Diagnostics;

namespace CanLian.Tests;

/// <summary>A program of the machine's that a test needs beside the browser: found, else fetched through Debian's package manager, else asked for.</summary>
internal static class SystemProgram
{
    private static readonly string[] _folders = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/usr/lib/p7zip"];

    /// <exception cref="InvalidOperationException">It is not here and cannot be fetched.</exception>
    public static string Find(string name, string package) => TryFind(name, package)
        ?? throw new InvalidOperationException($"This test needs the program {name} and could not fetch it: install the package {package}.");

    /// <summary>The same for a program that a test can do without; null where it is not here and cannot be fetched.</summary>
    public static string? TryFind(string name, string package) => Here(name) ?? Fetched(name, package);

    /// <summary>The same without fetching it.</summary>
    public static string? IfHere(string name) => Here(name);

    /// <summary>Runs it to its end and gives its exit code and all it said.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }

    private static string? Here(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(_folders).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string? Fetched(string name, string package)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }
        try
        {
            using var process = Process.Start("/bin/sh", ["-c", $"apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends {package}"]);
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            return null;
        }
        return Here(name);
    }
}
