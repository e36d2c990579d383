using CanLian.Blazor.Features.People;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.People;

public class PeopleListTests : IDisposable
{
    private readonly Town _town = new();

    public PeopleListTests()
    {
        _town.Add("安平", new(1970, 1, 1), card: (DisabilityKind.Psychiatric, DisabilityGrade.Two), dress: p => p.Hardships.Add(Town.Poor(p)));
        _town.Add("白杨", new(1980, 1, 1), card: (DisabilityKind.Physical, DisabilityGrade.Three), dress: p =>
        {
            p.Certificate!.ExpiresOn = Town.Today.AddDays(-1);
            p.Hardships.Add(Town.Poor(p, to: new DateOnly(2022, 12, 31)));
        });
        _town.Add("陈光", new(1990, 1, 1), Town.Xiahao, (DisabilityKind.Physical, DisabilityGrade.One), p =>
            (p.Certificate!.IssuedOn, p.Certificate.ExpiresOn) = (new DateOnly(2014, 3, 1), new DateOnly(2024, 3, 1)));
        _town.Add("丁一", new(2015, 1, 1), Town.Xiahao);
        _town.Add("鄂明", new(1960, 1, 1), Town.Daqiu, (DisabilityKind.Multiple, DisabilityGrade.One), p =>
        {
            p.Certificate!.KindMask |= Certificate.MaskOf(DisabilityKind.Psychiatric);
            p.Hardships.Add(Town.Poor(p, HardshipKind.MonitoredSudden));
        });
    }

    [Fact]
    public async Task Each_condition_narrows_and_they_meet()
    {
        Assert.Equal("安平,白杨,陈光,丁一,鄂明", await Names(new()));
        Assert.Equal("安平,鄂明", await Names(new() { Kinds = [DisabilityKind.Psychiatric] }));
        Assert.Equal("白杨,陈光", await Names(new() { Kinds = [DisabilityKind.Physical] }));
        Assert.Equal("陈光,鄂明", await Names(new() { Grades = [DisabilityGrade.One] }));
        Assert.Equal("安平,白杨", await Names(new() { Grades = [DisabilityGrade.Two, DisabilityGrade.Three] }));
        Assert.Equal("安平", await Names(new() { Hardships = [HardshipKind.MinimumLiving] }));
        Assert.Equal("鄂明", await Names(new() { Hardships = [.. Hardship.Monitored] }));
        Assert.Equal("安平,白杨", await Names(new() { Region = Town.Nanshilou }));
        Assert.Equal("安平,白杨,陈光,丁一", await Names(new() { Region = "340699003" }));
        Assert.Equal("陈光", await Names(new() { Region = "340699003", Grades = [DisabilityGrade.One] }));
        Assert.Equal("白杨", await Names(new() { Text = "by", States = [CardState.Expired] }));
        Assert.Equal("", await Names(new() { Text = "by", States = [CardState.Valid] }));
    }

    [Fact]
    public async Task The_states_of_a_certificate_share_the_register_out_among_them()
    {
        Assert.Equal("安平,鄂明", await Names(new() { States = [CardState.Valid] }));
        Assert.Equal("陈光", await Names(new() { States = [CardState.ExpiringSoon] }));
        Assert.Equal("白杨", await Names(new() { States = [CardState.Expired] }));
        Assert.Equal("丁一", await Names(new() { States = [CardState.None] }));
        Assert.Equal("安平,陈光,鄂明", await Names(new() { States = [CardState.Valid, CardState.ExpiringSoon] }));
        var all = 0;
        foreach (var state in Enum.GetValues<CardState>())
        {
            all += (await _town.People.ListAsync(Town.Officer, new PeopleFilter { States = [state] })).Total;
        }
        Assert.Equal(5, all);
    }

    [Fact]
    public async Task Whoever_is_entitled_and_not_served_is_listed_until_a_case_is_open()
    {
        var filter = new PeopleFilter { Unserved = "medication" };
        Assert.Equal("安平,鄂明", await Names(filter));
        using (var db = _town.Open())
        {
            var person = db.Persons.First(p => p.Name == "安平");
            db.Add(CaseFile.Open("2023-药费-0001", "medication", 2023, person, false, Catalogue.Of("medication").Flow, Town.Today, Town.Officer, new DateTime(2023, 12, 29, 0, 0, 0, DateTimeKind.Utc)));
            db.SaveChanges();
        }
        Assert.Equal("鄂明", await Names(filter));
        Assert.Equal("", await Names(filter, Town.Worker));
    }

