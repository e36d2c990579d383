using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Tests.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Doubts;

/// <summary>Each rule by what it must find and what it must leave alone.</summary>
public class DoubtRuleTests : IDisposable
{
    private readonly DoubtGround _ground = new();

    [Fact]
    public async Task Money_after_death_or_cancellation()
    {
        Paid(_ground.Someone("死后发", dress: p => p.DeceasedOn = new DateOnly(2023, 6, 1)), new DateOnly(2023, 9, 1));
        Paid(_ground.Someone("生前发", dress: p => p.DeceasedOn = new DateOnly(2023, 10, 1)), new DateOnly(2023, 9, 1));
        Paid(_ground.Someone("销后发", dress: Cancelled), new DateOnly(2023, 9, 1));
        _ground.Done(_ground.Someone("没有流水", dress: Cancelled), "assistive_devices", 50_000, new DateOnly(2023, 8, 1));
        Paid(_ground.Someone("还在"), new DateOnly(2023, 9, 1));
        var doubts = await _ground.LookAsync("paid_after_end");
        Assert.Equal(["死后发", "没有流水", "销后发"], doubts.Select(d => d.Name).Order(StringComparer.Ordinal));
        var dead = doubts.Single(d => d.Name == "死后发");
        Assert.Equal("2023-06-01 死亡，之后还发了 1 笔，共 1,000 元", dead.Sentence.ToText().ToString());
        Assert.Equal([EvidenceKind.Person, EvidenceKind.Case], dead.Evidence.Select(e => e.Kind));

        void Paid(Person person, DateOnly on) => _ground.Done(person, "medication", 100_000, on, f => f.Payments.Add(DoubtGround.Paid(f, 100_000, on)));
        static void Cancelled(Person person) => (person.Certificate!.State, person.Certificate.StateSince) = (CertificateState.Cancelled, new DateOnly(2023, 7, 1));
    }

