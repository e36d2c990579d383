using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;
using CanLian.Tests.Data;
using CanLian.Tests.Demo;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Coverage;

/// <summary>
/// Whom the rules, run as SQL, call entitled, served, in progress and not reached is exactly whom a plain computation calls so that shares no code with them:
/// for ten thousand random persons and for the demonstration.
/// </summary>
public class IndependentTests(IndependentTests.Fixture fixture, Demonstration demonstration) : IClassFixture<IndependentTests.Fixture>
{
    public static TheoryData<string> Programmes => [.. Catalogue.Programmes.Select(p => p.Code)];

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Ten_thousand_random_persons_stand_where_plain_words_put_them(string code)
    {
        var (programme, district) = (Catalogue.Of(code), fixture.District);
        using var db = fixture.Database.Open();
        var plain = Plain(district.Persons, district.Cases, PlainDistrict.Today);
        Agree(programme, db, "340699", PlainDistrict.Today, plain);

        // A village's own worker sees the village, and counts what its people were given elsewhere.
        foreach (var village in PlainDistrict.Villages.Take(3))
        {
            using var theirs = fixture.Database.Open(Database.Someone(Role.VillageWorker, village));
            if (programme.ShownTo(theirs.Actor))
            {
                Agree(programme, theirs, village, PlainDistrict.Today, plain.Where(p => p.Key.RegionCode == village).ToDictionary());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void The_demonstration_s_lists_are_those_of_plain_words(string code)
    {
        using var db = demonstration.Open();
        var persons = db.Persons.AsNoTrackingWithIdentityResolution().AsSplitQuery().Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Needs)
            .Include(p => p.Household!.Members).ThenInclude(m => m.Certificates).Include(p => p.Household!.Members).ThenInclude(m => m.Hardships).ToList();
        var today = new DateOnly(2023, 12, 29);
        var plain = Plain(persons, db.Cases.AsNoTracking().ToList(), today);
        Agree(Catalogue.Of(code), db, "340699", today, plain);
        // A place of several districts is asked in other words.
        Agree(Catalogue.Of(code), db, "34", today, plain);
    }

    [Fact]
    public void Every_rule_says_by_which_fact_it_holds_and_in_words_judges_as_it_does_in_SQL()
    {
        Assert.All(Catalogue.Programmes.SelectMany(p => p.Rules.Append(p.Demand).OfType<Rule>()), rule => Assert.NotNull(rule.Met));
        using var db = fixture.Database.Open();
        var cases = fixture.District.Cases.ToLookup(c => c.PersonId);
        var ofHouse = fixture.District.Cases.Where(c => c.HouseholdId is not null).ToLookup(c => c.HouseholdId!.Value);
        foreach (var programme in Catalogue.Programmes)
        {
            var reach = new Reach(programme, db, FigureScope.Of(PlainDistrict.Year, "340699", PlainDistrict.Today));
            var entitled = new[] { ReachState.Unreached, ReachState.InProgress, ReachState.Served }.SelectMany(s => reach.Standing(s).Select(p => p.Id)).ToHashSet();
            var (nearly, missing) = (reach.Nearly().Select(p => p.Id).ToHashSet(), 0);
            foreach (var person in fixture.District.Persons.Take(400))
            {
                var candidate = new Candidate { Person = person, Cases = [.. cases[person.Id].Concat(person.HouseholdId is { } house ? ofHouse[house] : []).DistinctBy(c => c.Id)] };
                var answers = reach.Explain(candidate);
                Assert.Equal(entitled.Contains(person.Id), answers.All(a => a.Holds));
                Assert.All(answers, a => Assert.NotEmpty(a.Sentence.ToString()));
                var free = !candidate.Cases.Any(c => c.Programme == programme.Code && c.Year == PlainDistrict.Year && c.StageKind is StageKind.Open or StageKind.Done);
                Assert.Equal(nearly.Contains(person.Id), free && answers.Count(a => !a.Holds) == 1 && answers.First(a => !a.Holds).Rule != "register");
                missing += answers.Count(a => !a.Holds);
            }
            Assert.True(missing > 0);
        }
    }

    [Fact]
    public void A_household_of_two_districts_counts_once_where_its_first_member_lives_and_as_the_one_who_is_worst_off()
    {
        var (both, one) = (Guid.NewGuid(), Guid.NewGuid());
        List<ReachPart> here = [new("340621100201", ReachState.Served, both, 1), new("340621100201", ReachState.Served, one, 1)];
        List<ReachPart> there = [new("340699100201", ReachState.Unreached, both, 1), new("340699100201", ReachState.InProgress, both, 1)];
        ReachCell[] expected = [new("340621100201", ReachState.Unreached, 1, 3), new("340621100201", ReachState.Served, 1, 1)];
        Assert.Equal(expected.OrderBy(c => c.State), Reach.Cells([.. here, .. there]));
        Assert.Equal(Reach.Cells([.. here, .. there]), Reach.Cells([.. there, .. here]));
        // Persons are added up as they were counted.
        Assert.Equal([new("340621100201", ReachState.Served, 7, 7)], Reach.Cells([new("340621100201", ReachState.Served, null, 7)]));
    }

    private static Dictionary<Domain.People.Person, PlainRules> Plain(IReadOnlyList<Domain.People.Person> persons, IReadOnlyList<CaseFile> cases, DateOnly today)
    {
        var (own, house) = (cases.ToLookup(c => c.PersonId), cases.Where(c => c.HouseholdId is not null).ToLookup(c => c.HouseholdId!.Value));
        return persons.ToDictionary(p => p, p => new PlainRules(p, [.. own[p.Id].Concat(p.HouseholdId is { } id ? house[id] : []).DistinctBy(c => c.Id)], today));
    }

    private static void Agree(Programme programme, CanLianDb db, string region, DateOnly today, Dictionary<Domain.People.Person, PlainRules> plain)
    {
        var (code, scope) = (programme.Code, FigureScope.Of(today.Year, region, today));
        var reach = new Reach(programme, db, scope);
        var states = new (ReachState State, Func<PlainRules, bool> Stands)[]
        {
            (ReachState.Unreached, p => p.NotReached(code)),
            (ReachState.InProgress, p => p.Entitled(code) && p.InProgress(code)),
            (ReachState.Served, p => p.Entitled(code) && p.Served(code)),
        };
        foreach (var (state, stands) in states)
        {
            var expected = plain.Where(p => stands(p.Value)).Select(p => p.Key.Id).ToHashSet();
            Assert.Equal(expected, reach.Standing(state).Select(p => p.Id).ToHashSet());
        }

        // The numbers by village are the lists counted, and the figures say the same.
        var cells = reach.Cells();
        var villages = plain.Where(p => p.Value.Entitled(code)).GroupBy(p => programme.Subject == Subject.Household ? p.Key.HouseholdId ?? p.Key.Id : p.Key.Id)
            .Select(g => (Village: g.Min(p => p.Key.RegionCode)!, State: g.Min(p => p.Value.Served(code) ? 2 : p.Value.InProgress(code) ? 1 : 0)))
            .GroupBy(g => g).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(villages.OrderBy(v => v.Key).Select(v => (v.Key, v.Value)),
            cells.GroupBy(c => (c.Village, State: c.State switch { ReachState.Served => 2, ReachState.InProgress => 1, _ => 0 }))
                .ToDictionary(g => g.Key, g => g.Sum(c => c.Count)).OrderBy(v => v.Key).Select(v => (v.Key, v.Value)));
        Assert.Equal(programme.Figure(code + ".eligible").Evaluate(db, scope).Number, cells.Sum(c => c.Count));
        Assert.Equal(programme.Figure(code + ".unserved").Evaluate(db, scope).Number, cells.Where(c => c.State < ReachState.InProgress).Sum(c => c.Count));
    }

    public sealed class Fixture : IDisposable
    {
        private const int Persons = 10_000;

        public Fixture()
        {
            using var db = Database.Open();
            District.WriteInto(db);
        }

        public Database Database { get; } = new();
        internal PlainDistrict District { get; } = new(Persons);

        public void Dispose() => Database.Dispose();
    }
}
