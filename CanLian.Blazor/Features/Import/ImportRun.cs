using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Files;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// One run (一次导入): the context through which it reads and collects what is to be written, and the records that rows refer to by number or name.
/// Rows see what earlier rows of the same run have added.
/// </summary>
internal sealed class ImportRun(CanLianDb db, DateTime now, DateOnly today, RunKeys keys, bool trial)
{
    private readonly Dictionary<string, Organisation> _named = [];
    private readonly Dictionary<IdNumber, Person> _persons = [];
    private readonly HashSet<IdNumber> _lookedFor = [];
    private readonly HashSet<IdNumber> _copies = [];
    private readonly HashSet<string> _householdsLookedFor = [];
    private readonly Dictionary<Guid, Household> _householdsById = [];
    private readonly List<Household> _newHouseholds = [];
    private readonly List<Person> _newPersons = [];
    private readonly TwinIndex _twins = new();
    private readonly List<(Guid First, Guid Second, string Name, string Region, string Shared)> _suspected = [];

    public CanLianDb Db => db;

    public Actor Actor => db.Actor;

    public DateTime Now => now;

    public DateOnly Today => today;

    public RunKeys Keys => keys;

    /// <summary>A trial writes nothing and remembers what it would have added.</summary>
    public bool Trial => trial;

    /// <summary>Name of the file that is being read.</summary>
    public string File { get; set; } = "";

    public Dictionary<string, Region> Regions { get; private set; } = [];

    public Dictionary<string, Organisation> Organisations { get; private set; } = [];

    public Dictionary<(string Programme, string Name), Batch> Batches { get; private set; } = [];

    public Dictionary<string, Household> Households { get; } = [];

    public Dictionary<string, Survey> Surveys { get; } = [];

    /// <summary>Organisations this sheet has registered by name alone.</summary>
    public List<string> Registered { get; } = [];

    public CaseBook Cases { get; } = new(db);

    /// <summary>What the row at hand has changed so far.</summary>
    public Changes Changes { get; private set; } = new();

    public string DistrictCode { get; private set; } = "";

    public async Task LoadAsync()
    {
        Regions = await db.Regions.ToDictionaryAsync(r => r.Code);
        Organisations = await db.Organisations.ToDictionaryAsync(o => o.Name);
        Batches = await db.Batches.ToDictionaryAsync(b => (b.Programme, b.Name));
        DistrictCode = Regions.Values.FirstOrDefault(r => r.Kind == RegionKind.District)?.Code ?? "";
    }

    public async Task LoadSurveysAsync()
    {
        foreach (var survey in await db.Surveys.ToListAsync())
        {
            Surveys.TryAdd(survey.Name, survey);
        }
    }

    public Changes BeginRow() => Changes = new Changes();

    public void Add(Region region)
    {
        Regions.Add(region.Code, region);
        DistrictCode = region.Kind == RegionKind.District ? region.Code : DistrictCode;
        db.Add(region);
    }

    /// <summary>Adds a part of a person's file; a person who is only looked at, or is new, carries it along.</summary>
    public void AddTo(Person person, object part)
    {
        if (db.Entry(person).State != EntityState.Detached)
        {
            db.Add(part);
        }
    }

    /// <summary>The person with a number, among those that were asked for; null when nobody has it.</summary>
    public Person? PersonWith(IdNumber id) => _persons.GetValueOrDefault(id);

    /// <summary>Whether a row was compared with a copy: to change the person, the record itself must be read.</summary>
    public bool WasCompared(IdNumber? id) => id is { } number && _copies.Contains(number);

