using CanLian.Blazor.Features.Organisations;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Organisations;

public class OrganisationTests : IDisposable
{
    private const string Town = "340699003";
    private readonly Database _database = new();
    private readonly OrganisationDesk _desk;
    private readonly OrganisationQueries _queries;

    public OrganisationTests()
    {
        _desk = new OrganisationDesk(_database.Factory, _database.Clock);
        _queries = new OrganisationQueries(_database.Factory, _database.Clock);
        using var db = _database.Open();
        db.AddRange(
            new Region { Code = "340699", Name = "X区", Kind = RegionKind.District },
            new Region { Code = Town, Name = "石桥镇", Kind = RegionKind.Town },
            new Region { Code = "340699005", Name = "段湖镇", Kind = RegionKind.Town });
        db.SaveChanges();
    }

    private static Actor Officer => Database.Someone(Role.DistrictOfficer);

    private static OrganisationEdit Centre => new()
    {
        Name = "阳光儿童康复中心",
        Kind = OrganisationKind.Rehabilitation,
        RegionCode = Town,
        Scope = "智力、脑瘫，孤独症",
        Capacity = 90,
        ContractFrom = new DateOnly(2023, 1, 1),
        ContractTo = new DateOnly(2023, 12, 31),
        Phone = "0550-3012345",
    };

    [Fact]
    public async Task It_is_added_listed_and_changed()
    {
        Assert.True((await _desk.SaveAsync(Officer, Centre)).Succeeded);
        var row = Assert.Single((await _queries.ListAsync(Officer, new OrganisationFilter(OrganisationKind.Rehabilitation, Town))).Rows);
        Assert.Equal(("石桥镇", 0, 90), (row.Place, row.Placed, row.Free));
        Assert.Equal(["智力", "脑瘫", "孤独症"], row.Organisation.Scope);
        var edit = (await _queries.FindAsync(Officer, row.Organisation.Id))!;
        edit.Capacity = 100;
        Assert.True((await _desk.SaveAsync(Officer, edit)).Succeeded);
        edit.Capacity = 110;
        Assert.Contains("别人改过", (await _desk.SaveAsync(Officer, edit)).Reasons.Single().Sentence.ToString());
        Assert.Equal(100, (await _queries.FindAsync(Officer, row.Organisation.Id))!.Capacity);
    }

    [Fact]
    public async Task Every_mistake_comes_back_at_once_with_its_field()
    {
        var edit = Centre;
        (edit.Name, edit.RegionCode, edit.Capacity, edit.OpenedOn) = (" ", "340600001", 0, new DateOnly(2024, 1, 1));
        (edit.ContractTo, edit.Phone) = (new DateOnly(2022, 12, 31), "打前台");
        var outcome = await _desk.SaveAsync(Officer, edit);
        Assert.Equal(
            ["field-Capacity", "field-ContractTo", "field-Name", "field-OpenedOn", "field-Phone", "field-RegionCode"],
            outcome.Reasons.Select(r => r.Anchor!).Order());
    }

    [Fact]
    public async Task One_name_is_entered_once()
    {
        await _desk.SaveAsync(Officer, Centre);
        Assert.Equal("field-Name", (await _desk.SaveAsync(Officer, Centre)).Reasons.Single().Anchor);
    }

    [Theory]
    [InlineData(Role.VillageWorker)]
    [InlineData(Role.TownOfficer)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.ExchangeClerk)]
    [InlineData(Role.Administrator)]
    public async Task Only_the_district_enters_them(Role role) =>
        Assert.False((await _desk.SaveAsync(Database.Someone(role), Centre)).Succeeded);

    [Fact]
    public async Task It_is_said_which_towns_and_villages_have_none()
    {
        using (var db = _database.Open())
        {
            db.AddRange(
                new Region { Code = "340699005901", Name = "北村", Kind = RegionKind.Village }, new Region { Code = "340699005902", Name = "南村", Kind = RegionKind.Village });
            db.SaveChanges();
        }
        await _desk.SaveAsync(Officer, Centre);
        var station = Centre;
        (station.Name, station.Kind, station.RegionCode) = ("北村残疾人工作站", OrganisationKind.Station, "340699005901");
        await _desk.SaveAsync(Officer, station);
        var list = await _queries.ListAsync(Officer, new OrganisationFilter());
        Assert.Equal(["段湖镇"], list.WithoutRehabilitation);
        Assert.Equal(["石桥镇", "段湖镇"], list.WithoutHome);
        var gap = list.WithoutStation.Single(g => g.Town == "段湖镇");
        Assert.Equal((2, "南村"), (gap.Villages, Assert.Single(gap.Lacking)));
        Assert.Equal(1, list.ByKind[OrganisationKind.Station]);
    }

    [Fact]
    public async Task Cases_of_the_year_fill_places_and_a_town_is_not_told_what_is_free()
    {
        await _desk.SaveAsync(Officer, Centre);
        var id = (await _queries.ListAsync(Officer, new OrganisationFilter())).Rows[0].Organisation.Id;
        using var district = new Exchange.District(new DateTime(2023, 12, 29, 9, 0, 0), _database);
        var person = district.Add("陆小雨");
        district.AddDone(person, "child_rehab", new DateOnly(2023, 5, 1), 0, organisation: id);
        district.AddDone(person, "child_rehab", new DateOnly(2022, 5, 1), 0, organisation: id);
        Assert.Equal((1, 89), Figures((await _queries.ListAsync(Officer, new OrganisationFilter())).Rows[0]));
        Assert.Equal((0, null), Figures((await _queries.ListAsync(Database.Someone(Role.TownOfficer, "340699005"), new OrganisationFilter())).Rows[0]));

        static (int, int?) Figures(OrganisationRow row) => (row.Placed, row.Free);
    }

    public void Dispose() => _database.Dispose();
}
