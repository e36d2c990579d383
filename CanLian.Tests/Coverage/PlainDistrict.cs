using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Bulk;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using CanLian.Tests.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Tests.Coverage;

/// <summary>
/// Many persons made up at random, with everything a rule may ask of them and much that must not count: replaced cards, hardships that are over, cases of
/// other years and of whoever moved here, needs that were declined.
/// </summary>
internal sealed class PlainDistrict
{
    public const int Year = 2023;
    public static readonly DateOnly Today = new(2023, 12, 29);
    public static readonly IReadOnlyList<string> Villages = [.. Enumerable.Range(0, 60).Select(v => $"340699{1 + v / 12:000}{1 + v % 12:000}")];

    private static readonly string[] _wishes = ["灵活就业", "想创业", "开店", "大棚种植", "养殖", "学农技", "进厂"];
    private static readonly string[] _diagnoses = ["听力", "智力", "孤独症", "脑瘫", "癫痫"];
    private readonly Random _random = new(20231229);
    private int _numbers;

    public PlainDistrict(int persons)
    {
        while (Persons.Count < persons)
        {
            AddHouse();
        }
        foreach (var programme in Catalogue.Programmes)
        {
            AddCases(programme);
        }
    }

    public List<Household> Households { get; } = [];
    public List<Person> Persons { get; } = [];
    public List<CaseFile> Cases { get; } = [];

