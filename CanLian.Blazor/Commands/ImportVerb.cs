using System.CommandLine;
using System.Runtime;
using CanLian.Blazor.Features.Import;
using CanLian.Blazor.Ui;

namespace CanLian.Blazor.Commands;

/// <summary>One refused value as a program reads it (拒收).</summary>
internal sealed record RefusalAnswer(int Row, string Column, string Value, string Reason);

/// <summary>One sheet as a program reads it (一张表).</summary>
internal sealed record SheetAnswer(
    string File, string Sheet, int Read, int Added, int Changed, int Unchanged, int Refused, IReadOnlyList<RefusalAnswer> Refusals, IReadOnlyList<string> Warnings);

/// <summary>A run as a program reads it (一次导入).</summary>
internal sealed record ImportAnswer(IReadOnlyList<SheetAnswer> Sheets, IReadOnlyList<string> Problems);

/// <summary>import: takes in workbooks, all or nothing (导入工作簿).</summary>
internal sealed class ImportVerb : Verb
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "要导入的 .xlsx 文件，可以几个一起", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _trial = new("--dry-run") { Description = "只核对，不写入" };
    private readonly Option<bool> _json = JsonOption();

    public ImportVerb() : base("import", "导入名册、任务、机构、台账等工作簿")
    {
        Arguments.Add(_files);
        Options.Add(_trial);
        Options.Add(_json);
    }

    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        // Nobody waits for a page here: a collector that works beside the import lets more come together than one that stops it.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var trial = run.Get(_trial);
        var result = await run.Service<ImportDesk>().RunAsync(run.Actor, run.Get(_files), trial, cancellation);
        foreach (var problem in result.Problems)
        {
            await run.Error.WriteLineAsync(run.L.Of(problem));
        }
        if (run.Get(_json))
        {
            run.WriteJson(new ImportAnswer(
                [.. result.Sheets.Select(s => new SheetAnswer(
                    s.File, s.Sheet, s.Read, s.Added, s.Changed, s.Unchanged, s.Refused,
                    [.. s.Refusals.Select(r => new RefusalAnswer(r.Row, r.Column, r.Value, run.L.Of(r.Reason)))], [.. s.Warnings.Select(w => run.L.Of(w))]))],
                [.. result.Problems.Select(p => run.L.Of(p))]));
        }
        else
        {
            foreach (var sheet in result.Sheets)
            {
                await run.Out.WriteLineAsync(run.L[
                    "{0}“{1}”：读 {2} 行，新增 {3}，改 {4}，没变 {5}，拒收 {6}", sheet.File, sheet.Sheet, sheet.Read, sheet.Added, sheet.Changed, sheet.Unchanged, sheet.Refused]);
                foreach (var refusal in sheet.Refusals)
                {
                    await run.Error.WriteLineAsync(run.L["  第 {0} 行 {1}（{2}）：{3}", refusal.Row, refusal.Column, refusal.Value, run.L.Of(refusal.Reason)]);
                }
                foreach (var warning in sheet.Warnings)
                {
                    await run.Error.WriteLineAsync("  " + run.L.Of(warning));
                }
            }
            var news = result.Sheets.Sum(s => s.Added + s.Changed);
            await run.Out.WriteLineAsync(
                trial ? run.L["只核对了一遍，什么都没写"]
                : result.Sheets.Count == 0 ? run.L["没有写入"]
                : news == 0 ? run.L["读了 {0:N0} 行，和名册里一样，什么都没有改", result.Sheets.Sum(s => s.Read)]
                : run.L["已写入"]);
        }
        return result.Clean ? Done : Refused;
    }
}
