using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Doubts;

/// <summary>What looks wrong about money (资金疑点).</summary>
internal static class MoneyDoubts
{
    // Half as much again, or less than half.
    private const double FarAbove = 1.5;
    private const double FarBelow = 0.5;

    /// <summary>Money that went out after the person had died or the certificate was cancelled; of a case without payments the day it was done counts.</summary>
    public static IEnumerable<Found> PaidAfterEnd(IRecords records, DoubtAsk ask)
    {
        var rows =
            from c in records.Cases
            where c.Year >= ask.Since && (c.StageKind == StageKind.Open || c.StageKind == StageKind.Done)
                && (c.Person!.DeceasedOn != null || c.Person.Certificates.Any(x => x.Current && x.State == CertificateState.Cancelled))
            from p in c.Payments.Where(p => p.State == PaymentState.Paid && p.ReturnedOn == null).DefaultIfEmpty()
            where p != null || (c.StageKind == StageKind.Done && c.AmountFen > 0 && !c.Payments.Any())
            select new
            {
                c.Id,
                c.Number,
                c.RegionCode,
                c.Programme,
                c.PersonId,
                c.Person!.Name,
                c.Person.DeceasedOn,
                CancelledOn = c.Person.Certificates.Where(x => x.Current && x.State == CertificateState.Cancelled).Select(x => (DateOnly?)x.StateSince).Min(),
                PaidOn = p != null ? p.PaidOn : c.DoneOn,
                Fen = p != null ? (long?)p.AmountFen : c.AmountFen,
            };
        return rows.AsEnumerable().Where(r => r.PaidOn > (r.DeceasedOn ?? DateOnly.MaxValue) || r.PaidOn > (r.CancelledOn ?? DateOnly.MaxValue)).GroupBy(r => r.PersonId).Select(g =>
        {
            var (first, paid) = (g.First(), g.OrderBy(r => r.PaidOn).ThenBy(r => r.Id).ToList());
            var ended = first.DeceasedOn is { } died && !(first.CancelledOn < died) ? died : first.CancelledOn!.Value;
            return new Found(
                $"{g.Key}", first.Name,
                ended == first.DeceasedOn
                    ? KeptText.Of("{0} 死亡，之后还发了 {1} 笔，共 {2} 元", Days.Written(ended), $"{paid.Count}", Yuan(paid.Sum(r => r.Fen)))
                    : KeptText.Of("{0} 残疾人证注销，之后还发了 {1} 笔，共 {2} 元", Days.Written(ended), $"{paid.Count}", Yuan(paid.Sum(r => r.Fen))),
                [Days.Written(ended), .. paid.Select(r => $"{r.Id} {Days.Written(r.PaidOn!.Value)} {r.Fen}")],
                [
                    new Evidence(g.Key, EvidenceKind.Person, first.Name, first.RegionCode, "", ended, null, ended == first.DeceasedOn ? "死亡" : "注销"),
                    .. paid.Select(r => new Evidence(r.Id, EvidenceKind.Case, r.Name, r.RegionCode, r.Number, r.PaidOn, r.Fen, "发放")),
                ])
            { Programme = paid.TrueForAll(r => r.Programme == first.Programme) ? first.Programme : "", PersonId = first.DeceasedOn is null ? g.Key : null };
        });
    }

    /// <summary>Living persons of different households who are paid into one account. The account itself is known by its keyed hash alone.</summary>
    public static IEnumerable<Found> SharedAccount(IRecords records, DoubtAsk ask)
    {
        var rows =
            from p in records.Persons
            where p.DeceasedOn == null && p.Account!.NumberHash != null
                && records.Persons.Any(o => o.Account!.NumberHash == p.Account.NumberHash && o.DeceasedOn == null && o.Id != p.Id
                    && (o.HouseholdId == null || o.HouseholdId != p.HouseholdId))
            select new { p.Id, p.Name, p.RegionCode, p.Account!.NumberHash, p.Account.Holder };
        return rows.AsEnumerable().GroupBy(r => r.NumberHash!).Select(g =>
        {
            var sharing = g.OrderBy(r => r.RegionCode).ThenBy(r => r.Id).ToList();
            return new Found(
                g.Key, sharing[0].Name, KeptText.Of("{0}等 {1} 人不是一户，收款账号是同一个", sharing[0].Name, $"{sharing.Count}"),
                [g.Key, .. sharing.Select(r => $"{r.Id}").Order()],
                [.. sharing.Select(r => new Evidence(r.Id, EvidenceKind.Person, r.Name, r.RegionCode, "", null, null, "开户人：" + r.Holder))])
            { PersonId = sharing[0].Id };
        });
    }

