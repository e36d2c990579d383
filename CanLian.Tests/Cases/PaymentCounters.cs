using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Cases.Payments;
using CanLian.Blazor.Files;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using CanLian.Tests.Programmes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Cases;

/// <summary>A database with the counters of payments on it, and cases that wait for money.</summary>
public abstract class PaymentCounters : IDisposable
{
    private protected const string Medication = "medication";
    private protected static readonly Actor _finance = Database.Someone(Role.Finance);
    private protected static readonly Actor _supervisor = Database.Someone(Role.Supervisor);

    private protected readonly Database _database = new();
    private protected readonly PaymentQueries _queries;
    private protected readonly PaymentDesk _desk;
    private protected readonly BankReturnDesk _returns;
    private protected readonly ReconcileQueries _books;
    private protected readonly RecoveryDesk _recoveries;
    private int _people;

    protected PaymentCounters()
    {
        var (loader, live) = (new CaseFactsLoader(_database.Clock), new LiveUpdates());
        _queries = new PaymentQueries(_database.Factory, loader);
        _desk = new PaymentDesk(_database.Factory, loader, _queries, _database.Clock, live);
        _returns = new BankReturnDesk(_database.Factory, loader, _database.Folder, _database.Clock, live);
        _books = new ReconcileQueries(_database.Factory, _database.Clock);
        _recoveries = new RecoveryDesk(_database.Factory, _database.Clock);
    }

    public void Dispose() => _database.Dispose();

    private protected Guid Waiting(string name, Action<Person>? with = null, long amount = 100_000)
    {
        using var db = _database.Open();
        var person = CaseWalk.Someone(name, Number("19800101"))
            .WithCertificate(DisabilityKind.Psychiatric, DisabilityGrade.Two).With(HardshipKind.MinimumLiving);
        person.Certificate!.StateSince = person.Certificate.IssuedOn;
        person.Account = new BankAccount { Bank = "农商行", Number = $"69999900000000{_people:00000}", Holder = name };
        with?.Invoke(person);
        var programme = Catalogue.Of(Medication);
        var file = CaseFile.Open($"2023-药费-{_people:0000}", Medication, 2023, person, false, programme.Flow, new DateOnly(2023, 11, 6), Actor.System, default);
        (file.AmountFen, file.FundingSource) = (amount, "省级");
        file.PlaceAsRecorded(programme.Flow.Stage("listing"), new DateOnly(2023, 12, 14), new DateOnly(2023, 12, 14), null, "导入", Actor.System, default);
        db.AddRange(person, file);
        db.SaveChanges();
        return file.Id;
    }

    private protected string Number(string birth)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var body = $"340601{birth}{++_people:000}";
        return body + "10X98765432"[weights.Select((w, i) => w * (body[i] - '0')).Sum() % 11];
    }

    private protected async Task<Guid> SentAsync(IReadOnlyList<Guid> cases, string programme = Medication)
    {
        var made = await _desk.CreateAsync(_finance, programme, 2023, cases, "残补", []);
        Assert.Empty(made.LeftOut.SelectMany(l => l.Outcome.Reasons.Select(r => r.Sentence.ToString())));
        Assert.Empty((await _desk.SubmitAsync(_finance, made.Id!.Value, "逐个核对过")).Reasons.Select(r => r.Sentence.ToString()));
        Assert.True((await _desk.ApproveAsync(_supervisor, made.Id.Value)).Succeeded);
        Assert.True((await _desk.SendAsync(_finance, made.Id.Value, _database.Clock.Today)).Succeeded);
        return made.Id.Value;
    }

    private protected async Task<ReturnResult> AnswerAsync(Guid batch, params (int Row, decimal Yuan, string Result, string Failure)[] rows)
    {
        using var file = new MemoryStream();
        Workbook.Write(file, [Sheet.Of("回盘", rows).Whole("序号", r => r.Row).Yuan("金额", r => Money.OfYuan(r.Yuan)).Text("结果", r => r.Result).Text("失败原因", r => r.Failure)], () => []);
        file.Position = 0;
        return await _returns.WriteAsync(_finance, batch, file, "银-01");
    }

    private protected async Task<List<(string Stage, long PaidFen)>> StandAsync(IReadOnlyList<Guid> cases)
    {
        await using var db = _database.Open();
        var files = await db.Cases.Include(c => c.Payments).Where(c => cases.Contains(c.Id)).ToListAsync();
        return [.. cases.Select(id => files.Single(f => f.Id == id)).Select(f => (f.Stage, f.PaidFen))];
    }
}
