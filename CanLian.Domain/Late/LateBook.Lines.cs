using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Late;

// What each kind is, over the records. A line names every property, also the empty ones: only so can it be grouped in SQL.
public sealed partial class LateBook
{
    // A follow-up that nobody made within a year of its day is not made any more.
    private const int FollowUpForgottenAfter = 365;

    // A notice hangs for some working days; one opened longer ago than this is not looked for.
    private const int NoticesOpenedWithin = 90;

    private static IQueryable<LateLine> Cases(IRecords records, LateAsk ask, DateOnly last)
    {
        var (low, high) = ask.Range;
        return records.Cases
            .Where(c => c.DueOn <= last && string.Compare(c.RegionCode, low) >= 0 && string.Compare(c.RegionCode, high) <= 0 && !c.Holds.Any(h => h.EndedOn == null))
            .Select(c => new LateLine
            {
                RecordId = c.Id,
                Name = c.SubjectName,
                RegionCode = c.RegionCode,
                Programme = c.Programme,
                Stage = c.Stage,
                AssigneeId = c.AssignedToId,
                Reference = c.Number,
                Due = c.DueOn!.Value,
            });
    }

    private IEnumerable<IQueryable<LateLine>> FollowUps(IRecords records, LateAsk ask)
    {
        var (low, high) = ask.Range;
        foreach (var programme in programmes)
        {
            if (programme.FollowUpAfter is not { } after)
            {
                continue;
            }
            var (code, days) = (programme.Code, new PolicyValues(programme.Code, records.Policies.ToList(), ask.On).Int(after));
            var done = LateRule.Of(LateKind.FollowUp).DueBy(ask.AtLeast, ask.On).AddDays(-days);
            var forgotten = ask.On.AddDays(-days - FollowUpForgottenAfter);
            foreach (var year in Enumerable.Range(forgotten.Year, done.Year - forgotten.Year + 1))
            {
                yield return records.Cases
                    .Where(c => c.Programme == code && c.Year == year && c.StageKind == StageKind.Done && string.Compare(c.RegionCode, low) >= 0
                        && string.Compare(c.RegionCode, high) <= 0 && c.DoneOn <= done && c.DoneOn > forgotten && !c.FollowUps.Any(f => f.On >= c.DoneOn))
                    .Select(c => new LateLine
                    {
                        RecordId = c.Id,
                        Name = c.SubjectName,
                        RegionCode = c.RegionCode,
                        Programme = c.Programme,
                        Stage = "",
                        AssigneeId = c.AssignedToId,
                        Reference = c.Number,
                        Due = c.DoneOn!.Value.AddDays(days),
                    });
            }
        }
    }

    private static IQueryable<LateLine> Rectifications(IRecords records, LateAsk ask, DateOnly last)
    {
        var (low, high) = ask.Range;
        return records.FollowUps
            .Where(f => f.Problem != null && f.FixedOn == null && f.FixBy <= last
                && string.Compare(f.Case!.RegionCode, low) >= 0 && string.Compare(f.Case.RegionCode, high) <= 0)
            .Select(f => new LateLine
            {
                RecordId = f.CaseId,
                Name = f.Case!.SubjectName,
                RegionCode = f.Case.RegionCode,
                Programme = f.Case.Programme,
                Stage = "",
                AssigneeId = f.Case.AssignedToId,
                Reference = f.Case.Number,
                Due = f.FixBy!.Value,
            });
    }

    private static IQueryable<LateLine> Certificates(IRecords records, LateAsk ask, DateOnly last)
    {
        var ((low, high), today) = (ask.Range, ask.On);
        return records.Persons
            .Where(p => p.DeceasedOn == null && string.Compare(p.RegionCode, low) >= 0 && string.Compare(p.RegionCode, high) <= 0)
            .SelectMany(p => p.Certificates, (p, c) => new { Person = p, Card = c })
            .Where(x => x.Card.Current && x.Card.State == CertificateState.Valid && x.Card.ExpiresOn >= today && x.Card.ExpiresOn <= last)
            .Select(x => new LateLine
            {
                RecordId = x.Person.Id,
                Name = x.Person.Name,
                RegionCode = x.Person.RegionCode,
                Programme = "",
                Stage = "",
                AssigneeId = null,
                Reference = "",
                Due = x.Card.ExpiresOn,
            });
    }

