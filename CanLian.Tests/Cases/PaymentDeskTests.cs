using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using CanLian.Tests.Programmes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Cases;

/// <summary>Money from approved cases to the bank and back over a real database: checked, approved by another, never changed once sent, and the books agree.</summary>
public class PaymentDeskTests : PaymentCounters
{
    [Fact]
    public async Task Money_goes_to_the_bank_one_line_fails_and_is_paid_again_and_the_books_agree()
    {
        Guid[] cases = [Waiting("甲一"), Waiting("乙二"), Waiting("丙三")];
        var batch = await SentAsync(cases);
        Assert.Equal(300_000, (await _queries.FindAsync(_finance, batch))!.Batch.TotalFen);
        Assert.Empty(await _queries.CandidatesAsync(_finance, Catalogue.Of(Medication), 2023));

        var answer = await AnswerAsync(batch, (1, 1000, "成功", ""), (2, 1000, "失败", "户名不符"), (3, 1000, "成功", ""));
        Assert.Equal((null, 0), (answer.Problem, answer.Notes.Count));
        Assert.Equal([("done", 100_000L), ("listing", 0L), ("done", 100_000L)], await StandAsync(cases));
        Assert.Equal(PaymentBatchState.Returned, (await _queries.FindAsync(_finance, batch))!.Batch.State);
        var candidate = Assert.Single(await _queries.CandidatesAsync(_finance, Catalogue.Of(Medication), 2023));
        Assert.Equal("户名不符", candidate.LastFailure);

        var refused = await _desk.CreateAsync(_finance, Medication, 2023, [cases[1]], "残补", []);
        Assert.Contains("上次退票：户名不符。先改收款账户", refused.LeftOut.Single().Outcome.Reasons.Select(r => r.Sentence.ToString()));
        await using (var db = _database.Open())
        {
            var id = cases[1];
            (await db.Cases.Include(c => c.Person).SingleAsync(c => c.Id == id)).Person!.Account!.Number = "6999990000000000999";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var again = await SentAsync([cases[1]]);
        Assert.Equal("0999", (await AnswerAsync(again, (1, 1000, "成功", ""))).Answer!.Matched[0].Line.Tail);
        Assert.Equal([("done", 100_000L), ("done", 100_000L), ("done", 100_000L)], await StandAsync(cases));
        Assert.Equal((await _queries.FindAsync(_finance, again))!.Batch.Number, (await _queries.FindAsync(_finance, batch))!.Lines[1].RepaidBy);

        var books = await _books.BooksAsync(_finance, 2023);
        var money = Assert.Single(books.Programmes);
        Assert.Equal((300_000, 300_000, 300_000, 0, true, true), (money.FigureFen, money.CasesFen, money.BatchesFen, money.ByHandFen, money.Agrees, books.MonthsAgree));
        Assert.Equal(["省级 202312 300000"], books.Months.Select(m => $"{m.Source} {m.Month} {m.Fen}"));
    }

    [Fact]
    public async Task What_must_not_be_paid_is_found_with_its_row_and_another_person_approves()
    {
        var dead = Waiting("甲一", p => p.Account!.Number = "6999990000000000777");
        var frozen = Waiting("乙二", p => p.Certificate!.State = CertificateState.Frozen);
        var shares = Waiting("丙三", p => p.Account!.Number = "6999990000000000777");
        var stranger = Waiting("丁四", amount: 300_000);
        var batch = (await _desk.CreateAsync(_finance, Medication, 2023, [dead, frozen, shares, stranger], "残补", [])).Id!.Value;
        await using (var db = _database.Open())
        {
            (await db.Cases.Include(c => c.Person).SingleAsync(c => c.Id == dead)).Person!.DeceasedOn = new DateOnly(2023, 12, 20);
            db.Add(new Domain.Plans.Tariff { Programme = Medication, From = new DateOnly(2023, 1, 1), AmountFen = 100_000, CapFen = 100_000 });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var findings = await _queries.FindingsAsync(_finance, batch);
        string[] expected =
        [
            "True 甲一已登记死亡（2023-12-20），移出批次，办退出", "False 甲一和丙三用同一个账号（尾号 0777）", "False 丙三和甲一用同一个账号（尾号 0777）",
            "False 乙二的残疾人证冻结中（2018-05-01起）", "False 丁四的金额 3,000 元超过标准 1,000 元",
        ];
        Assert.Empty(expected.Except(findings.Select(f => $"{f.Blocks} {f.Sentence}")));
        Assert.False((await _desk.SubmitAsync(_finance, batch, "都核对过了")).Succeeded);

        var line = (await _queries.FindAsync(_finance, batch))!.Lines.Single(l => l.Line.CaseId == dead).Line.Id;
        Assert.True((await _desk.RemoveAsync(_finance, batch, line, "已死亡")).Succeeded);
        Assert.Equal("还有", (await _desk.SubmitAsync(_finance, batch, "")).Reasons[0].Sentence.ToString()[..2]);
        Assert.True((await _desk.SubmitAsync(_finance, batch, "逐个核对过")).Succeeded);
        Assert.False((await _desk.ApproveAsync(_finance, batch)).Succeeded);
        Assert.Equal("批次是您造的，批准要换一位负责人", (await _desk.ApproveAsync(_supervisor with { Id = _finance.Id }, batch)).Reasons[0].Sentence.ToString());
        Assert.True((await _desk.SendBackAsync(_supervisor, batch, "丁四金额再核")).Succeeded);
        Assert.True((await _desk.DiscardAsync(_finance, batch, "重新造册")).Succeeded);
        Assert.All(await StandAsync([dead, frozen, shares, stranger]), s => Assert.Equal(("listing", 0L), s));
    }

    [Fact]
    public async Task What_was_sent_is_only_taken_back_by_a_batch_of_the_other_sign()
    {
        var id = Waiting("甲一");
        var batch = await SentAsync([id]);
        await AnswerAsync(batch, (1, 1000, "成功", ""));
        var line = (await _queries.FindAsync(_finance, batch))!.Lines[0].Line;
        Assert.False((await _desk.RemoveAsync(_finance, batch, line.Id, "错了")).Succeeded);
        Assert.False((await _desk.DiscardAsync(_finance, batch, "错了")).Succeeded);
        Assert.False((await _desk.SendAsync(_finance, batch, _database.Clock.Today)).Succeeded);
        Assert.NotNull((await AnswerAsync(batch, (1, 1000, "失败", ""))).Problem);

        Assert.False((await _desk.ReverseAsync(_finance, batch, [line.Id], "错")).Outcome.Succeeded);
        var reversal = (await _desk.ReverseAsync(_finance, batch, [line.Id], "不再符合条件，钱退回")).Id!.Value;
        Assert.False((await _desk.ReverseAsync(_finance, batch, [line.Id], "不再符合条件，再退")).Outcome.Succeeded);
        Assert.True((await _desk.ApproveAsync(_supervisor, reversal)).Succeeded);
        Assert.Equal([("payout", 0L)], await StandAsync([id]));
        Assert.True((await _books.BooksAsync(_finance, 2023)).Programmes.All(p => p.Agrees));

        Assert.True((await _returns.FinishReversalAsync(_finance, reversal, _database.Clock.Today, "退-01")).Succeeded);
        Assert.Equal([("listing", 0L)], await StandAsync([id]));
        var books = await _books.BooksAsync(_finance, 2023);
        Assert.All(books.Programmes, p => Assert.True(p.Agrees));
        Assert.Equal(0, books.Months.Sum(m => m.Fen));
        var again = await SentAsync([id]);
        await AnswerAsync(again, (1, 1000, "成功", ""));
        Assert.Equal([("done", 100_000L)], await StandAsync([id]));
        Assert.Equal((100_000, true), (await _books.BooksAsync(_finance, 2023)).Programmes.Select(p => (p.BatchesFen, p.Agrees)).Single());
    }

    [Fact]
    public async Task An_answer_with_a_row_that_fits_no_line_writes_nothing()
    {
        var id = Waiting("甲一");
        var batch = await SentAsync([id]);
        var answer = await AnswerAsync(batch, (1, 999, "成功", ""), (7, 1000, "成功", ""));
        Assert.Equal(["第 2 行：序号 1 批次里是 1,000 元，回盘是 999 元", "第 3 行：批次里没有序号 7"], answer.Answer!.Strange.Select(s => s.ToString()));
        Assert.Equal([("payout", 0L)], await StandAsync([id]));
        Assert.Contains("看不懂", (await AnswerAsync(batch, (1, 1000, "不知道", ""))).Problem.ToString());
    }

    [Fact]
    public async Task Money_is_spread_over_its_sources_to_the_fen()
    {
        var id = Waiting("甲一", amount: 100_001);
        Assert.False((await _desk.CreateAsync(_finance, Medication, 2023, [id], "残补", [new("省级", 80), new("市级", 10)])).Outcome.Succeeded);
        var batch = (await _desk.CreateAsync(_finance, Medication, 2023, [id], "残补", [new("省级", 80), new("市级", 15), new("区级", 5)])).Id!.Value;
        var line = Assert.Single((await _queries.FindAsync(_finance, batch))!.Lines).Line;
        Assert.Equal([new("省级", 80_001), new("市级", 15_000), new("区级", 5_000)], line.Parts);
    }

    [Fact]
    public async Task An_institution_is_paid_by_its_own_account_and_the_case_is_done()
    {
        var body = new Organisation { Name = "市假肢矫形器装配中心", Kind = OrganisationKind.Other, RegionCode = "340699", Bank = "徽商银行", AccountNumber = "6999990000000001234" };
        Guid id;
        await using (var db = _database.Open())
        {
            var person = CaseWalk.Someone("陆小", Number("20150101"));
            var programme = Catalogue.Of("child_devices");
            var file = CaseFile.Open("2023-童辅-0001", programme.Code, 2023, person, false, programme.Flow, new DateOnly(2023, 10, 9), Actor.System, default);
            (file.AmountFen, file.FundingSource, file.Organisation, file.OrganisationId) = (150_000, "市级", body, body.Id);
            file.PlaceAsRecorded(programme.Flow.Stage("paying"), new DateOnly(2023, 12, 8), new DateOnly(2023, 11, 2), new DateOnly(2023, 12, 8), "导入", Actor.System, default);
            db.AddRange(person, body, file);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            id = file.Id;
        }
        Assert.Equal((0, 150_000, true), (await _books.BooksAsync(_finance, 2023)).Programmes.Select(p => ((int)p.CasesFen, (int)p.DoneUnpaid.Fen, p.Agrees)).Single());
        var draft = (await _desk.CreateAsync(_finance, "child_devices", 2023, [id], "残补", [])).Id!.Value;
        var billed = (await _queries.FindAsync(_finance, draft))!.Lines.Single().Line.Id;
        Assert.True((await _desk.NoteInvoiceAsync(_finance, draft, billed, " 2334-0012 ")).Succeeded);
        Assert.Equal("2334-0012", (await _queries.FindAsync(_finance, draft))!.Lines.Single().Line.Invoice);
        Assert.False((await _desk.NoteInvoiceAsync(_supervisor, draft, billed, "")).Succeeded);
        Assert.True((await _desk.DiscardAsync(_finance, draft, "另造一个")).Succeeded);
        Assert.False((await _desk.NoteInvoiceAsync(_finance, draft, billed, "2334-0013")).Succeeded);
        var batch = await SentAsync([id], "child_devices");
        var line = (await _queries.FindAsync(_finance, batch))!.Lines.Single().Line;
        Assert.Equal((PayeeKind.Organisation, "市假肢矫形器装配中心", "1234"), (line.Kind, line.Payee, line.Tail));
        var failed = await AnswerAsync(batch, (1, 1500, "失败", "账号错误"));
        Assert.Null(failed.Problem);
        Assert.Equal([("paying", 0L)], await StandAsync([id]));
        var again = await SentAsync([id], "child_devices");
        await AnswerAsync(again, (1, 1500, "成功", ""));
        Assert.Equal([("done", 150_000L)], await StandAsync([id]));
        Assert.Equal((150_000, 0, true), (await _books.BooksAsync(_finance, 2023)).Programmes.Select(p => ((int)p.BatchesFen, (int)p.DoneUnpaid.Fen, p.Agrees)).Single());
    }

    [Fact]
    public async Task A_town_sees_no_batch_by_any_road()
    {
        var batch = await SentAsync([Waiting("甲一")]);
        var town = Database.Someone(Role.Finance, "340699003");
        Assert.Null(await _queries.FindAsync(town, batch));
        Assert.Equal(0, (await _queries.ListAsync(town, 2023, null, 1)).Total);
        Assert.False((await _desk.DiscardAsync(town, batch, "不归我")).Succeeded);
    }
}
