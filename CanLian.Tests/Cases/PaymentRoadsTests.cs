using System.Diagnostics;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Programmes.InsuranceSubsidy;
using CanLian.Domain.Programmes.ReliefVisit;
using CanLian.Tests.Programmes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Cases;

/// <summary>Whom a batch pays besides the lists of persons: households that were visited, the insurance, whoever held a class. And money that must come back.</summary>
public class PaymentRoadsTests : PaymentCounters
{
    private const int Lines = 500;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Cash_of_a_visit_goes_to_the_household_and_goods_are_not_paid_out()
    {
        var cash = await PlacedAsync("relief_visit", "accounting", StageKind.Done, new ReliefVisitForm { Relief = ReliefKind.Cash }, 40_000);
        var goods = await PlacedAsync("relief_visit", "accounting", StageKind.Done, new ReliefVisitForm { Relief = ReliefKind.Goods }, 40_000);
        Assert.Equal([cash], (await _queries.CandidatesAsync(_finance, Catalogue.Of("relief_visit"), 2023)).Select(c => c.Id));
        Assert.Equal((1, 40_000), (await _queries.ListAsync(_finance, 2023, null, 1)).Waiting.Select(w => (w.Cases, w.Fen)).Single());
        var batch = await SentAsync([cash], "relief_visit");
        Assert.Equal((PayeeKind.Person, "甲一"), (await _queries.FindAsync(_finance, batch))!.Lines.Select(l => (l.Line.Kind, l.Line.Payee)).Single());
        Assert.Null((await AnswerAsync(batch, (1, 400, "失败", "户名不符"))).Problem);
        Assert.Equal([("accounting", 0L)], await StandAsync([cash]));
        await AnswerAsync(await SentAsync([cash], "relief_visit"), (1, 400, "成功", ""));
        Assert.Equal([("done", 40_000L), ("accounting", 0L)], await StandAsync([cash, goods]));
        await AgreesAsync(40_000);
    }

    [Fact]
    public async Task A_contribution_goes_to_the_insurance_and_a_class_to_whoever_held_it()
    {
        await OrganisationAsync("居民医保");
        var insured = await PlacedAsync("insurance_subsidy", "listing", StageKind.Open, new InsuranceSubsidyForm { Way = SubsidyWay.PaidFor, Insured = true }, 35_000);
        var batch = await SentAsync([insured], "insurance_subsidy");
        Assert.Equal((PayeeKind.Organisation, "居民医保", "1234"), (await _queries.FindAsync(_finance, batch))!.Lines.Select(l => (l.Line.Kind, l.Line.Payee, l.Line.Tail)).Single());
        await AnswerAsync(batch, (1, 350, "成功", ""));

        var school = await OrganisationAsync("皖北职校");
        var trained = await PlacedAsync("training", "accounting", StageKind.Done, new Domain.Programmes.Training.TrainingForm(), 60_000, school);
        var paid = await SentAsync([trained], "training");
        await AnswerAsync(paid, (1, 600, "成功", ""));
        Assert.Equal([("done", 35_000L), ("done", 60_000L)], await StandAsync([insured, trained]));
        await AgreesAsync(95_000);

        // Taken back, the class waits for its money again.
        var line = (await _queries.FindAsync(_finance, paid))!.Lines[0].Line.Id;
        var reversal = (await _desk.ReverseAsync(_finance, paid, [line], "付错了学校，退回重付")).Id!.Value;
        Assert.True((await _desk.ApproveAsync(_supervisor, reversal)).Succeeded);
        Assert.True((await _returns.FinishReversalAsync(_finance, reversal, _database.Clock.Today, "退-01")).Succeeded);
        Assert.Equal([("accounting", 0L)], await StandAsync([trained]));
        await AgreesAsync(35_000);
    }

