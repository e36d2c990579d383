using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Ui;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases.Payments;

/// <summary>The bank's answer as it was read, before or after it was written.</summary>
/// <param name="Problem">Why the file cannot be read; null when it can.</param>
/// <param name="Answer">What fits and what does not; null when it cannot be read.</param>
/// <param name="Notes">Cases that the bank paid and that could not be moved on, and why.</param>
public sealed record ReturnResult(Text? Problem, BankReturn? Answer, IReadOnlyList<Text> Notes)
{
    public static ReturnResult Refused(string key, params object[] args) => new(new Text(key, args), null, []);

    public bool MayWrite => Problem is null && Answer is { Strange.Count: 0, Matched.Count: > 0 };
}

/// <summary>The counter where the bank's answer is read in (回盘), and where money that was taken back is written down.</summary>
public sealed class BankReturnDesk(CanLianDbFactory databases, CaseFactsLoader loader, DataFolder folder, OfficeClock clock, LiveUpdates live)
{
    /// <summary>Larger than any answer of a bank, in bytes.</summary>
    public const long LargestFile = 30 * 1024 * 1024;

    private static readonly Column[] _columns = [new("序号", true), new("金额", true), new("结果", true), new("失败原因"), new("发放日期")];
    private static readonly string[] _paid = ["成功", "已发放", "已入账", "交易成功", "1"];
    private static readonly string[] _failed = ["失败", "未成功", "退票", "交易失败", "0"];

    /// <summary>Reads the file and says what it would do; nothing is written.</summary>
    public Task<ReturnResult> LookThroughAsync(Actor actor, Guid id, Stream content) => WithFileAsync(content, path => TakeAsync(actor, id, path, "", write: false));

    /// <summary>Reads the file and writes what it says: every line that it answers, and its case by the programme's own step. A row that fits no line refuses the whole file.</summary>
    public Task<ReturnResult> WriteAsync(Actor actor, Guid id, Stream content, string voucher) => string.IsNullOrWhiteSpace(voucher)
        ? Task.FromResult(ReturnResult.Refused("填银行的凭证号"))
        : WithFileAsync(content, path => TakeAsync(actor, id, path, voucher.Trim(), write: true));

    /// <summary>The money of an approved reversal is back: its lines and cases say so.</summary>
    public async Task<Outcome> FinishReversalAsync(Actor actor, Guid id, DateOnly on, string voucher)
    {
        if (!PaymentDesk.Makes(actor))
        {
            return Outcome.Refused("退回的钱由财务登记");
        }
        if (string.IsNullOrWhiteSpace(voucher) || on > clock.Today)
        {
            return Outcome.Refused("填退回的日期（不晚于今天）和凭证号");
        }
        await using var db = databases.Open(actor);
        await using var transaction = await db.BeginWriteAsync();
        if (await db.PaymentBatches.Include(b => b.Lines).SingleOrDefaultAsync(b => b.Id == id) is not { IsReversal: true, State: PaymentBatchState.Approved } reversal)
        {
            return Outcome.Refused("没有等着退回的冲销批次");
        }
        var originals = await db.PaymentBatches.Where(b => b.Id == reversal.ReversesId).SelectMany(b => b.Lines).ToDictionaryAsync(l => l.Id);
        var input = new StepInput($"{reversal.Number}：{reversal.Reason}", new Dictionary<string, string> { ["failure"] = "停发", [Step.DateKey] = Day(on) });
        var all = await loader.LoadManyAsync(db, reversal.Lines.Select(l => l.CaseId), _ => input);
        foreach (var line in reversal.Lines)
        {
            var (original, loaded) = (originals[line.ReversesLineId!.Value], all[line.CaseId]);
            var wasPaid = original.State == PaymentLineState.Paid;
            var step = loaded.Programme.Flow.From(loaded.Facts.Case.Stage)
                .FirstOrDefault(s => s.Who.Contains(actor.Role) && (s.Money == MoneyStep.Fail || (wasPaid && s.Money == MoneyStep.Reopen)));
            if (step is not null && loaded.Facts.Case.Take(loaded.Programme.Flow, step.Code, loaded.Facts) is { Succeeded: false } refused)
            {
                return refused;
            }
            if (wasPaid)
            {
                loaded.Facts.Case.TakeMoneyBack(original.Id, original.PaidOn!.Value, on, reversal.Reason);
            }
            line.MarkPaid(on);
        }
        reversal.CloseIfAnswered(voucher.Trim(), on);
        var outcome = await db.SaveOrRefuseAsync("就在刚才，别人先办了这个批次。页面已换成最新情况，请看过再办");
        if (outcome.Succeeded)
        {
            await transaction.CommitAsync();
        }
        return outcome;
    }

