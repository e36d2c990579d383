using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;

namespace CanLian.Tests.Figures;

/// <summary>
/// A made-up district of two towns and four villages, the same at every run, that holds every oddity a figure may meet: for each programme cases of
/// every stage and two years, persons without household, split and missing targets, dates still to come.
/// </summary>
internal sealed class SmallDistrict : IRecords
{
    public const string District = "340699";
    public const int Year = 2023;

    public static readonly DateOnly Today = new(2023, 11, 20);
    public static readonly IReadOnlyList<string> Towns = ["340699001", "340699002"];
    public static readonly IReadOnlyList<string> Villages = ["340699001001", "340699001002", "340699002001", "340699002002"];

    private static readonly DateTime Now = new(2023, 11, 20, 1, 0, 0, DateTimeKind.Utc);

    private readonly Random _random = new(20231120);

    public SmallDistrict()
    {
        for (var i = 0; i < 96; i++)
        {
            AddPerson(i);
        }
        foreach (var programme in Catalogue.Programmes)
        {
            AddBatches(programme);
            AddCases(programme);
            AddTargets(programme);
        }
    }

    public List<Household> HouseholdList { get; } = [];
    public List<Person> PersonList { get; } = [];
    public List<CaseFile> CaseList { get; } = [];
    public List<Batch> BatchList { get; } = [];
    public List<Target> TargetList { get; } = [];

    public IQueryable<Person> Persons => PersonList.AsQueryable();
    public IQueryable<CaseFile> Cases => CaseList.AsQueryable();
    public IQueryable<FollowUp> FollowUps => CaseList.SelectMany(c => c.FollowUps).AsQueryable();
    public IQueryable<Batch> Batches => BatchList.AsQueryable();
    public IQueryable<Target> Targets => TargetList.AsQueryable();
    public IQueryable<Organisation> Organisations => Enumerable.Empty<Organisation>().AsQueryable();
    public IQueryable<PolicySetting> Policies => Enumerable.Empty<PolicySetting>().AsQueryable();

    public static Person NewPerson(int serial, string village, DateOnly birth)
    {
        var id = IdOf(birth, serial);
        return new Person { Name = "某" + serial, IdNumber = id, BirthDate = birth, Sex = id.Sex, RegionCode = village, SortKey = $"mou{serial:000}" };
    }

    private static IdNumber IdOf(DateOnly birth, int serial)
    {
        var body = $"{District}{birth:yyyyMMdd}{serial:000}";
        return "0123456789X".Select(check => IdNumber.TryParse(body + check, out var id, out _) ? id : default).First(id => id != default);
    }

    private void AddPerson(int i)
    {
        var village = Villages[i / 3 % Villages.Count];
        var person = NewPerson(i, village, new DateOnly(1950 + i % 70, 1 + i % 12, 1 + i % 28));
        if (i % 7 != 0)
        {
            if (i % 3 == 0 || HouseholdList.Count == 0)
            {
                HouseholdList.Add(new Household { Number = $"H{i:000}", RegionCode = village, HeadName = person.Name });
            }
            person.Household = HouseholdList[^1];
            person.HouseholdId = person.Household.Id;
            person.Household.Members.Add(person);
        }
        if (i % 9 != 0)
        {
            var kind = (DisabilityKind)(1 + i % 7);
            var grade = (DisabilityGrade)(1 + i / 7 % 4);
            person.Certificates.Add(new Certificate
            {
                PersonId = person.Id,
                Number = CertificateNumber.Of(person.IdNumber, kind, grade),
                Kind = kind,
                Grade = grade,
                KindMask = Certificate.MaskOf(kind),
                IssuedOn = new DateOnly(2016, 3, 1),
                ExpiresOn = new DateOnly(i % 11 == 0 ? 2022 : 2026, 2, 28),
                State = i % 13 == 0 ? CertificateState.Cancelled : CertificateState.Valid,
            });
        }
        if (i % 4 == 1)
        {
            var kinds = Enum.GetValues<HardshipKind>();
            person.Hardships.Add(new Hardship
            {
                PersonId = person.Id,
                Kind = kinds[i / 4 % kinds.Length],
                From = new DateOnly(2022, 1, 1),
                To = i % 5 == 0 ? new DateOnly(2023, 6, 30) : null,
            });
        }
        PersonList.Add(person);
    }

