using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Late;
using CanLian.Blazor.Files;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Late;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using CanLian.Tests.People;
using Xunit;

namespace CanLian.Tests.Late;

/// <summary>What is late or stuck: each kind by one that is and one that is not, to whom it has gone on, and that nobody sees another village's.</summary>
public class LateTests : IDisposable
{
    private static readonly Actor _supervisor = Database.Someone(Role.Supervisor);
    private static readonly DateTime _now = new(2023, 12, 29, 1, 0, 0, DateTimeKind.Utc);

    private readonly Town _town = new();
    private readonly LateQueries _queries;
    private int _numbered;

    public LateTests()
    {
        _queries = new LateQueries(_town.Database.Factory, _town.Database.Clock);
        using var db = _town.Open();
        db.AddRange(
            Someone(Town.Worker.Id, "王秀兰", Role.VillageWorker, Town.Nanshilou), Someone(Town.OtherWorker.Id, "李翠", Role.VillageWorker, Town.Xiahao),
            Someone("town", "郝建平", Role.TownOfficer, "340699003"), Someone("chief", "周建平", Role.Supervisor, "340699"));
        db.SaveChanges();
    }

    [Fact]
    public async Task Each_kind_lists_what_is_late_and_leaves_out_what_is_not()
    {
        var late = AtVillage("迟一", new DateOnly(2023, 12, 1));
        AtVillage("不迟", new DateOnly(2023, 12, 28));
        AtVillage("暂缓", new DateOnly(2023, 12, 1), f => f.PutOnHold("住院", new DateOnly(2024, 1, 20), Town.Worker, _now, Town.Today));
        var unseen = Done("没回访", new DateOnly(2023, 5, 1));
        Done("还早", new DateOnly(2023, 11, 1));
        Done("回访过", new DateOnly(2023, 5, 1), f => Visit(f, null, null));
        var mending = Done("要整改", new DateOnly(2023, 12, 1), f => Visit(f, new DateOnly(2023, 12, 20), null));
        Done("整改好", new DateOnly(2023, 12, 1), f => Visit(f, new DateOnly(2023, 12, 20), new DateOnly(2023, 12, 19)));
        var ending = Holder("快到期", new DateOnly(2024, 2, 1));
        Holder("还远", new DateOnly(2024, 8, 1));
        Holder("过世", new DateOnly(2024, 2, 1), p => p.DeceasedOn = new DateOnly(2023, 12, 1));
        var failed = Failed("没发成", again: false);
        Failed("又发了", again: true);
        var notice = Hung(new DateOnly(2023, 12, 21), "期满", OnNotice);
        Hung(new DateOnly(2023, 12, 28), "刚挂", OnNotice);
        Hung(new DateOnly(2023, 12, 12), "办过了", "village");
        var task = Task("补漏一", new DateOnly(2023, 12, 20), closed: false);
        Task("补漏二", new DateOnly(2023, 12, 20), closed: true);
        Month();

        var expected = new Dictionary<LateKind, Guid>
        {
            [LateKind.Case] = late,
            [LateKind.FollowUp] = unseen,
            [LateKind.Rectification] = mending,
            [LateKind.Certificate] = ending,
            [LateKind.Notice] = notice,
            [LateKind.Payment] = failed,
            [LateKind.Exchange] = Guid.Empty,
            [LateKind.Outreach] = task,
        };
        await using var db = _town.Database.Open(_supervisor);
        foreach (var kind in Enum.GetValues<LateKind>())
        {
            var lines = Catalogue.Late.Lines(db, kind, new LateAsk(Town.Today, "340699")).SelectMany(q => q).ToList();
            Assert.Equal((kind, expected[kind], 1), (kind, lines.FirstOrDefault()?.RecordId, lines.Count));
            var figure = Catalogue.Late.FigureOf(kind);
            var scope = FigureScope.Of(2023, "340699", Town.Today);
            Assert.Equal((kind, 1m, expected[kind]), (kind, figure.Evaluate(db, scope).Number, figure.Rows(db, scope).Single().Id));
            Assert.Equal(1, (await _queries.FindAsync(_supervisor, new LateFilter(kind), 1))!.Total);
        }
        Assert.Equal(8, (await _queries.FindAsync(_supervisor, new LateFilter(), 1))!.Total);
    }

