using System.Diagnostics;
using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Doubts;
using CanLian.Blazor.Jobs;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Browser;
using CanLian.Tests.Data.Upkeep;
using CanLian.Tests.Programmes;
using Microsoft.Data.Sqlite;
using Village = CanLian.Tests.Browser.Village;

namespace CanLian.Tests.Benchmarks.Circuits;

/// <summary>
/// What an open page costs, and whether three hundred of them leave a click quick: the server here, the people in a process of their own that speaks Blazor's
/// protocol (<see cref="Circuit"/>).
/// </summary>
internal static class CircuitBenchmark
{
    private const int Counted = 50, Pairs = 45, Seconds = 60;
    private const string Rate = "30";

    // With the pairs at their cases, three hundred.
    private static readonly (string User, string Path, int Count)[] _others =
        [(Village.Supervisor, "dashboard", 40), (Village.DistrictOfficer, "people", 80), (Village.DistrictOfficer, ".", 50), (Village.TownOfficer, "cases/" + Village.Programme, 40)];

    private static readonly DateOnly _applied = new(2023, 12, 1);

    /// <summary><c>bench circuits [DIR [RATE]]</c>: over a data folder with the demonstration's accounts, else over the demonstration; RATE steps a second, 30 unless given.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var folder = args.Length > 0 ? args[0] : Directory.CreateTempSubdirectory("canlian-bench-").FullName;
        try
        {
            if (args.Length == 0)
            {
                await ProgramRun.ToEndAsync(folder, "demo");
            }
            await using var host = new Host(folder);
            var address = host.Address;
            var cases = await CasesAsync(host);
            await NightAsync(host);
            foreach (var (user, path) in new[] { (Village.DistrictOfficer, "people"), (Village.Supervisor, "dashboard") })
            {
                await OpenPagesAsync(address, user, path);
            }
            await WorkAsync(address, cases, args.ElementAtOrDefault(1) ?? Rate);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (args.Length == 0)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    // What an office's server does before anybody comes, so that it does not do it while the clock runs.
    private static async Task NightAsync(Host host)
    {
        var clock = Stopwatch.StartNew();
        await host.Service<NightlyDoubts>().LookTonightAsync();
        await host.Service<VillageFigures>().RunAsync();
        Say($"the night's work: {clock.Elapsed.TotalSeconds:N0} s");
    }

    private static async Task OpenPagesAsync(string address, string user, string path)
    {
        using var crowd = new Child(address);
        // What the first page of a kind leaves behind is no page's.
        await crowd.AskAsync($"open {user} {path} 2");
        var before = Held();
        var opened = await crowd.AskAsync($"open {user} {path} {Counted}");
        Say($"/{path}: {(Held() - before) / 1024d / Counted:N0} KB for each of {Counted} open pages, after a full collection; opened in p95 {opened} ms, eight at once");
    }

    private static async Task WorkAsync(string address, IReadOnlyList<Guid> cases, string rate)
    {
        using var crowd = new Child(address);
        foreach (var (user, path, count) in _others)
        {
            var opened = await crowd.AskAsync($"open {user} {path} {count}");
            Say($"{count} × /{path} open, p95 {opened} ms");
        }
        var (paused, collections) = (GC.GetTotalPauseDuration(), Collections());
        Say($"{_others.Sum(o => o.Count) + (2 * Pairs)} pages: {await crowd.AskAsync($"work {Seconds} {rate} {string.Join(' ', cases)}")}");
        Say($"the server stood still for {(GC.GetTotalPauseDuration() - paused).TotalMilliseconds:N0} ms in {string.Join(", ", Collections().Zip(collections, (now, then) => now - then))} collections of each generation");
        using var self = Process.GetCurrentProcess();
        Say($"the server: {self.WorkingSet64 / 1_000_000} MB, at most {self.PeakWorkingSet64 / 1_000_000} MB; {Held() / 1_000_000} MB after a full collection");
    }

    private static List<int> Collections() => [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount)];

    private static long Held()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    // Households of their own, each with a case that waits for nothing but the worker.
    private static async Task<IReadOnlyList<Guid>> CasesAsync(Host host)
    {
        var (worker, ids) = (host.Actor(Village.Worker), new List<Guid>());
        for (var i = 0; i < 2 * Pairs; i++)
        {
            var body = string.Create(CultureInfo.InvariantCulture, $"3406991950{1 + (i / 28):00}{1 + (i % 28):00}9{i:00}");
            var number = IdNumber.Parse("0123456789X".Select(last => body + last).First(n => IdNumber.TryParse(n, out _, out _)));
            var person = new Person { Name = $"甲{i}", IdNumber = number, BirthDate = number.BirthDate, Sex = number.Sex, RegionCode = worker.Region };
            person.Consent();
            person.Household = new Household { Number = $"测{i}", RegionCode = person.RegionCode, HeadName = person.Name };
            person.HouseholdId = person.Household.Id;
            await using (var db = host.Service<CanLianDbFactory>().Open(worker))
            {
                db.Add(person);
                await db.SaveChangesAsync();
            }
            var (_, id) = await host.Service<CaseDesk>().OpenAsync(worker, Village.Programme, person.Id, _applied);
            await host.Service<AttachmentDesk>().AddAsync(worker, id!.Value, "申请表", "申请表.png", "", new MemoryStream(Picture.Png()));
            ids.Add(id.Value);
        }
        return ids;
    }

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    /// <summary>The people, in their own process.</summary>
    private sealed class Child : IDisposable
    {
        private readonly Process _process;

        public Child(string address) => _process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "CanLian.Tests.exe" : "CanLian.Tests"),
            ["bench", "crowd", address + "/"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // What is measured is the server; the people's rubbish is cleared away as seldom as may be.
            Environment = { ["DOTNET_gcConcurrent"] = "0", ["DOTNET_GCgen0size"] = "2000000" },
        })!;

        public async Task<string> AskAsync(string line)
        {
            await _process.StandardInput.WriteLineAsync(line);
            return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The people have left.");
        }

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
