using CanLian.Domain;
using CanLian.Domain.Figures;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Figures;

/// <summary>A figure is one definition: whether lists answer it or SQL, for a district or town by town, it says the same.</summary>
public class SameDefinitionTests(SameDefinitionTests.Fixture fixture) : IClassFixture<SameDefinitionTests.Fixture>
{
    private static readonly FigureScope Whole = FigureScope.Of(SmallDistrict.Year, SmallDistrict.District, SmallDistrict.Today);

    public static TheoryData<string> Ids => [.. Catalogue.Figures.Select(f => f.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Lists_and_SQL_give_the_same_value_and_rows(string id)
    {
        var figure = Catalogue.FindFigure(id)!;
        using var db = fixture.Database.Open();
        foreach (var scope in new[] { Whole, Whole with { Region = SmallDistrict.Towns[1] }, Whole with { AsOf = new DateOnly(2023, 6, 30) } })
        {
            Assert.Equal(figure.Evaluate(fixture.District, scope), figure.Evaluate(db, scope));
            Assert.Equal(Sorted(figure.Rows(fixture.District, scope)), Sorted(figure.Rows(db, scope)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_rows_are_as_many_as_it_says_and_can_be_cut_into_pages(string id)
    {
        var figure = Catalogue.FindFigure(id)!;
        using var db = fixture.Database.Open();
        var rows = figure.Rows(db, Whole);
        Assert.Equal(figure.Evaluate(db, Whole).Records, rows.Count());
        Assert.Equal(rows.ToList().Skip(2).Take(3), rows.Skip(2).Take(3).ToList());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_town_and_village_gets_by_the_group_what_it_gets_alone(string id)
    {
        var figure = Catalogue.FindFigure(id)!;
        using var db = fixture.Database.Open();
        foreach (var regions in new[] { SmallDistrict.Towns, SmallDistrict.Villages })
        {
            var each = figure.EvaluateEach(db, Whole, regions);
            Assert.Equal(regions, each.Keys.Order());
            Assert.All(regions, region => Assert.Equal(figure.Evaluate(db, Whole with { Region = region }), each[region]));
            Assert.Equal(each.OrderBy(e => e.Key), figure.EvaluateEach(fixture.District, Whole, regions).OrderBy(e => e.Key));
        }
        Assert.Empty(figure.EvaluateEach(db, Whole, []));
    }

    [Fact]
    public void No_two_figures_share_an_id_and_each_says_how_it_comes_about()
    {
        var figures = Catalogue.Figures;
        Assert.Equal(figures.Count, figures.Select(f => f.Id).Distinct().Count());
        Assert.All(figures, f => Assert.Matches("^[a-z0-9_]+\\.[a-z0-9_]+$", f.Id));
        Assert.All(figures, f => Assert.NotEmpty(f.Formula));
    }

    private static List<Evidence> Sorted(IQueryable<Evidence> rows) => [.. rows.ToList().OrderBy(r => r.Id).ThenBy(r => r.Reference).ThenBy(r => r.On)];

    public sealed class Fixture : IDisposable
    {
        public Fixture()
        {
            using var db = Database.Open();
            db.LogsEachChange = false;
            db.AddRange(District.HouseholdList);
            db.AddRange(District.PersonList);
            db.AddRange(District.BatchList);
            db.AddRange(District.TargetList);
            db.AddRange(District.CaseList);
            db.SaveChanges();
        }

        public Database Database { get; } = new();
        internal SmallDistrict District { get; } = new();

        public void Dispose() => Database.Dispose();
    }
}
