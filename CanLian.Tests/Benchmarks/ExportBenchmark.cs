using System.Diagnostics;
using System.Globalization;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using MiniExcelLibs;

namespace CanLian.Tests.Benchmarks;

/// <summary>
/// A list of many rows and twenty columns goes out as the pages' exports do: typed, safe from formulas, hashed, with its second sheet; beside it, in the same
/// run, the same cells written by MiniExcel alone.
/// </summary>
internal static class ExportBenchmark
{
    private const int Texts = 12, Days = 3, Amounts = 3, Counts = 2;

    public static Task<int> RunAsync(string[] args)
    {
        var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("canlian-bench-").FullName;
        try
        {
            var (bare, ours) = (Path.Combine(folder, "bare.xlsx"), Path.Combine(folder, "ours.xlsx"));
            var (floor, _) = Measure(() =>
            {
                using var file = File.Create(bare);
                MiniExcel.SaveAs(file, new Plain(rows));
            });
            var (took, peak) = Measure(() =>
            {
                var sheet = Sheet.Of("名单", Enumerable.Range(0, rows));
                for (var c = 0; c < Texts; c++)
                {
                    var column = c;
                    sheet.Text($"文字{c}", r => Text(r, column));
                }
                for (var c = 0; c < Days; c++)
                {
                    sheet.Date($"日期{c}", Day);
                }
                for (var c = 0; c < Amounts; c++)
                {
                    sheet.Yuan($"金额{c}", r => new Money(r));
                }
                for (var c = 0; c < Counts; c++)
                {
                    sheet.Whole($"数{c}", r => r);
                }
                using var file = File.Create(ours);
                Workbook.Write(file, [sheet], () => [new Note("行数", $"{sheet.RowCount}"), new Note("SHA-256", sheet.Sha256)]);
            });
            Say($"{rows} rows, {Texts + Days + Amounts + Counts} columns");
            Say($"MiniExcel alone: {floor.TotalSeconds:N1} s, {new FileInfo(bare).Length / 1_000_000} MB");
            Say($"export: {took.TotalSeconds:N1} s, {new FileInfo(ours).Length / 1_000_000} MB, peak {peak} MB, {floor / took:N2} of its speed");
            return Task.FromResult(floor / took >= 0.8 && peak < 300 ? 0 : 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    private static string Text(int row, int column) => column switch
    {
        0 => "雷金海",
        1 => $"34069919{row:0000000000}",
        2 => $"340699{row:00000000000000}",
        3 => "石桥镇",
        4 => "南石楼村",
        _ => $"第 {row} 行的内容",
    };

    private static DateOnly? Day(int row) => new DateOnly(2023, 1, 1).AddDays(row % 365);

    // The most the process holds while the work runs, above nothing: the whole working set.
    private static (TimeSpan Took, long PeakMegabytes) Measure(Action work)
    {
        GC.Collect();
        var peak = 0L;
        using var over = new ManualResetEventSlim();
        var watch = Task.Run(() =>
        {
            using var process = Process.GetCurrentProcess();
            do
            {
                process.Refresh();
                peak = Math.Max(peak, process.WorkingSet64);
            }
            while (!over.Wait(100));
        });
        var clock = Stopwatch.StartNew();
        work();
        var took = clock.Elapsed;
        over.Set();
        watch.Wait();
        return (took, peak / 1_000_000);
    }

    private sealed class Plain(int rows) : MiniExcelDataReaderBase
    {
        private int _row = -1;

        public override int FieldCount => Texts + Days + Amounts + Counts;

        public override string GetName(int i) => $"c{i}";

        public override object GetValue(int i) => i switch
        {
            < Texts => Text(_row, i),
            < Texts + Days => Day(_row)!.Value.ToDateTime(TimeOnly.MinValue),
            < Texts + Days + Amounts => _row / 100m,
            _ => _row,
        };

        public override bool Read() => ++_row < rows;
    }
}