    // How long a notice hangs is counted in working days, which no database knows; of those that may still hang there are few.
    private static IEnumerable<IQueryable<LateLine>> Notices(IRecords records, LateAsk ask, DateOnly last)
    {
        var ((low, high), opened) = (ask.Range, ask.On.AddDays(-NoticesOpenedWithin));
        var stage = ApplicationRows.OnNotice.Code;
        // Cases on notice are few beside the notices of years.
        var noticed = records.Cases.Where(c => c.Stage == stage && c.NoticeId != null).Select(c => c.NoticeId!.Value);
        var hanging = records.Of<Notice>()
            .Where(n => n.OpenedOn >= opened && string.Compare(n.RegionCode, low) >= 0 && string.Compare(n.RegionCode, high) <= 0 && noticed.Contains(n.Id))
            .AsEnumerable().Where(n => n.LastDay(WorkingCalendar.China) <= last);
        yield return hanging.Select(n => new LateLine
        {
            RecordId = n.Id,
            Name = n.Title,
            RegionCode = n.RegionCode,
            Programme = n.Programme,
            Stage = "",
            AssigneeId = null,
            Reference = "",
            Due = n.LastDay(WorkingCalendar.China),
        }).ToList().AsQueryable();
    }

    private static IQueryable<LateLine> Payments(IRecords records, LateAsk ask, DateOnly last)
    {
        var (low, high) = ask.Range;
        return records.Cases
            .Where(c => string.Compare(c.RegionCode, low) >= 0 && string.Compare(c.RegionCode, high) <= 0
                && (c.StageKind == StageKind.Open || c.StageKind == StageKind.Done) && c.StageSince <= last)
            .SelectMany(c => c.Payments, (c, p) => new { Case = c, Payment = p })
            .Where(x => x.Payment.State == PaymentState.Failed
                && !x.Case.Payments.Any(o => o.ListedOn > x.Payment.ListedOn || (o.ListedOn == x.Payment.ListedOn && o.Id.CompareTo(x.Payment.Id) > 0)))
            .Select(x => new LateLine
            {
                RecordId = x.Case.Id,
                Name = x.Case.SubjectName,
                RegionCode = x.Case.RegionCode,
                Programme = x.Case.Programme,
                Stage = x.Case.Stage,
                AssigneeId = x.Case.AssignedToId,
                Reference = x.Case.Number,
                Due = x.Case.StageSince,
            });
    }

    // The hand-over is the district's; a dozen months are read and judged by the ledger itself.
    private static IEnumerable<IQueryable<LateLine>> Exchange(IRecords records, LateAsk ask, DateOnly last)
    {
        if (ask.Region.Length > Region.DistrictLength)
        {
            yield break;
        }
        var ledger = new ExchangeLedger(records.Of<ExchangePackage>().ToList(), records.FirstExchangeMonth, ask.On.ToDateTime(ExchangeLedger.BuildsAt));
        yield return ledger.Months.Where(m => m.Month >= ledger.First && m.Package?.HandedOverOn is null && m.DueOn <= last).Select(m => new LateLine
        {
            RecordId = Guid.Empty,
            Name = m.Month.ToString(),
            RegionCode = ask.Region,
            Programme = "",
            Stage = "",
            AssigneeId = null,
            Reference = m.Words.ToString(),
            Due = m.DueOn,
        }).ToList().AsQueryable();
    }

    private static IQueryable<LateLine> Outreach(IRecords records, LateAsk ask, DateOnly last)
    {
        var (low, high) = ask.Range;
        return records.Of<OutreachTask>()
            .Where(t => t.ClosedOn == null && t.DueOn <= last && string.Compare(t.RegionCode, low) >= 0 && string.Compare(t.RegionCode, high) <= 0)
            .Select(t => new LateLine
            {
                RecordId = t.PersonId,
                Name = t.Person!.Name,
                RegionCode = t.RegionCode,
                Programme = "",
                Stage = "",
                AssigneeId = t.AssigneeId,
                Reference = t.What,
                Due = t.DueOn,
            });
    }
}
