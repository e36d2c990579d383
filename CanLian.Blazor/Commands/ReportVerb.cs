using System.CommandLine;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Reports;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Commands;

/// <summary>report: writes the annual work summary as a Word document (生成年度总结).</summary>
internal sealed class ReportVerb : Verb
{
    private readonly Option<int> _year = new("--year") { Description = "年度，如 2023", Required = true };
    private readonly Option<FileInfo> _out = new("--out") { Description = "写到哪个文件，如 总结.docx", Required = true };

    public ReportVerb() : base("report", "生成年度工作总结（Word）")
    {
        Options.Add(_year);
        Options.Add(_out);
    }

    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        if (await run.Service<ReportQueries>().FindAsync(run.Actor, new FigureAsk(run.Get(_year))) is not { } view)
        {
            return run.Conclude(Outcome.Refused("没有这个年度：{0}", run.Get(_year)));
        }
        var file = run.Get(_out);
        try
        {
            await File.WriteAllBytesAsync(file.FullName, ReportWord.Write(view, run.Actor.Name), cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return run.Conclude(Outcome.Refused("写不了文件 {0}：文件夹不存在、没有权限，或文件正被别的程序打开", file.FullName));
        }
        await run.Out.WriteLineAsync(run.L["{0}，{1} 段，{2} 个数，写到 {3}", view.Blocks[0].Text, view.Blocks.Count(b => b.Key is not null), view.Told.Count, file.FullName]);
        return Done;
    }
}
