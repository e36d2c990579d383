using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Publicity;
using CanLian.Domain.Surveys;

namespace CanLian.Blazor.Data.Demo;

/// <summary>Everything the demonstration will write, gathered in memory first: later parts build on what earlier ones made.</summary>
internal sealed class DistrictRecords
{
    public DistrictRecords()
    {
        Numbers = new Numbers(Chance);
        Monitored = new MonitoredFamilies(this);
    }

    public Chance Chance { get; } = new(20231229);
    public Numbers Numbers { get; }
    public List<Region> Regions { get; } = [];
    public List<Household> Households { get; } = [];
    public List<Person> Persons { get; } = [];
    public List<Organisation> Organisations { get; } = [];
    public List<Target> Targets { get; } = [];
    public List<Tariff> Tariffs { get; } = [];
    public List<PolicySetting> Policies { get; } = [];
    public List<Batch> Batches { get; } = [];
    public List<Notice> Notices { get; } = [];
    public List<CaseFile> Cases { get; } = [];
    public List<CaseCounter> Counters { get; } = [];
    public List<Account> Accounts { get; } = [];
    public List<Article> Articles { get; } = [];
    public List<Survey> Surveys { get; } = [];
    public List<SurveyEntry> SurveyEntries { get; } = [];
    public List<JobWish> JobWishes { get; } = [];
    public List<Vacancy> Vacancies { get; } = [];

    /// <summary>Persons whose circumstances were written by hand.</summary>
    public HashSet<Guid> ShownByName { get; } = [];
    public MonitoredFamilies Monitored { get; }

    public Organisation Organisation(string name) => Organisations.First(o => o.Name == name);

    public Batch Batch(string programme, string name) => Batches.First(b => b.Programme == programme && b.Name == name);

    /// <summary>A person of the demonstration village, known by name.</summary>
    public Person Villager(string name) => Persons.First(p => p.RegionCode == Places.Nanshilou && p.Name == name);

    public Household NewHousehold(Village village, int house, string head, string? number = null)
    {
        var household = new Household
        {
            Id = Chance.NextId(),
            Number = number ?? NextNumber(),
            RegionCode = village.Code,
            HeadName = head,
            Safety = Chance.Weighted(Safety),
            AgeFriendlyOn = Chance.Percent(2) ? Chance.Day(new(2019, 3, 1), new(2022, 11, 30)) : null,
        };
        Households.Add(household);
        _houses[household.Id] = house;
        return household;
    }

    /// <summary>Adds a person to a household; who has the same house has the same address.</summary>
    public Person NewPerson(Household household, string name, Sex sex, DateOnly birth, string relationToHead, IdNumber? id = null)
    {
        var village = Places.VillageOf(household.RegionCode);
        var town = Places.TownOf(household.RegionCode);
        var person = new Person
        {
            Id = Chance.NextId(),
            Name = name,
            IdNumber = id ?? Numbers.NextId(birth, sex),
            Sex = sex,
            BirthDate = birth,
            Ethnicity = Chance.Weighted(Ethnicities),
            RegionCode = household.RegionCode,
            Address = $"{town}{village}{_houses[household.Id]}号",
            Registration = Chance.Percent(town.Kind == RegionKind.Town ? 82 : 12) ? Registration.Agricultural : Registration.NonAgricultural,
            HouseholdId = household.Id,
            Household = household,
            RelationToHead = relationToHead,
            SortKey = Pinyin.SortKey(name),
        };
        household.Members.Add(person);
        Persons.Add(person);
        return person;
    }

    private readonly Dictionary<Guid, int> _houses = [];
    private int _households;

    private static readonly (HouseSafety?, int)[] Safety = [(HouseSafety.Safe, 90), (null, 5), (HouseSafety.GradeC, 4), (HouseSafety.GradeD, 1)];
    private static readonly (string, int)[] Ethnicities = [("汉族", 968), ("回族", 20), ("满族", 7), ("蒙古族", 5)];

    private string NextNumber()
    {
        _households++;
        if (_households == Showcase.FirstHousehold)
        {
            _households += Showcase.ReservedHouseholds;
        }
        return Showcase.HouseholdNumber(_households);
    }
}
