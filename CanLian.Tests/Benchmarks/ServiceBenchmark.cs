using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Postgres;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Dashboard;
using CanLian.Blazor.Features.People;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Tests.Benchmarks.Fill;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Tests.Benchmarks;

/// <summary>
/// What a click costs below the page at the size of a province: searches, pages of lists anywhere in their order, steps, dashboard, figures
/// (<c>bench service --data DIR</c>; without a folder it fills one of its own with a million persons and three million cases).
/// </summary>
internal sealed class ServiceBenchmark : IDisposable
{
    private const int Draws = 120;
    private const string Programme = "insurance_subsidy";
    private const string Whole = "34";
    private const string ListStep = "A7";
    private readonly CanLianDbFactory _factory;
    private readonly SearchHash _hash;
    private readonly OfficeClock _clock = new(TimeProvider.System) { Pinned = Inhabitants.Today };
    private readonly CanLianDb _db;
    private readonly RawStatements _raw;
    private readonly string _district, _town;
    private readonly List<Person> _drawn = [];

    private ServiceBenchmark(DataFolder folder)
    {
        _hash = new SearchHash(folder);
        _factory = new CanLianDbFactory(folder, _clock, _hash);
        _db = _factory.Open(Actor.System);
        DatabaseSetup.BringUpToDate(_db);
        _db.Database.OpenConnection();
        _raw = new RawStatements(_db);
        _district = _db.Regions.Where(r => r.Kind == RegionKind.District).OrderBy(r => r.Code).First().Code;
        _town = _db.Regions.Where(r => r.Kind == RegionKind.Town && r.Code.StartsWith(_district)).OrderBy(r => r.Code).First().Code;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        var asked = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        if (args.Length % 2 != 0 || asked.Keys.Except(["--data", "--postgresql", "--persons", "--only"]).Any())
        {
            Console.Error.WriteLine("bench service [--data DIR] [--postgresql CONNECTION] [--persons N] [--only PART-OF-A-NAME]");
            return 2;
        }
        var own = asked.ContainsKey("--data") ? null : Directory.CreateTempSubdirectory("canlian-bench-").FullName;
        try
        {
            var folder = new DataFolder(own ?? asked["--data"], postgres: asked.TryGetValue("--postgresql", out var connection) ? PostgresConnection.Of(connection) : null);
            if (own is not null)
            {
                var persons = asked.TryGetValue("--persons", out var number) ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000_000;
                await FillBenchmark.FillAsync(folder, persons, persons * 3, 1, onlyLastEvents: false, Console.WriteLine);
            }
            using var benchmark = new ServiceBenchmark(folder);
            return await benchmark.MeasureAsync(asked.GetValueOrDefault("--only", "")) ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (own is not null)
            {
                Directory.Delete(own, recursive: true);
            }
        }
    }

    public void Dispose()
    {
        _raw.Dispose();
        _db.Dispose();
    }

    private async Task<bool> MeasureAsync(string only)
    {
        Draw();
        var (persons, cases) = ((long)Convert.ToDouble(_raw.Rows("SELECT COUNT(*) FROM \"Persons\"")[0][0], CultureInfo.InvariantCulture), (long)Convert.ToDouble(_raw.Rows("SELECT COUNT(*) FROM \"Cases\"")[0][0], CultureInfo.InvariantCulture));
        var load = File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "unknown";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{persons:N0} persons, {cases:N0} cases, {(_db is PostgresDb ? "PostgreSQL" : "SQLite")}, {Environment.ProcessorCount} processors, load {load}; milliseconds"));
        Console.WriteLine(Measure.Head);
        var held = true;
        foreach (var measure in All().Where(m => m.Name.Contains(only, StringComparison.Ordinal)))
        {
            held &= await measure.RunAsync();
        }
        _raw.CleanUp();
        return held;
    }

    private IEnumerable<Measure> All() =>
    [
        .. Searches("province", Whole), .. Searches("district", _district),
        .. Lists("province", Whole), .. Lists("district", _district),
        .. Steps(), .. Numbers("province", Whole, 1_000), .. Numbers("district", _district, 1_000), .. Numbers("town", _town, 300),
    ];

    // Persons from all over, the same each time.
    private void Draw()
    {
        var villages = _raw.Rows("SELECT \"Code\" FROM \"Regions\" WHERE LENGTH(\"Code\") = 12 ORDER BY \"Code\"").ConvertAll(r => (string)r[0]!);
        for (var i = 0; i < Draws; i++)
        {
            var village = villages[(int)((long)i * 7919 % villages.Count)];
            _drawn.Add(_db.Persons.AsNoTracking().Where(p => p.RegionCode == village).OrderBy(p => p.SortKey).ThenBy(p => p.Id).Skip(i % 90).First());
        }
    }

    private IEnumerable<Measure> Searches(string place, string region)
    {
        var search = new PersonSearch(_factory, _hash, _clock);
        var actor = Of(Role.DistrictOfficer, region);
        yield return new Measure($"search, {place}: two characters of a name", 10, i => search.FindAsync(actor, Pair(i)), i => _raw.ByKey(region, "n" + Pair(i)));
        yield return new Measure($"search, {place}: initials", 10, i => search.FindAsync(actor, Initials(i)), i => _raw.ByBeginning(region, "I" + Initials(i)));
        yield return new Measure($"search, {place}: last four of an ID", 10, i => search.FindAsync(actor, Tail(i)), i => _raw.ByKey(region, "h" + _hash.Of("tail", Tail(i))));

        string Pair(int i) => _drawn[i % Draws].Name is var name && i % 2 == 0 ? name[..2] : name[^2..];
        string Initials(int i) => Pinyin.Initials(_drawn[i % Draws].Name).First();
        string Tail(int i) => _drawn[i % Draws].IdNumber.Value[^4..];
    }

