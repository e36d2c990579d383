using System.Diagnostics;
using System.Globalization;

namespace CanLian.Tests.Benchmarks;

/// <summary>A program that ran to its end as a process of its own: how long, how much of the processor, and the most memory it held.</summary>
internal sealed record MeasuredRun(TimeSpan Took, TimeSpan Processor, long PeakMegabytes, string Output)
{
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs a program of this folder.</summary>
    public static async Task<MeasuredRun> OfAsync(string program, params IEnumerable<string> arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program + (OperatingSystem.IsWindows() ? ".exe" : "")), arguments)
        {
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var (peak, processor) = (0L, TimeSpan.Zero);
        while (!process.HasExited)
        {
            try
            {
                process.Refresh();
                (peak, processor) = (Math.Max(peak, process.PeakWorkingSet64), Later(processor, process.TotalProcessorTime));
            }
            catch (InvalidOperationException)
            {
                // It ended between being asked whether it has and how much it used.
                break;
            }
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(_between));
        }
        await process.WaitForExitAsync();
        var took = clock.Elapsed;
        return process.ExitCode == 0 ? new MeasuredRun(took, processor, peak / 1_000_000, (await output).Trim())
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}");
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Took.TotalSeconds:N1} s, {Processor.TotalSeconds:N1} s of processor, peak {PeakMegabytes} MB");

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
