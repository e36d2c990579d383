using CanLian.Blazor.Data;
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
internal sealed partial class ImportRun(CanLianDb db, DateTime now, DateOnly today, RunKeys keys, bool trial)
{
    private readonly Dictionary<string, Organisation> _named = [];
    private Dictionary<string, List<Region>>? _villages;
    private int _villagesOf;

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

    /// <summary>Names of batches in other districts.</summary>
    public HashSet<(string Programme, string Name)> BatchesElsewhere { get; private set; } = [];

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
        BatchesElsewhere = [.. (await db.Batches.IgnoreQueryFilters().Select(b => new { b.Programme, b.Name }).ToListAsync()).Select(b => (b.Programme, b.Name)).Except(Batches.Keys)];
        (_nobody, _noHouseholds) = (!await db.Persons.IgnoreQueryFilters().AnyAsync(), !await db.Households.IgnoreQueryFilters().AnyAsync());
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
