using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Data.Demo;

/// <summary>Gives out certificates (发证): category and grade by age, states as a register of this size has them, earlier numbers for some.</summary>
internal sealed class CertificateOffice
{
    private static readonly (DisabilityKind, int)[] KindsOfChildren =
    [
        (DisabilityKind.Intellectual, 36), (DisabilityKind.Physical, 22), (DisabilityKind.Hearing, 16), (DisabilityKind.Psychiatric, 14),
        (DisabilityKind.Multiple, 8), (DisabilityKind.Speech, 2), (DisabilityKind.Visual, 2),
    ];

    private static readonly (DisabilityKind, int)[] KindsOfAdults =
    [
        (DisabilityKind.Physical, 46), (DisabilityKind.Psychiatric, 17), (DisabilityKind.Intellectual, 12), (DisabilityKind.Hearing, 10),
        (DisabilityKind.Visual, 9), (DisabilityKind.Multiple, 4), (DisabilityKind.Speech, 2),
    ];

    private static readonly (DisabilityKind, int)[] KindsOfElders =
    [
        (DisabilityKind.Physical, 55), (DisabilityKind.Hearing, 19), (DisabilityKind.Visual, 13), (DisabilityKind.Psychiatric, 6),
        (DisabilityKind.Multiple, 4), (DisabilityKind.Intellectual, 2), (DisabilityKind.Speech, 1),
    ];

    private static readonly (DisabilityGrade, int)[] Grades =
        [(DisabilityGrade.One, 21), (DisabilityGrade.Two, 38), (DisabilityGrade.Three, 24), (DisabilityGrade.Four, 17)];

    private static readonly (IssueReason, int)[] Reasons =
    [
        (IssueReason.First, 70), (IssueReason.Renewal, 19), (IssueReason.Reassessed, 4), (IssueReason.Lost, 3), (IssueReason.Damaged, 2),
        (IssueReason.MovedIn, 2),
    ];

    private readonly DistrictRecords _records;
    private readonly Chance _chance;
    private readonly Queue<Fate> _fates;

    public CertificateOffice(DistrictRecords records)
    {
        _records = records;
        _chance = records.Chance;
        (Fate Fate, int Count)[] special = [(Fate.Expired, 263), (Fate.Expiring, 214), (Fate.Cancelled, 86), (Fate.Frozen, 41), (Fate.MovedOut, 12), (Fate.Lost, 9)];
        var holders = Places.Towns.Sum(t => t.Holders) - Showcase.Holders;
        var fates = special.SelectMany(s => Enumerable.Repeat(s.Fate, s.Count));
        _fates = new(_chance.Shuffled(fates.Concat(Enumerable.Repeat(Fate.InForce, holders - special.Sum(s => s.Count)))));
    }

    // What has become of a certificate by the day of the demonstration.
    private enum Fate
    {
        InForce, Expiring, Expired, Cancelled, Frozen, MovedOut, Lost,
    }

    /// <summary>What a parent is called in the guardian's field of a child.</summary>
    public static string ParentOf(Person child, Sex parent) =>
        (parent == Sex.Male ? "父" : "母") + (child.Sex == Sex.Male ? "子" : "女");

    public void GiveTo(Person person)
    {
        var age = person.AgeOn(DemonstrationDistrict.Day);
        var kind = _chance.Weighted(age < 15 ? KindsOfChildren : age < 60 ? KindsOfAdults : KindsOfElders);
        if (age < 5 && kind is DisabilityKind.Psychiatric or DisabilityKind.Speech or DisabilityKind.Multiple)
        {
            kind = DisabilityKind.Intellectual;
        }
        var components = kind == DisabilityKind.Multiple ? Components() : [];
        var grade = kind == DisabilityKind.Multiple ? components.Min(c => c.Grade) : _chance.Weighted(Grades);
        var fate = _fates.Dequeue();
        var today = DemonstrationDistrict.Day;
        var expires = fate switch
        {
            Fate.Expiring => _chance.Day(today.AddDays(1), today.AddDays(90)),
            Fate.Expired => _chance.Day(new(2022, 7, 1), today.AddDays(-1)),
            _ => _chance.Day(new(2024, 4, 1), new(2033, 10, 31)),
        };
        var issued = expires.AddYears(-Certificate.ValidYears);
        var earliest = person.BirthDate.AddDays(_chance.Between(400, 700));
        if (issued < earliest)
        {
            issued = earliest < today.AddDays(-20) ? earliest : today.AddDays(-20);
            expires = issued.AddYears(Certificate.ValidYears);
        }
        var certificate = Issue(person, kind, grade, issued, components, Reason(person, issued));
        (certificate.State, certificate.StateSince) = fate switch
        {
            Fate.Cancelled => (CertificateState.Cancelled, _chance.Day(Later(new(2023, 1, 4), issued), today.AddDays(-12))),
            Fate.Frozen => (CertificateState.Frozen, _chance.Day(Later(new(2023, 3, 1), issued), today.AddDays(-9))),
            Fate.MovedOut => (CertificateState.MovedOut, _chance.Day(Later(new(2023, 2, 1), issued), today.AddDays(-9))),
            Fate.Lost => (CertificateState.ReportedLost, _chance.Day(Later(new(2023, 11, 20), issued), today.AddDays(-1))),
            _ => (CertificateState.Valid, issued),
        };
        if (fate == Fate.Cancelled && _chance.Percent(78))
        {
            person.DeceasedOn = certificate.StateSince.AddDays(-_chance.Between(5, 40));
        }
        AppointGuardian(person);
    }