    private IEnumerable<Measure> Lists(string place, string region)
    {
        var people = new PeopleQueries(_factory, new PersonSearch(_factory, _hash, _clock), _clock);
        var cases = new CaseQueries(_factory, new CaseFactsLoader(_clock), _clock);
        var actor = Of(Role.DistrictOfficer, region);
        const string ByName = "\"SortKey\", \"Id\"";
        var visual = new PeopleFilter { Kinds = [DisabilityKind.Visual], Grades = [DisabilityGrade.One] };
        (string Name, PeopleFilter Filter, string Region, string Order, string? Kinds)[] lists =
        [
            ("persons by name", new PeopleFilter(), region, ByName, null),
            ("persons by place", new PeopleFilter { Order = PeopleOrder.Place }, region, "\"RegionCode\", \"SortKey\", \"Id\"", null),
            ("persons of a town", new PeopleFilter { Region = _town }, _town, ByName, null),
            ("persons by kind and grade", visual, region, ByName, "(x.\"KindMask\" & 2) <> 0 AND x.\"Grade\" = 'One'"),
        ];
        foreach (var (name, filter, of, order, kinds) in lists)
        {
            foreach (var (where, page) in Places(() => people.ListAsync(actor, filter).GetAwaiter().GetResult().Total))
            {
                yield return new Measure(
                    $"list, {place}: {name}, {where}", 20, i => people.ListAsync(actor, filter with { Page = page() + (i % 3) }),
                    i => _raw.Persons(of, order, (page() - 1 + (i % 3)) * PeopleQueries.PageSize, kinds))
                { Often = kinds is null ? 60 : 20 };
            }
        }
        (string Name, CaseFilter Filter, string Region, string And)[] files =
        [
            ("cases of a programme", new CaseFilter(Programme, 2023), region, ""),
            ("cases of a stage", new CaseFilter(Programme, 2023, Stage: "done"), region, "AND \"Stage\" = 'done'"),
            ("cases of a town", new CaseFilter(Programme, 2023, Region: _town), _town, ""),
            ("cases overdue", new CaseFilter(Programme, 2023, Overdue: true), region, "AND \"DueOn\" < '2023-12-29'"),
        ];
        foreach (var (name, filter, of, and) in files)
        {
            foreach (var (where, page) in Places(() => cases.ListAsync(actor, filter).GetAwaiter().GetResult().Total))
            {
                yield return new Measure(
                    $"list, {place}: {name}, {where}", 20, i => cases.ListAsync(actor, filter with { Page = page() + (i % 3) }),
                    i => _raw.Cases(of, Programme, (page() - 1 + (i % 3)) * CaseQueries.PageSize, and))
                { Often = 60 };
            }
        }
    }

    // The first pages, those in the middle and the last, found when they are asked for.
    private static IEnumerable<(string Where, Func<int> Page)> Places(Func<int> total)
    {
        var pages = new Lazy<int>(() => (total() + PeopleQueries.PageSize - 1) / PeopleQueries.PageSize);
        return [("first", () => 1), ("middle", () => Math.Max(1, pages.Value / 2)), ("last", () => Math.Max(1, pages.Value - 2))];
    }

    private IEnumerable<Measure> Steps()
    {
        var desk = new CaseDesk(_factory, new CaseFactsLoader(_clock), _clock, new LiveUpdates());
        var actor = Of(Role.Finance, Whole);
        var input = new StepInput(null, new Dictionary<string, string> { ["list"] = "2023-医保-12" });
        var ready = new Lazy<Queue<Guid>>(() => new(Ready(actor)));
        yield return new Measure("step with its event, tallies and trail", 20, async _ =>
        {
            if (await desk.TakeAsync(actor, ready.Value.Dequeue(), ListStep, input) is { Succeeded: false } refused)
            {
                throw new InvalidOperationException(string.Join('；', refused.Reasons.Select(r => r.Sentence)));
            }
        }, _raw.FourRows)
        { Reads = false };
    }

    // Cases of which nothing is missing that stands between them and the list of payments.
    private IEnumerable<Guid> Ready(Actor actor)
    {
        var cases = new CaseQueries(_factory, new CaseFactsLoader(_clock), _clock);
        return _db.Cases.Where(c => c.Programme == Programme && c.Year == 2023 && c.Stage == "listing" && c.Person!.Account!.Holder == c.Person.Name)
            .OrderBy(c => c.Id).Select(c => c.Id).Take(3_000).ToList()
            .Where(id => cases.FindAsync(actor, id).GetAwaiter().GetResult()!.Choices.Any(c => c.Step.Code == ListStep && c.Ready)).Take(Measure.Most);
    }

    private IEnumerable<Measure> Numbers(string place, string region, double ofYear)
    {
        var figures = new FigureQueries(_factory, _clock);
        var dashboard = new DashboardQueries(_factory, figures, _clock);
        var actor = Of(Role.Supervisor, region);
        // Whoever sees several districts sees all there are.
        var leader = region.Length < Region.DistrictLength ? Of(Role.Supervisor, "") : actor;
        yield return new Measure($"dashboard of a {place}", leader == actor ? 50 : 100, async _ =>
            await dashboard.OpenAsync(leader, (await figures.GroundAsync(leader, new FigureAsk(2023)))!), _ => _raw.Year(region))
        { Reads = false };
        yield return new Measure($"figures of a year, {place}", ofYear, async _ =>
            await figures.EvaluateAsync(actor, FigureScope.Of(2023, region, _clock.Today), Catalogue.Figures), _ => _raw.Year(region))
        { Reads = false, Often = 5 };
    }

    private static Actor Of(Role role, string region) => new("bench-" + role, role.Label(), role, region, new HashSet<string>());
}
