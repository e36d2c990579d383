using CanLian.Blazor.Data.Upkeep;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Files;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using CanLian.Tests.Programmes;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Cases;

/// <summary>What is asked of the desks at random must end as a model of a few lines says, asked by whomever and in whatever order.</summary>
public class CaseModelTests : IDisposable
{
    private const string Programme = "home_modification";
    private const int Sequences = 40;
    private static readonly DateOnly _applied = new(2023, 12, 1);
    private static readonly Dictionary<string, string> _told = new() { ["told_on"] = "2023-12-29", ["told_way"] = "电话" };
    private static readonly Actor _village = CaseWalk.By(Role.VillageWorker);
    private static readonly Actor _town = CaseWalk.By(Role.TownOfficer) with { Region = "340699003" };
    private static readonly Actor _district = CaseWalk.By(Role.DistrictOfficer);

    private readonly Database _database = new();
    private readonly CaseDesk _desk;
    private readonly CaseRecordsDesk _records;
    private int _persons;

    public CaseModelTests()
    {
        var loader = new CaseFactsLoader(_database.Clock);
        _desk = new CaseDesk(_database.Factory, loader, _database.Clock, new LiveUpdates());
        _records = new CaseRecordsDesk(_database.Factory, loader);
        using var db = _database.Open();
        db.Add(new Region { Code = CaseWalk.Village, Name = "南石楼村", Kind = RegionKind.Village });
        db.SaveChanges();
    }

    private enum Ask
    {
        Open, HandIn, SendBack, SendBackWithoutSayingWhy, Refuse, GiveUp, TakeUpAgain, Hold, Resume, Save, SaveOverAnother, HandInFromNextVillage, HandInAsAuditor,
    }

    [Fact]
    public async Task Any_sequence_of_asks_ends_as_the_model_says()
    {
        await Gen.Enum<Ask>().List[1, 20].SampleAsync(WalkAsync, iter: Sequences, print: asks => string.Join(", ", asks));
        await using var db = _database.Open();
        Assert.All(Verification.Of(db, _database.Folder), check => Assert.Null(check.Problem));
        Assert.Equal(await db.Cases.CountAsync(TestContext.Current.CancellationToken), db.CaseCounters.Single().Last);
    }

    public void Dispose() => _database.Dispose();

    private async Task WalkAsync(List<Ask> asks)
    {
        var person = await RegisterAsync();
        var (model, id) = (new Model(), Guid.Empty);
        foreach (var ask in asks)
        {
            var expected = model.Answer(ask);
            if (ask == Ask.Open)
            {
                var (outcome, opened) = await _desk.OpenAsync(_village, Programme, person, _applied);
                Assert.Equal(expected, outcome.Succeeded);
                id = outcome.Succeeded ? await WithPapersAsync(opened!.Value) : id;
            }
            else if (id != Guid.Empty)
            {
                Assert.True(expected == await DoAsync(ask, id), $"{ask} should be {(expected ? "done" : "refused")}");
            }
            await AgreeAsync(model, id);
        }
    }

    private async Task<bool> DoAsync(Ask ask, Guid id) => (ask switch
    {
        Ask.HandIn => await _desk.TakeAsync(_village, id, "H1", StepInput.Empty),
        Ask.SendBack => await _desk.TakeAsync(_town, id, "H15", new StepInput("没有签字")),
        Ask.SendBackWithoutSayingWhy => await _desk.TakeAsync(_town, id, "H15", StepInput.Empty),
        Ask.Refuse => await _desk.TakeAsync(_town, id, "H19", new StepInput("已经改造过", _told)),
        Ask.GiveUp => await _desk.TakeAsync(_village, id, "H20", new StepInput("本人不愿意")),
        Ask.TakeUpAgain => await _desk.TakeAsync(_district, id, "H22", new StepInput("重新核实")),
        Ask.Hold => await _records.HoldAsync(_town, id, "住院", _database.Clock.Today.AddDays(10)),
        Ask.Resume => await _records.ResumeAsync(_town, id),
        Ask.Save => await SaveAsync(id, times: 1),
        Ask.SaveOverAnother => await SaveAsync(id, times: 2),
        Ask.HandInFromNextVillage => await _desk.TakeAsync(Database.Someone(Role.VillageWorker, "340699003008", "next"), id, "H1", StepInput.Empty),
        _ => await _desk.TakeAsync(Database.Someone(Role.Auditor), id, "H1", StepInput.Empty),
    }).Succeeded;

