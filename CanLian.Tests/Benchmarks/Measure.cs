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
    // A server that has been up for some minutes has compiled what it does often for good; until then the same takes several times as long.
    private const int LeastWarmUp = 5, MostWarmUp = 200;
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(4);

    // Statements that take seconds are not taken a hundred times.
    private static readonly TimeSpan _enough = TimeSpan.FromSeconds(6);
    private const int Fewest = 3;

    /// <summary>What a read may take beside the statements alone, whichever is more: so many milliseconds more, or so many times as much.</summary>
    private const double Beside = 1, Times = 3;

    /// <summary>Whether a read is held to what the statements alone take.</summary>
    public bool Reads { get; init; } = true;

    /// <summary>How many times at most, those before it counts included.</summary>
    public const int Most = MostWarmUp + Usual;
    private const int Usual = 100;

    /// <summary>How many times; where each takes seconds, a few do.</summary>
    public int Often { get; init; } = Usual;

    /// <summary>CPU is what one costs in processor time on the average, which other work on the machine does not change.</summary>
    public static string Head => $"{"",-54}{"p50",9}{"p95",9}{"max",9}{"CPU",8}{"bound",8}{"SQL p50",10}{"SQL p95",9}{"ratio",7}";

    /// <summary>Measures, prints one line, and says whether the bounds hold.</summary>
    public async Task<bool> RunAsync()
    {
        var times = new List<double>();
        var raw = new List<double>();
        var spent = TimeSpan.Zero;
        var warming = Stopwatch.StartNew();
        for (var i = 0; i < LeastWarmUp || (i < MostWarmUp && warming.Elapsed < _warmUp); i++)
        {
            await Service(i);
        }
        var ofStatements = TimeSpan.Zero;
        for (var i = 0; i < Often; i++)
        {
            // In turns, so that both meet the same machine.
            var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await Service(i);
            times.Add(clock.Elapsed.TotalMilliseconds);
            spent += Environment.CpuUsage.TotalTime - before;
            if (Raw is not null && (raw.Count < Fewest || ofStatements < _enough))
            {
                clock.Restart();
                Raw(i);
                raw.Add(clock.Elapsed.TotalMilliseconds);
                ofStatements += clock.Elapsed;
            }
        }
        var (p50, p95) = (At(times, .5), At(times, .95));
        var holds = p95 < Bound;
        var beside = Raw is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{At(raw, .5),10:N2}{At(raw, .95),9:N2}{p50 / At(raw, .5),7:N1}");
        var near = Raw is null || !Reads || p50 <= At(raw, .5) + Beside || p50 <= At(raw, .5) * Times;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name,-54}{p50,9:N2}{p95,9:N2}{times.Max(),9:N1}{spent.TotalMilliseconds / Often,8:N2}{Bound,8:N0}{beside}  {(holds ? "" : "MISSED ")}{(near ? "" : "FAR FROM SQL")}"));
        return holds && near;
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt(Math.Min(times.Count - 1, (int)(times.Count * share)));
}
