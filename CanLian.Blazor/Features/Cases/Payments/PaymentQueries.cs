using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases.Payments;

/// <summary>A batch in a list.</summary>
public sealed record BatchRow(Guid Id, string Number, string Programme, int Year, string Memo, PaymentBatchState State, bool IsReversal, DateOnly CreatedOn, string CreatedBy, int Lines, long Fen, long PaidFen, int Failed);

/// <summary>How much of a programme waits to be paid (等着发放).</summary>
public sealed record WaitingMoney(Programme Programme, int Cases, long Fen);

/// <summary>Batches of a year, and what waits for one.</summary>
public sealed record PaymentsView(IReadOnlyList<BatchRow> Batches, int Total, IReadOnlyList<WaitingMoney> Waiting);

/// <summary>A case that may be put into a batch (待发放案件).</summary>
/// <param name="Id">The case.</param>
/// <param name="Number">Its number.</param>
/// <param name="Name">Whom it is about.</param>
/// <param name="Place">Village.</param>
/// <param name="Fen">What is still to be paid.</param>
/// <param name="Payee">Who receives it, the account by its tail.</param>
/// <param name="Source">Source of the money.</param>
/// <param name="LastFailure">Why it came back last time; null when it never did.</param>
public sealed record Candidate(Guid Id, string Number, string Name, string Place, long Fen, string Payee, string Source, string? LastFailure);

/// <summary>A line on the batch's page.</summary>
/// <param name="Line">The line.</param>
/// <param name="Place">Village.</param>
/// <param name="RepaidBy">The batch that paid a failed line again; null while none did.</param>
/// <param name="ReversedBy">The batch that takes it back; null when none does.</param>
public sealed record LineView(PaymentLine Line, string Place, string? RepaidBy, string? ReversedBy);

/// <summary>A batch with its lines, and the batch it takes back.</summary>
public sealed record BatchView(PaymentBatch Batch, Programme Programme, IReadOnlyList<LineView> Lines, (Guid Id, string Number)? Reverses)
{
    public IEnumerable<(string Source, long Fen)> BySource =>
        Lines.SelectMany(l => l.Line.Parts).GroupBy(p => p.Source).Select(g => (g.Key, g.Sum(p => p.Fen)));
}

/// <summary>Reads of payment batches.</summary>
public sealed class PaymentQueries(CanLianDbFactory databases, CaseFactsLoader loader)
{
    public const int PageSize = 20;

    public async Task<PaymentsView> ListAsync(Actor actor, int year, PaymentBatchState? state, int page, int size = PageSize)
    {
        await using var db = databases.Open(actor);
        var batches = db.PaymentBatches.AsNoTracking().Where(b => b.CreatedOn.Year == year && (state == null || b.State == state));
        var rows = await batches.OrderByDescending(b => b.Number).Skip((page - 1) * size).Take(size)
            .Select(b => new BatchRow(
                b.Id, b.Number, b.Programme, b.Year, b.Memo, b.State, b.ReversesId != null, b.CreatedOn, b.CreatedByName, b.Lines.Count, b.Lines.Sum(l => l.Fen),
                b.Lines.Where(l => l.State == PaymentLineState.Paid).Sum(l => l.Fen), b.Lines.Count(l => l.State == PaymentLineState.Failed)))
            .ToListAsync();
        var waiting = new List<WaitingMoney>();
        foreach (var programme in Catalogue.ProgrammesFor(actor))
        {
            var of = Waiting(db, programme, year);
            if (!await of.AnyAsync())
            {
                continue;
            }
            var (count, fen) = programme.Flow.Steps.Any(s => s is { Money: MoneyStep.Settle, Owes: not null })
                ? (await CandidatesAsync(actor, programme, year)) is var owed ? (owed.Count, owed.Sum(c => c.Fen)) : default
                : (await of.CountAsync(), await of.SumAsync(c => c.AmountFen ?? 0));
            if (count > 0)
            {
                waiting.Add(new WaitingMoney(programme, count, fen));
            }
        }
        return new PaymentsView(rows, await batches.CountAsync(), waiting);
    }