    /// <summary>Reads the persons that rows are about.</summary>
    /// <param name="ids">Their numbers.</param>
    /// <param name="copies">Most are expected to be unchanged, and are not kept.</param>
    public async Task LoadPersonsAsync(IEnumerable<IdNumber> ids, bool copies = false)
    {
        var wanted = ids.Where(id => copies ? !_persons.ContainsKey(id) : _lookedFor.Add(id) || _copies.Contains(id)).ToHashSet();
        foreach (var some in wanted.Chunk(500))
        {
            var persons = db.Persons.WithIdNumbers(db, some).Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Allowances).AsSplitQuery();
            foreach (var person in await (copies ? persons.AsNoTracking() : persons).ToListAsync())
            {
                _persons[person.IdNumber] = person;
                _ = copies ? _copies.Add(person.IdNumber) : _copies.Remove(person.IdNumber);
            }
        }
    }

    /// <summary>Forgets the copies that were looked at.</summary>
    public void ForgetCopies()
    {
        foreach (var id in _copies)
        {
            _persons.Remove(id);
        }
        _copies.Clear();
    }

    /// <summary>Pairs of persons who may be one: a new one, and somebody of the same name.</summary>
    public int Suspected => _suspected.Count;

    /// <summary>Makes ready to look for persons who stand in the register twice.</summary>
    public Task ReadTwinsAsync() => _twins.ReadAsync(db);

    /// <summary>Puts the pairs among what is to be written.</summary>
    public async Task AddSuspicionsAsync()
    {
        foreach (var some in _suspected.Chunk(500))
        {
            var ids = Array.ConvertAll(some, s => s.First);
            var regions = await db.Persons.IgnoreQueryFilters().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.RegionCode);
            foreach (var pair in some.Where(p => regions.ContainsKey(p.First)))
            {
                db.Add(new Suspicion
                {
                    FirstId = pair.First,
                    SecondId = pair.Second,
                    FirstRegion = regions[pair.First],
                    SecondRegion = pair.Region,
                    Name = pair.Name,
                    Shared = pair.Shared,
                    FoundAt = now,
                });
            }
        }
    }

    /// <summary>A new person, to be written with the others of this part of the sheet.</summary>
    public void AddPerson(Person person)
    {
        _suspected.AddRange(_twins.Meet(person).Select(m => (m.Other, person.Id, person.Name, person.RegionCode, m.Shared)));
        _newPersons.Add(person);
        _persons[person.IdNumber] = person;
    }

    public async Task LoadHouseholdsAsync(IEnumerable<string> numbers)
    {
        foreach (var some in numbers.Where(_householdsLookedFor.Add).Chunk(500))
        {
            foreach (var household in await db.Households.Where(h => some.Contains(h.Number)).ToListAsync())
            {
                Households.TryAdd(household.Number, household);
                _householdsById[household.Id] = household;
            }
        }
    }

    /// <summary>Reads households by their keys, for persons who name none.</summary>
    public async Task LoadHouseholdsAsync(IEnumerable<Guid> ids)
    {
        foreach (var some in ids.Where(id => !_householdsById.ContainsKey(id)).Distinct().Chunk(500))
        {
            foreach (var household in await db.Households.Where(h => some.Contains(h.Id)).ToListAsync())
            {
                Households.TryAdd(household.Number, household);
                _householdsById[household.Id] = household;
            }
        }
    }

    public Household? HouseholdWith(Guid id) => _householdsById.GetValueOrDefault(id);

    public Household AddHousehold(string number, string village)
    {
        var household = new Household { Id = keys.Next(), Number = number, RegionCode = village };
        Households.Add(number, household);
        _householdsById.Add(household.Id, household);
        _newHouseholds.Add(household);
        return household;
    }

    /// <summary>Names the head; a household that lies in the database already is changed there when the run ends.</summary>
    public void NameHead(Household household, string name)
    {
        if (!trial && !_newHouseholds.Contains(household) && db.Entry(household).State == EntityState.Detached)
        {
            db.Attach(household);
        }
        household.HeadName = name;
    }

    /// <summary>What this part of the sheet has added; from now on it is read from the database like all the rest.</summary>
    public (IReadOnlyList<Person> Persons, IReadOnlyList<Household> Households) TakeNew()
    {
        var (persons, households) = (_newPersons.ToArray(), _newHouseholds.ToArray());
        _newPersons.Clear();
        _newHouseholds.Clear();
        foreach (var person in trial ? [] : persons)
        {
            _persons.Remove(person.IdNumber);
            _lookedFor.Remove(person.IdNumber);
        }
        return (persons, households);
    }

    /// <summary>The village that a row names by code, or by town and village; refuses the row where there is none.</summary>
    public string? VillageOf(Row row)
    {
        if (row.TextOrNull("区划代码") is { } written)
        {
            var code = HalfWidth.Compact(written);
            if (!Regions.ContainsKey(code) || code.Length != Region.VillageLength)
            {
                row.Refuse("区划代码", new Text("没有这个村（社区）代码，代码是 12 位"));
                return null;
            }
            return Within(row, "区划代码", code);
        }
        var (town, village) = (row.Text("镇(街道)"), row.Text("村(社区)"));
        if (village.Length == 0)
        {
            row.Refuse("区划代码", new Text("没有填村（社区）：填 12 位区划代码，或镇（街道）和村（社区）的名称"));
            return null;
        }
        var found = VillagesByName().GetValueOrDefault(village, [])
            .Where(r => town.Length == 0 || Regions.GetValueOrDefault(Region.TownOf(r.Code))?.Name == town)
            .Take(2).ToList();
        if (found.Count == 1)
        {
            return Within(row, "村(社区)", found[0].Code);
        }
        row.Refuse("村(社区)", found.Count == 0 ? new Text("区划里没有这个村（社区）") : new Text("有几个村（社区）叫这个名字，加上镇（街道）"));
        return null;
    }

    /// <summary>A place of any rank by its code; the whole district where the row names none.</summary>
    public string PlaceOf(Row row)
    {
        if (row.TextOrNull("区划代码") is not { } written)
        {
            return DistrictCode;
        }
        var code = HalfWidth.Compact(written);
        if (!Regions.ContainsKey(code))
        {
            row.Refuse("区划代码", new Text("没有这个区划代码"));
        }
        return code;
    }

    /// <summary>
    /// The organisation a row names. Ledgers name bodies that no list of sites has: they are registered by name, for somebody to complete.
    /// </summary>
    public Organisation? OrganisationOf(Row row, string column, OrganisationKind kind)
    {
        if (row.TextOrNull(column) is not { } name)
        {
            return null;
        }
        if (!Organisations.TryGetValue(name, out var found) && !_named.TryGetValue(name, out found))
        {
            found = new Organisation { Name = name, Kind = kind, RegionCode = DistrictCode };
            _named.Add(name, found);
        }
        return found;
    }

    /// <summary>Keeps the organisations that a row has named, once the row is taken.</summary>
    public void KeepNamed(bool taken)
    {
        foreach (var (name, organisation) in taken ? _named : [])
        {
            Organisations.Add(name, organisation);
            Registered.Add(name);
            db.Add(organisation);
        }
        _named.Clear();
    }

    /// <summary>The person a row is about; refuses the row where nobody in the register has the number.</summary>
    public Person? PersonOf(Row row)
    {
        if (row.Id() is not { } id)
        {
            return null;
        }
        if (PersonWith(id) is { } person)
        {
            return person;
        }
        row.Refuse("身份证号", new Text("名册里没有这个身份证号，先登记或先导入人员"));
        return null;
    }

    private Dictionary<string, List<Region>>? _villages;
    private int _villagesOf;

    private Dictionary<string, List<Region>> VillagesByName()
    {
        if (_villages is null || _villagesOf != Regions.Count)
        {
            _villages = Regions.Values.Where(r => r.Code.Length == Region.VillageLength).GroupBy(r => r.Name).ToDictionary(g => g.Key, g => g.ToList());
            _villagesOf = Regions.Count;
        }
        return _villages;
    }

    private string? Within(Row row, string column, string code)
    {
        if (Region.Contains(Actor.Region, code))
        {
            return code;
        }
        row.Refuse(column, new Text("这个村（社区）不在你的辖区"));
        return null;
    }
}