    [Fact]
    public async Task After_some_days_the_town_is_told_and_after_twice_as_many_the_supervisor()
    {
        AtVillage("刚逾期", new DateOnly(2023, 12, 20));
        AtVillage("到镇了", new DateOnly(2023, 12, 15));
        AtVillage("到区了", new DateOnly(2023, 12, 8));
        var rows = (await _queries.FindAsync(_supervisor, new LateFilter(), 1))!.Rows;
        Assert.Equal([("到区了", LateLevel.Supervisor, "2023-12-25", "周建平"), ("到镇了", LateLevel.Town, "2023-12-27", "郝建平"), ("刚逾期", LateLevel.Own, "2023-12-28", "")],
            rows.Select(r => (r.Name, r.Level, $"{r.Since:yyyy-MM-dd}", string.Join('、', r.Told))));
        Assert.All(rows, r => Assert.Equal(["王秀兰"], r.Hands));
        Assert.Equal(["到区了"], (await _queries.FindAsync(_supervisor, new LateFilter(AtLeast: LateLevel.Supervisor), 1))!.Rows.Select(r => r.Name));
        Assert.Equal(2, (await _queries.FindAsync(Town.TownOfficer, new LateFilter(AtLeast: LateLevel.Town), 1))!.Total);

        await using var db = _town.Database.Open(_supervisor);
        var scope = FigureScope.Of(2023, "340699", Town.Today);
        Assert.Equal((2m, 1m), (Catalogue.Late.FigureOf(LateLevel.Town).Evaluate(db, scope).Number, Catalogue.Late.FigureOf(LateLevel.Supervisor).Evaluate(db, scope).Number));
    }

    [Fact]
    public async Task Nobody_sees_a_line_or_a_count_of_another_village()
    {
        AtVillage("迟一", new DateOnly(2023, 12, 1));
        Holder("快到期", new DateOnly(2024, 2, 1));
        Task("补漏一", new DateOnly(2023, 12, 20), closed: false);
        Month();
        Assert.Equal(3, (await _queries.FindAsync(Town.Worker, new LateFilter(), 1))!.Total);
        var other = (await _queries.FindAsync(Town.OtherWorker, new LateFilter(), 1))!;
        Assert.Equal((0, 0, 0, 0, 0), (other.Total, other.Rows.Count, other.Counts.Count, other.ByTown.Count, other.ByWorker.Count));
        Assert.Null(await _queries.FindAsync(Town.OtherWorker, new LateFilter(Town: "340699004"), 1));
        Assert.Null(await _queries.FindAsync(Town.OtherWorker, new LateFilter(Worker: Town.Worker.Id), 1));
        var takeout = new LateTakeout(_queries, new RegionQueries(_town.Database.Factory));
        Assert.Equal(3, await RowsAsync(takeout, Town.Worker));
        Assert.Equal(0, await RowsAsync(takeout, Town.OtherWorker));
        await using var db = _town.Database.Open(Town.OtherWorker);
        Assert.All(Catalogue.Late.Figures, f => Assert.Equal(0m, f.Evaluate(db, FigureScope.Of(2023, Town.Xiahao, Town.Today)).Number));
        Assert.Equal([0m], Catalogue.Late.FigureOf(LateKind.Case).EvaluateEach(db, FigureScope.Of(2023, "340699", Town.Today), [Town.Nanshilou]).Values.Select(v => v.Number!.Value));
    }

    [Fact]
    public async Task Lines_are_told_apart_by_worker_and_town()
    {
        AtVillage("王的", new DateOnly(2023, 12, 1));
        AtVillage("转走的", new DateOnly(2023, 12, 1), f => f.AssignTo(Town.OtherWorker.Id, "李翠", "出差", Town.Worker, _now, Town.Today));
        AtVillage("柳集的", new DateOnly(2023, 12, 1), village: Town.Daqiu);
        var view = (await _queries.FindAsync(_supervisor, new LateFilter(), 1))!;
        Assert.Equal([("340699003", 2), ("340699004", 1)], view.ByTown.Select(t => (t.Region.Code, t.Count)));
        Assert.Equal(["", "李翠", "王秀兰"], view.ByWorker.Where(s => s.Count == 1).Select(s => s.Name));
        Assert.Equal(["王的"], (await _queries.FindAsync(_supervisor, new LateFilter(Worker: Town.Worker.Id), 1))!.Rows.Select(r => r.Name));
        Assert.Equal(["转走的"], (await _queries.FindAsync(_supervisor, new LateFilter(Worker: Town.OtherWorker.Id), 1))!.Rows.Select(r => r.Name));
        Assert.Equal(["柳集的"], (await _queries.FindAsync(_supervisor, new LateFilter(Town: "340699004"), 1))!.Rows.Select(r => r.Name));
    }

    public void Dispose() => _town.Dispose();

    private const string OnNotice = "notice";

