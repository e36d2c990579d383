using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// One run (一次导入): the context it writes through, and the records that rows refer to by number or name. Rows see what earlier rows of the
/// same run have added.
/// </summary>
internal sealed class ImportRun(CanLianDb db, DateTime now, DateOnly today)
{
    private readonly Dictionary<string, Organisation> _named = [];

    public CanLianDb Db => db;

    public Actor Actor => db.Actor;

    public DateTime Now => now;

    public DateOnly Today => today;

    /// <summary>Name of the file that is being read.</summary>
    public string File { get; set; } = "";

    public Dictionary<string, Region> Regions { get; private set; } = [];

    public Dictionary<string, Organisation> Organisations { get; private set; } = [];

    public Dictionary<(string Programme, string Name), Batch> Batches { get; private set; } = [];

    public Dictionary<IdNumber, Person> Persons { get; private set; } = [];

    public Dictionary<string, Household> Households { get; private set; } = [];

    /// <summary>Organisations this sheet has registered by name alone.</summary>
    public List<string> Registered { get; } = [];

    /// <summary>Cases by programme and by the person they are for.</summary>
    public Dictionary<string, ILookup<Guid, CaseFile>> Stored { get; } = [];

    public string DistrictCode => Regions.Values.FirstOrDefault(r => r.Kind == RegionKind.District)?.Code ?? "";

    public async Task LoadAsync()
    {
        Regions = await db.Regions.ToDictionaryAsync(r => r.Code);
        Organisations = await db.Organisations.ToDictionaryAsync(o => o.Name);
        Batches = await db.Batches.ToDictionaryAsync(b => (b.Programme, b.Name));
        Households = await db.Households.ToDictionaryAsync(h => h.Number);
        Persons = await db.Persons.Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Allowances).AsSplitQuery()
            .ToDictionaryAsync(p => p.IdNumber);
    }

    /// <summary>The village that a row names by code, or by town and village; refuses the row where there is none.</summary>
    public string? VillageOf(Row row)
    {
        if (row.TextOrNull("区划代码") is { } code)
        {
            if (Regions.ContainsKey(code) && code.Length == Region.VillageLength)
            {
                return code;
            }
            row.Refuse("区划代码", new Text("没有这个村（社区）代码，代码是 12 位"));
            return null;
        }
        var (town, village) = (row.Text("镇(街道)"), row.Text("村(社区)"));
        if (village.Length == 0)
        {
            row.Refuse("区划代码", new Text("没有填村（社区）：填 12 位区划代码，或镇（街道）和村（社区）的名称"));
            return null;
        }
        var found = Regions.Values
            .Where(r => r.Code.Length == Region.VillageLength && r.Name == village && (town.Length == 0 || Regions.GetValueOrDefault(Region.TownOf(r.Code))?.Name == town))
            .Take(2).ToList();
        if (found.Count == 1)
        {
            return found[0].Code;
        }
        row.Refuse("村(社区)", found.Count == 0 ? new Text("区划里没有这个村（社区）") : new Text("有几个村（社区）叫这个名字，加上镇（街道）"));
        return null;
    }

    /// <summary>A place of any rank by its code; the whole district where the row names none.</summary>
    public string PlaceOf(Row row)
    {
        if (row.TextOrNull("区划代码") is not { } code)
        {
            return DistrictCode;
        }
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
        if (!Organisations.TryGetValue(name, out var found))
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
        if (Persons.TryGetValue(id, out var person))
        {
            return person;
        }
        row.Refuse("身份证号", new Text("名册里没有这个身份证号，先登记或先导入人员"));
        return null;
    }

    /// <summary>Cases of a programme before this run, by person.</summary>
    public async Task LoadCasesAsync(string programme, bool withFollowUps = false)
    {
        var cases = withFollowUps ? db.Cases.Include(c => c.FollowUps) : db.Cases.AsQueryable();
        Stored[programme] = (await cases.Include(c => c.Events).AsSplitQuery().Where(c => c.Programme == programme).ToListAsync()).ToLookup(c => c.PersonId);
    }
}

/// <summary>Whether putting values in changed anything (改动).</summary>
internal sealed class Changes
{
    public bool Any { get; private set; }

    public RowOutcome Outcome => Any ? RowOutcome.Changed : RowOutcome.Unchanged;

    public void Mark() => Any = true;

    public void Put<T>(T before, T after, Action<T> put)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
        {
            put(after);
            Any = true;
        }
    }

    /// <summary>An empty cell says nothing: what is known stays.</summary>
    public void PutText(string? before, string? after, Action<string> put)
    {
        if (!string.IsNullOrEmpty(after))
        {
            Put(before ?? "", after, put);
        }
    }

    public void PutValue<T>(T? before, T? after, Action<T> put) where T : struct
    {
        if (after is { } value)
        {
            Put(before, value, _ => put(value));
        }
    }
}
