using CanLian.Blazor.Features.Organisations;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Organisations;

/// <summary>Yearly inspections: entered whole, put right by a day, looked at again once, and counted.</summary>
public class InspectionTests : IDisposable
{
    private readonly Database _database = new();
    private readonly InspectionDesk _desk;
    private readonly OrganisationQueries _queries;
    private readonly Guid _home, _station;

    public InspectionTests()
    {
        _desk = new InspectionDesk(_database.Factory, _database.Clock);
        _queries = new OrganisationQueries(_database.Factory, _database.Clock);
        using var db = _database.Open();
        var (home, station) = (Site("阳光残疾人之家", OrganisationKind.Home), Site("石桥工作站", OrganisationKind.Station));
        (_home, _station) = (home.Id, station.Id);
        db.AddRange(home, station, Site("建筑队", OrganisationKind.Contractor));
        db.SaveChanges();
    }

    private static Actor Officer => Database.Someone(Role.DistrictOfficer);

    [Fact]
    public async Task What_is_missing_is_said_at_once_and_only_the_district_enters_it()
    {
        Assert.False((await _desk.EnterAsync(Database.Someone(Role.TownOfficer), _home, Good)).Succeeded);
        var refused = await _desk.EnterAsync(Officer, _home, new InspectionEntry { On = new DateOnly(2024, 1, 1), InspectedBy = "李明", Result = InspectionResult.ToRectify });
        Assert.Equal(["inspection-On", "inspection-InspectedBy", "inspection-Findings", "inspection-RectifyBy"], refused.Reasons.Select(r => r.Anchor));
        Assert.Empty((await _queries.ViewAsync(Officer, _home))!.Organisation.Inspections);
    }

    [Fact]
    public async Task A_fault_is_due_until_it_was_looked_at_again()
    {
        Assert.Equal((2, 0), await DueAsync());
        Assert.True((await _desk.EnterAsync(Officer, _station, Good)).Succeeded);
        var faulty = Good;
        (faulty.Result, faulty.Findings, faulty.RectifyBy) = (InspectionResult.ToRectify, "灭火器过期", new DateOnly(2023, 12, 20));
        Assert.True((await _desk.EnterAsync(Officer, _home, faulty)).Succeeded);
        Assert.Equal((0, 1), await DueAsync());
        var next = Good;
        next.On = new DateOnly(2023, 12, 28);
        Assert.Equal("recheck-On", Assert.Single((await _desk.EnterAsync(Officer, _home, next)).Reasons).Anchor);

        var inspection = Assert.Single((await _queries.ViewAsync(Officer, _home))!.Organisation.Inspections);
        Assert.Equal(["recheck-On", "recheck-By", "recheck-Passed"], (await _desk.RecheckAsync(Officer, inspection.Id, new RecheckEntry())).Reasons.Select(r => r.Anchor));
        var second = new RecheckEntry { On = new DateOnly(2023, 12, 27), By = "李明、孙国强", Passed = true };
        Assert.True((await _desk.RecheckAsync(Officer, inspection.Id, second)).Succeeded);
        Assert.False((await _desk.RecheckAsync(Officer, inspection.Id, second)).Succeeded);
        Assert.Equal((0, 0), await DueAsync());
        Assert.Equal(InspectionResult.Passed, Assert.Single((await _queries.ViewAsync(Officer, _home))!.Organisation.Inspections).Standing);
    }

    [Fact]
    public async Task The_figure_counts_the_inspected_of_all_that_must_be()
    {
        Assert.True((await _desk.EnterAsync(Officer, _station, Good)).Succeeded);
        using var db = _database.Open();
        var scope = FigureScope.Of(2023, "340699", _database.Clock.Today);
        var rate = Catalogue.FindFigure("sites.inspection_rate")!.Evaluate(db, scope);
        Assert.Equal((0.5m, 1m, 2m), (rate.Number, rate.Numerator, rate.Denominator));
        Assert.Equal(["石桥工作站"], Catalogue.FindFigure("sites.inspected")!.Rows(db, scope).Select(r => r.Name));
        Assert.Equal(0m, Catalogue.FindFigure("sites.inspected")!.Evaluate(db, scope with { AsOf = new DateOnly(2023, 3, 1) }).Number);
    }

    public void Dispose() => _database.Dispose();

    private static InspectionEntry Good => new() { On = new DateOnly(2023, 3, 20), InspectedBy = "李明，孙国强", Result = InspectionResult.Passed };

    private static Organisation Site(string name, OrganisationKind kind) => new() { Name = name, Kind = kind, RegionCode = "340699003", OpenedOn = new DateOnly(2020, 5, 1) };

    private async Task<(int Due, int Late)> DueAsync()
    {
        var list = await _queries.ListAsync(Officer, new OrganisationFilter());
        return (list.InspectionsDue, list.RectificationsLate);
    }
}
