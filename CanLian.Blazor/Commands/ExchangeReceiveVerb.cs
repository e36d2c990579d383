using System.CommandLine;
using CanLian.Blazor.Features.Exchange;
using CanLian.Blazor.Features.Reconciliation;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Commands;

/// <summary>A kind of difference as a program reads it (差异数).</summary>
internal sealed record KindAnswer(string Kind, int Count);

/// <summary>exchange receive: takes in the bureau's list and says how it differs from the register (收名单).</summary>
internal sealed class ExchangeReceiveVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "农业农村部门发来的 .xlsx（监测名单、脱贫人口、线索反馈），或回执 .json" };
    private readonly Option<string?> _month = new("--month") { Description = "名单是哪个月的，写作 2023-11；不写时看标题和文件名，再不然是本月" };
    private readonly Option<bool> _json = JsonOption();

    public ExchangeReceiveVerb() : base("receive", "收农业农村部门发来的名单，和名册比对")
    {
        Arguments.Add(_file);
        Options.Add(_month);
        Options.Add(_json);
        _month.Validators.Add(given =>
        {
            if (!Month.TryParse(given.GetValueOrDefault<string>(), out _))
            {
                given.AddError("--month 要写成 2023-12 这样的年月");
            }
        });
    }

    public override async Task<int> RunAsync(VerbRun run, CancellationToken cancellation)
    {
        if (Path.GetExtension(run.Get(_file)).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            return await ReceiptAsync(run, cancellation);
        }
        var desk = run.Service<ReceiveDesk>();
        var (lists, problem) = desk.Read(run.Get(_file));
        if (problem is not null)
        {
            return run.Conclude(Outcome.Refused(new Reason(problem.Value)));
        }
        var code = Done;
        foreach (var list in lists)
        {
            var month = Month.TryParse(run.Get(_month), out var said) ? said : desk.MonthOf(list);
            var result = await desk.ReceiveAsync(run.Actor, list, month, cancellation: cancellation);
            code = Math.Max(code, result.Outcome.Succeeded ? await TellAsync(run, result) : run.Conclude(result.Outcome));
        }
        return code;
    }

    // The bureau's answer to a package.
    private async Task<int> ReceiptAsync(VerbRun run, CancellationToken cancellation)
    {
        byte[] answer;
        try
        {
            answer = await File.ReadAllBytesAsync(run.Get(_file), cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return run.Conclude(Outcome.Refused("没有这个文件：{0}", Path.GetFileName(run.Get(_file))));
        }
        var outcome = await run.Service<DeliveryDesk>().AcknowledgeAsync(run.Actor, answer);
        if (outcome.Succeeded)
        {
            await run.Out.WriteLineAsync(run.L["回执登记好了"]);
        }
        return run.Conclude(outcome);
    }

    private async Task<int> TellAsync(VerbRun run, ReceiveResult result)
    {
        foreach (var refusal in result.Refusals!)
        {
            await run.Error.WriteLineAsync(run.L["  第 {0} 行 {1}（{2}）：{3}", refusal.Row, refusal.Column, refusal.Value, run.L.Of(refusal.Reason)]);
        }
        foreach (var warning in result.Warnings!)
        {
            await run.Error.WriteLineAsync("  " + run.L.Of(warning));
        }
        var list = result.List!;
        if (run.Get(_json))
        {
            run.WriteJson(new { list.Month, list.Read, list.Matched, Differences = list.Counts.Select(c => new KindAnswer(c.Kind.Label(), c.Count)) });
        }
        else
        {
            await run.Out.WriteLineAsync(run.L["{0} {1}：读 {2} 行，对上 {3} 行，不收 {4} 行；差异新增 {5}，结清 {6}",
                list.Month, run.L[list.Kind.Label()], list.Read, list.Matched, list.Refused, result.Book!.Added, result.Book.Closed]);
            foreach (var count in list.Counts)
            {
                await run.Out.WriteLineAsync($"  {run.L[count.Kind.Label()]}  {count.Count}");
            }
        }
        return result.Refusals!.Count == 0 ? Done : Refused;
    }
}
