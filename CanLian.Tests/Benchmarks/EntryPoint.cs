using CanLian.Tests.Benchmarks.Circuits;

namespace CanLian.Tests.Benchmarks;

/// <summary>
/// The program of the tests: the tests as always, or a measurement where it is asked for one
/// (<c>dotnet run --project CanLian.Tests -c Release -- bench import</c>).
/// </summary>
internal static class EntryPoint
{
    private static readonly Dictionary<string, Func<string[], Task<int>>> _benchmarks =
        new()
        {
            ["import"] = ImportBenchmark.RunAsync,
            ["floor"] = ImportBenchmark.FloorAsync,
            ["export"] = ExportBenchmark.RunAsync,
            ["fill"] = Fill.FillBenchmark.RunAsync,
            ["service"] = ServiceBenchmark.RunAsync,
            ["circuits"] = CircuitBenchmark.RunAsync,
            ["crowd"] = Crowd.RunAsync,
            ["browser"] = BrowserBenchmark.RunAsync,
            ["coverage"] = CoverageBenchmark.RunAsync,
            ["questions"] = InquiryBenchmark.RunAsync,
        };

    public static Task<int> Main(string[] args)
    {
        if (args is ["bench", ..])
        {
            if (args.Length > 1 && _benchmarks.TryGetValue(args[1], out var run))
            {
                return run(args[2..]);
            }
            Console.Error.WriteLine("bench " + string.Join('|', _benchmarks.Keys));
            return Task.FromResult(2);
        }
        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
    }
}
