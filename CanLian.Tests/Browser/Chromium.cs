using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Playwright;

namespace CanLian.Tests.Browser;

/// <summary>
/// Finds a Chromium: the one named by <see cref="Variable"/>, else the system's, else one fetched through the system's package manager or
/// Playwright, whichever may. Where none can be had, it says in one sentence how to get one.
/// </summary>
internal static class Chromium
{
    public const string Variable = "CANLIAN_CHROMIUM";

    // The shell draws no window of its own, and is a third faster for it.
    private static readonly string[] _names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    private static readonly string[] _folders =
    [
        "/usr/bin", "/usr/local/bin", "/snap/bin", "/usr/lib/chromium", "/opt/google/chrome",
        "/Applications/Google Chrome.app/Contents/MacOS", "/Applications/Chromium.app/Contents/MacOS",
        @"C:\Program Files\Google\Chrome\Application", @"C:\Program Files (x86)\Microsoft\Edge\Application",
    ];

    private static readonly (string Manager, string Command)[] _managers =
    [
        ("apt-get", "apt-get update && export DEBIAN_FRONTEND=noninteractive && (apt-get install -y --no-install-recommends chromium-headless-shell || apt-get install -y --no-install-recommends chromium)"),
        ("dnf", "dnf install -y chromium"),
        ("apk", "apk add chromium"),
    ];

    public static async Task<IBrowser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Find(playwright.Chromium.ExecutablePath),
            // A sandbox cannot be set up for root; everybody else keeps it.
            Args = Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? ["--no-sandbox"] : [],
        });
    }

    private static string Find(string fetchedByPlaywright)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : throw new InvalidOperationException($"{Variable} names {named}, and there is no such file.");
        }

        return OfTheSystem() ?? Existing(fetchedByPlaywright) ?? FromPackageManager() ?? FromPlaywright(fetchedByPlaywright)
            ?? throw new InvalidOperationException(
                $"The browser tests need Chromium and could not fetch one: install the package chromium, or set {Variable} to the path of a Chromium or Chrome.");
    }

    private static string? OfTheSystem()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(_folders);
        var names = _names.Concat(_names.Select(n => n + ".exe")).Append("Google Chrome").Append("Chromium");
        return names.SelectMany(_ => folders, (name, folder) => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;

    private static string? FromPackageManager()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        foreach (var (manager, command) in _managers)
        {
            if (Run(manager, "--version") && Run("/bin/sh", "-c", command) && OfTheSystem() is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? FromPlaywright(string path) => Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0 ? Existing(path) : null;

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
