using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.Certification;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The year's cards (残疾人证办理): cancelled, moved, issued; fourteen were rated at home; and what is under way at the end of the year.</summary>
internal sealed class CertificationCases(DistrictRecords records, CaseBook book)
{
    private const int RatedAtHome = 14;
    private const int IssuedShown = 110;
    private const string Hospital = "市人民医院";
    private static readonly DateOnly Today = DemonstrationDistrict.Day;
    private int _atHome;
    private int _filed;

    public void Fill()
    {
        var holders = records.Persons.Where(p => p.Certificate is not null).ToList();
        foreach (var person in holders.Where(p => p.Certificate!.State is CertificateState.Cancelled or CertificateState.MovedOut).OrderBy(p => p.Certificate!.StateSince))
        {
            End(person, person.Certificate!);
        }
        var issued = holders.Where(p => p.Certificate is { State: CertificateState.Valid } c && c.IssuedOn >= new DateOnly(2023, 2, 20) && c.IssuedOn <= new DateOnly(2023, 12, 1)
            && p.DeceasedOn is null && !records.ShownByName.Contains(p.Id)).OrderBy(p => p.Certificate!.IssuedOn).ToList();
        foreach (var person in issued.OrderByDescending(p => NeedsRating(p.Certificate!) && p.Certificate!.Severe).Take(IssuedShown).OrderBy(p => p.Certificate!.IssuedOn).ToList())
        {
            Issue(person, person.Certificate!);
        }
        FillOpen(holders);
    }

    private static bool NeedsRating(Certificate card) => card.Reason is IssueReason.First or IssueReason.Reassessed;

    private void End(Person person, Certificate card)
    {
        var cancelled = card.State == CertificateState.Cancelled;
        var on = card.StateSince;
        var applied = Later(on.AddDays(-12), new(2023, 1, 3), person.DeceasedOn?.AddDays(1));
        var file = Open(person, cancelled ? "注销" : "迁移", applied > on ? on : applied, new CertificationForm
        {
            Side = Side.Own,
            CancelReason = cancelled ? person.DeceasedOn is null ? CancelReason.OwnWish : CancelReason.Death : null,
            DiedOn = person.DeceasedOn,
            EffectiveOn = on,
            Direction = cancelled ? null : Direction.Out,
            OtherFederation = cancelled ? "" : "邻县残联",
            ExemptReason = cancelled ? "注销" : "迁移",
        });
        book.Walk(file, ("C1", file.AppliedOn), ("C3", file.AppliedOn), ("C9", on), ("C11", on));
    }

    private void Issue(Person person, Certificate card)
    {
        var rated = NeedsRating(card);
        var minor = person.AgeOn(card.IssuedOn) < Person.OfAge;
        var applied = card.IssuedOn.AddDays(rated ? -25 : -10);
        var form = new CertificationForm
        {
            Side = Side.Own,
            IssuedOn = card.IssuedOn,
            EnteredOn = card.IssuedOn,
            CollectedBy = person.Guardian?.Name ?? "本人",
            FileNumber = $"残证2023-{++_filed:0000}",
            Direction = card.Reason == IssueReason.MovedIn ? Direction.In : null,
            OtherFederation = card.Reason == IssueReason.MovedIn ? "邻县残联" : "",
            RenewalReason = card.Reason switch { IssueReason.Damaged => RenewalReason.Damage, IssueReason.Renewal => RenewalReason.Expiry, _ => null },
            ExemptReason = rated ? "" : card.Reason.Label(),
        };
        if (rated)
        {
            (form.Hospital, form.Doctors, form.RatedOn, form.Conclusion) = (Hospital, "韩志强、梁秀英", card.IssuedOn.AddDays(-15), Conclusion.Meets);
            form.AtHome = card.Severe && _atHome < RatedAtHome;
            _atHome += form.AtHome == true ? 1 : 0;
            form.Parts.AddRange((card.Components.Count > 0 ? card.Components : [new DisabilityComponent(card.Kind, card.Grade)])
                .Select(c => new RatedPart { Kind = (RatedKind)(int)c.Kind, Grade = (RatedGrade)(int)c.Grade }));
        }
        var file = Open(person, KindOf(card.Reason), applied, form);
        book.Walk(file, ("C1", applied));
        if (rated)
        {
            book.Walk(file, ("C2", applied.AddDays(2)), (minor ? "C6a" : "C5", applied.AddDays(10)));
            if (!minor)
            {
                book.Publish(file, "残疾人证申请公示", applied.AddDays(10));
                book.Walk(file, ("C6", applied.AddDays(19)));
            }
        }
        else
        {
            book.Walk(file, ("C3", applied.AddDays(2)));
        }
        book.Walk(file, ("C9", card.IssuedOn.AddDays(-3)), ("C10", card.IssuedOn.AddDays(-2)), ("C15", card.IssuedOn), ("C16", card.IssuedOn.AddDays(3)));
    }