    /// <summary>Completed cases of which not exactly what was approved has been paid.</summary>
    public static IEnumerable<Found> PaidSum(IRecords records, DoubtAsk ask)
    {
        var rows =
            from c in records.Cases
            where c.Year >= ask.Since && c.StageKind == StageKind.Done && c.AmountFen != null && c.Payments.Any(p => p.State == PaymentState.Paid)
                && !c.Payments.Any(p => p.State == PaymentState.Listed || p.State == PaymentState.AtTreasury)
            select new { c.Id, c.Number, c.SubjectName, c.RegionCode, c.Programme, c.DoneOn, c.AmountFen, Paid = c.Payments.Where(p => p.State == PaymentState.Paid && p.ReturnedOn == null).Sum(p => p.AmountFen) };
        return rows.Where(r => r.Paid != r.AmountFen).AsEnumerable().Select(r => new Found(
            $"{r.Id}", r.SubjectName, KeptText.Of("核定 {0} 元，发了 {1} 元", Yuan(r.AmountFen), Yuan(r.Paid)), [$"{r.AmountFen} {r.Paid}"],
            [new Evidence(r.Id, EvidenceKind.Case, r.SubjectName, r.RegionCode, r.Number, r.DoneOn, r.AmountFen, null)])
        { Programme = r.Programme });
    }

    /// <summary>Approved amounts far from the rate that holds for the case; a rate for the kind goes before the general one.</summary>
    public static IEnumerable<Found> FarFromTariff(IRecords records, DoubtAsk ask)
    {
        var tariffs = records.Of<Tariff>().ToList();
        return tariffs.Where(t => t.AmountFen is not null || t.CapFen is not null).SelectMany(t => FarFrom(
            records, ask, t, [.. tariffs.Where(o => o.Programme == t.Programme).Select(o => o.Kind).OfType<string>()])).DistinctBy(f => f.Subject);
    }

    private static IEnumerable<Found> FarFrom(IRecords records, DoubtAsk ask, Tariff tariff, List<string> others)
    {
        var (code, kind, from, to, quantity) = (tariff.Programme, tariff.Kind, tariff.From, tariff.To ?? DateOnly.MaxValue, tariff.ByQuantity);
        var (rate, cap, above, below) = ((double)(tariff.AmountFen ?? 0), tariff.CapFen, (tariff.AmountFen ?? 0) * FarAbove, (tariff.AmountFen ?? 0) * FarBelow);
        var years = Enumerable.Range(ask.Since, ask.On.Year - ask.Since + 1).ToList();
        var rows = records.Cases.Where(c => c.Programme == code && years.Contains(c.Year) && c.AmountFen != null && (c.StageKind == StageKind.Done || c.ApprovedOn != null)
            && (c.StageKind == StageKind.Done || c.StageKind == StageKind.Open) && c.AppliedOn >= from && c.AppliedOn <= to
            && (kind == null ? c.Kind == null || !others.Contains(c.Kind) : c.Kind == kind));
        var far = quantity
            ? rows.Where(c => c.AmountFen > cap || (c.Quantity != null && rate > 0 && (c.AmountFen > above * (double)c.Quantity || c.AmountFen < below * (double)c.Quantity)))
            : rows.Where(c => c.AmountFen > cap || (rate > 0 && (c.AmountFen > above || c.AmountFen < below)));
        return far.Select(c => new { c.Id, c.Number, c.SubjectName, c.RegionCode, c.DoneOn, c.AmountFen, c.Quantity }).AsEnumerable().Select(r =>
        {
            var standard = (long)(rate * (quantity ? (double)(r.Quantity ?? 0) : 1));
            return new Found(
                $"{r.Id}", r.SubjectName,
                r.AmountFen > cap && rate == 0 ? KeptText.Of("核定 {0} 元，封顶 {1} 元", Yuan(r.AmountFen), Yuan(cap)) : KeptText.Of("核定 {0} 元，按标准是 {1} 元", Yuan(r.AmountFen), Yuan(standard)),
                [$"{r.AmountFen} {standard} {cap}"],
                [new Evidence(r.Id, EvidenceKind.Case, r.SubjectName, r.RegionCode, r.Number, r.DoneOn, r.AmountFen, null)])
            { Programme = code };
        });
    }

    private static string Yuan(long? fen) => new Money(fen ?? 0).InYuan();
}
