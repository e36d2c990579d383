using System.Diagnostics;
using System.Globalization;

namespace CanLian.Tests.Benchmarks;

/// <summary>Something that is done many times, and how long it may take.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Bound">The 95th of a hundred must not take longer, in milliseconds.</param>
/// <param name="Service">Does it once as the pages do.</param>
/// <param name="Raw">Does the same once by prepared statements; null where nothing is the same.</param>
internal sealed record Measure(string Name, double Bound, Func<int, Task> Service, Action<int>? Raw = null)
{
    private const int WarmUp = 5;

    /// <summary>What a read may take beside the statements alone, whichever is more: so many milliseconds more, or so many times as much.</summary>
    private const double Beside = 1, Times = 3;

    /// <summary>Whether a read is held to what the statements alone take.</summary>
    public bool Reads { get; init; } = true;

    /// <summary>How many times; where each takes seconds, a few do.</summary>
    public int Often { get; init; } = 100;

    /// <summary>CPU is what one costs in processor time on the average, which other work on the machine does not change.</summary>
    public static string Head => $"{"",-54}{"p50",9}{"p95",9}{"max",9}{"CPU",8}{"bound",8}{"SQL p50",10}{"SQL p95",9}{"ratio",7}";

    /// <summary>Measures, prints one line, and says whether the bounds hold.</summary>
    public async Task<bool> RunAsync()
    {
        var times = new List<double>();
        var raw = new List<double>();
        var spent = TimeSpan.Zero;
        for (var i = -WarmUp; i < Often; i++)
        {
            // In turns, so that both meet the same machine.
            var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await Service(i + WarmUp);
            Keep(times, i, clock);
            spent += i < 0 ? TimeSpan.Zero : Environment.CpuUsage.TotalTime - before;
            if (Raw is not null)
            {
                clock.Restart();
                Raw(i + WarmUp);
                Keep(raw, i, clock);
            }
        }
        var (p50, p95) = (At(times, .5), At(times, .95));
        var holds = p95 < Bound;
        var beside = Raw is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{At(raw, .5),10:N2}{At(raw, .95),9:N2}{p50 / At(raw, .5),7:N1}");
        var near = Raw is null || !Reads || p50 <= At(raw, .5) + Beside || p50 <= At(raw, .5) * Times;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name,-54}{p50,9:N2}{p95,9:N2}{times.Max(),9:N1}{spent.TotalMilliseconds / Often,8:N2}{Bound,8:N0}{beside}  {(holds ? "" : "MISSED ")}{(near ? "" : "FAR FROM SQL")}"));
        return holds && near;
    }

    private static void Keep(List<double> times, int i, Stopwatch clock)
    {
        if (i >= 0)
        {
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt(Math.Min(times.Count - 1, (int)(times.Count * share)));
}
