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

    public static async Task<int> Main(string[] args)
    {
        if (args is ["bench", ..])
        {
            if (args.Length > 1 && _benchmarks.TryGetValue(args[1], out var run))
            {
                return await run(args[2..]);
            }
            Console.Error.WriteLine("bench " + string.Join('|', _benchmarks.Keys));
            return 2;
        }
        // The programs that tests start end soon too.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        var folder = MemoryFolder.Settle();
        try
        {
            return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
                ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
                : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
        }
        finally
        {
            if (folder is not null)
            {
                MemoryFolder.Remove(folder);
            }
        }
    }
}