    private void AddBatches(Programme programme)
    {
        for (var n = 0; n < 3; n++)
        {
            BatchList.Add(new Batch
            {
                Programme = programme.Code,
                Year = n == 2 ? Year - 1 : Year,
                Name = $"{programme.ShortName}{n}",
                RegionCode = District,
                StartsOn = new DateOnly(2023, 3 + n, 1),
                EndsOn = new DateOnly(2023, 4 + n, 1),
                DesignedOn = new DateOnly(2023, 5 + n, 20),
                ProcuredOn = n == 0 ? null : new DateOnly(2023, 8, 15),
                WorkStartedOn = new DateOnly(2023, 8, 28 - n),
                AcceptedOn = new DateOnly(2023, n == 1 ? 12 : 10, 26),
            });
        }
    }

    private void AddCases(Programme programme)
    {
        var household = programme.Subject == Subject.Household;
        var stages = programme.Flow.Stages;
        for (var i = 0; i < 120; i++)
        {
            var person = PersonList[_random.Next(PersonList.Count)];
            var year = i % 10 == 0 ? Year - 1 : Year;
            var applied = new DateOnly(year, 1 + _random.Next(9), 1 + _random.Next(28));
            var file = CaseFile.Open($"{year}-{programme.ShortName}-{i:0000}", programme.Code, year, person, household, programme.Flow, applied, Actor.System, Now);
            var stage = i % 2 == 0 ? stages.First(s => s.Kind == StageKind.Done) : stages[i / 2 % stages.Count];
            var since = applied.AddDays(_random.Next(120));
            file.PlaceAsRecorded(stage, since, null, stage.Kind == StageKind.Done ? since : null, "导入", Actor.System, Now);
            file.Kind = programme.Kinds.Count == 0 ? null : programme.Kinds[i % programme.Kinds.Count];
            file.Result = programme.Results.Count == 0 || i % 5 == 0 ? null : programme.Results[i % programme.Results.Count];
            file.AmountFen = i % 6 == 0 ? null : 10_000 + 333L * i;
            file.Quantity = i % 8 == 0 ? null : i % 4 + 0.5m;
            file.BatchId = i % 3 == 0 ? BatchList[^(1 + i % 3)].Id : null;
            if (i % 5 == 0)
            {
                file.Holds.Add(new Hold { CaseId = file.Id, Reason = "外出", From = since, ReviewOn = since.AddDays(30), EndedOn = i % 10 == 0 ? since.AddDays(9) : null });
            }
            if (i % 4 == 0)
            {
                file.FollowUps.Add(NewFollowUp(file, i));
            }
            CaseList.Add(file);
        }
    }

    private static FollowUp NewFollowUp(CaseFile file, int i) => new()
    {
        CaseId = file.Id,
        Case = file,
        On = new DateOnly(2023, 11, 1 + i % 28),
        Way = i % 8 == 0 ? "电话" : "入户",
        By = "某",
        Satisfaction = i % 3 == 0 ? null : (Satisfaction)(i % 4),
        AppliesSkills = i % 12 == 0 ? null : i % 5 != 0,
        Problem = i % 16 == 0 ? "门槛还高" : null,
    };

    // In turn: a district's row with its split, a split alone, no task at all, one that awaits confirmation.
    private void AddTargets(Programme programme)
    {
        var unit = programme.MeasureFigure.Unit;
        switch (Catalogue.Programmes.ToList().IndexOf(programme) % 4)
        {
            case 0:
                Add(District, 9, 450_000, "省级");
                Add(District, 3, null, "区级");
                Add(Towns[0], 7, 200_000, "");
                Add(Towns[1], 5, 100_000, "");
                break;
            case 1:
                Add(Towns[0], 40, 100, "");
                Add(Towns[1], 0, null, "");
                break;
            case 2:
                break;
            default:
                Add(District, 10, 100_000, "省级");
                TargetList[^1].Draft = true;
                break;
        }

        void Add(string region, decimal amount, long? fen, string source) => TargetList.Add(new Target
        {
            Year = Year,
            Programme = programme.Code,
            RegionCode = region,
            Amount = amount,
            Unit = unit,
            FundsFen = fen,
            FundingSource = source,
        });
    }
}