    public void WriteInto(CanLianDb db)
    {
        db.LogsEachChange = false;
        db.Database.OpenConnection();
        using var write = db.BeginWrite();
        var insert = new BulkInsert(db);
        insert.Add(new[] { ("340699", RegionKind.District) }.Concat(Villages.Select(v => (v[..9], RegionKind.Town)).Distinct()).Concat(Villages.Select(v => (v, RegionKind.Village)))
            .Select(p => new Region { Code = p.Item1, Name = p.Item1, Kind = p.Item2 }));
        insert.Add(Households);
        insert.Add(Persons);
        insert.Add(Persons.SelectMany(p => p.Certificates));
        insert.Add(Persons.SelectMany(p => p.Hardships));
        insert.Add(Persons.SelectMany(p => p.Needs));
        insert.Add(Cases);
        write.Commit();
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private DateOnly Day(int from, int to) => new DateOnly(from, 1, 1).AddDays(_random.Next((to - from + 1) * 365));

    private void AddHouse()
    {
        var village = One(Villages);
        var house = Chance(90) ? new Household { Number = $"H{Households.Count:000000}", RegionCode = village } : null;
        if (house is not null)
        {
            house.AgeFriendlyOn = Chance(6) ? Day(2021, 2024) : null;
            house.Safety = Chance(60) ? One(Enum.GetValues<HouseSafety>()) : null;
            Households.Add(house);
        }
        for (var i = _random.Next(1, house is null ? 2 : 5); i > 0; i--)
        {
            AddPerson(village, house);
        }
    }

    private void AddPerson(string village, Household? house)
    {
        // Many are just so old that a day decides.
        var birth = Chance(30) ? Today.AddYears(-One<int>([0, 3, 6, 14, 15, 16, 17, 18, 59, 60])).AddDays(_random.Next(-2, 3)) : Day(1940, 2023);
        birth = birth > Today ? Today : birth;
        var serial = _numbers++ % 1000;
        var id = SmallDistrict.NewPerson(serial, village, birth).IdNumber;
        while (Persons.Exists(p => p.BirthDate == birth && p.IdNumber == id))
        {
            birth = birth.AddDays(-1);
            id = SmallDistrict.NewPerson(serial, village, birth).IdNumber;
        }
        var person = new Person
        {
            Name = "某" + Persons.Count,
            IdNumber = id,
            BirthDate = birth,
            Sex = id.Sex,
            RegionCode = village,
            SortKey = $"mou{Persons.Count:00000}",
            Registration = Chance(75) ? Registration.Agricultural : Registration.NonAgricultural,
            Employment = Chance(70) ? One(Enum.GetValues<EmploymentState>()) : null,
            EmploymentWish = Chance(25) ? One(_wishes) : Chance(10) ? "" : null,
            PublicEmployee = Chance(3),
            DeceasedOn = Chance(3) ? Day(2020, 2024) : null,
            Diagnosis = Chance(12) ? new Diagnosis { Kind = One(_diagnoses), On = Chance(30) ? Today.AddMonths(-24).AddDays(_random.Next(-1, 2)) : Day(2020, 2024) } : null,
            HouseholdId = house?.Id,
            Household = house,
        };
        house?.Members.Add(person);
        AddCards(person);
        for (var i = Chance(45) ? _random.Next(1, 3) : 0; i > 0; i--)
        {
            var from = Day(2018, 2023);
            person.Hardships.Add(new Hardship
            {
                PersonId = person.Id,
                Kind = One(Enum.GetValues<HardshipKind>()),
                From = Chance(5) ? Today.AddDays(_random.Next(-1, 2)) : from,
                To = Chance(40) ? Chance(20) ? Today.AddDays(_random.Next(-1, 2)) : from.AddDays(_random.Next(1500)) : null,
            });
        }
        foreach (var topic in Enum.GetValues<NeedTopic>().Where(_ => Chance(6)))
        {
            person.Needs.Add(new StatedNeed { PersonId = person.Id, Topic = topic, Wanted = Chance(60), Year = 2022, On = Day(2021, 2023) });
        }
        Persons.Add(person);
    }

    private void AddCards(Person person)
    {
        for (var i = Chance(88) ? Chance(20) ? 2 : 1 : 0; i > 0; i--)
        {
            var kind = One(Enum.GetValues<DisabilityKind>());
            var grade = One(Enum.GetValues<DisabilityGrade>());
            IReadOnlyList<DisabilityComponent> parts = kind == DisabilityKind.Multiple
                ? [new(One([DisabilityKind.Visual, DisabilityKind.Hearing, DisabilityKind.Speech]), DisabilityGrade.Three), new(One([DisabilityKind.Physical, DisabilityKind.Intellectual, DisabilityKind.Psychiatric]), DisabilityGrade.Two)]
                : [];
            var issued = Chance(20) ? Today.AddYears(-9).AddDays(_random.Next(-1, 2)) : Day(2012, 2023);
            person.Certificates.Add(new Certificate
            {
                PersonId = person.Id,
                Number = CertificateNumber.Of(person.IdNumber, kind, grade, i - 1),
                Kind = kind,
                Grade = grade,
                Components = parts,
                KindMask = Certificate.MaskOf(kind, parts),
                IssuedOn = issued,
                ExpiresOn = Chance(5) ? Today.AddDays(_random.Next(-1, 2)) : issued.AddYears(10),
                State = Chance(85) ? CertificateState.Valid : One([CertificateState.ReportedLost, CertificateState.Frozen, CertificateState.Cancelled, CertificateState.MovedOut]),
                StateSince = issued,
                Current = i == 1,
            });
        }
    }

    private void AddCases(Programme programme)
    {
        var (household, stages) = (programme.Subject == Subject.Household, programme.Flow.Stages);
        for (var i = 0; i < 900; i++)
        {
            var person = One(Persons);
            if (household && person.HouseholdId is null)
            {
                continue;
            }
            var year = Chance(60) ? Year : _random.Next(2018, Year);
            var applied = new DateOnly(year, 1 + _random.Next(10), 1 + _random.Next(28));
            var file = CaseFile.Open($"{year}-{programme.ShortName}-{i:0000}", programme.Code, year, person, household, programme.Flow, applied, Actor.System, DateTime.UnixEpoch);
            var stage = One(stages);
            var since = Chance(20) ? new DateOnly(year, 12, _random.Next(1, 31)) : applied.AddDays(_random.Next(60));
            file.PlaceAsRecorded(stage, since, null, stage.Kind == StageKind.Done ? since : null, "导入", Actor.System, DateTime.UnixEpoch);
            // Whoever moved here was served elsewhere and must not be served twice.
            file.RegionCode = Chance(10) ? One(Villages) : file.RegionCode;
            Cases.Add(file);
        }
    }
}
