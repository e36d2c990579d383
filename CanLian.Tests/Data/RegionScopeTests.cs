using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data;

public class RegionScopeTests : IDisposable
{
    private const string Here = "340699003007";
    private const string There = "340699003008";

    private readonly Database _database = new();

    public RegionScopeTests()
    {
        using var db = _database.Open();
        db.AddRange(Person("雷金海", "34052419800101001X", Here), Person("单秀兰", "11010519491231002X", There));
        db.SaveChanges();
    }

    [Fact]
    public void A_village_worker_reads_counts_and_finds_the_own_village_alone()
    {
        using var db = _database.Open(Database.Someone(Role.VillageWorker, Here));
        Assert.Equal(["雷金海"], db.Persons.Select(p => p.Name));
        Assert.Equal(1, db.Persons.Count());
        Assert.DoesNotContain(db.SearchKeys.ToList(), k => k.RegionCode != Here);
    }

    [Fact]
    public void A_town_officer_reads_both_villages_and_an_administrator_no_person()
    {
        using var town = _database.Open(Database.Someone(Role.TownOfficer, "340699003"));
        Assert.Equal(2, town.Persons.Count());
        using var administrator = _database.Open(Database.Someone(Role.Administrator));
        Assert.Empty(administrator.Persons);
    }

    [Fact]
    public void A_write_outside_the_region_is_refused_and_nothing_is_saved()
    {
        using (var db = _database.Open(Database.Someone(Role.VillageWorker, Here)))
        {
            db.Add(Person("外村人", "440524188001010014", There));
            Assert.Throws<OutsideScopeException>(() => db.SaveChanges());
        }
        using var all = _database.Open();
        Assert.Equal(2, all.Persons.Count());
    }

    [Fact]
    public void A_lot_is_seen_and_changed_where_it_belongs_in_what_is_above_and_in_what_is_below()
    {
        using (var db = _database.Open())
        {
            db.AddRange(Lot("区标段", "340699"), Lot("镇标段", "340699003"), Lot("邻镇标段", "340699004"), Lot("邻区标段", "340700"));
            db.SaveChanges();
        }
        using var town = _database.Open(Database.Someone(Role.TownOfficer, "340699003"));
        Assert.Equal(["区标段", "镇标段"], town.Batches.Select(b => b.Name).Order());
        using var administrator = _database.Open(Database.Someone(Role.Administrator, "340699"));
        Assert.Equal(3, administrator.Batches.Count());
        town.Attach(Lot("邻镇标段", "340699004")).State = EntityState.Modified;
        Assert.Throws<OutsideScopeException>(() => town.SaveChanges());

        static Batch Lot(string name, string region) => new() { Programme = "home_modification", Year = 2023, Name = name, RegionCode = region };
    }

    [Fact]
    public void A_change_leaves_who_what_before_and_after_and_no_number_in_clear()
    {
        var worker = Database.Someone(Role.VillageWorker, Here);
        using (var db = _database.Open(worker))
        {
            var person = db.Persons.Single();
            person.Address = "南石楼村181号";
            person.Phone = "13940712738";
            db.SaveChanges();
        }
        using var all = _database.Open();
        var entry = all.ChangeLog.Single(e => e.Action == "修改");
        Assert.Equal((worker.Id, "Person"), (entry.ActorId, entry.Entity));
        Assert.Contains("""
            "Address":["","南石楼村181号"]
            """.Trim(), entry.Changes);
        Assert.DoesNotContain(all.ChangeLog.ToList(), e => e.Changes.Contains("13940712738") || e.Changes.Contains("34052419800101001X"));
    }

    [Fact]
    public void Whoever_saves_an_older_version_is_told_so()
    {
        using var first = _database.Open();
        using var second = _database.Open();
        first.Persons.First(p => p.RegionCode == Here).Address = "一";
        second.Persons.First(p => p.RegionCode == Here).Address = "二";
        first.SaveChanges();
        Assert.Throws<DbUpdateConcurrencyException>(() => second.SaveChanges());
    }

    [Theory]
    [InlineData("n金")]
    [InlineData("n金海")]
    [InlineData("Sleijinhai")]
    [InlineData("Iljh")]
    [InlineData("ijh")]
    public void A_person_is_found_by_part_of_the_name_and_its_spelling(string key)
    {
        using var db = _database.Open();
        Assert.Contains(db.SearchKeys.ToList(), k => k.Key == key);
    }

    public void Dispose() => _database.Dispose();

    private static Person Person(string name, string id, string region) =>
        new() { Name = name, IdNumber = IdNumber.Parse(id), RegionCode = region, BirthDate = IdNumber.Parse(id).BirthDate };
}
