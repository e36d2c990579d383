using CanLian.Blazor.Features.People;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using Xunit;

namespace CanLian.Tests.People;

public class PersonFileTests : IDisposable
{
    private static readonly DateTime Now = new(2023, 12, 29, 1, 0, 0, DateTimeKind.Utc);

    private readonly Town _town = new();

    [Fact]
    public async Task Every_check_falls_into_one_column_and_the_columns_add_up()
    {
        var person = _town.Add("雷金海", new(1973, 4, 17), card: (DisabilityKind.Physical, DisabilityGrade.Two), dress: p => p.Hardships.Add(Town.Poor(p)));
        var file = (await _town.Persons.FindAsync(Town.Worker, person.Id))!;
        var shown = Catalogue.Programmes.Where(p => p.ShownTo(Town.Worker)).ToList();
        Assert.Equal(shown.Count + 2, file.Checks);
        Assert.Equal(file.Checks, Enum.GetValues<EntitlementState>().Sum(s => file.Count(s)));
        Assert.Equal(shown.Select(p => p.Code), file.Entitlements.Select(e => e.Programme.Code));
        Assert.All(file.Entitlements, e => Assert.Equal(e.State == EntitlementState.NotEligible, e.Failures.Count > 0));
    }

    [Fact]
    public async Task Whoever_is_not_eligible_is_told_every_reason()
    {
        var person = _town.Add("周平", new(1973, 4, 17), card: (DisabilityKind.Physical, DisabilityGrade.Three));
        var file = (await _town.Persons.FindAsync(Town.Worker, person.Id))!;
        Assert.Equal(
            ["残疾类别不含精神", "没有在有效期内的困难身份，须有低保、低保边缘、特困、脱贫不稳定户、边缘易致贫户、突发严重困难户、支出型困难之一"],
            Reasons(file, "medication"));
        Assert.Equal(["肢体三级，须一级或二级", "没有在有效期内的困难身份，须有低保、低保边缘、特困、支出型困难、脱贫户、脱贫不稳定户、边缘易致贫户、突发严重困难户之一"], Reasons(file, "home_modification"));
        Assert.Equal(["没有登记就业意愿或培训意愿"], Reasons(file, "training"));
        Assert.Equal(["没有在有效期内的困难身份，须有低保之一"], file.Allowances[0].Failures.Select(f => f.Reason.ToString()));
        Assert.Equal(["肢体三级，须一级或二级"], file.Allowances[1].Failures.Select(f => f.Reason.ToString()));
    }

    [Fact]
    public async Task A_case_moves_a_programme_from_not_done_to_under_way_and_is_told_in_the_history()
    {
        var person = _town.Add("安平", new(1970, 1, 1), card: (DisabilityKind.Psychiatric, DisabilityGrade.Two), dress: p => p.Hardships.Add(Town.Poor(p)));
        Assert.Equal(EntitlementState.Unserved, State(await _town.Persons.FindAsync(Town.Worker, person.Id), "medication"));
        Open(person, "medication", "2023-药费-0001");
        var file = await _town.Persons.FindAsync(Town.Worker, person.Id);
        Assert.Equal(EntitlementState.InProgress, State(file, "medication"));
        Assert.Contains(file!.History, h => h.What.ToString() == "精神残疾人药费补助" && h.Words.ToString() == "立案" && h.CaseId is not null);
        Assert.Equal(["草稿", "登记监护人", "补全收款账户", "登记知情同意"], file.Open.Select(o => o.What.ToString()));
        Assert.Equal(["#guardian", "#account", "#consent"], file.Open.Skip(1).Select(o => o.Href));
    }