    // Saves once more each time what was read before the first: the second must be told of the first.
    private async Task<Outcome> SaveAsync(Guid id, int times)
    {
        var programme = Catalogue.Of(Programme);
        var file = await ReadAsync(id);
        var quantity = (file.Quantity ?? 0) + 1;
        var outcome = Outcome.Done;
        for (var time = 0; time < times; time++)
        {
            var mine = CaseEdit.Of(file, programme);
            mine.Quantity = quantity + time;
            var result = await _desk.SaveAsync(_village, id, file.Version, CaseEdit.Of(file, programme), mine);
            outcome = result.Outcome;
        }
        return outcome;
    }

    private async Task AgreeAsync(Model model, Guid id)
    {
        if (id == Guid.Empty)
        {
            return;
        }
        var file = await ReadAsync(id);
        Assert.Equal(
            (model.Stage, model.Held, model.Saved, model.Steps, model.Holds),
            (file.Stage, file.CurrentHold is not null, file.Quantity ?? 0, file.Events.Count(e => e.Kind == CaseEventKind.Step),
                file.Events.Count(e => e.Kind is CaseEventKind.Held or CaseEventKind.Resumed)));
    }

    private async Task<CaseFile> ReadAsync(Guid id)
    {
        await using var db = _database.Open();
        return await db.Cases.AsNoTracking().Include(c => c.Events).Include(c => c.Holds).AsSplitQuery().SingleAsync(c => c.Id == id);
    }

    private async Task<Guid> RegisterAsync()
    {
        var number = Interlocked.Increment(ref _persons);
        var id = "0123456789X".Select(last => $"34069919400101{number:000}{last}").First(n => IdNumber.TryParse(n, out _, out _));
        var person = CaseWalk.Someone("人" + number, id);
        person.Consent();
        person.Household = new Household { Number = "户" + number, RegionCode = CaseWalk.Village, HeadName = person.Name };
        person.HouseholdId = person.Household.Id;
        await using var db = _database.Open();
        db.Add(person);
        await db.SaveChangesAsync();
        return person.Id;
    }

    private async Task<Guid> WithPapersAsync(Guid id)
    {
        var papers = new AttachmentDesk(_database.Factory, new AttachmentStore(_database.Folder), _database.Clock);
        foreach (var paper in (string[])["申请表", "放弃声明"])
        {
            Assert.True((await papers.AddAsync(_village, id, paper, paper + ".pdf", "", new MemoryStream("%PDF-1.7"u8.ToArray()))).Succeeded);
        }
        return id;
    }

    /// <summary>One household's home modification as far as its refusal or its way to the town and back.</summary>
    private sealed class Model
    {
        public string Stage { get; private set; } = "";
        public bool Held { get; private set; }
        public int Saved { get; private set; }
        public int Steps { get; private set; }
        public int Holds { get; private set; }

        private bool IsOpen => Stage is "draft" or "verify";

        public bool Answer(Ask ask) => ask switch
        {
            Ask.Open => !IsOpen && Begin(),
            Ask.HandIn => Stage == "draft" && !Held && Move("verify"),
            Ask.SendBack => Stage == "verify" && !Held && Move("draft"),
            Ask.Refuse => Stage == "verify" && Move("refused"),
            Ask.GiveUp => IsOpen && Move("given_up"),
            Ask.TakeUpAgain => Stage == "refused" && !Held && Move("verify"),
            Ask.Hold => IsOpen && !Held && Wait(true),
            Ask.Resume => Held && Wait(false),
            Ask.Save => IsOpen && Save(),
            // The first of the two is saved, the second refused.
            Ask.SaveOverAnother => IsOpen && !Save(),
            _ => false,
        };

        private bool Begin()
        {
            (Stage, Held, Saved, Steps, Holds) = ("draft", false, 0, 0, 0);
            return true;
        }

        private bool Move(string stage)
        {
            (Stage, Steps) = (stage, Steps + 1);
            return true;
        }

        private bool Wait(bool held)
        {
            (Held, Holds) = (held, Holds + 1);
            return true;
        }

        private bool Save()
        {
            Saved++;
            return true;
        }
    }
}