    /// <summary>Issues a certificate, with the numbers that went before it where the reason says there were any.</summary>
    public Certificate Issue(
        Person person, DisabilityKind kind, DisabilityGrade grade, DateOnly issuedOn, DisabilityComponent[]? components = null, IssueReason reason = IssueReason.First)
    {
        var lasted = reason switch
        {
            IssueReason.First or IssueReason.MovedIn => 0,
            IssueReason.Renewal => Certificate.ValidYears * 365,
            _ => _chance.Between(700, 2_500),
        };
        var losses = reason == IssueReason.Lost ? _chance.Percent(12) ? 2 : 1 : 0;
        var earlier = lasted == 0 ? 0 : Math.Max(losses, 1);
        if (issuedOn.AddDays(-lasted * earlier) < person.BirthDate.AddDays(370))
        {
            (earlier, losses, reason) = (0, 0, IssueReason.First);
        }
        var replacedOn = issuedOn;
        for (var i = 1; i <= earlier; i++)
        {
            var gradeThen = reason == IssueReason.Reassessed && grade < DisabilityGrade.Four ? grade + 1 : grade;
            var old = New(person, kind, gradeThen, replacedOn.AddDays(-lasted), components, Math.Max(losses - i, 0));
            old.Current = false;
            (old.State, old.StateSince) = (reason == IssueReason.Lost ? CertificateState.ReportedLost : CertificateState.Cancelled, replacedOn);
            replacedOn = old.IssuedOn;
        }
        var certificate = New(person, kind, grade, issuedOn, components, losses);
        certificate.Reason = reason;
        return certificate;
    }

    /// <summary>Children, and persons with an intellectual or psychiatric disability, have a guardian; a handful is still missing.</summary>
    private void AppointGuardian(Person person)
    {
        if (!person.NeedsGuardian(DemonstrationDistrict.Day) || (person.AgeOn(DemonstrationDistrict.Day) >= 18 && _chance.Percent(2)))
        {
            return;
        }
        var age = person.AgeOn(DemonstrationDistrict.Day);
        var household = person.Household!.Members.Find(m => m != person && m.AgeOn(DemonstrationDistrict.Day) >= 18);
        var (relation, sex, years) = household is not null
            ? (household.RelationToHead == "配偶" || person.RelationToHead == "配偶" ? "配偶" : ParentOf(person, household.Sex), household.Sex, 0)
            : age < 42 ? Parent(person) : age < 66 && _chance.Percent(60) ? ("配偶", Opposite(person.Sex), 0) : Sibling(person);
        person.Guardian = new Guardian
        {
            Name = household?.Name ?? PersonNames.Next(_chance, sex, person.BirthDate.Year - years, relation is "父子" or "父女" or "兄弟" or "兄妹" ? PersonNames.SurnameOf(person.Name) : null),
            Relation = relation,
            Phone = _records.Numbers.NextPhone(),
            IdNumber = household?.IdNumber,
        };
    }

    private (string, Sex, int) Parent(Person person)
    {
        var sex = _chance.Percent(60) ? Sex.Male : Sex.Female;
        return (ParentOf(person, sex), sex, 26);
    }

    private static (string, Sex, int) Sibling(Person person) => (person.Sex == Sex.Male ? "兄弟" : "兄妹", Sex.Male, 3);

    private static Sex Opposite(Sex sex) => sex == Sex.Male ? Sex.Female : Sex.Male;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private IssueReason Reason(Person person, DateOnly issued) =>
        issued.Year - person.BirthDate.Year > 12 ? _chance.Weighted(Reasons) : IssueReason.First;

    private Certificate New(Person person, DisabilityKind kind, DisabilityGrade grade, DateOnly issuedOn, DisabilityComponent[]? components, int reissue)
    {
        var certificate = new Certificate
        {
            Id = _chance.NextId(),
            PersonId = person.Id,
            Number = CertificateNumber.Of(person.IdNumber, kind, grade, reissue),
            Kind = kind,
            Grade = grade,
            Components = components ?? [],
            KindMask = Certificate.MaskOf(kind, components ?? []),
            IssuedOn = issuedOn,
            ExpiresOn = issuedOn.AddYears(Certificate.ValidYears),
            StateSince = issuedOn,
        };
        person.Certificates.Add(certificate);
        return certificate;
    }

    // The grade of a multiple disability is that of its gravest part.
    private DisabilityComponent[] Components()
    {
        DisabilityKind[] all = [DisabilityKind.Visual, DisabilityKind.Hearing, DisabilityKind.Speech, DisabilityKind.Physical, DisabilityKind.Intellectual, DisabilityKind.Psychiatric];
        return [.. _chance.Shuffled(all).Take(_chance.Percent(15) ? 3 : 2).Order().Select(k => new DisabilityComponent(k, _chance.Weighted(Grades)))];
    }
}