    /// <summary>Lost cards, cards about to expire, one below the standard, one that another province issues.</summary>
    private void FillOpen(List<Person> holders)
    {
        foreach (var (i, person) in holders.Where(p => p.Certificate is { State: CertificateState.ReportedLost } c && c.StateSince < new DateOnly(2023, 12, 14)).Index())
        {
            var applied = person.Certificate!.StateSince.AddDays(2);
            var file = Open(person, "补办", applied, new CertificationForm { Side = Side.Own, ExemptReason = "补办" });
            (string Step, DateOnly On)[] way = [("C1", applied.AddDays(1)), ("C3", applied.AddDays(4)), ("C9", applied.AddDays(10))];
            book.Walk(file, way.Take(i % 3 + 1));
        }
        var expiring = holders.Where(p => p.Certificate!.StateOn(Today) is CertificateState.ExpiringSoon or CertificateState.Expired && p.DeceasedOn is null && !records.ShownByName.Contains(p.Id))
            .OrderByDescending(p => p.RegionCode.StartsWith(Places.Shiqiao, StringComparison.Ordinal)).Take(8).ToList();
        foreach (var (i, person) in expiring.Index())
        {
            var file = Open(person, "换领", new(2023, 12, 8), new CertificationForm { Side = Side.Own, RenewalReason = RenewalReason.Expiry, ExemptReason = "到期换领" });
            (string Step, DateOnly On)[] way = [("C1", new(2023, 12, i == 0 ? 11 : 22)), ("C3", new(2023, 12, 25)), ("C9", new(2023, 12, 27)), ("C10", new(2023, 12, 28))];
            book.Walk(file, way.Take(i < 3 ? 1 : i - 2 > 4 ? 4 : i - 2));
            if (i == 2)
            {
                book.Take(file, "C17", new(2023, 12, 26), "照片不是白底，请重拍");
            }
        }
        var without = new Queue<Person>(records.Persons.Where(p => p.Certificate is null && p.AgeOn(Today) > 25));
        if (without.TryDequeue(out var below))
        {
            var file = Open(below, "新办", new(2023, 11, 1), new CertificationForm { Side = Side.Own, Hospital = Hospital, Doctors = "韩志强、梁秀英", RatedOn = new(2023, 11, 14), Conclusion = Conclusion.BelowStandard });
            book.Walk(file, ("C1", new(2023, 11, 2)), ("C2", new(2023, 11, 6)));
            book.Take(file, "C7", new(2023, 11, 16), "视力在标准以上");
        }
        if (without.TryDequeue(out var elsewhere))
        {
            var file = Open(elsewhere, "新办", new(2023, 11, 20), new CertificationForm
            {
                Side = Side.Accepting,
                CrossProvince = true,
                OtherFederation = "外省邻区残联",
                PermitNumber = "居住证在案",
                Hospital = Hospital,
                Doctors = "韩志强、梁秀英",
                RatedOn = new(2023, 12, 1),
                Conclusion = Conclusion.Meets,
                Parts = [new RatedPart { Kind = RatedKind.Physical, Grade = RatedGrade.Three }],
            });
            book.Walk(file, ("C1", new(2023, 11, 21)), ("C2", new(2023, 11, 24)), ("C5", new(2023, 12, 4)));
            book.Publish(file, "残疾人证申请公示", new(2023, 12, 4));
            book.Walk(file, ("C6", new(2023, 12, 13)), ("C12", new(2023, 12, 15)));
        }
    }

    private CaseFile Open(Person person, string kind, DateOnly applied, CertificationForm form)
    {
        var file = book.Open(person, applied, null);
        file.Kind = kind;
        book.Write(file, form);
        return file;
    }

    private static DateOnly Later(DateOnly a, DateOnly b, DateOnly? c) => new[] { a, b, c ?? a }.Max();

    private static string KindOf(IssueReason reason) => reason switch
    {
        IssueReason.Renewal or IssueReason.Damaged => "换领",
        IssueReason.Lost => "补办",
        IssueReason.Reassessed => "变更",
        IssueReason.MovedIn => "迁移",
        _ => "新办",
    };
}
