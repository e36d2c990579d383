using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Bulk;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Data.Postgres;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CanLian.Tests.Benchmarks.Fill;

/// <summary>
/// Fills an empty database with as many made-up persons and cases as asked for, the same for the same seed but for the keys of cases
/// (<c>bench fill --persons 70000 --cases 210000 --data DIR</c>).
/// </summary>
internal static class FillBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var asked = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        if (!asked.TryGetValue("--data", out var root) || asked.Keys.Except(["--persons", "--cases", "--data", "--postgresql", "--seed", "--events"]).Any())
        {
            Console.Error.WriteLine("bench fill --data DIR [--persons N] [--cases M] [--postgresql CONNECTION] [--seed S] [--events last]");
            return 2;
        }
        var persons = Number("--persons", 70_000);
        var folder = new DataFolder(root, postgres: asked.TryGetValue("--postgresql", out var connection) ? PostgresConnection.Of(connection) : null);
        var clock = Stopwatch.StartNew();
        await FillAsync(folder, persons, Number("--cases", persons * 3), Number("--seed", 1), asked.GetValueOrDefault("--events") == "last", says => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,6:N0} s  {says}")));
        foreach (var line in SignIns)
        {
            Console.WriteLine(line);
        }
        return 0;

        int Number(string name, int usual) => asked.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : usual;
    }

    private static IEnumerable<string> SignIns => DemonstrationAccounts.All.Take(1).Concat(DemonstrationAccounts.All.Skip(3))
        .Select(s => $"{s.UserName}  {s.Role.Label()}").Prepend($"Sign-ins (password {DemonstrationAccounts.Password}), in the first district, its first town and village:");

    /// <summary>Fills the folder's database, which must be empty.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="persons">How many.</param>
    /// <param name="cases">How many of all programmes together.</param>
    /// <param name="seed">The same seed gives the same.</param>
    /// <param name="onlyLastEvents">Of each case only the latest event is written: a third of the room, and no figure asks for the others.</param>
    /// <param name="says">Told how far it is.</param>
    public static async Task FillAsync(DataFolder folder, int persons, int cases, int seed, bool onlyLastEvents, Action<string> says)
    {
        var clock = new OfficeClock(TimeProvider.System) { Pinned = DemonstrationDistrict.Day };
        var hash = new SearchHash(folder);
        var factory = new CanLianDbFactory(folder, clock, hash);
        await using var db = factory.Open(Actor.System);
        DatabaseSetup.BringUpToDate(db);
        if (await db.Regions.AnyAsync() || await db.Users.AnyAsync())
        {
            throw new InvalidOperationException("The database is not empty.");
        }
        var chance = new Chance(seed);
        var province = new Province(persons, chance);
        says(string.Create(CultureInfo.InvariantCulture, $"{province.Districts.Count} districts, {province.Towns.Count()} towns, {persons} persons, {cases} cases"));
        var tables = new LoadedTables(db);
        var casework = new Casework(chance);
        var loads = Channel.CreateBounded<Load>(2);
        var making = Task.Run(async () =>
        {
            try
            {
                await MakeAsync(province, chance, casework, persons, cases, hash, loads.Writer);
                loads.Writer.Complete();
            }
            catch (Exception failed)
            {
                loads.Writer.Complete(failed);
            }
        });
        var (written, events) = (0, 0L);
        var insert = new BulkInsert(db);
        await foreach (var load in loads.Reader.ReadAllAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            load.Write(insert, onlyLastEvents);
            await transaction.CommitAsync();
            written += load.Persons.Count;
            events += load.Cases.Sum(c => c.Events.Count);
            if (written % 50_000 < load.Persons.Count)
            {
                says(string.Create(CultureInfo.InvariantCulture, $"{written} persons, {events} events"));
            }
        }
        await making;
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            insert.Add(province.Regions);
            insert.Add(casework.Counters);
            insert.Add(TargetsOf(province, persons, cases, chance));
            var plans = new DistrictRecords();
            DistrictPlans.Fill(plans);
            insert.Add(plans.Tariffs);
            insert.Add(plans.Policies);
            await transaction.CommitAsync();
        }
        tables.Finish(says);
        says("adding up tallies");
        TallyRebuild.WhereMissing(db);
        await SignAsync(factory, province, clock);
        await db.Database.CloseConnectionAsync();
        SqliteConnection.ClearAllPools();
        says("done");
    }

    private static async Task MakeAsync(Province province, Chance chance, Casework casework, int persons, int cases, SearchHash hash, ChannelWriter<Load> loads)
    {
        var inhabitants = new Inhabitants(chance);
        var (villages, at) = (province.Towns.Sum(t => t.Villages.Count), 0);
        foreach (var district in province.Districts)
        {
            inhabitants.BeginDistrict(district.Code);
            var organisations = casework.BeginDistrict(district);
            foreach (var town in district.Towns)
            {
                casework.BeginTown(town);
                var (people, files) = (new List<Person>(), new List<CaseFile>());
                foreach (var village in town.Villages)
                {
                    var here = inhabitants.Of(town, village, Share(persons, at));
                    people.AddRange(here);
                    files.AddRange(casework.Of(village, here, Share(cases, at)));
                    at++;
                }
                await loads.WriteAsync(new Load(organisations, people, files, [.. casework.Batches], [.. casework.Notices], hash));
                organisations = [];
            }
        }

        int Share(int total, int village) => (int)(((long)total * (village + 1) / villages) - ((long)total * village / villages));
    }

    // A task somewhat below what is done, for each year, of each district and its towns.
    private static IEnumerable<Target> TargetsOf(Province province, int persons, int cases, Chance chance) =>
        from year in Enumerable.Range(Casework.FirstYear, Casework.LastYear - Casework.FirstYear + 1)
        from programme in Catalogue.Programmes
        from place in province.Districts.SelectMany(d => d.Towns.Select(t => (t.Code, Villages: t.Villages.Count)).Append((d.Code, Villages: d.Towns.Sum(t => t.Villages.Count))))
        let ofYear = (double)cases / (Casework.LastYear - Casework.FirstYear + 1) * Casework.ShareOf(programme) / 985 * place.Villages * Province.PersonsOfVillage / persons
        select new Target
        {
            Id = chance.NextId(),
            Year = year,
            Programme = programme.Code,
            RegionCode = place.Code,
            Amount = Math.Max(1, (int)(ofYear * 0.8)),
            Unit = programme.MeasureFigure.Unit,
            FundsFen = programme.Spine.Pays ? (long)(ofYear * 400_000) : null,
            FundingSource = "省级",
            DocumentNumber = string.Create(CultureInfo.InvariantCulture, $"残联〔{year}〕1号"),
        };

    private static async Task SignAsync(CanLianDbFactory factory, Province province, OfficeClock clock)
    {
        await using var db = factory.Open(Actor.System);
        db.LogsEachChange = false;
        var records = new DistrictRecords();
        DemonstrationAccounts.Fill(records, new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions())));
        var first = province.Districts[0];
        foreach (var account in records.Accounts.Where(a => a.Role != Role.VillageWorker || a.UserName == DemonstrationAccounts.All[0].UserName))
        {
            account.RegionCode = account.Role switch
            {
                Role.VillageWorker => first.Towns[0].Villages[0].Code,
                Role.TownOfficer => first.Towns[0].Code,
                _ => first.Code,
            };
            db.Add(account);
        }
        db.AddRange(
            new Setting { Key = Setting.DemonstrationDay, Value = DemonstrationDistrict.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
            new Setting { Key = Setting.District, Value = first.Name },
            new ChangeLogEntry
            {
                At = clock.UtcNow,
                ActorId = Actor.System.Id,
                ActorName = Actor.System.Name,
                Entity = "Demonstration",
                EntityId = first.Code,
                Action = "装入演示",
                RegionCode = first.Code,
            });
        await db.SaveChangesAsync();
    }

    /// <summary>A town with everything in it.</summary>
    private sealed class Load(List<Organisation> organisations, List<Person> persons, List<CaseFile> cases, List<Batch> batches, List<Notice> notices, SearchHash hash)
    {
        // Made where the town was made, so that writing has the other processor.
        private readonly List<SearchKey> _keys = [.. persons.SelectMany(p => SearchKeys.Of(p, hash))];

        public List<Person> Persons => persons;

        public List<CaseFile> Cases => cases;

        public void Write(BulkInsert insert, bool onlyLastEvents)
        {
            insert.Add(organisations);
            insert.Add(persons.Select(p => p.Household!).Distinct());
            insert.Add(persons);
            insert.Add(persons.SelectMany(p => p.Certificates));
            insert.Add(persons.SelectMany(p => p.Hardships));
            insert.Add(persons.SelectMany(p => p.Allowances));
            insert.Add(persons.SelectMany(p => p.Consents));
            insert.Add(batches);
            insert.Add(notices);
            insert.Add(cases);
            insert.Add(cases.SelectMany(c => onlyLastEvents ? c.Events.TakeLast(1) : c.Events));
            insert.Add(cases.SelectMany(c => c.Visits));
            insert.Add(cases.SelectMany(c => c.FollowUps));
            insert.Add(cases.SelectMany(c => c.Payments));
            insert.Add(_keys);
        }
    }
}
