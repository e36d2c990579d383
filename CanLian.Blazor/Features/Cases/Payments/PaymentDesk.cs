using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases.Payments;

/// <summary>What became of a batch that was asked for: its id, and which cases could not join it and why.</summary>
public sealed record BatchMade(Outcome Outcome, Guid? Id, IReadOnlyList<CaseOutcome> LeftOut);

/// <summary>
/// The counter for payment batches (发放批次): made and sent by finance, approved by the supervisor. A case moves only by the step of its programme that
/// says what it means for money.
/// </summary>
public sealed class PaymentDesk(CanLianDbFactory databases, CaseFactsLoader loader, PaymentQueries queries, OfficeClock clock, LiveUpdates live)
{
    private const string Overtaken = "就在刚才，别人先办了这个批次。页面已换成最新情况，请看过再办";
    private const int LongestMemo = 10;

    /// <summary>Whether somebody makes batches and reads the bank's answers.</summary>
    public static bool Makes(Actor actor) => actor.Role == Role.Finance;

    public static bool Approves(Actor actor) => actor.Role == Role.Supervisor;

    /// <summary>Makes a draft of the cases chosen: each is listed by its own step, or left out with its reasons.</summary>
    /// <param name="actor">Finance.</param>
    /// <param name="programmeCode">The programme.</param>
    /// <param name="year">Year of the cases.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="memo">What stands on the statement.</param>
    /// <param name="shares">Over which sources the money is spread; empty for each case's own.</param>
    public async Task<BatchMade> CreateAsync(Actor actor, string programmeCode, int year, IReadOnlyList<Guid> cases, string memo, IReadOnlyList<SourceShare> shares)
    {
        if (!Makes(actor) || Catalogue.Find(programmeCode, actor) is not { } programme)
        {
            return Refused(new Reason(new Text("发放批次由财务造册")));
        }
        var reasons = new List<Reason>();
        if (cases.Count == 0)
        {
            reasons.Add(new Reason(new Text("先选要发放的案件"), "payment-cases"));
        }
        if (memo.Trim().Length is 0 or > LongestMemo)
        {
            reasons.Add(new Reason(new Text("写摘要，最多 {0} 个字，收款人的流水上会看到，不写病种和类别", LongestMemo), "payment-memo"));
        }
        if (SourceSplit.Problem(shares) is { } problem)
        {
            reasons.Add(new Reason(problem, "payment-shares"));
        }
        if (reasons.Count > 0)
        {
            return Refused([.. reasons]);
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        var busy = await PaymentQueries.Busy(db).Where(l => cases.Contains(l.CaseId)).Select(l => l.CaseId).Distinct().ToListAsync();
        var failed = await PaymentQueries.LastFailedAsync(db, cases);
        var organisations = await db.Organisations.AsNoTracking().ToDictionaryAsync(o => o.Name);
        var batch = new PaymentBatch
        {
            Number = await NextNumberAsync(db, clock.Today.Year),
            Programme = programme.Code,
            Year = year,
            RegionCode = actor.Region,
            Memo = memo.Trim(),
            Shares = [.. shares],
            CreatedById = actor.Id,
            CreatedByName = actor.Name,
            CreatedOn = clock.Today,
        };
        var input = new StepInput(null, new Dictionary<string, string> { ["list"] = batch.Number, [Step.DateKey] = Day(clock.Today) });
        var leftOut = new List<CaseOutcome>();
        var all = await loader.LoadManyAsync(db, cases, _ => input);
        foreach (var id in cases.Distinct())
        {
            if (all.GetValueOrDefault(id) is not { } loaded || loaded.Programme.Code != programme.Code || loaded.Facts.Case.Year != year)
            {
                continue;
            }
            var file = loaded.Facts.Case;
            var outcome = busy.Contains(id) ? Outcome.Refused("已经在别的发放批次里") : PaymentListing.Join(batch, loaded, organisations, failed.GetValueOrDefault(id));
            if (!outcome.Succeeded)
            {
                leftOut.Add(new CaseOutcome(id, file.Number, file.SubjectName, outcome));
            }
        }
        if (batch.Lines.Count == 0)
        {
            return new BatchMade(Outcome.Refused("选的案件都不能发放，原因见下"), null, leftOut);
        }
        db.Add(batch);
        var saved = await db.SaveOrRefuseAsync(Overtaken);
        if (saved.Succeeded)
        {
            await write.CommitAsync();
            Tell(batch);
        }
        return new BatchMade(saved, saved.Succeeded ? batch.Id : null, leftOut);

        static BatchMade Refused(params Reason[] why) => new(Outcome.Refused(why), null, []);
    }

    /// <summary>Takes a line out of a draft; its case goes back to where it waits for money.</summary>
    public Task<Outcome> RemoveAsync(Actor actor, Guid id, Guid lineId, string reason) => ChangeAsync(actor, id, Makes(actor), async (db, batch) =>
    {
        if (batch.Lines.Find(l => l.Id == lineId) is not { } line)
        {
            return Outcome.Refused("批次里没有这一行");
        }
        var outcome = batch.Remove(line);
        if (outcome.Succeeded)
        {
            db.Remove(line);
            outcome = await TakeOffAsync(db, [line], reason);
        }
        return outcome;
    });

    /// <summary>Notes the invoice of an organisation's line in a draft.</summary>
    public Task<Outcome> NoteInvoiceAsync(Actor actor, Guid id, Guid lineId, string invoice) => ChangeAsync(actor, id, Makes(actor), (_, batch) =>
        Task.FromResult(batch.Lines.Find(l => l.Id == lineId) is { } line ? batch.NoteInvoice(line, invoice) : Outcome.Refused("批次里没有这一行")));

    /// <summary>Runs the checks and hands the batch to the approver.</summary>
    public async Task<Outcome> SubmitAsync(Actor actor, Guid id, string reason)
    {
        var findings = await queries.FindingsAsync(actor, id);
        return await ChangeAsync(actor, id, Makes(actor), (_, batch) => Task.FromResult(batch.Submit(findings, reason, clock.Today)));
    }

    public Task<Outcome> SendBackAsync(Actor actor, Guid id, string reason) =>
        ChangeAsync(actor, id, Approves(actor), (_, batch) => Task.FromResult(batch.SendBack(reason)));

    /// <summary>The second person's yes. For a reversal the cases are opened again in the same transaction.</summary>
    public async Task<Outcome> ApproveAsync(Actor actor, Guid id)
    {
        var findings = await queries.FindingsAsync(actor, id);
        return await ChangeAsync(actor, id, Approves(actor), async (db, batch) =>
        {
            var outcome = batch.Approve(actor, findings, clock.Today);
            return outcome.Succeeded && batch.IsReversal ? await ReopenAsync(db, batch) : outcome;
        });
    }

    /// <summary>The file went to the bank.</summary>
    public Task<Outcome> SendAsync(Actor actor, Guid id, DateOnly on) => ChangeAsync(actor, id, Makes(actor), async (db, batch) =>
    {
        if (on > clock.Today)
        {
            return Outcome.Refused("送银行的日期不能晚于今天");
        }
        var outcome = batch.Send(on);
        if (outcome.Succeeded)
        {
            var ids = batch.Lines.Select(l => l.CaseId).ToList();
            var files = await db.Cases.Include(c => c.Payments).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            batch.Lines.ForEach(l => files[l.CaseId].ReportPayment(l.Id));
        }
        return outcome;
    });

    /// <summary>Gives a batch up before it is approved; every case goes back to where it waits for money.</summary>
    public Task<Outcome> DiscardAsync(Actor actor, Guid id, string reason) => ChangeAsync(actor, id, Makes(actor), async (db, batch) =>
    {
        var outcome = batch.Discard();
        return outcome.Succeeded && !batch.IsReversal ? await TakeOffAsync(db, batch.Lines, reason) : outcome;
    });

    /// <summary>Asks to take back lines that were sent: a batch of the other sign, to be approved.</summary>
    public async Task<(Outcome Outcome, Guid? Id)> ReverseAsync(Actor actor, Guid id, IReadOnlyList<Guid> lines, string reason)
    {
        if (!Makes(actor))
        {
            return (Outcome.Refused("冲销由财务提出"), null);
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        if (await db.PaymentBatches.Include(b => b.Lines).SingleOrDefaultAsync(b => b.Id == id) is not { } batch)
        {
            return (Outcome.Refused("没有这个发放批次"), null);
        }
        if (await PaymentQueries.Reversing(db).AnyAsync(l => lines.Contains(l.ReversesLineId!.Value)))
        {
            return (Outcome.Refused("选的行里有已经在冲销的"), null);
        }
        if (await db.Cases.AnyAsync(c => c.Recoveries.Any(r => c.Payments.Any(p => p.Id == r.PaymentId && p.LineId != null && lines.Contains(p.LineId.Value)))))
        {
            return (Outcome.Refused("选的行里有在追回的：钱按追回登记，不再冲销"), null);
        }
        var outcome = batch.Reverse(
            await NextNumberAsync(db, clock.Today.Year), [.. batch.Lines.Where(l => lines.Contains(l.Id)).OrderBy(l => l.Row)], reason, actor, clock.Today, out var reversal);
        if (!outcome.Succeeded)
        {
            return (outcome, null);
        }
        db.Add(reversal!);
        outcome = await db.SaveOrRefuseAsync(Overtaken);
        if (outcome.Succeeded)
        {
            await write.CommitAsync();
        }
        return (outcome, outcome.Succeeded ? reversal!.Id : null);
    }

    private async Task<Outcome> ChangeAsync(Actor actor, Guid id, bool may, Func<CanLianDb, PaymentBatch, Task<Outcome>> change)
    {
        if (!may)
        {
            return Outcome.Refused("造册和送银行由财务办，批准由分管领导办");
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        if (await db.PaymentBatches.Include(b => b.Lines).SingleOrDefaultAsync(b => b.Id == id) is not { } batch)
        {
            return Outcome.Refused("没有这个发放批次");
        }
        var outcome = await change(db, batch);
        if (!outcome.Succeeded)
        {
            return outcome;
        }
        outcome = await db.SaveOrRefuseAsync(Overtaken);
        if (outcome.Succeeded)
        {
            await write.CommitAsync();
            Tell(batch);
        }
        return outcome;
    }

    private async Task<Outcome> TakeOffAsync(CanLianDb db, IReadOnlyList<PaymentLine> lines, string reason)
    {
        foreach (var loaded in (await loader.LoadManyAsync(db, lines.Select(l => l.CaseId), _ => new StepInput(reason))).Values)
        {
            if (loaded.Programme.Flow.From(loaded.Facts.Case.Stage).FirstOrDefault(s => s.Money == MoneyStep.TakeBack) is { } back
                && loaded.Facts.Case.Take(loaded.Programme.Flow, back.Code, loaded.Facts) is { Succeeded: false } refused)
            {
                return refused;
            }
        }
        return Outcome.Done;
    }

    // What was paid is in question again: each case that counts as paid goes back to where it waits for the bank.
    private async Task<Outcome> ReopenAsync(CanLianDb db, PaymentBatch reversal)
    {
        var paid = await db.PaymentBatches.Where(b => b.Id == reversal.ReversesId).SelectMany(b => b.Lines).Where(l => l.State == PaymentLineState.Paid).Select(l => l.Id).ToListAsync();
        var lines = reversal.Lines.Where(l => paid.Contains(l.ReversesLineId!.Value)).ToList();
        var all = await loader.LoadManyAsync(db, lines.Select(l => l.CaseId), _ => new StepInput($"{reversal.Number}：{reversal.Reason}"));
        foreach (var line in lines)
        {
            var loaded = all[line.CaseId];
            var step = loaded.Programme.Flow.From(loaded.Facts.Case.Stage).FirstOrDefault(s => s.Money == MoneyStep.Reopen && s.Who.Contains(db.Actor.Role));
            if (step is not null && loaded.Facts.Case.Take(loaded.Programme.Flow, step.Code, loaded.Facts) is { Succeeded: false } refused)
            {
                return Outcome.Refused(refused.Reasons.Select(r => r with { Sentence = new Text("{0}：{1}", line.SubjectName, r.Sentence) }));
            }
        }
        return Outcome.Done;
    }

    private static async Task<string> NextNumberAsync(CanLianDb db, int year)
    {
        const string key = "payment_batch";
        var counter = await db.CaseCounters.FindAsync(key, year);
        if (counter is null)
        {
            counter = new CaseCounter { Programme = key, Year = year };
            db.Add(counter);
        }
        counter.Last++;
        return string.Create(CultureInfo.InvariantCulture, $"{year}-发-{counter.Last:0000}");
    }

    private void Tell(PaymentBatch batch)
    {
        foreach (var line in batch.Lines)
        {
            live.Publish(new LiveUpdate(batch.Programme, line.RegionCode, line.CaseId, new Text("发放批次 {0}：{1}", batch.Number, new Text(batch.State.Label()))));
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
