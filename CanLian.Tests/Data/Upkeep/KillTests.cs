using System.Diagnostics;
using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Files;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Programmes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data.Upkeep;

/// <summary>
/// Sixteen writers open cases, save them and move them on in a process that is killed (kill -9) in the middle, again and again over the same
/// folder: whatever was acknowledged is there, and everything agrees.
/// </summary>
public class KillTests(ITestOutputHelper output) : IDisposable
{
    private const string Programme = "home_modification";
    private const string FolderVariable = "CANLIAN_KILL_FOLDER";
    private const string PostgresVariable = "CANLIAN_KILL_POSTGRES";
    private const string CountVariable = "CANLIAN_KILLS";
    private const int Writers = 16;
    private const int Kills = 2;
    private static readonly DateOnly _applied = new(2023, 12, 1);

    // Made by the test that kills alone: whoever is killed leaves its own behind.
    private readonly Lazy<Database> _database = new();

    [Fact]
    public async Task Whatever_was_acknowledged_is_there_after_a_kill()
    {
        using (var db = _database.Value.Open())
        {
            db.Add(new Region { Code = CaseWalk.Village, Name = "南石楼村", Kind = RegionKind.Village });
            db.SaveChanges();
        }
        var kills = int.TryParse(Environment.GetEnvironmentVariable(CountVariable), CultureInfo.InvariantCulture, out var asked) ? asked : Kills;
        var acknowledged = 0;
        for (var kill = 1; kill <= kills; kill++)
        {
            await KillInTheMiddleAsync(kill);
            acknowledged = Check(kill);
        }
        output.WriteLine($"{kills} kills, {acknowledged} acknowledged writes, none lost");
        Assert.True(acknowledged > 50 * kills, $"{acknowledged} acknowledged writes");
    }

