using CanLian.Blazor.Features.People;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Xunit;

namespace CanLian.Tests.People;

public class PersonSearchTests : IDisposable
{
    private readonly Town _town = new();
    private readonly Person _lei, _shan;

    public PersonSearchTests()
    {
        _lei = _town.Add("雷金海", new(1973, 4, 17), card: (DisabilityKind.Physical, DisabilityGrade.Two), dress: p => p.Phone = "15440712738");
        _shan = _town.Add("单秀兰", new(1949, 12, 31), dress: p => p.Guardian = new Guardian { Name = "单志强", Relation = "父女", Phone = "13955501234" });
        _town.Add("吕雷", new(1980, 1, 1));
        _town.Add("欧阳金海", new(1990, 5, 5), Town.Xiahao);
    }

    [Theory]
    [InlineData("雷", "雷金海,吕雷", SearchReason.Name)]
    [InlineData("金海", "雷金海,欧阳金海", SearchReason.Name)]
    [InlineData("雷金海", "雷金海", SearchReason.Name)]
    [InlineData("ljh", "雷金海", SearchReason.Initials)]
    [InlineData("LJ", "雷金海", SearchReason.Initials)]
    [InlineData("jh", "雷金海,欧阳金海", SearchReason.Initials)]
    [InlineData("leijin", "雷金海", SearchReason.Spelling)]
    [InlineData("jinhai", "雷金海,欧阳金海", SearchReason.Spelling)]
    [InlineData("shanxiulan", "单秀兰", SearchReason.Spelling)]
    [InlineData("danxiulan", "单秀兰", SearchReason.Spelling)]
    [InlineData("sxl", "单秀兰", SearchReason.Initials)]
    [InlineData("dxl", "单秀兰", SearchReason.Initials)]
    [InlineData("lvlei", "吕雷", SearchReason.Spelling)]
    [InlineData("雷jh", "雷金海", SearchReason.Initials)]
    [InlineData("154 4071 2738", "雷金海", SearchReason.Phone)]
    [InlineData("2738", "雷金海", SearchReason.PhoneTail)]
    [InlineData("712738", "雷金海", SearchReason.PhoneTail)]
    [InlineData("1234", "单秀兰", SearchReason.GuardianPhone)]
    [InlineData("雷 2738", "雷金海", SearchReason.PhoneTail)]
    public async Task Everybody_who_fits_is_found_and_says_why(string text, string names, SearchReason reason)
    {
        var found = (await _town.Search.FindAsync(Town.TownOfficer, text)).Persons;
        Assert.Equal(names, string.Join(',', found.Select(p => p.Name)));
        Assert.All(found, p => Assert.Equal(reason, p.Reason));
    }

