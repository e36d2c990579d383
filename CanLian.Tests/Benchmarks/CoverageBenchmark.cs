using System.Diagnostics;
using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Postgres;
using CanLian.Blazor.Features.Coverage;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes;

namespace CanLian.Tests.Benchmarks;

/// <summary>
/// How long each programme's coverage takes over a data folder that is there, village by village in one pass (<c>bench coverage --data DIR</c>,
/// with <c>--postgresql CONNECTION</c> where its database is one, with <c>--region CODE</c> for a part of it).
/// </summary>
internal static class CoverageBenchmark
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var asked = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        if (!asked.TryGetValue("--data", out var root) || asked.Keys.Except(["--data", "--postgresql", "--region"]).Any())
        {
            Console.Error.WriteLine("bench coverage --data DIR [--postgresql CONNECTION] [--region CODE]");
            return 2;
        }
        var folder = new DataFolder(root, postgres: asked.TryGetValue("--postgresql", out var connection) ? PostgresConnection.Of(connection) : null);
        var factory = new CanLianDbFactory(folder, new OfficeClock(TimeProvider.System), new SearchHash(folder));
        var region = asked.GetValueOrDefault("--region", "");
        using (var db = factory.Open(Actor.System))
        {
            var (low, high) = RegionRange.Of(region);
            Console.WriteLine($"{db.Persons.Count(p => string.Compare(p.RegionCode, low) >= 0 && string.Compare(p.RegionCode, high) <= 0):N0} persons");
        }
        var clock = new OfficeClock(TimeProvider.System) { Pinned = new DateOnly(2023, 12, 29) };
        var queries = new CoverageQueries(factory, new FigureQueries(factory, clock), new RegionQueries(factory), clock);
        foreach (var programme in Catalogue.Programmes)
        {
            var took = new List<double>();
            IReadOnlyList<ReachCell> cells = [];
            for (var round = 0; round < Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                cells = await queries.CellsAsync(Actor.System with { Region = region }, programme, region);
                took.Add(watch.Elapsed.TotalMilliseconds);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{programme.Code,-22} {took.Min(),8:N0} ms (first {took[0]:N0}) {cells.Count,6} cells, {cells.Sum(c => c.Persons):N0} entitled, {cells.Where(c => c.State < ReachState.InProgress).Sum(c => c.Persons):N0} not reached"));
        }
        return 0;
    }
}