    /// <summary>What the process that is killed does; a test only so that the program of the tests can be asked for it.</summary>
    [Fact(Explicit = true)]
    public async Task Work_until_killed()
    {
        var folder = new DataFolder(
            Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("Not to be run by hand."),
            postgres: Environment.GetEnvironmentVariable(PostgresVariable));
        var clock = new OfficeClock(TimeProvider.System) { Pinned = new DateOnly(2023, 12, 29) };
        var databases = new CanLianDbFactory(folder, clock, new SearchHash(folder));
        await using (var db = databases.Open(Actor.System))
        {
            DatabaseSetup.BringUpToDate(db);
        }
        var first = Directory.EnumerateFiles(folder.Root, "acknowledged-*").Count();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(() => new Writer(databases, clock, folder, first + i).WorkAsync())));
    }

    public void Dispose() => (_database.IsValueCreated ? _database.Value : null)?.Dispose();

    private async Task KillInTheMiddleAsync(int kill)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "CanLian.Tests.exe" : "CanLian.Tests"),
            ["-method", $"{typeof(KillTests).FullName}.{nameof(Work_until_killed)}", "-explicit", "only", "-noLogo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { [FolderVariable] = _database.Value.Folder.Root, [PostgresVariable] = _database.Value.Folder.Postgres },
        })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var before = Lines().Count;
        while (Lines().Count < before + 100 && !process.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        await Task.Delay(new Random(kill).Next(400), TestContext.Current.CancellationToken);
        if (process.HasExited)
        {
            Assert.Fail(await said + await complained);
        }
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private List<string> Lines() => [.. Directory.EnumerateFiles(_database.Value.Folder.Root, "acknowledged-*").SelectMany(Whole)];

    // A last line without its end was being written.
    private static IEnumerable<string> Whole(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private int Check(int kill)
    {
        var lines = Lines();
        SqliteConnection.ClearAllPools();
        using var db = new CanLianDbFactory(_database.Value.Folder, _database.Value.Clock, new SearchHash(_database.Value.Folder)).Open(Actor.System);
        DatabaseSetup.BringUpToDate(db);
        // Whoever was killed while the server had its commit in hand holds the gate until the server is done with it.
        using var alone = db.BeginWrite();
        var files = db.Cases.AsNoTracking().Include(c => c.Events).Include(c => c.Attachments).AsSplitQuery().ToDictionary(c => c.Id);
        foreach (var said in lines.Select(l => l.Split(' ')))
        {
            var (what, id, number) = (said[0], Guid.Parse(said[1]), int.Parse(said[2], CultureInfo.InvariantCulture));
            Assert.True(files.TryGetValue(id, out var file), $"kill {kill}: case {id} is lost");
            Assert.True(what switch
            {
                "step" => file!.Events.Count(e => e.Kind == CaseEventKind.Step) >= number,
                "save" => file!.Quantity >= number,
                "paper" => file!.Attachments.Count >= number,
                _ => file!.Events.Count > 0,
            }, $"kill {kill}: {what} {number} of {file!.Number} is lost");
        }
        Assert.All(files.Values, file => Assert.Equal(Enumerable.Range(1, file.Events.Count), file.Events.Select(e => e.Sequence).Order()));
        Assert.Equal(files.Count, db.CaseCounters.Single(c => c.Programme == Programme).Last);
        Assert.Equal(files.Count, files.Values.Select(f => f.Number).Distinct().Count());
        Assert.All(Verification.Of(db, _database.Value.Folder), check => Assert.True(check.Problem is null, $"kill {kill}: {check.What}: {check.Problem}"));
        return lines.Count;
    }

    /// <summary>One of the sixteen: opens a case, files its paper, and moves it to and fro, saving in between. What is done is written down.</summary>
    private sealed class Writer(CanLianDbFactory databases, OfficeClock clock, DataFolder folder, int number)
    {
        private const int StepsOfACase = 6;

        private readonly Actor _village = CaseWalk.By(Role.VillageWorker, $"专职委员{number}");
        private readonly Actor _town = CaseWalk.By(Role.TownOfficer) with { Region = "340699003" };
        private readonly CaseFactsLoader _loader = new(clock);
        private readonly string _acknowledged = Path.Combine(folder.Root, $"acknowledged-{number}");

        public async Task WorkAsync()
        {
            var desk = new CaseDesk(databases, _loader, clock, new LiveUpdates());
            for (var turn = 0; ; turn++)
            {
                var person = await RegisterAsync(turn);
                var (outcome, opened) = await desk.OpenAsync(_village, Programme, person, _applied);
                Done(outcome);
                var id = opened!.Value;
                Acknowledge("open", id, 0);
                var papers = new AttachmentDesk(databases, new AttachmentStore(folder), clock);
                Done(await papers.AddAsync(_village, id, "申请表", "申请表.pdf", "", new MemoryStream("%PDF-1.7"u8.ToArray())));
                Acknowledge("paper", id, 1);
                for (var step = 1; step <= StepsOfACase; step++)
                {
                    await SaveAsync(desk, id, step);
                    Acknowledge("save", id, step);
                    Done(step % 2 == 1
                        ? await desk.TakeAsync(_village, id, "H1", StepInput.Empty)
                        : await desk.TakeAsync(_town, id, "H15", new StepInput("申请表没有签字")));
                    Acknowledge("step", id, step);
                }
            }
        }

        private async Task<Guid> RegisterAsync(int turn)
        {
            var born = new DateOnly(1940, 1, 1).AddDays((number * 7 % 20_000) + (turn / 900));
            var body = string.Create(CultureInfo.InvariantCulture, $"340699{born:yyyyMMdd}{turn % 900:000}");
            var id = "0123456789X".Select(last => body + last).First(n => IdNumber.TryParse(n, out _, out _));
            var person = CaseWalk.Someone($"人{number}之{turn}", id);
            person.Consent();
            person.Household = new Household { Number = $"{number}-{turn}", RegionCode = CaseWalk.Village, HeadName = person.Name };
            person.HouseholdId = person.Household.Id;
            await using var db = databases.Open(_village);
            db.Add(person);
            await db.SaveChangesAsync();
            return person.Id;
        }

        private async Task SaveAsync(CaseDesk desk, Guid id, int quantity)
        {
            var programme = Catalogue.Of(Programme);
            await using var db = databases.Open(_village);
            var file = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id);
            var mine = CaseEdit.Of(file, programme);
            mine.Quantity = quantity;
            var actor = file.Stage == "draft" ? _village : _town;
            Done((await desk.SaveAsync(actor, id, file.Version, CaseEdit.Of(file, programme), mine)).Outcome);
        }

        private void Acknowledge(string what, Guid id, int number) => File.AppendAllText(_acknowledged, $"{what} {id} {number}\n");

        private static void Done(Outcome outcome)
        {
            if (!outcome.Succeeded)
            {
                throw new InvalidOperationException(string.Join('；', outcome.Reasons.Select(r => r.Sentence)));
            }
        }
    }
}