    /// <summary>Cases of a programme and year that wait for money and are in no batch.</summary>
    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Actor actor, Programme programme, int year)
    {
        await using var db = databases.Open(actor);
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var cases = await Waiting(db, programme, year).Include(c => c.Person).Include(c => c.Organisation).Include(c => c.Batch!.Organisation).Include(c => c.Payments)
            .OrderBy(c => c.RegionCode).ThenBy(c => c.Number).AsSplitQuery().ToListAsync();
        var candidates = new List<Candidate>();
        foreach (var file in cases)
        {
            var facts = loader.Bare(db, programme, file);
            var shares = PaymentListing.ListOf(programme.Flow, facts) is not null
                ? [new Share("", (file.AmountFen ?? 0) - file.PaidFen) { Kind = PayeeKind.Person }]
                : PaymentListing.SettleOf(programme.Flow, facts)?.Owes!(facts).ToList() ?? [];
            if (shares.Count > 0)
            {
                candidates.Add(new Candidate(
                    file.Id, file.Number, file.SubjectName, names.GetValueOrDefault(file.RegionCode, ""), shares.Sum(s => s.Fen),
                    string.Join('、', shares.Select(s => s.Kind == PayeeKind.Organisation ? s.Payee : AccountOf(file.Person!)).Distinct()),
                    file.FundingSource ?? "", file.Payments.FindLast(p => p.State == PaymentState.Failed)?.Failure));
            }
        }
        return candidates;

        static string AccountOf(Domain.People.Person person) => person.Account is { } account ? $"{account.Holder} {account.Bank} ****{account.Tail}" : "";
    }

    /// <summary>Null when there is no such batch in the actor's region.</summary>
    public async Task<BatchView?> FindAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await db.PaymentBatches.AsNoTracking().Include(b => b.Lines).SingleOrDefaultAsync(b => b.Id == id) is not { } batch || Catalogue.Find(batch.Programme, actor) is not { } programme)
        {
            return null;
        }
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var ids = batch.Lines.Select(l => l.Id).ToList();
        var later = await db.PaymentBatches.AsNoTracking().Where(b => b.State != PaymentBatchState.Void)
            .SelectMany(b => b.Lines, (b, l) => new { b.Number, l.RepaysLineId, l.ReversesLineId })
            .Where(x => (x.RepaysLineId != null && ids.Contains(x.RepaysLineId.Value)) || (x.ReversesLineId != null && ids.Contains(x.ReversesLineId.Value))).ToListAsync();
        var reversed = batch.ReversesId is { } of ? await db.PaymentBatches.Where(b => b.Id == of).Select(b => b.Number).SingleOrDefaultAsync() : null;
        return new BatchView(
            batch, programme,
            [.. batch.Lines.OrderBy(l => l.Row).Select(l => new LineView(
                l, names.GetValueOrDefault(l.RegionCode, ""), later.Find(x => x.RepaysLineId == l.Id)?.Number, later.Find(x => x.ReversesLineId == l.Id)?.Number))],
            reversed is null ? null : (batch.ReversesId!.Value, reversed));
    }

    /// <summary>What the checks say of a batch today; nothing of a reversal, which sends no money.</summary>
    public async Task<IReadOnlyList<PaymentFinding>> FindingsAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await db.PaymentBatches.AsNoTracking().Include(b => b.Lines).SingleOrDefaultAsync(b => b.Id == id) is not { IsReversal: false } batch)
        {
            return [];
        }
        var files = batch.Lines.Select(l => l.CaseId).Distinct().ToList();
        var elsewhere = await ElsewhereAsync(db, batch, files);
        var loaded = await loader.LoadManyAsync(db, files, _ => StepInput.Empty);
        return PaymentChecks.Of([.. batch.Lines.Where(l => loaded.ContainsKey(l.CaseId)).Select(l => new LineToCheck(l, loaded[l.CaseId].Facts, elsewhere.GetValueOrDefault(l.CaseId)))]);
    }

    /// <summary>Lines on their way: their cases can join no other batch.</summary>
    internal static IQueryable<PaymentLine> Busy(CanLianDb db) => db.PaymentBatches
        .Where(b => b.ReversesId == null && b.State != PaymentBatchState.Void).SelectMany(b => b.Lines)
        .Where(l => (l.State == PaymentLineState.Listed || l.State == PaymentLineState.Sent)
            && !Reversing(db).Any(r => r.ReversesLineId == l.Id && r.State == PaymentLineState.Paid));

    /// <summary>Lines that take others back.</summary>
    internal static IQueryable<PaymentLine> Reversing(CanLianDb db) => db.PaymentBatches
        .Where(b => b.ReversesId != null && b.State != PaymentBatchState.Void).SelectMany(b => b.Lines);

    /// <summary>The last failed line of each case, which a new line pays again.</summary>
    internal static async Task<Dictionary<Guid, Guid>> LastFailedAsync(CanLianDb db, IReadOnlyList<Guid> cases) =>
        (await db.PaymentBatches.Where(b => b.ReversesId == null).SelectMany(b => b.Lines, (b, l) => new { b.Number, l.Id, l.CaseId, l.State })
            .Where(x => x.State == PaymentLineState.Failed && cases.Contains(x.CaseId)).ToListAsync())
        .GroupBy(x => x.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(x => x.Number, StringComparer.Ordinal)!.Id);

    private static IQueryable<CaseFile> Waiting(CanLianDb db, Programme programme, int year)
    {
        var stages = programme.Flow.Steps.Where(s => s.Money == MoneyStep.List || s is { Money: MoneyStep.Settle, Owes: not null }).SelectMany(s => s.From).Select(s => s.Code).Distinct().ToList();
        return db.Cases.AsNoTracking().Where(c => c.Programme == programme.Code && c.Year == year && stages.Contains(c.Stage)
            && !c.Holds.Any(h => h.EndedOn == null) && !Busy(db).Any(l => l.CaseId == c.Id));
    }

    // Another case of the person that was paid for the same programme and year, or another batch with the same case on its way.
    private static async Task<Dictionary<Guid, string>> ElsewhereAsync(CanLianDb db, PaymentBatch batch, List<Guid> files)
    {
        var once = Catalogue.Of(batch.Programme).Rules.Any(r => r.IsOncePerYear);
        var persons = await db.Cases.Where(c => files.Contains(c.Id)).Select(c => new { c.Id, c.PersonId }).ToListAsync();
        var ids = persons.Select(p => p.PersonId).ToList();
        var paid = once
            ? await db.Cases.IgnoreQueryFilters().Where(c => c.Programme == batch.Programme && c.Year == batch.Year && ids.Contains(c.PersonId) && c.Payments.Any(p => p.State == PaymentState.Paid))
                .Select(c => new { c.Id, c.PersonId, c.Number }).ToListAsync()
            : [];
        var found = persons.Select(p => (p.Id, Other: paid.Find(x => x.PersonId == p.PersonId && x.Id != p.Id)?.Number)).Where(x => x.Other is not null).ToDictionary(x => x.Id, x => x.Other!);
        var busy = await db.PaymentBatches.Where(b => b.Id != batch.Id && b.ReversesId == null && b.State != PaymentBatchState.Void)
            .SelectMany(b => b.Lines, (b, l) => new { b.Number, l.Id, l.CaseId, l.State, l.Kind })
            .Where(x => files.Contains(x.CaseId) && x.State != PaymentLineState.Failed && (x.Kind == PayeeKind.Person || x.State != PaymentLineState.Paid)).ToListAsync();
        var reversed = await Reversing(db).Where(l => l.State == PaymentLineState.Paid).Select(l => l.ReversesLineId!.Value).ToListAsync();
        foreach (var line in busy.Where(x => !reversed.Contains(x.Id)))
        {
            found.TryAdd(line.CaseId, line.Number);
        }
        return found;
    }
}