    [Fact]
    public async Task A_case_of_a_village_one_moved_from_counts_and_is_not_shown()
    {
        var person = _town.Add("安平", new(1970, 1, 1), Town.Xiahao, (DisabilityKind.Psychiatric, DisabilityGrade.Two), p => p.Hardships.Add(Town.Poor(p)));
        Open(person, "medication", "2023-药费-0001");
        using (var db = _town.Open())
        {
            db.Persons.Single().RegionCode = Town.Nanshilou;
            db.SaveChanges();
        }
        var file = await _town.Persons.FindAsync(Town.Worker, person.Id);
        Assert.Equal(EntitlementState.InProgress, State(file, "medication"));
        Assert.DoesNotContain(file!.History, h => h.CaseId is not null);
        Assert.DoesNotContain(file.Open, o => o.Href.StartsWith("case/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_allowance_being_paid_is_received_and_one_ended_is_not()
    {
        var person = _town.Add("石平", new(1952, 11, 3), card: (DisabilityKind.Visual, DisabilityGrade.One), dress: p => p.Allowances.Add(
            new Allowance { PersonId = p.Id, Kind = AllowanceKind.Nursing, From = new(2019, 1, 1), Source = "民政" }));
        var paid = (await _town.Persons.FindAsync(Town.Worker, person.Id))!.Allowances[1];
        Assert.Equal((EntitlementState.Served, new DateOnly(2019, 1, 1)), (paid.State, paid.Record!.From));
        var allowance = (await _town.Persons.FindAsync(Town.Worker, person.Id))!.Person.Allowances.Single();
        Assert.True((await _town.Records.EndAsync(Town.Worker, person.Id, allowance.Id, new DateOnly(2023, 11, 30))).Succeeded);
        Assert.Equal(EntitlementState.Unserved, (await _town.Persons.FindAsync(Town.Worker, person.Id))!.Allowances[1].State);
    }

    [Fact]
    public async Task The_household_says_what_is_open_for_each_member()
    {
        var household = new Household { Number = "340699005687", RegionCode = Town.Nanshilou, HeadName = "雷金海" };
        using (var db = _town.Open())
        {
            db.Add(household);
            db.SaveChanges();
        }
        var head = _town.Add("雷金海", new(1973, 4, 17), card: (DisabilityKind.Physical, DisabilityGrade.Two), dress: p => (p.HouseholdId, p.RelationToHead) = (household.Id, "户主"));
        _town.Add("陆刚守", new(2010, 11, 12), card: (DisabilityKind.Psychiatric, DisabilityGrade.Two), dress: p =>
        {
            (p.HouseholdId, p.RelationToHead) = (household.Id, "儿子");
            p.Hardships.Add(Town.Poor(p));
        });
        var members = (await _town.Persons.FindAsync(Town.Worker, head.Id))!.Members;
        Assert.Equal([("雷金海", "户主", 50), ("陆刚守", "儿子", 13)], members.Select(m => (m.Name, m.Relation, m.Age)));
        Assert.True(members[1].Unserved >= 2);
        var choice = Assert.Single(await _town.Persons.HouseholdsAsync(Town.Worker, "5687"));
        Assert.Equal(2, choice.Members.Intersect(["雷金海", "陆刚守"]).Count());
        Assert.Empty(await _town.Persons.HouseholdsAsync(Town.OtherWorker, "雷金海"));
    }

    [Fact]
    public async Task The_history_runs_newest_first_over_certificates_hardships_and_visits()
    {
        var person = _town.Add("雷金海", new(1973, 4, 17), card: (DisabilityKind.Physical, DisabilityGrade.Two), dress: p => p.Hardships.Add(
            new Hardship { PersonId = p.Id, Kind = HardshipKind.MonitoredUnstable, From = new(2023, 2, 2), To = new(2023, 9, 1), Source = "防返贫名单", Risk = "因残" }));
        var history = (await _town.Persons.FindAsync(Town.Worker, person.Id))!.History;
        Assert.Equal(
            [
                (new DateOnly(2023, 9, 1), "监测户", "脱贫不稳定户，因残，结束"),
                (new DateOnly(2023, 2, 2), "监测户", "脱贫不稳定户，因残，开始：防返贫名单"),
                (new DateOnly(2018, 3, 19), "残疾人证", "首发，肢体二级"),
            ],
            history.Select(h => (h.On, h.What.ToString(), h.Words.ToString())));
    }

    [Fact]
    public async Task Nobody_outside_the_village_opens_the_file()
    {
        var person = _town.Add("雷金海", new(1973, 4, 17));
        Assert.Null(await _town.Persons.FindAsync(Town.OtherWorker, person.Id));
        Assert.Null(await _town.Persons.ForEditAsync(Town.OtherWorker, person.Id));
        Assert.Null(await _town.Persons.FindAsync(Data.Database.Someone(Role.Administrator), person.Id));
    }

    public void Dispose() => _town.Dispose();

    private void Open(Person person, string programme, string number)
    {
        using var db = _town.Open();
        db.Add(CaseFile.Open(number, programme, 2023, db.Persons.Single(p => p.Id == person.Id), false, Catalogue.Of(programme).Flow, Town.Today, Town.Officer, Now));
        db.SaveChanges();
    }

    private static EntitlementState State(PersonFile? file, string programme) => file!.Entitlements.Single(e => e.Programme.Code == programme).State;

    private static IEnumerable<string> Reasons(PersonFile file, string programme) =>
        file.Entitlements.Single(e => e.Programme.Code == programme).Failures.Select(f => f.Reason.ToString());
}
