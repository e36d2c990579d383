using System.Globalization;
using CanLian.Blazor.Data.Demo;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Tests.Benchmarks.Fill;

/// <summary>The persons of a made-up village: ages, categories and grades as a register has them, now and then two holders in one house.</summary>
internal sealed class Inhabitants(Chance chance)
{
    public static readonly DateOnly Today = DemonstrationDistrict.Day;

    private static readonly (int From, int To, int Weight)[] _ages =
        [(1, 9, 26), (10, 14, 28), (15, 19, 26), (20, 29, 60), (30, 39, 92), (40, 49, 128), (50, 59, 205), (60, 69, 210), (70, 79, 145), (80, 89, 68), (90, 98, 12)];

    private static readonly (DisabilityKind, int)[] _kinds =
    [
        (DisabilityKind.Physical, 47), (DisabilityKind.Psychiatric, 14), (DisabilityKind.Intellectual, 11), (DisabilityKind.Hearing, 13), (DisabilityKind.Visual, 10),
        (DisabilityKind.Multiple, 4), (DisabilityKind.Speech, 1),
    ];

    private static readonly (DisabilityGrade, int)[] _grades =
        [(DisabilityGrade.One, 21), (DisabilityGrade.Two, 38), (DisabilityGrade.Three, 24), (DisabilityGrade.Four, 17)];

    private static readonly (HardshipKind, int)[] _hardships =
    [
        (HardshipKind.MinimumLiving, 70), (HardshipKind.MinimumLivingEdge, 14), (HardshipKind.ExtremePoverty, 8), (HardshipKind.LiftedOut, 18), (HardshipKind.ExpenseDriven, 3),
        (HardshipKind.MonitoredUnstable, 2), (HardshipKind.MonitoredMarginal, 2), (HardshipKind.MonitoredSudden, 1),
    ];

    private static readonly string[] _banks = ["农村商业银行", "邮政储蓄银行", "农业银行", "徽商银行"];
    private static readonly string[] _wishes = ["种植", "养殖", "电商", "保洁", "手工加工", "保安", "客服", "家政"];
    private const string CheckDigits = "10X98765432";
    private static readonly int[] _weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    // Numbers given out in the district so far, by day of birth and sex: an area's numbers of a day end at 499 of each.
    private readonly Dictionary<(DateOnly, Sex), int> _given = [];
    private string _district = "";
    private int _households;

    public void BeginDistrict(string code)
    {
        (_district, _households) = (code, 0);
        _given.Clear();
    }

    public List<Person> Of(FilledTown town, FilledVillage village, int count)
    {
        var persons = new List<Person>(count);
        while (persons.Count < count)
        {
            var household = new Household
            {
                Id = chance.NextId(),
                Number = string.Create(CultureInfo.InvariantCulture, $"{_district}{++_households:000000}"),
                RegionCode = village.Code,
                Safety = chance.Percent(93) ? HouseSafety.Safe : HouseSafety.GradeC,
            };
            persons.Add(Holder(household, town, village, "户主"));
            household.HeadName = persons[^1].Name;
            if (persons.Count < count && chance.Percent(12))
            {
                persons.Add(Holder(household, town, village, "配偶"));
            }
        }
        return persons;
    }

    private Person Holder(Household household, FilledTown town, FilledVillage village, string relation)
    {
        var ages = chance.Weighted([.. _ages.Select(a => (a, a.Weight))]);
        var birth = Today.AddDays(-chance.Between(ages.From * 366, ages.To * 365));
        var sex = chance.Percent(56) ? Sex.Male : Sex.Female;
        var name = PersonNames.Next(chance, sex, birth.Year);
        var person = new Person
        {
            Id = chance.NextId(),
            Name = name,
            IdNumber = NextId(birth, sex),
            Sex = sex,
            BirthDate = birth,
            Ethnicity = chance.Percent(97) ? "汉族" : "回族",
            RegionCode = village.Code,
            Address = string.Create(CultureInfo.InvariantCulture, $"{town.Name}{village.Name}{chance.Between(1, 320)}号"),
            Registration = chance.Percent(75) ? Registration.Agricultural : Registration.NonAgricultural,
            HouseholdId = household.Id,
            Household = household,
            RelationToHead = relation,
            SortKey = Pinyin.SortKey(name),
        };
        household.Members.Add(person);
        Certify(person);
        Circumstances(person);
        return person;
    }

