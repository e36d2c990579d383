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
/// A register of many persons and thirty columns goes in by the program's own verb; beside it, turn by turn in the same run, the floor: a bare read by
/// MiniExcel and a bare insert of the same cells. Each is a process of its own, so that none pays for another's memory, and of several turns the best
/// counts. Then once more in this process while others work.
/// </summary>
internal static class ImportBenchmark
{
    private const int Rows = 200_000;
    private const int Turns = 3;
    private const double LeastShare = 0.35;
    private const int MostSeconds = 60;
    private const int MostMegabytes = 500;
    private static readonly TimeSpan _betweenSteps = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Rows;
        var turns = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Turns;
        var folder = Directory.CreateTempSubdirectory("canlian-bench-").FullName;
        try
        {
            var (file, places) = (Path.Combine(folder, "人员.xlsx"), Path.Combine(folder, "区划.xlsx"));
            RegisterWorkbook.Write(places, file, rows);
            Say($"{rows} rows, {RegisterWorkbook.Columns} columns, {new FileInfo(file).Length / 1_000_000} MB, {Environment.ProcessorCount} cores");
            var (floor, best) = (new List<MeasuredRun>(), new List<MeasuredRun>());
            for (var turn = 1; turn <= turns; turn++)
            {
                floor.Add(await MeasuredRun.OfAsync("CanLian.Tests", "bench", "floor", file, Path.Combine(folder, $"floor{turn}.db")));
                Say($"floor: {floor[^1]}, {floor[^1].Output}");
                var data = Path.Combine(folder, $"data{turn}");
                await MeasuredRun.OfAsync("CanLian.Blazor", "import", places, "--data", data);
                best.Add(await MeasuredRun.OfAsync("CanLian.Blazor", "import", file, "--data", data));
                Say($"import: {best[^1]}");
                SqliteConnection.ClearAllPools();
            }
            var (seconds, share, peak) = (best.Min(r => r.Took.TotalSeconds), floor.Min(r => r.Took) / best.Min(r => r.Took), best.Max(r => r.PeakMegabytes));
            Say($"best of {turns}: {seconds:N1} s, {share:N2} of the floor's speed, peak {peak} MB");

            var clock = Stopwatch.StartNew();
            var cells = WorkbookReader.Open(file).Sheets.Single().Rows.Sum(r => r.Cells.Length);
            Say($"reading alone: {rows / clock.Elapsed.TotalSeconds:N0} rows/s, {cells} cells");
            var busy = await BesideOthersAsync(places, file, rows);
            Say($"while others work: {busy.Seconds:N1} s, steps {busy.Steps.Count}, p50 {At(busy.Steps, .5):N0} ms, p95 {At(busy.Steps, .95):N0} ms, max {busy.Steps.DefaultIfEmpty().Max():N0} ms");
            Say($"again: {busy.Again:N1} s, nothing changed");
            return seconds < MostSeconds && share >= LeastShare && peak < MostMegabytes ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The floor alone (<c>bench floor WORKBOOK DATABASE</c>).</summary>
    public static Task<int> FloorAsync(string[] args)
    {
        var (read, insert) = Floor(args[0], args[1]);
        Say($"read {read.TotalSeconds:N1} s, insert {insert.TotalSeconds:N1} s");
        return Task.FromResult(0);
    }

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

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

    private static async Task<(double Seconds, List<double> Steps, double Again)> BesideOthersAsync(string places, string file, int rows)
    {
        using var database = new Database();
        var desk = new ImportDesk(database.Factory, database.Clock, database.Folder);
        await desk.RunAsync(Actor.System, [places], trial: false);
        using var over = new CancellationTokenSource();
        var steps = StepsAsync(database, over.Token);
        var clock = Stopwatch.StartNew();
        var result = await desk.RunAsync(Actor.System, [file], trial: false);
        var seconds = clock.Elapsed.TotalSeconds;
        await over.CancelAsync();
        if (result.Sheets.Single().Added != rows)
        {
            throw new InvalidOperationException($"{result.Sheets.Single().Added} of {rows} rows went in: {string.Join(";", result.Sheets.Single().Refusals.Take(3).Select(r => r.Reason))}");
        }
        clock.Restart();
        if ((await desk.RunAsync(Actor.System, [file], trial: false)).Sheets.Single().Unchanged != rows)
        {
            throw new InvalidOperationException("The second time something changed.");
        }
        return (seconds, await steps, clock.Elapsed.TotalSeconds);
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
}
