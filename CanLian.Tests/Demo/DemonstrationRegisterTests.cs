using CanLian.Domain.Common;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Demo;

/// <summary>The register of the demonstration district: how many, where, and that every number holds.</summary>
public class DemonstrationRegisterTests(Demonstration demonstration)
{
    private static readonly DateOnly YearEnd = new(2023, 12, 31);

    [Fact]
    public void It_says_what_it_does_while_it_is_filled() => Assert.True(demonstration.Said.Count > 3, string.Join("; ", demonstration.Said));

    [Fact]
    public void It_has_the_persons_places_and_certificates_of_the_district()
    {
        using var db = demonstration.Open();
        Assert.Equal(7_205, db.Persons.Count());
        Assert.Equal(6_826, db.Persons.Count(p => p.Certificates.Any(c => c.Current)));
        Assert.Equal((1, 5, 55), (
            db.Regions.Count(r => r.Code.Length == Region.DistrictLength),
            db.Regions.Count(r => r.Code.Length == Region.TownLength),
            db.Regions.Count(r => r.Code.Length == Region.VillageLength)));
        Assert.Equal(129, db.Persons.Count(p => p.RegionCode == "340699003205" && p.Certificates.Any(c => c.Current)));
        Assert.False(db.Persons.Any(p => !db.Regions.Any(r => r.Code == p.RegionCode)));
    }

    [Fact]
    public void Every_number_is_right_unique_and_agrees_with_the_person()
    {
        using var db = demonstration.Open();
        var persons = db.Persons.AsNoTracking().Include(p => p.Certificates).ToList();
        Assert.Equal(persons.Count, persons.Select(p => p.IdNumber).Distinct().Count());
        Assert.All(persons, p =>
        {
            Assert.Equal((p.BirthDate, p.Sex, "340699"), (p.IdNumber.BirthDate, p.IdNumber.Sex, p.IdNumber.AreaCode));
            Assert.True(p.BirthDate < new DateOnly(2023, 12, 29));
        });
        var certificates = persons.SelectMany(p => p.Certificates.Select(c => (Person: p, Certificate: c))).ToList();
        var current = certificates.Where(c => c.Certificate.Current).ToList();
        Assert.Equal(current.Count, current.Select(c => c.Certificate.Number).Distinct().Count());
        Assert.All(persons, p => Assert.InRange(p.Certificates.Count(c => c.Current), 0, 1));
        Assert.All(certificates, c =>
        {
            Assert.Null(c.Certificate.Number.DisagreementWith(c.Person.IdNumber, c.Certificate.Kind, c.Certificate.Grade));
            Assert.Equal(Certificate.MaskOf(c.Certificate.Kind, c.Certificate.Components), c.Certificate.KindMask);
            Assert.Equal(c.Certificate.Kind == DisabilityKind.Multiple, c.Certificate.Components.Count > 1);
            Assert.True(c.Certificate.IssuedOn > c.Person.BirthDate && c.Certificate.IssuedOn < new DateOnly(2023, 12, 29));
        });
        Assert.Contains(certificates, c => c.Certificate.Number.ReissueCount == 2);
    }

    [Fact]
    public void Every_state_of_a_certificate_is_there()
    {
        using var db = demonstration.Open();
        var day = new DateOnly(2023, 12, 29);
        var states = db.Persons.AsNoTracking().SelectMany(p => p.Certificates).Where(c => c.Current).ToList()
            .CountBy(c => c.StateOn(day)).ToDictionary();
        Assert.Equal(Enum.GetValues<CertificateState>().Order(), states.Keys.Order());
        Assert.Equal(86, states[CertificateState.Cancelled]);
        Assert.InRange(states[CertificateState.Expired], 200, 300);
    }

    [Fact]
    public void Thirty_one_households_with_thirty_seven_holders_are_monitored_at_the_end_of_the_year()
    {
        using var db = demonstration.Open();
        var kinds = Hardship.Monitored;
        var monitored = db.Persons.AsNoTracking().Include(p => p.Certificates).Include(p => p.Hardships).Include(p => p.Allowances)
            .Where(p => p.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= YearEnd && (h.To == null || h.To >= YearEnd))).ToList();
        Assert.Equal(31, monitored.Select(p => p.HouseholdId).Distinct().Count());
        Assert.Equal(37, monitored.Count(p => p.Certificate is not null));
        var households = monitored.Select(p => p.HouseholdId).ToHashSet();
        Assert.Equal(37, db.Persons.Count(p => households.Contains(p.HouseholdId) && p.Certificates.Any(c => c.Current)));
        Assert.Equal(31, monitored.Count(p => p.Allowances.Exists(a => a.HoldsOn(YearEnd))
            || p.Hardships.Exists(h => h.Kind == HardshipKind.MinimumLiving && h.HoldsOn(YearEnd))));
    }

    [Fact]
    public void The_family_of_the_pictures_lives_in_its_house()
    {
        using var db = demonstration.Open(Actor.System with { Region = "340699003205" });
        var lei = db.Persons.Include(p => p.Certificates).Include(p => p.Household!.Members).Single(p => p.Name == "雷金海");
        Assert.Equal(("石桥镇南石楼村181号", "肢体二级", Sex.Female), (lei.Address, lei.Certificate!.Description, lei.Sex));
        Assert.Equal(13, lei.Household!.Members.Single(m => m.Name == "陆刚守").AgeOn(new DateOnly(2023, 12, 29)));
    }

    [Fact]
    public void Everyone_is_found_by_the_search_keys()
    {
        using var db = demonstration.Open();
        Assert.False(db.Persons.Any(p => !db.SearchKeys.Any(k => k.PersonId == p.Id && k.RegionCode == p.RegionCode)));
        Assert.True(db.SearchKeys.Count(k => k.Key == "n秀") > 50);
        Assert.DoesNotContain("", db.Persons.Select(p => p.SortKey));
    }

    [Fact]
    public void Children_and_who_needs_one_have_a_guardian_but_for_a_few()
    {
        using var db = demonstration.Open();
        var day = new DateOnly(2023, 12, 29);
        var without = db.Persons.AsNoTracking().Include(p => p.Certificates).ToList().Where(p => p.NeedsGuardian(day) && p.Guardian is null).ToList();
        Assert.InRange(without.Count, 5, 60);
        Assert.DoesNotContain(without, p => p.AgeOn(day) < 18);
    }
}
