using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Doubts;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Doubts;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using CanLian.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using PastTime = CanLian.Blazor.Data.Demo.PastTime;

namespace CanLian.Tests.Doubts;

/// <summary>A small district in which things look wrong, and the nightly look through it.</summary>
internal sealed class DoubtGround : IDisposable
{
    public static readonly Actor Supervisor = Database.Someone(Role.Supervisor);
    private static readonly DateTime _now = new(2023, 12, 29, 1, 0, 0, DateTimeKind.Utc);
    private int _numbered;

    public DoubtGround()
    {
        Nightly = new NightlyDoubts(Town.Database.Factory, Town.Database.Clock, Time, NullLogger<NightlyDoubts>.Instance);
        Queries = new DoubtQueries(Town.Database.Factory, Town.Database.Clock);
        Desk = new DoubtDesk(Town.Database.Factory, Town.Database.Clock);
    }

    public Town Town { get; } = new();
    public PastTime Time { get; } = new() { Local = new DateTime(2023, 12, 29, 3, 0, 0) };
    public NightlyDoubts Nightly { get; }
    public DoubtQueries Queries { get; }
    public DoubtDesk Desk { get; }

    /// <summary>Looks through everything and tells what stands open by a rule, as the district sees it.</summary>
    public async Task<IReadOnlyList<Doubt>> LookAsync(string rule)
    {
        Time.Local = Time.Local.AddMinutes(1);
        Assert.True((await Nightly.LookNowAsync(Supervisor)).Outcome.Succeeded);
        await using var db = Town.Database.Open(Supervisor);
        return await db.Doubts.Where(d => d.Rule == rule && d.State == DoubtState.Open).OrderBy(d => d.Name).ToListAsync(TestContext.Current.CancellationToken);
    }

    public Person Someone(string name, string village = Town.Nanshilou, Action<Person>? dress = null, DateOnly? born = null) =>
        Town.Add(name, born ?? new DateOnly(1970, 1, 1), village, (DisabilityKind.Physical, DisabilityGrade.Two), dress);

    public Guid Household(string number, string village = Town.Nanshilou)
    {
        using var db = Town.Open();
        var household = new Household { Number = number, RegionCode = village };
        db.Add(household);
        db.SaveChanges();
        return household.Id;
    }

    public static void PaidInto(Person person, string number, Guid? household = null) =>
        (person.Account, person.HouseholdId) = (new BankAccount { Bank = "农商行", Number = number, Holder = person.Name }, household);

    /// <summary>A completed case.</summary>
    public CaseFile Done(Person person, string programme, long? fen = null, DateOnly? done = null, Action<CaseFile>? then = null, int year = 2023) => Save(person, programme, year, file =>
    {
        var flow = Catalogue.Of(programme).Flow;
        var on = done ?? new DateOnly(year, 11, 1);
        file.PlaceAsRecorded(flow.Stages.First(s => s.Kind == StageKind.Done && s.IsEnd), on, file.AppliedOn, on, "补记", Actor.System, _now);
        file.AmountFen = fen;
        then?.Invoke(file);
    });

    /// <summary>A case that is open at a stage.</summary>
    public CaseFile Open(Person person, string programme, string stage, Action<CaseFile>? then = null) => Save(person, programme, 2023, file =>
    {
        file.PlaceAsRecorded(Catalogue.Of(programme).Flow.Stage(stage), file.AppliedOn, null, null, "补记", Actor.System, _now);
        then?.Invoke(file);
    });

    public static Payment Paid(CaseFile file, long fen, DateOnly on) => new()
    {
        CaseId = file.Id,
        List = "2023-发-0001",
        AmountFen = fen,
        Payee = file.SubjectName,
        State = PaymentState.Paid,
        ListedOn = on,
        PaidOn = on,
    };

    public void Change(Action<CanLianDb> change)
    {
        using var db = Town.Open();
        change(db);
        db.SaveChanges();
    }

    public void Dispose()
    {
        Nightly.Dispose();
        Town.Dispose();
    }

    private CaseFile Save(Person person, string code, int year, Action<CaseFile> then)
    {
        using var db = Town.Open();
        var (programme, known) = (Catalogue.Of(code), db.Persons.Single(p => p.Id == person.Id));
        var file = CaseFile.Open(
            $"{year}-测-{++_numbered:0000}", code, year, known, programme.Subject == Domain.Programmes.Subject.Household, programme.Flow, new DateOnly(year, 3, 1), Actor.System, _now);
        then(file);
        db.Add(file);
        db.SaveChanges();
        return file;
    }
}
