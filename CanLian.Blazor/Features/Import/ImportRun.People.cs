using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

internal sealed partial class ImportRun
{
    private readonly Dictionary<IdNumber, Person> _persons = [];
    private readonly HashSet<IdNumber> _lookedFor = [];
    private readonly HashSet<IdNumber> _copies = [];
    private readonly HashSet<string> _householdsLookedFor = [];
    private readonly Dictionary<Guid, Household> _householdsById = [];
    private readonly HashSet<Household> _newHouseholds = [];
    private readonly Dictionary<Guid, string> _heads = [];
    private readonly HashSet<Person> _opened = [];
    private readonly List<Person> _newPersons = [];
    private bool _nobody;
    private bool _noHouseholds;
    private readonly TwinIndex _twins = new();
    private readonly List<(Guid First, Guid Second, string Name, string Region, string Shared)> _suspected = [];

    /// <summary>Adds a part of a person's file; a person who is only looked at, or is new, carries it along.</summary>
    public void AddTo(Person person, object part)
    {
        if (_opened.Contains(person))
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
        if (_nobody)
        {
            return;
        }
        var wanted = ids.Where(id => copies ? !_persons.ContainsKey(id) : _lookedFor.Add(id) || _copies.Contains(id)).ToHashSet();
        foreach (var some in wanted.Chunk(500))
        {
            var persons = db.Persons.WithIdNumbers(db, some).Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Allowances).AsSplitQuery();
            foreach (var person in await (copies ? persons.AsNoTracking() : persons).ToListAsync())
            {
                _persons[person.IdNumber] = person;
                _ = copies ? _copies.Add(person.IdNumber) : _copies.Remove(person.IdNumber) | _opened.Add(person);
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
        foreach (var some in numbers.Where(n => !_noHouseholds && _householdsLookedFor.Add(n)).Chunk(500))
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

    /// <summary>Names the head; a household of this run that was handed on already is changed where it lies.</summary>
    public void NameHead(Household household, string name)
    {
        if (!trial && keys.Hold(household.Id) && !_newHouseholds.Contains(household))
        {
            _heads[household.Id] = name;
        }
        household.HeadName = name;
    }

    /// <summary>From now on there may be somebody in the register: what a sheet has added.</summary>
    public void EndSheet() => _nobody = _nobody && trial;

    /// <summary>What this part of the sheet has added; from now on it is read from the database like all the rest.</summary>
    public NewRecords TakeNew()
    {
        var added = new NewRecords([.. _newPersons], [.. _newHouseholds], new Dictionary<Guid, string>(_heads));
        _newPersons.Clear();
        _newHouseholds.Clear();
        _heads.Clear();
        foreach (var person in trial ? [] : added.Persons)
        {
            _persons.Remove(person.IdNumber);
            _lookedFor.Remove(person.IdNumber);
        }
        return added;
    }
}

/// <summary>What a part of a sheet has added (新增): persons, households, and the heads of households that were added before.</summary>
internal sealed record NewRecords(IReadOnlyList<Person> Persons, IReadOnlyList<Household> Households, IReadOnlyDictionary<Guid, string> Heads);