    private static async Task<int> RowsAsync(LateTakeout takeout, Actor actor)
    {
        var sheet = (await takeout.OpenAsync(new TakeoutAsk(actor, new Dictionary<string, string>(), false)))!.Sheet;
        using var file = new MemoryStream();
        Workbook.Write(file, [sheet], () => []);
        return sheet.RowCount;
    }

    private static Account Someone(string id, string name, Role role, string region) => new() { Id = id, UserName = id, DisplayName = name, Role = role, RegionCode = region };

    private Guid AtVillage(string name, DateOnly applied, Action<CaseFile>? then = null, string village = Town.Nanshilou) => Save(name, "medication", applied, "village", then, village);

    private Guid Done(string name, DateOnly done, Action<CaseFile>? then = null) => Save(name, "flexible_employment", new DateOnly(2023, 3, 1), null, f =>
    {
        var flow = Catalogue.Of("flexible_employment").Flow;
        f.PlaceAsRecorded(flow.Stages.First(s => s.Kind == StageKind.Done && s.IsEnd), done, done, done, "补记", Actor.System, _now);
        then?.Invoke(f);
    });

    private Guid Failed(string name, bool again) => Save(name, "medication", new DateOnly(2023, 12, 26), "listing", f =>
    {
        f.Payments.Add(Paid(f, PaymentState.Failed, new DateOnly(2023, 12, 20)));
        if (again)
        {
            f.Payments.Add(Paid(f, PaymentState.Listed, new DateOnly(2023, 12, 27)));
        }
    });

    private static Payment Paid(CaseFile file, PaymentState state, DateOnly on) =>
        new() { CaseId = file.Id, List = "2023-发-0001", AmountFen = 100_000, Payee = file.SubjectName, State = state, ListedOn = on };

    private Guid Hung(DateOnly opened, string title, string stage)
    {
        var notice = new Notice { Programme = "medication", Year = 2023, RegionCode = "340699003", Title = title, OpenedOn = opened, WorkingDays = 5, OpenedBy = "李明" };
        Save(title, "medication", new DateOnly(2023, 12, 26), stage, f => f.NoticeId = notice.Id, with: notice);
        return notice.Id;
    }

    private Guid Holder(string name, DateOnly expires, Action<Person>? dress = null) => _town.Add(name, new DateOnly(1970, 1, 1), card: (DisabilityKind.Physical, DisabilityGrade.Two), dress: p =>
    {
        p.Certificate!.ExpiresOn = expires;
        dress?.Invoke(p);
    }).Id;

    private Guid Task(string name, DateOnly due, bool closed)
    {
        var person = _town.Add(name, new DateOnly(1970, 1, 1));
        using var db = _town.Open();
        var task = new OutreachTask { PersonId = person.Id, RegionCode = person.RegionCode, Programme = "medication", What = "服药补贴", OpenedOn = new DateOnly(2023, 12, 1), OpenedBy = "李明", DueOn = due };
        if (closed)
        {
            Assert.True(task.Close(OutreachEnd.Served, "", "王秀兰", Town.Today).Succeeded);
        }
        db.Add(task);
        db.SaveChanges();
        return person.Id;
    }

    // December was due on the 5th, and nobody has built it.
    private void Month()
    {
        using var db = _town.Open();
        db.Add(new Setting { Key = Setting.FirstExchangeMonth, Value = "2023-12" });
        db.SaveChanges();
    }

    private static void Visit(CaseFile file, DateOnly? fixBy, DateOnly? fixedOn) => file.FollowUps.Add(new FollowUp
    {
        CaseId = file.Id,
        On = file.DoneOn!.Value.AddDays(5),
        Way = "入户",
        By = "王秀兰",
        Problem = fixBy is null ? null : "没有做",
        FixBy = fixBy,
        FixedOn = fixedOn,
    });

    private Guid Save(string name, string code, DateOnly applied, string? stage, Action<CaseFile>? then, string village = Town.Nanshilou, Notice? with = null)
    {
        var programme = Catalogue.Of(code);
        var person = _town.Add(name, new DateOnly(1970, 1, 1), village);
        using var db = _town.Open();
        var known = db.Persons.Single(p => p.Id == person.Id);
        var file = CaseFile.Open(
            $"2023-测-{++_numbered:0000}", code, 2023, known, false, programme.Flow, applied, Actor.System, _now, stage is null ? null : programme.Flow.Stage(stage));
        if (with is not null)
        {
            db.Add(with);
        }
        then?.Invoke(file);
        db.Add(file);
        db.SaveChanges();
        return file.Id;
    }
}
