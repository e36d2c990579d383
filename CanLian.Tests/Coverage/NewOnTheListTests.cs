using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Coverage;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using CanLian.Tests.People;
using Xunit;

namespace CanLian.Tests.Coverage;

/// <summary>A new card, a birthday, a new hardship puts somebody on the list the same day, which says because of what; in a week it is new no more.</summary>
public class NewOnTheListTests : IDisposable
{
    private static readonly DateOnly _long = new(2018, 3, 19);
    private readonly Town _town = new();

    [Fact]
    public async Task Who_is_new_is_new_the_same_day_and_for_a_week_and_because_of_that()
    {
        var known = Mental("老户", p => p.Hardships.Add(Old(Town.Poor(p))));
        var poor = Mental("新低保");
        var carded = _town.Add("新办证", new DateOnly(1980, 1, 1), dress: p => p.Hardships.Add(Old(Town.Poor(p))));
        var renewed = Mental("换新证", p => p.Hardships.Add(Old(Town.Poor(p))));
        var child = _town.Add("过生日", Town.Today.AddYears(-3), dress: p => p.Issue(Old(Town.Card(p, DisabilityKind.Hearing, DisabilityGrade.One, _long))));
        Assert.Equal([known.Id, renewed.Id], Listed("medication", ReachState.Unreached));
        Assert.Empty(Listed("medication", ReachState.NewThisWeek));

        // The bureau says in December what holds since June; the register knows it today.
        using (var db = _town.Open())
        {
            db.Add(new Hardship { PersonId = poor.Id, Kind = HardshipKind.MinimumLiving, From = new DateOnly(2023, 6, 1), Source = "民政低保名单" });
            Issue(db, carded, DisabilityKind.Psychiatric);
            Issue(db, renewed, DisabilityKind.Psychiatric);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var fresh = new HashSet<Guid> { poor.Id, carded.Id };
        Assert.Equal(fresh, Listed("medication", ReachState.NewToday).ToHashSet());
        Assert.Equal(fresh, Listed("medication", ReachState.NewThisWeek).ToHashSet());
        Assert.Equal([(ReachState.Unreached, 2), (ReachState.NewToday, 2)], Cells("medication"));
        var rows = Rows("medication").ToDictionary(r => r.Person.Id);
        Assert.Equal(("hardship", "低保，2023-06-01 起（民政低保名单）", true), (rows[poor.Id].News.Single().Rule, rows[poor.Id].News.Single().Sentence.ToString(), rows[poor.Id].Today));
        Assert.Equal(["certificate", "category"], rows[carded.Id].News.Select(n => n.Rule));
        Assert.Empty(rows[known.Id].News.Concat(rows[renewed.Id].News));

        // Of school age from today on.
        Assert.Equal([child.Id], Listed("education", ReachState.NewToday));
        Assert.Equal("pupil", Rows("education").Single(r => r.Person.Id == child.Id).News.Single().Rule);

        _town.Database.Clock.Pinned = Town.Today.AddDays(6);
        Assert.Empty(Listed("medication", ReachState.NewToday));
        Assert.Equal(fresh, Listed("medication", ReachState.NewThisWeek).ToHashSet());
        _town.Database.Clock.Pinned = Town.Today.AddDays(7);
        Assert.Empty(Listed("medication", ReachState.NewThisWeek));
        Assert.Equal(4, Listed("medication", ReachState.Unreached).Count);
    }

    public void Dispose()
    {
        _town.Dispose();
        GC.SuppressFinalize(this);
    }

    private Person Mental(string name, Action<Person>? dress = null) => _town.Add(name, new DateOnly(1980, 1, 1), dress: p =>
    {
        p.Issue(Old(Town.Card(p, DisabilityKind.Psychiatric, DisabilityGrade.Two, _long)));
        dress?.Invoke(p);
    });

    private static void Issue(CanLianDb db, Person person, DisabilityKind kind)
    {
        var kept = db.Persons.Where(p => p.Id == person.Id).Select(p => new { Person = p, p.Certificates }).Single().Person;
        kept.Issue(Town.Card(kept, kind, DisabilityGrade.Three, Town.Today.AddDays(-20)));
        db.AddRange(kept.Certificates.Where(c => c.Grade == DisabilityGrade.Three));
    }

    private static Certificate Old(Certificate card)
    {
        card.EnteredOn = _long;
        return card;
    }

    private static Hardship Old(Hardship hardship)
    {
        hardship.EnteredOn = _long;
        return hardship;
    }

    private T Ask<T>(string code, Func<Reach, CanLianDb, T> ask)
    {
        using var db = _town.Open();
        return ask(new Reach(Domain.Catalogue.Of(code), db, FigureScope.Of(_town.Database.Clock.Today.Year, "340699", _town.Database.Clock.Today)), db);
    }

    private List<Guid> Listed(string code, ReachState state) => Ask(code, (reach, _) => reach.Standing(state).OrderBy(p => p.Id).Select(p => p.Id).ToList());

    private List<(ReachState, int)> Cells(string code) => Ask(code, (reach, _) => reach.Cells().Select(c => (c.State, c.Count)).ToList());

    private IReadOnlyList<CoverageRow> Rows(string code) => Ask(code, (reach, db) =>
        CoverageRows.Of(db, reach, Domain.Catalogue.Of(code), [.. reach.Standing(ReachState.Unreached).Select(p => p.Id)], _town.Database.Clock.Today));
}
