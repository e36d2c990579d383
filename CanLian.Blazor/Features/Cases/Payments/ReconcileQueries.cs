using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases.Payments;

/// <summary>The money of a programme as the figure, the cases and the batches say it (对账).</summary>
/// <param name="Programme">The programme.</param>
/// <param name="FigureFen">Money of the completed cases, as the figure counts it.</param>
/// <param name="CasesFen">What the cases say was paid.</param>
/// <param name="BatchesFen">What batches paid, less what reversals brought back.</param>
/// <param name="ByHandFen">What was registered on cases without a batch.</param>
/// <param name="UnderwayFen">Paid by a batch whose reversal is approved and whose money is not back yet: the case no longer counts it.</param>
/// <param name="DoneUnpaid">Completed cases whose payments and amount differ, and by how much together.</param>
/// <param name="PaidUndone">Cases that were paid and are not completed, and how much.</param>
/// <param name="RecoveredFen">What came back of payments that stand.</param>
/// <param name="Recovering">What was demanded back and is still to come.</param>
public sealed record ProgrammeMoney(
    Programme Programme, long FigureFen, long CasesFen, long BatchesFen, long ByHandFen, long UnderwayFen, (int Cases, long Fen) DoneUnpaid, (int Cases, long Fen) PaidUndone,
    long RecoveredFen, (int Cases, long Fen) Recovering)
{
    /// <summary>What the year cost in the end.</summary>
    public long NetFen => CasesFen - RecoveredFen;

    /// <summary>What neither list explains; zero when the books agree.</summary>
    public long FigureGapFen => FigureFen - CasesFen - DoneUnpaid.Fen + PaidUndone.Fen;

    /// <summary>What cases and batches do not agree on; zero when the books agree.</summary>
    public long BatchGapFen => CasesFen - ByHandFen - BatchesFen + UnderwayFen;

    public bool Agrees => FigureGapFen == 0 && BatchGapFen == 0;
}

/// <summary>Money of one programme, source and month: by batch and by hand, and what came back in it.</summary>
public sealed record MonthMoney(Programme Programme, string Source, int Month, long BatchFen, long HandFen, long RecoveredFen)
{
    public long Fen => BatchFen + HandFen - RecoveredFen;
}

/// <summary>The books of a year.</summary>
public sealed record Books(int Year, IReadOnlyList<ProgrammeMoney> Programmes, IReadOnlyList<MonthMoney> Months)
{
    /// <summary>The months add up to what the cases say.</summary>
    public bool MonthsAgree => Programmes.All(p => Months.Where(m => m.Programme == p.Programme).Sum(m => m.Fen) == p.NetFen + p.UnderwayFen);
}