    [Fact]
    public async Task One_account_for_people_of_different_households_also_where_it_was_sealed_before_there_was_a_hash()
    {
        const string Shared = "6228480000000001234", Family = "6228480000000005678";
        var home = _ground.Household("H1");
        _ground.Someone("甲", dress: p => DoubtGround.PaidInto(p, Shared));
        _ground.Someone("乙", Town.Xiahao, p => DoubtGround.PaidInto(p, Shared));
        _ground.Someone("丙", dress: p => DoubtGround.PaidInto(p, Family, home));
        _ground.Someone("丁", dress: p => DoubtGround.PaidInto(p, Family, home));
        _ground.Someone("戊", dress: p => DoubtGround.PaidInto(p, "6228480000000009999"));
        _ground.Change(db => db.Database.ExecuteSqlRaw("UPDATE \"Persons\" SET \"Account_NumberHash\" = NULL"));
        var doubt = Assert.Single(await _ground.LookAsync("shared_account"));
        Assert.Equal(["甲", "乙"], doubt.Evidence.Select(e => e.Name));
        Assert.Equal("340699003", doubt.RegionCode);
        Assert.DoesNotContain("1234", doubt.Subject + doubt.Fingerprint + doubt.Sentence + string.Concat(doubt.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_paid_is_what_was_approved()
    {
        Settled("少发", 100_000, 90_000);
        Settled("正好", 100_000, 60_000, 40_000);
        Assert.Equal(["少发"], (await _ground.LookAsync("paid_sum")).Select(d => d.Name));

        void Settled(string name, long fen, params long[] parts) => _ground.Done(_ground.Someone(name), "medication", fen, null, f => f.Payments.AddRange(parts.Select(p => DoubtGround.Paid(f, p, f.DoneOn!.Value))));
    }

    [Fact]
    public async Task Amounts_far_from_the_rate_that_holds_for_the_case()
    {
        _ground.Change(db => db.AddRange(
            new Tariff { Programme = "medication", From = new DateOnly(2023, 1, 1), AmountFen = 100_000 },
            new Tariff { Programme = "home_care", From = new DateOnly(2023, 1, 1), AmountFen = 23_000, Per = Tariff.PerMonth, CapFen = 276_000 },
            new Tariff { Programme = "education", From = new DateOnly(2023, 1, 1), AmountFen = 100_000 },
            new Tariff { Programme = "education", Kind = "大学", From = new DateOnly(2023, 1, 1), AmountFen = 500_000 }));
        _ground.Done(_ground.Someone("太多"), "medication", 200_000);
        _ground.Done(_ground.Someone("太少"), "medication", 40_000);
        _ground.Done(_ground.Someone("差不多"), "medication", 90_000);
        _ground.Done(_ground.Someone("月数对"), "home_care", 230_000, then: f => f.Quantity = 10);
        _ground.Done(_ground.Someone("月数不对"), "home_care", 230_000, then: f => f.Quantity = 2);
        _ground.Done(_ground.Someone("超封顶"), "home_care", 299_000, then: f => f.Quantity = 12);
        _ground.Done(_ground.Someone("大学生"), "education", 500_000, then: f => f.Kind = "大学");
        _ground.Done(_ground.Someone("学前"), "education", 500_000, then: f => f.Kind = "学前");
        Assert.Equal(["太多", "太少", "学前", "月数不对", "超封顶"], (await _ground.LookAsync("far_from_tariff")).Select(d => d.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_kinds_of_care_at_once_and_not_one_after_the_other()
    {
        var (both, after) = (_ground.Someone("同时"), _ground.Someone("先后"));
        _ground.Done(both, "home_care", done: new DateOnly(2023, 12, 10));
        _ground.Open(both, "boarding_care", "serving");
        _ground.Done(after, "home_care", done: new DateOnly(2023, 2, 1));
        _ground.Open(after, "boarding_care", "serving");
        Assert.Equal(["同时"], (await _ground.LookAsync("two_cares")).Select(d => d.Name));
    }

    [Fact]
    public async Task A_household_twice_in_a_year()
    {
        var (one, other) = (_ground.Household("H1"), _ground.Household("H2"));
        foreach (var (name, home, year) in new[] { ("父", one, 2023), ("子", one, 2023), ("夫", other, 2023), ("妻", other, 2022) })
        {
            _ground.Done(_ground.Someone(name, dress: p => p.HouseholdId = home), "home_modification", 300_000, year: year);
        }
        var doubt = Assert.Single(await _ground.LookAsync("household_twice"));
        Assert.Equal(["子", "父"], doubt.Evidence.Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_age_that_left_the_band_of_an_open_case()
    {
        _ground.Open(_ground.Someone("十六", born: new DateOnly(2007, 3, 1)), "child_rehab", "serving");
        _ground.Open(_ground.Someone("八岁", born: new DateOnly(2015, 3, 1)), "child_rehab", "serving");
        _ground.Open(_ground.Someone("特批", born: new DateOnly(2007, 3, 1)), "child_rehab", "serving", f => f.Overrides.Add(
            new RuleOverride { CaseId = f.Id, Rule = "age", Reason = "训练没有结束，再做一期", ById = "x", ByName = "李明", On = Town.Today }));
        _ground.Done(_ground.Someone("办完", born: new DateOnly(2007, 3, 1)), "child_rehab");
        var doubt = Assert.Single(await _ground.LookAsync("age_left"));
        Assert.StartsWith("年龄 16 岁，须 ", doubt.Sentence.ToText().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_that_do_not_make_the_whole_and_towns_that_do_not_make_the_district()
    {
        _ground.Done(_ground.Someone("有类别"), "home_modification", 300_000, then: f => f.Kind = "集中");
        Assert.Empty((await _ground.LookAsync("parts_sum")).Concat(await _ground.LookAsync("towns_sum")));
        _ground.Done(_ground.Someone("没类别"), "home_modification", 300_000);
        _ground.Done(_ground.Someone("没有镇"), "medication", 100_000, then: f => f.RegionCode = "340699099001");
        var parts = await _ground.LookAsync("parts_sum");
        Assert.Contains(parts, d => d.Programme == "home_modification" && d.Evidence.Single().Name == "没类别" && d.Sentence.ToText().ToString() == "2023 年总数 2户，各项合计 1户");
        Assert.All(await _ground.LookAsync("towns_sum"), d => Assert.Equal(("没有镇", "340699"), (d.Evidence.Single().Name, d.RegionCode)));
        Assert.NotEmpty(await _ground.LookAsync("towns_sum"));
    }

    [Fact]
    public async Task Forty_cases_closed_one_by_one_within_an_hour_and_not_by_one_click()
    {
        var (programme, step) = Catalogue.Programmes.SelectMany(p => p.Flow.Steps.Select(s => (p.Code, Step: s)))
            .First(x => x.Step.Money is null && x.Step.To is { Kind: StageKind.Done, IsEnd: true } && x.Step.From.All(f => f.Kind == StageKind.Open));
        var began = new DateTime(2023, 12, 27, 1, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < 41; i++)
        {
            Closed(i, "quick", "快手", began.AddSeconds(80 * i));
            Closed(i, "click", "批量", began.AddMilliseconds(50 * i));
            Closed(i, "steady", "慢慢", began.AddMinutes(5 * i));
        }
        var doubt = Assert.Single(await _ground.LookAsync("closed_in_an_hour"));
        Assert.Equal(("快手", "quick", "340699", 41), (doubt.Name, doubt.AboutId, doubt.RegionCode, doubt.Evidence.Count));

        void Closed(int i, string id, string name, DateTime at) => _ground.Done(_ground.Someone($"{name}{i}"), programme, then: f => f.Events.Add(new CaseEvent
        {
            CaseId = f.Id,
            Sequence = 9,
            Kind = CaseEventKind.Step,
            At = at,
            On = new DateOnly(2023, 12, 27),
            ActorId = id,
            ActorName = name,
            StepCode = step.Code,
            Title = step.Verb,
        }));
    }

    public void Dispose() => _ground.Dispose();
}