    [Fact]
    public async Task A_scope_bounds_rows_totals_and_size()
    {
        Assert.Equal("安平,白杨", await Names(new(), Town.Worker));
        Assert.Equal("", await Names(new() { Region = Town.Daqiu }, Town.Worker));
        Assert.Equal(4, (await _town.People.ListAsync(Town.TownOfficer, new())).Total);
        Assert.Equal(new RegisterSize(2, 2), await _town.People.SizeAsync(Town.Worker));
        Assert.Equal(new RegisterSize(5, 4), await _town.People.SizeAsync(Town.Officer));
        Assert.Equal(0, (await _town.People.ListAsync(Database.Someone(Role.Administrator), new())).Total);
    }

    [Fact]
    public async Task Orders_are_kept_and_who_has_no_certificate_comes_last()
    {
        Assert.Equal("鄂明,丁一,陈光,白杨,安平", await Names(new() { Descending = true }));
        Assert.Equal("丁一,陈光,白杨,安平,鄂明", await Names(new() { Order = PeopleOrder.Age }));
        Assert.Equal("鄂明,安平,白杨,陈光,丁一", await Names(new() { Order = PeopleOrder.Age, Descending = true }));
        Assert.Equal("安平,白杨,陈光,丁一,鄂明", await Names(new() { Order = PeopleOrder.Place }));
        Assert.Equal("白杨,陈光", (await Names(new() { Order = PeopleOrder.Expiry }))[..5]);
        Assert.EndsWith("丁一", await Names(new() { Order = PeopleOrder.Expiry }), StringComparison.Ordinal);
        Assert.EndsWith("丁一", await Names(new() { Order = PeopleOrder.Expiry, Descending = true }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_says_who_what_and_what_was_received_and_no_number()
    {
        var row = (await _town.People.ListAsync(Town.Worker, new PeopleFilter { Text = "安" })).Rows.Single();
        Assert.Equal(("安平", 53, "南石楼村", "精神二级"), (row.Name, row.Age, row.Place, row.Certificate!.Description));
        Assert.Equal([HardshipKind.MinimumLiving], row.Hardships);
        Assert.Matches("^340•{5}..$", row.MaskedId);
    }

    [Fact]
    public async Task A_page_holds_fifteen_and_the_next_the_rest()
    {
        for (var i = 0; i < 18; i++)
        {
            _town.Add("张" + "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"[i], new(1985, 1, 1));
        }
        var first = await _town.People.ListAsync(Town.Worker, new PeopleFilter { Text = "张" });
        var second = await _town.People.ListAsync(Town.Worker, new PeopleFilter { Text = "张", Page = 2 });
        Assert.Equal((18, 15, 3), (first.Total, first.Rows.Count, second.Rows.Count));
        Assert.Equal(18, first.Rows.Concat(second.Rows).DistinctBy(r => r.Id).Count());
    }

    [Fact]
    public void An_address_is_read_as_it_was_written_and_nonsense_is_passed_over()
    {
        CardState[] states = [CardState.Valid, CardState.None];
        Assert.Equal(states, PeopleFilter.Read<CardState>(PeopleFilter.Write(states)));
        Assert.Equal([DisabilityKind.Physical], PeopleFilter.Read<DisabilityKind>("Physical,nonsense,99,Physical"));
        Assert.Null(PeopleFilter.Write<CardState>([]));
    }

    [Theory]
    [InlineData("雷", false)]
    [InlineData("王 0485", true)]
    [InlineData("２７３８", true)]
    public void Digits_are_known_so_that_they_stay_out_of_addresses(string text, bool digits) => Assert.Equal(digits, PersonSearch.HoldsDigits(text));

    public void Dispose() => _town.Dispose();

    private async Task<string> Names(PeopleFilter filter, Actor? actor = null)
    {
        var list = await _town.People.ListAsync(actor ?? Town.Officer, filter);
        Assert.Equal(list.Total, list.Rows.Count);
        return string.Join(',', list.Rows.Select(r => r.Name));
    }
}