    private async Task<ReturnResult> WithFileAsync(Stream content, Func<string, Task<ReturnResult>> read)
    {
        var path = Path.Combine(folder.Incoming, Guid.NewGuid().ToString("N") + ".xlsx");
        try
        {
            await using (var target = File.Create(path))
            {
                await content.CopyToAsync(target);
            }
            return await read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<ReturnResult> TakeAsync(Actor actor, Guid id, string path, string voucher, bool write)
    {
        if (!PaymentDesk.Makes(actor))
        {
            return ReturnResult.Refused("回盘由财务读入");
        }
        var (rows, problem) = Read(path, clock.Today);
        if (problem is { } unreadable)
        {
            return new ReturnResult(unreadable, null, []);
        }
        await using var db = databases.Open(actor);
        await using var transaction = write ? await db.BeginWriteAsync() : null;
        if (await db.PaymentBatches.Include(b => b.Lines).SingleOrDefaultAsync(b => b.Id == id) is not { State: PaymentBatchState.Sent, IsReversal: false } batch)
        {
            return ReturnResult.Refused("只有已送银行的批次等回盘");
        }
        var answer = BankReturn.Of(batch, rows);
        var result = new ReturnResult(null, answer, []);
        if (transaction is null || !result.MayWrite)
        {
            return result;
        }
        var notes = new List<Text>();
        var answers = answer.Matched.GroupBy(m => m.Line.CaseId).ToDictionary(g => g.Key, g => InputOf(g.First().Row, voucher));
        var all = await loader.LoadManyAsync(db, answers.Keys, id => answers[id]);
        foreach (var (line, row) in answer.Matched)
        {
            // The payees of one case may be answered differently: each is judged by its own.
            var loaded = answer.Matched.Count(m => m.Line.CaseId == line.CaseId) == 1 ? all[line.CaseId] : (await loader.LoadAsync(db, line.CaseId, InputOf(row, voucher)))!;
            if (Settle(db, loaded, line, row, voucher) is { } note)
            {
                notes.Add(note);
            }
        }
        batch.CloseIfAnswered(voucher, clock.Today);
        if (await db.SaveOrRefuseAsync("就在刚才，别人先读了这个批次的回盘") is { Succeeded: false } overtaken)
        {
            return new ReturnResult(overtaken.Reasons[0].Sentence, null, []);
        }
        await transaction.CommitAsync();
        foreach (var (line, _) in answer.Matched)
        {
            live.Publish(new LiveUpdate(batch.Programme, line.RegionCode, line.CaseId, new Text("发放批次 {0}：{1}", batch.Number, new Text(line.State.Label()))));
        }
        return result with { Notes = notes };
    }

    /// <summary>Writes one answer; says why where the case could not be moved on although the bank has paid.</summary>
    private Text? Settle(CanLianDb db, LoadedCase loaded, PaymentLine line, ReturnRow row, string voucher)
    {
        var on = row.On ?? clock.Today;
        var words = WordsOf(row);
        var (flow, file) = (loaded.Programme.Flow, loaded.Facts.Case);
        // A list of persons has put the payment on the case already; every other payee is written down when the bank has paid.
        var listed = file.Payments.Exists(p => p.LineId == line.Id);
        if (row.Paid)
        {
            line.MarkPaid(on);
        }
        else
        {
            line.MarkFailed(words);
        }
        if (!listed)
        {
            if (!row.Paid)
            {
                file.AddRemark($"付给{line.Payee}没有成功：{words}", db.Actor, clock.UtcNow, on);
                return null;
            }
            file.RecordPayment(voucher, line.Payee, line.Fen, on, line.Id);
        }
        var step = flow.From(file.Stage).FirstOrDefault(s => s.Money == (row.Paid ? MoneyStep.Settle : MoneyStep.Fail)
            && s.OnlyWhen?.Invoke(loaded.Facts) != false && (s.Owes is null || !s.Owes(loaded.Facts).Any()));
        if (step is null)
        {
            return !listed ? null : new Text("{0}（{1}）：案件在“{2}”，请到案件里核对", line.SubjectName, line.CaseNumber, new Text(flow.Stage(file.Stage).Name));
        }
        var outcome = file.Take(flow, step.Code, loaded.Facts);
        file.Form = loaded.Programme.WriteForm(loaded.Facts.Form);
        return outcome.Succeeded ? null : new Text("{0}（{1}）：{2}", line.SubjectName, line.CaseNumber, outcome.Reasons[0].Sentence);
    }

    private static string WordsOf(ReturnRow row) => row.Failure.Length > 0 ? row.Failure : BankReturn.FailureOf(row.Failure);

    private StepInput InputOf(ReturnRow row, string voucher) => row.Paid
        ? new StepInput(null, new Dictionary<string, string> { [Step.DateKey] = Day(row.On ?? clock.Today), ["voucher"] = voucher })
        : new StepInput($"银行回盘：{WordsOf(row)}", new Dictionary<string, string> { ["failure"] = BankReturn.FailureOf(row.Failure) });

    private static (IReadOnlyList<ReturnRow> Rows, Text? Problem) Read(string path, DateOnly today)
    {
        var (sheets, problem) = WorkbookReader.Open(path);
        if (problem is not null || sheets.Count == 0)
        {
            return ([], problem ?? WorkbookReader.NotAWorkbook(path));
        }
        try
        {
            using var rows = sheets[0].Rows.GetEnumerator();
            if (Header.Find(_columns, rows) is not { } header)
            {
                return ([], new Text("回盘文件里找不到表头，要有：序号、金额、结果"));
            }
            var found = new List<ReturnRow>();
            while (rows.MoveNext())
            {
                if (rows.Current.IsEmpty || rows.Current.IsFooter)
                {
                    continue;
                }
                var row = new Row(rows.Current.Number, header.Cells(rows.Current));
                var (number, fen, on, result) = (row.Quantity("序号"), row.Yuan("金额"), row.Date("发放日期"), row.Text("结果"));
                var paid = _paid.Contains(result);
                if (number is null || fen is null || row.Refusals.Count > 0 || on > today || (!paid && !_failed.Contains(result)))
                {
                    return ([], new Text("回盘文件第 {0} 行看不懂：序号和金额写数字，结果写成功或失败，日期不晚于今天", row.Number));
                }
                found.Add(new ReturnRow(row.Number, (int)number, fen.Value.Fen, paid, row.Text("失败原因"), on));
            }
            return (found, null);
        }
        catch (InvalidDataException)
        {
            return ([], WorkbookReader.NotAWorkbook(path));
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
