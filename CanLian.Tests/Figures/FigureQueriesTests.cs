using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using CanLian.Tests.Demo;
using Xunit;

namespace CanLian.Tests.Figures;

/// <summary>Whose numbers one may ask for: one's own place and what lies below it, by whatever address.</summary>
public class FigureQueriesTests : IDisposable
{
    private readonly Database _database = new();
    private readonly FigureQueries _queries;

    public FigureQueriesTests(Demonstration demonstration)
    {
        demonstration.CopyTo(_database.Folder);
        _queries = new FigureQueries(_database.Factory, _database.Clock);
    }

    [Theory]
    [InlineData("340699003", null, "340699003")]
    [InlineData("340699003", "340699", "340699003")]
    [InlineData("340699003", "340699003200", "340699003200")]
    [InlineData("340699003", "340699004", null)]
    [InlineData("340699003", "340699004001", null)]
    [InlineData("340699003200", "340699003", "340699003200")]
    [InlineData("340699", "340699004", "340699004")]
    [InlineData("340699", "340699999", null)]
    public async Task A_place_is_never_wider_than_the_readers(string own, string? asked, string? given)
    {
        var ground = await _queries.GroundAsync(Database.Someone(Role.TownOfficer, own), new FigureAsk(2023, asked));
        Assert.Equal(given, ground?.Scope.Region);
    }

    [Fact]
    public async Task A_town_reads_its_own_numbers_and_another_towns_not_even_by_force()
    {
        var town = Database.Someone(Role.TownOfficer, "340699003");
        var figure = Catalogue.FindFigure("medication.persons")!;
        var own = (await _queries.GroundAsync(town, new FigureAsk(2023)))!.Scope;
        var number = (await _queries.EvaluateAsync(town, own, [figure])).Values.Single().Number;
        var whole = (await _queries.EvaluateAsync(Database.Someone(Role.Supervisor), own with { Region = "340699" }, [figure])).Values.Single().Number;
        Assert.InRange(number!.Value, 1, whole!.Value - 1);
        await Assert.ThrowsAsync<OutsideScopeException>(() => _queries.EvaluateAsync(town, own with { Region = "340699004" }, [figure]));
        await Assert.ThrowsAsync<OutsideScopeException>(() => _queries.EvaluateAsync(town, own with { Region = "340699" }, [figure]));
    }

    [Fact]
    public async Task Without_a_year_it_is_the_clocks_or_the_latest_with_data()
    {
        var supervisor = Database.Someone(Role.Supervisor);
        Assert.Equal(2023, (await _queries.GroundAsync(supervisor, new FigureAsk()))!.Scope.Year);
        _database.Clock.Pinned = new DateOnly(2026, 3, 1);
        var later = (await _queries.GroundAsync(supervisor, new FigureAsk()))!;
        Assert.Equal((2023, new DateOnly(2023, 12, 31)), (later.Scope.Year, later.Scope.AsOf));
        Assert.Equal((5, 55), (later.Parts.Count, (await VillagesAsync(supervisor, later)).Sum()));
        Assert.Null(await _queries.GroundAsync(supervisor, new FigureAsk(2023, null, 13)));
    }

    [Fact]
    public async Task Month_by_month_only_grows_and_ends_at_the_years_number()
    {
        var supervisor = Database.Someone(Role.Supervisor);
        var scope = (await _queries.GroundAsync(supervisor, new FigureAsk(2023)))!.Scope;
        var figure = Catalogue.FindFigure("medication.completion")!;
        var months = await _queries.MonthByMonthAsync(supervisor, scope, figure);
        var numbers = months.Select(m => m.Value.Numerator).ToList();
        Assert.Equal(12, months.Count);
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal((525m, 520m), (numbers[^1], months[^1].Value.Denominator));
    }

    public void Dispose() => _database.Dispose();

    private async Task<List<int>> VillagesAsync(Actor actor, FigureGround ground)
    {
        var counts = new List<int>();
        foreach (var town in ground.Parts)
        {
            counts.Add((await _queries.GroundAsync(actor, new FigureAsk(2023, town.Code)))!.Parts.Count);
        }
        return counts;
    }
}