/// <summary>Lays figure, cases and batches beside each other to the fen (对账).</summary>
public sealed class ReconcileQueries(CanLianDbFactory databases, OfficeClock clock)
{
    public async Task<Books> BooksAsync(Actor actor, int year)
    {
        await using var db = databases.Open(actor);
        var scope = FigureScope.Of(year, actor.Region, clock.Today);
        var cases = await db.Cases.AsNoTracking().Where(c => c.Year == year && (c.StageKind == StageKind.Done || c.Payments.Any()))
            .Select(c => new
            {
                c.Programme,
                c.FundingSource,
                Done = c.StageKind == StageKind.Done && c.DoneOn <= scope.AsOf,
                Fen = c.AmountFen ?? 0,
                Payments = c.Payments.Select(p => new { p.Id, p.State, p.AmountFen, p.PaidOn, p.LineId }).ToList(),
                c.Recoveries,
            }).ToListAsync();
        var lines = await db.PaymentBatches.AsNoTracking().Where(b => b.Year == year && b.State != PaymentBatchState.Void)
            .SelectMany(b => b.Lines, (b, l) => new { b.Programme, Reversal = b.ReversesId != null, b.State, Line = l }).ToListAsync();
        var paid = lines.Where(l => l.Line.State == PaymentLineState.Paid).ToList();
        var underway = lines.Where(l => l is { Reversal: true, State: PaymentBatchState.Approved }).Select(l => l.Line.ReversesLineId!.Value).ToHashSet();
        var known = cases.SelectMany(c => c.Payments).Where(p => p.State == PaymentState.Paid).Select(p => p.LineId).OfType<Guid>().ToHashSet();

        var programmes = new List<ProgrammeMoney>();
        foreach (var programme in Catalogue.ProgrammesFor(actor).Where(p => p.Spine.Pays))
        {
            var own = cases.Where(c => c.Programme == programme.Code).Select(c => (c.Done, c.Fen, Paid: c.Payments.Where(p => p.State == PaymentState.Paid).Sum(p => p.AmountFen), c.Payments, c.Recoveries)).ToList();
            var batch = paid.Where(l => l.Programme == programme.Code).ToList();
            var unpaid = own.Where(c => c.Done && c.Fen != c.Paid).ToList();
            var undone = own.Where(c => !c.Done && c.Paid != 0).ToList();
            programmes.Add(new ProgrammeMoney(
                programme,
                Money.OfYuan(programme.Figure(programme.Code + ".amount").Evaluate(db, scope).Number ?? 0).Fen,
                own.Sum(c => c.Paid),
                batch.Sum(l => l.Line.Fen),
                own.Sum(c => c.Payments.Where(p => p.State == PaymentState.Paid && p.LineId == null).Sum(p => p.AmountFen)),
                batch.Where(l => underway.Contains(l.Line.Id) && !known.Contains(l.Line.Id)).Sum(l => l.Line.Fen),
                (unpaid.Count, unpaid.Sum(c => c.Fen - c.Paid)),
                (undone.Count, undone.Sum(c => c.Paid)),
                own.Sum(c => c.Recoveries.Sum(r => r.RepaidFen)),
                (own.Count(c => c.Recoveries.Exists(r => r.OpenFen > 0)), own.Sum(c => c.Recoveries.Sum(r => r.OpenFen)))));
        }
        var months = paid.SelectMany(l => l.Line.Parts.Select(p => (l.Programme, p.Source, Month: l.Line.PaidOn!.Value, Batch: p.Fen, Hand: 0L, Back: 0L)))
            .Concat(cases.SelectMany(c => c.Payments.Where(p => p is { State: PaymentState.Paid, LineId: null, PaidOn: not null })
                .Select(p => (c.Programme, Source: c.FundingSource ?? "", Month: p.PaidOn!.Value, Batch: 0L, Hand: p.AmountFen, Back: 0L))))
            .Concat(cases.SelectMany(c => c.Recoveries.SelectMany(r => r.Repayments.SelectMany(back =>
                SourcesOf(c.Payments.Find(p => p.Id == r.PaymentId)?.LineId, c.FundingSource, back.Fen).Select(s => (c.Programme, s.Source, Month: back.On, Batch: 0L, Hand: 0L, Back: s.Fen))))))
            .GroupBy(m => (m.Programme, m.Source, Month: (m.Month.Year * 100) + m.Month.Month))
            .Select(g => new MonthMoney(Catalogue.Of(g.Key.Programme), g.Key.Source, g.Key.Month, g.Sum(m => m.Batch), g.Sum(m => m.Hand), g.Sum(m => m.Back)))
            .OrderBy(m => m.Programme.Chapter).ThenBy(m => m.Programme.Code, StringComparer.Ordinal).ThenBy(m => m.Source, StringComparer.Ordinal).ThenBy(m => m.Month);
        return new Books(year, [.. programmes.Where(p => p.FigureFen != 0 || p.CasesFen != 0 || p.BatchesFen != 0)], [.. months]);

        // What comes back returns to the sources that had paid, in the same parts.
        List<SourcePart> SourcesOf(Guid? lineId, string? own, long fen) =>
            paid.Find(l => l.Line.Id == lineId)?.Line is { Fen: > 0, Parts.Count: > 1 } line
                ? SourceSplit.Of(fen, [.. line.Parts.Select(p => new SourceShare(p.Source, p.Fen * 100m / line.Fen))])
                : [new SourcePart(paid.Find(l => l.Line.Id == lineId)?.Line.Parts[0].Source ?? own ?? "", fen)];
    }
}