    [Fact]
    public async Task A_number_is_found_whole_by_its_tail_and_as_people_write_it()
    {
        var id = _shan.IdNumber.Value;
        foreach (var text in new[] { id, id.ToLowerInvariant(), id[..6] + " " + id[6..], string.Concat(id.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c)) })
        {
            Assert.Equal(SearchReason.Id, Assert.Single((await _town.Search.FindAsync(Town.Worker, text)).Persons).Reason);
        }
        for (var length = 4; length <= 6; length++)
        {
            Assert.Equal((_shan.Id, SearchReason.IdTail), Assert.Single((await _town.Search.FindAsync(Town.Worker, id[^length..])).Persons) is var hit ? (hit.Id, hit.Reason) : default);
        }
        Assert.Equal(SearchReason.Certificate, Assert.Single((await _town.Search.FindAsync(Town.Worker, _lei.Certificate!.Number.Value)).Persons).Reason);
        Assert.Empty((await _town.Search.FindAsync(Town.Worker, id[^3..])).Persons);
        Assert.Empty((await _town.Search.FindAsync(Town.Worker, id[..7])).Persons);
    }

    [Fact]
    public async Task A_tail_with_X_is_found_in_either_case()
    {
        var birth = Enumerable.Range(0, 400).Select(i => new DateOnly(1960, 1, 1).AddDays(i)).First(d => Town.Id(d, 101).EndsWith('X'));
        using (var db = _town.Open())
        {
            db.Add(new Person { Name = "何叉", IdNumber = IdNumber.Parse(Town.Id(birth, 101)), BirthDate = birth, RegionCode = Town.Nanshilou });
            db.SaveChanges();
        }
        var tail = Town.Id(birth, 101)[^4..];
        Assert.Equal("何叉", Assert.Single((await _town.Search.FindAsync(Town.Worker, tail)).Persons).Name);
        Assert.Equal("何叉", Assert.Single((await _town.Search.FindAsync(Town.Worker, tail.ToLowerInvariant())).Persons).Name);
    }

    [Fact]
    public async Task A_village_leads_to_itself_and_to_who_lives_there()
    {
        var found = await _town.Search.FindAsync(Town.TownOfficer, "南石楼");
        Assert.Equal(("南石楼村", "石桥镇", 3), Assert.Single(found.Places) is var place ? (place.Place.Name, place.Town, place.Persons) : default);
        Assert.Equal(["雷金海", "吕雷", "单秀兰"], found.Persons.Select(p => p.Name).OrderBy(n => "雷吕单".IndexOf(n[0])));
        Assert.All(found.Persons, p => Assert.Equal(SearchReason.Place, p.Reason));
        Assert.Equal("吕雷", Assert.Single((await _town.Search.FindAsync(Town.TownOfficer, "吕 南石楼")).Persons).Name);
    }

    [Fact]
    public async Task The_stretch_that_fits_is_told()
    {
        var hit = (await _town.Search.FindAsync(Town.TownOfficer, "jh")).Persons;
        Assert.Equal([("雷金海", 1, 2), ("欧阳金海", 2, 2)], hit.Select(h => (h.Name, h.Start, h.Length)));
        var spelt = Assert.Single((await _town.Search.FindAsync(Town.Worker, "jinh")).Persons);
        Assert.Equal((1, 2), (spelt.Start, spelt.Length));
        var number = Assert.Single((await _town.Search.FindAsync(Town.Worker, "2738")).Persons);
        Assert.Equal(0, number.Length);
    }

    [Fact]
    public async Task Another_village_finds_nothing_by_any_way()
    {
        string[] ways =
        [
            "雷", "雷金海", "秀兰", "ljh", "leijinhai", "shanxiulan", "2738", "15440712738", "1234", "13955501234", _lei.IdNumber.Value, _lei.IdNumber.Value[^6..],
            _lei.Certificate!.Number.Value, "南石楼", "雷 2738",
        ];
        foreach (var text in ways)
        {
            var found = await _town.Search.FindAsync(Town.OtherWorker, text);
            Assert.Empty(found.Persons);
            Assert.Empty(found.Places);
            Assert.Equal(0, (await _town.People.ListAsync(Town.OtherWorker, new PeopleFilter { Text = text })).Total);
        }
        Assert.Empty((await _town.Search.FindAsync(Data.Database.Someone(Role.Administrator), "雷")).Persons);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("l")]
    [InlineData("12")]
    [InlineData("%")]
    [InlineData("'; drop")]
    [InlineData("\ud842")]
    public async Task What_says_nothing_finds_nobody(string text) =>
        Assert.Empty((await _town.Search.FindAsync(Town.Worker, text)).Persons);

    [Fact]
    public async Task A_new_name_and_a_new_phone_of_a_guardian_are_found_at_once_and_the_old_ones_no_more()
    {
        var file = await _town.Persons.FindAsync(Town.Worker, _shan.Id);
        var entry = GuardianEntry.Of(file!.Person.Guardian);
        entry.Phone = "13712345678";
        Assert.True((await _town.Desk.SaveGuardianAsync(Town.Worker, _shan.Id, file.Person.Version, GuardianEntry.Of(file.Person.Guardian), entry)).Outcome.Succeeded);
        Assert.Equal("单秀兰", Assert.Single((await _town.Search.FindAsync(Town.Worker, "5678")).Persons).Name);
        Assert.Empty((await _town.Search.FindAsync(Town.Worker, "1234")).Persons);
    }

    public void Dispose() => _town.Dispose();
}
