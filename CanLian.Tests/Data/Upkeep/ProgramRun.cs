using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CanLian.Blazor.Data;

namespace CanLian.Tests.Data.Upkeep;

/// <summary>What the program answered: its exit code, what it printed, what it complained of.</summary>
public sealed record Answer(int Code, string Output, string Error);

/// <summary>The program itself as a process of its own, as an operator starts it.</summary>
public sealed class ProgramRun : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ProgramRun(Process process, string? until, TaskCompletionSource<string?> seen)
    {
        _process = process;
        _output = Task.Run(async () =>
        {
            var all = new List<string>();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                all.Add(line);
                if (until is not null && line.Contains(until, StringComparison.Ordinal))
                {
                    seen.TrySetResult(line);
                }
            }
            seen.TrySetResult(null);
            return string.Join('\n', all);
        });
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs a verb, or a start that is expected to be refused, to its end.</summary>
    public static async Task<Answer> ToEndAsync(string folder, params IEnumerable<string> arguments)
    {
        using var run = Begin(folder, null, new(), arguments);
        return await run.EndAsync();
    }

    /// <summary>The same, killed after a time if it has not ended by itself.</summary>
    public static async Task ToEndAsync(string folder, TimeSpan longest, params IEnumerable<string> arguments)
    {
        using var run = Begin(folder, null, new(), arguments);
        using var timer = new CancellationTokenSource(longest);
        try
        {
            await run._process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            run.Kill();
        }
    }

    /// <summary>The same with so much memory for its objects and no more: asking for more ends it.</summary>
    public static async Task<Answer> WithinAsync(string folder, long heapBytes, params IEnumerable<string> arguments)
    {
        using var run = Begin(folder, null, new(), arguments, heapBytes: heapBytes);
        return await run.EndAsync();
    }

    /// <summary>The same where the database may be a PostgreSQL.</summary>
    public static async Task<Answer> ToEndAsync(DataFolder folder, params IEnumerable<string> arguments)
    {
        using var run = Begin(folder.Root, null, new(), arguments, postgres: folder.Postgres);
        return await run.EndAsync();
    }

    /// <summary>The same with a program that lies elsewhere.</summary>
    public static async Task<Answer> FromAsync(string programs, string folder, params IEnumerable<string> arguments)
    {
        using var run = Begin(folder, null, new(), arguments, programs);
        return await run.EndAsync();
    }

    /// <summary>Serves on a free port; returns when the first page can be opened.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="postgres">How to reach the PostgreSQL that holds the database; null where it is in the folder.</param>
    /// <param name="port">Where it listens, if not at a free port.</param>
    /// <param name="programs">Where the program lies; null for the one under test.</param>
    public static async Task<ProgramRun> ServeAsync(string folder, string? postgres = null, int? port = null, string? programs = null)
    {
        var ready = new TaskCompletionSource<string?>();
        var run = Begin(folder, "http://127.0.0.1:", ready, ["--urls", $"http://127.0.0.1:{port ?? FreePort()}"], programs: programs, postgres: postgres);
        if (await ready.Task is not { } line)
        {
            var answer = await run.EndAsync();
            throw new InvalidOperationException(answer.Output + answer.Error);
        }
        run.Address = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim());
        return run;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public async Task<Answer> EndAsync()
    {
        await _process.WaitForExitAsync();
        return new Answer(_process.ExitCode, await _output, await _error);
    }

    /// <summary>Ends it at once, as a power cut does (kill -9).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }
        _process.Dispose();
    }

    private static ProgramRun Begin(
        string folder, string? until, TaskCompletionSource<string?> seen, IEnumerable<string> arguments, string? programs = null, string? postgres = null, long? heapBytes = null)
    {
        programs ??= AppContext.BaseDirectory;
        var start = new ProcessStartInfo(Path.Combine(programs, OperatingSystem.IsWindows() ? "CanLian.Blazor.exe" : "CanLian.Blazor"), [.. arguments, "--data", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = programs,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["LANG"] = "zh_CN.UTF-8", ["LC_ALL"] = "zh_CN.UTF-8" },
        };
        if (postgres is not null)
        {
            (start.Environment["CanLian__Database"], start.Environment["CanLian__ConnectionString"]) = ("postgresql", postgres);
        }
        if (heapBytes is { } heap)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = heap.ToString("x", CultureInfo.InvariantCulture);
        }
        return new ProgramRun(Process.Start(start)!, until, seen);
    }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
