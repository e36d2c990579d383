using System.Diagnostics;
using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Import;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using Microsoft.Data.Sqlite;
using MiniExcelLibs;

namespace CanLian.Tests.Benchmarks;

/// <summary>
/// A register of many persons and thirty columns goes in, once alone and once while others work; beside it, in the same run, the floor: a bare read
/// by MiniExcel and a bare insert of the same cells.
/// </summary>
internal static class ImportBenchmark
{
    private static readonly TimeSpan _betweenSteps = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200_000;
        var folder = Directory.CreateTempSubdirectory("canlian-bench-").FullName;
        try
        {
            var (file, places) = (Path.Combine(folder, "人员.xlsx"), Path.Combine(folder, "区划.xlsx"));
            RegisterWorkbook.Write(places, file, rows);
            Say($"{rows} rows, {RegisterWorkbook.Columns} columns, {new FileInfo(file).Length / 1_000_000} MB");

            var (read, insert) = Floor(file, Path.Combine(folder, "floor.db"));
            Say($"floor: read {read.TotalSeconds:N1} s, insert {insert.TotalSeconds:N1} s, together {(read + insert).TotalSeconds:N1} s");
            GC.Collect();

            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            var cells = WorkbookReader.Open(file).Sheets.Single().Rows.Sum(r => r.Cells.Length);
            Say($"reading alone: {clock.Elapsed.TotalSeconds:N1} s, {Processor(ref processor):N1} s of processor, {cells} cells");
            clock.Restart();
            await TrialAsync(places, file);
            Say($"reading and judging: {clock.Elapsed.TotalSeconds:N1} s, {Processor(ref processor):N1} s of processor");

            var alone = await ImportAsync(places, file, rows, withSteps: false);
            Say($"alone: {alone.Seconds:N1} s, peak {alone.Peak} MB, {(read + insert).TotalSeconds / alone.Seconds:N2} of the floor's speed, {Processor(ref processor):N1} s of processor");
            var busy = await ImportAsync(places, file, rows, withSteps: true);
            Say($"while others work: {busy.Seconds:N1} s, steps {busy.Steps.Count}, p50 {At(busy.Steps, .5):N0} ms, p95 {At(busy.Steps, .95):N0} ms, max {busy.Steps.DefaultIfEmpty().Max():N0} ms");
            Say($"again: {busy.Again:N1} s, nothing changed");
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    private static double Processor(ref TimeSpan before)
    {
        using var self = Process.GetCurrentProcess();
        var spent = self.TotalProcessorTime - before;
        before = self.TotalProcessorTime;
        return spent.TotalSeconds;
    }

    private static async Task TrialAsync(string places, string file)
    {
        using var database = new Database();
        var desk = new ImportDesk(database.Factory, database.Clock, database.Folder);
        await desk.RunAsync(Actor.System, [places], trial: false);
        await desk.RunAsync(Actor.System, [file], trial: true);
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted.Order().ElementAt((int)(sorted.Count * share));

    private static (TimeSpan Read, TimeSpan Insert) Floor(string file, string path)
    {
        var clock = Stopwatch.StartNew();
        var rows = MiniExcel.Query(file, sheetName: "人员").Cast<IDictionary<string, object?>>().Select(r => r.Values.ToArray()).ToList();
        var read = clock.Elapsed;
        using var db = new SqliteConnection($"Data Source={path}");
        db.Open();
        using (var create = db.CreateCommand())
        {
            create.CommandText = $"PRAGMA journal_mode=WAL; CREATE TABLE rows ({string.Join(", ", Enumerable.Range(0, RegisterWorkbook.Columns).Select(i => $"c{i} TEXT"))})";
            create.ExecuteNonQuery();
        }
        using var transaction = db.BeginTransaction();
        using var command = db.CreateCommand();
        command.CommandText = $"INSERT INTO rows VALUES ({string.Join(", ", Enumerable.Range(0, RegisterWorkbook.Columns).Select(i => $"@p{i}"))})";
        var parameters = Enumerable.Range(0, RegisterWorkbook.Columns).Select(i => command.Parameters.Add($"@p{i}", SqliteType.Text)).ToArray();
        command.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = (i < row.Length ? row[i] : null) ?? DBNull.Value;
            }
            command.ExecuteNonQuery();
        }
        transaction.Commit();
        return (read, clock.Elapsed - read);
    }

    private static async Task<(double Seconds, long Peak, List<double> Steps, double Again)> ImportAsync(string places, string file, int rows, bool withSteps)
    {
        using var database = new Database();
        var desk = new ImportDesk(database.Factory, database.Clock, database.Folder);
        await desk.RunAsync(Actor.System, [places], trial: false);
        using var over = new CancellationTokenSource();
        var (peak, steps) = (PeakAsync(over.Token), withSteps ? StepsAsync(database, over.Token) : Task.FromResult(new List<double>()));
        var clock = Stopwatch.StartNew();
        var result = await desk.RunAsync(Actor.System, [file], trial: false);
        var seconds = clock.Elapsed.TotalSeconds;
        await over.CancelAsync();
        if (result.Sheets.Single().Added != rows)
        {
            throw new InvalidOperationException($"{result.Sheets.Single().Added} of {rows} rows went in: {string.Join(";", result.Sheets.Single().Refusals.Take(3).Select(r => r.Reason))}");
        }
        clock.Restart();
        if (withSteps && (await desk.RunAsync(Actor.System, [file], trial: false)).Sheets.Single().Unchanged != rows)
        {
            throw new InvalidOperationException("The second time something changed.");
        }
        return (seconds, await peak, await steps, clock.Elapsed.TotalSeconds);
    }

    // What a colleague's click costs: a small write through the same gate, begun at a steady pace whether or not the last one is done.
    private static async Task<List<double>> StepsAsync(Database database, CancellationToken over)
    {
        var steps = new List<Task<double>>();
        while (!over.IsCancellationRequested)
        {
            var number = steps.Count;
            steps.Add(Task.Run(async () =>
            {
                var clock = Stopwatch.StartNew();
                await using var db = database.Open();
                db.Add(new Setting { Key = string.Create(CultureInfo.InvariantCulture, $"step {number}"), Value = "" });
                await db.SaveChangesAsync(CancellationToken.None);
                return clock.Elapsed.TotalMilliseconds;
            }, CancellationToken.None));
            await Task.Delay(_betweenSteps, CancellationToken.None);
        }
        return [.. await Task.WhenAll(steps)];
    }

    private static async Task<long> PeakAsync(CancellationToken over)
    {
        var peak = 0L;
        while (!over.IsCancellationRequested)
        {
            using var self = Process.GetCurrentProcess();
            peak = Math.Max(peak, self.WorkingSet64 / 1_000_000);
            await Task.Delay(200, CancellationToken.None);
        }
        return peak;
    }
}