    private IdNumber NextId(DateOnly birth, Sex sex)
    {
        while (true)
        {
            var sequence = _given.GetValueOrDefault((birth, sex));
            if (sequence < 500)
            {
                _given[(birth, sex)] = sequence + 1;
                var body = string.Create(CultureInfo.InvariantCulture, $"{_district}{birth:yyyyMMdd}{(sequence * 2) + (sex == Sex.Male ? 1 : 0):000}");
                var sum = 0;
                for (var i = 0; i < _weights.Length; i++)
                {
                    sum += _weights[i] * (body[i] - '0');
                }
                return IdNumber.Parse(body + CheckDigits[sum % 11]);
            }
            birth = birth.AddDays(1);
        }
    }

    private void Certify(Person person)
    {
        var kind = chance.Weighted(_kinds);
        if (person.AgeOn(Today) < 5 && kind is DisabilityKind.Psychiatric or DisabilityKind.Speech or DisabilityKind.Multiple)
        {
            kind = DisabilityKind.Intellectual;
        }
        var grade = chance.Weighted(_grades);
        DisabilityComponent[] parts = kind != DisabilityKind.Multiple ? [] : [new(DisabilityKind.Physical, grade), new(DisabilityKind.Speech, DisabilityGrade.Four)];
        var (from, to) = (new DateOnly(2014, 1, 15), Today.AddDays(-20));
        var first = person.BirthDate.AddDays(500);
        var issued = chance.Day(first < from ? from : first < to ? first : to, to);
        var certificate = new Certificate
        {
            Id = chance.NextId(),
            PersonId = person.Id,
            Number = CertificateNumber.Of(person.IdNumber, kind, grade),
            Kind = kind,
            Grade = grade,
            Components = parts,
            KindMask = Certificate.MaskOf(kind, parts),
            IssuedOn = issued,
            ExpiresOn = issued.AddYears(Certificate.ValidYears),
            StateSince = issued,
        };
        if (chance.Percent(2))
        {
            (certificate.State, certificate.StateSince, certificate.StateReason) = (CertificateState.Cancelled, chance.Day(issued, Today), "死亡");
            person.DeceasedOn = certificate.StateSince;
        }
        person.Certificates.Add(certificate);
    }

    private void Circumstances(Person person)
    {
        var (age, certificate) = (person.AgeOn(Today), person.Certificate!);
        if (person.NeedsGuardian(Today))
        {
            person.Guardian = new Guardian
            {
                Name = PersonNames.Next(chance, Sex.Male, person.BirthDate.Year - 26),
                Relation = age < 40 ? "父子" : "配偶",
                Phone = NextPhone(),
            };
        }
        if (age >= 16 && chance.Percent(90))
        {
            person.Phone = NextPhone();
        }
        if (chance.Percent(85))
        {
            person.Account = new BankAccount { Bank = chance.Of(_banks), Number = "699999" + Digits(13), Holder = person.Guardian?.Name ?? person.Name, HolderRelation = person.Guardian?.Relation };
        }
        if (chance.Percent(certificate.Severe ? 55 : 35))
        {
            var since = chance.Day(new(2015, 1, 1), Today);
            person.Hardships.Add(new Hardship { Id = chance.NextId(), PersonId = person.Id, Kind = chance.Weighted(_hardships), From = since, Source = "区民政局台账", To = chance.Percent(4) ? Today.AddDays(-40) : null });
        }
        if (certificate.Severe && certificate.State == CertificateState.Valid)
        {
            Allow(person, AllowanceKind.Nursing);
        }
        if (person.Hardships.Exists(h => h.Kind == HardshipKind.MinimumLiving))
        {
            Allow(person, AllowanceKind.Living);
        }
        if (age is >= 6 and < 17)
        {
            person.Employment = EmploymentState.AtSchool;
        }
        else if (age is >= 17 and < 60)
        {
            person.Employment = certificate.Grade == DisabilityGrade.One ? EmploymentState.UnableToWork : chance.Percent(50) ? EmploymentState.Employed : EmploymentState.Unemployed;
            person.EmploymentWish = chance.Percent(30) ? chance.Of(_wishes) : null;
        }
        if (chance.Percent(60))
        {
            person.Consents.Add(new Consent
            {
                Id = chance.NextId(),
                PersonId = person.Id,
                Purpose = "办理残疾人服务",
                SignedOn = chance.Day(certificate.IssuedOn, Today),
                Way = "书面",
                SignedBy = person.Guardian?.Name ?? person.Name,
            });
        }
    }

    private void Allow(Person person, AllowanceKind kind) => person.Allowances.Add(new Allowance
    {
        Id = chance.NextId(),
        PersonId = person.Id,
        Kind = kind,
        From = new DateOnly(chance.Between(2017, 2022), chance.Between(1, 12), 1),
        Source = "区民政局两项补贴发放表",
    });

    private string NextPhone() => "154" + Digits(8);

    private string Digits(int count) => string.Create(count, chance, static (span, chance) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = (char)('0' + chance.Below(10));
        }
    });
}