    [Fact]
    public async Task Money_that_must_come_back_comes_in_parts_and_the_rest_is_written_off()
    {
        var id = Waiting("甲一", amount: 100_001);
        var made = (await _desk.CreateAsync(_finance, Medication, 2023, [id], "残补", [new("省级", 80), new("区级", 20)])).Id!.Value;
        Assert.Empty((await _desk.SubmitAsync(_finance, made, "逐个核对过")).Reasons);
        await _desk.ApproveAsync(_supervisor, made);
        await _desk.SendAsync(_finance, made, _database.Clock.Today);
        await AnswerAsync(made, (1, 1000.01m, "成功", ""));
        var (payment, today) = ((await CaseAsync(id)).Payments.Single().Id, _database.Clock.Today);
        Assert.Equal(
            ["追回的金额要大于 0，最多 1,000.01 元", "写明追回原因（至少 5 个字）", "填追回通知的文号", "通知日期在发放之后，不晚于今天"],
            (await _recoveries.DemandAsync(_finance, id, Demand(payment, 100_002, "", "", today.AddDays(1)))).Reasons.Select(r => r.Sentence.ToString()));
        Assert.False((await _recoveries.DemandAsync(_supervisor, id, Demand(payment, 60_000, "与民政重复发放", "追 1 号", today))).Succeeded);
        Assert.True((await _recoveries.DemandAsync(_finance, id, Demand(payment, 60_000, "与民政重复发放", "追 1 号", today))).Succeeded);
        var line = (await _queries.FindAsync(_finance, made))!.Lines[0].Line.Id;
        Assert.False((await _desk.ReverseAsync(_finance, made, [line], "也想冲销一次")).Outcome.Succeeded);

        var recovery = (await CaseAsync(id)).Recoveries.Single().Id;
        Assert.True((await _recoveries.RepayAsync(_finance, id, recovery, new Repayment(today, 20_000, "收-1", "财务"))).Succeeded);
        Assert.False((await _recoveries.RepayAsync(_finance, id, recovery, new Repayment(today, 40_001, "收-2", "财务"))).Succeeded);
        var books = await _books.BooksAsync(_finance, 2023);
        var money = books.Programmes.Single();
        Assert.Equal((100_001, 20_000, 80_001, (1, 40_000), true, true), (money.CasesFen, money.RecoveredFen, money.NetFen, money.Recovering, money.Agrees, books.MonthsAgree));
        Assert.Equal(["区级 16001", "省级 64000"], books.Months.Select(m => $"{m.Source} {m.Fen}"));

        Assert.False((await _recoveries.WriteOffAsync(_finance, id, recovery, "本人已死亡，无遗产")).Succeeded);
        Assert.True((await _recoveries.WriteOffAsync(_supervisor, id, recovery, "本人已死亡，无遗产")).Succeeded);
        Assert.Equal((0L, 20_000L), ((await CaseAsync(id)).Recoveries.Single().OpenFen, (await CaseAsync(id)).RecoveredFen));
        Assert.False((await _recoveries.RepayAsync(_finance, id, recovery, new Repayment(today, 1, "收-3", "财务"))).Succeeded);
        Assert.Equal((0, 0L), (await _books.BooksAsync(_finance, 2023)).Programmes.Single().Recovering);

        static Recovery Demand(Guid payment, long fen, string reason, string document, DateOnly on) =>
            new() { PaymentId = payment, Fen = fen, Reason = reason, Document = document, DemandedOn = on, ByName = "财务" };
    }

    [Fact]
    public async Task A_batch_of_five_hundred_goes_and_comes_back_in_seconds()
    {
        var cases = Enumerable.Range(0, Lines).Select(i => Waiting($"第{i}人")).ToList();
        var clock = Stopwatch.StartNew();
        var batch = await SentAsync(cases);
        var sent = clock.Elapsed;
        clock.Restart();
        Assert.Null((await AnswerAsync(batch, [.. Enumerable.Range(1, Lines).Select(row => (row, 1000m, "成功", ""))])).Problem);
        TestContext.Current.TestOutputHelper?.WriteLine($"made, submitted, approved and sent in {sent.TotalSeconds:N1} s, answered in {clock.Elapsed.TotalSeconds:N1} s");
        Assert.True(sent < _patience && clock.Elapsed < _patience, $"{sent} {clock.Elapsed}");
        await AgreesAsync(Lines * 100_000);
    }

    private async Task AgreesAsync(long fen)
    {
        var books = await _books.BooksAsync(_finance, 2023);
        Assert.All(books.Programmes, p => Assert.True(p.Agrees, p.ToString()));
        Assert.True(books.MonthsAgree);
        Assert.Equal(fen, books.Programmes.Sum(p => p.BatchesFen));
    }

    private async Task<CaseFile> CaseAsync(Guid id)
    {
        await using var db = _database.Open();
        return await db.Cases.Include(c => c.Payments).Include(c => c.Recoveries).SingleAsync(c => c.Id == id);
    }

    private async Task<Organisation> OrganisationAsync(string name)
    {
        var body = new Organisation { Name = name, Kind = OrganisationKind.Other, RegionCode = "340699", Bank = "徽商银行", AccountNumber = "6999990000000001234" };
        await using var db = _database.Open();
        db.Add(body);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return body;
    }

    private async Task<Guid> PlacedAsync(string code, string stage, StageKind kind, CaseForm form, long fen, Organisation? body = null)
    {
        var programme = Catalogue.Of(code);
        var person = CaseWalk.Someone("甲一", Number("19800101")).WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two).With(HardshipKind.MonitoredSudden);
        person.Certificate!.StateSince = person.Certificate.IssuedOn;
        person.Account = new BankAccount { Bank = "农商行", Number = "69999900000000" + person.IdNumber.Value[^5..^1] + "7", Holder = person.Name };
        var file = CaseFile.Open($"2023-{programme.ShortName}-{person.IdNumber.Value[^4..^1]}", code, 2023, person, false, programme.Flow, new DateOnly(2023, 10, 9), Actor.System, default);
        (file.AmountFen, file.FundingSource, file.Form, file.OrganisationId) = (fen, "区级", programme.WriteForm(form), body?.Id);
        var day = new DateOnly(2023, 12, 8);
        file.PlaceAsRecorded(programme.Flow.Stage(stage), day, day, kind == StageKind.Done ? day : null, "导入", Actor.System, default);
        file.Attachments.Add(new Attachment { CaseId = file.Id, Paper = "签收单", FileName = "签收单.jpg", ContentType = "image/jpeg", Sha256 = new string('0', 64), AddedBy = "x" });
        await using var db = _database.Open();
        db.AddRange(person, file);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return file.Id;
    }
}
