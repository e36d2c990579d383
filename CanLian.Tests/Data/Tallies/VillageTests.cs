using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Tests.Data.OnPostgres;
using CanLian.Tests.Figures;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data.Tallies;

/// <summary>Figures that ask the register are put together from what is kept of villages, and say what the records say.</summary>
public class VillageTests : IDisposable
{
    private static readonly DateOnly _today = new(2023, 12, 29);
    private static readonly List<Figure> _figures =
        [.. Catalogue.Figures.Where(f => f is not (RatioFigure or TargetFigure) && !(f is CaseFigure { IsTallied: true } or CaseFigure { IsOverdue: true }))];

    private readonly Database _database = new();
    private readonly Random _random = new(7);
    private int _policies;

    public VillageTests()
    {
        var district = new SmallDistrict();
        using var db = _database.Open();
        db.LogsEachChange = false;
        db.AddRange(district.HouseholdList);
        db.AddRange(district.PersonList);
        db.AddRange(district.BatchList);
        db.AddRange(district.TargetList);
        db.AddRange(district.CaseList);
        db.SaveChanges();
    }

    [Fact]
    public void Whatever_is_written_in_a_village_the_next_reader_gets_what_the_records_say()
    {
        AllAgree(_figures);
        Assert.True(_figures.Count(IsKept) > 40, $"{_figures.Count(IsKept)} figures are kept by village");
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < 3; i++)
            {
                using var db = _database.Open();
                Write(db);
                db.SaveChanges();
            }
            AllAgree(_figures.Where((_, i) => i % 3 == round % 3));
        }
    }

    [Theory]
    [InlineData("late.payments")]
    [InlineData("late.rectifications")]
    [InlineData("late.outreach")]
    [InlineData("jobs.wishes_open")]
    public void What_comes_late_and_who_looks_for_work_is_counted_by_the_next_reader(string id)
    {
        var figure = Catalogue.FindFigure(id)!;
        var scope = new FigureScope(SmallDistrict.Year, SmallDistrict.District, _today);
        AllAgree([figure]);
        var before = Number();
        using (var db = _database.Open())
        {
            var file = db.Cases.Include(c => c.Person).Where(c => c.StageKind == StageKind.Open && c.StageSince <= _today).OrderBy(c => c.Id).First();
            db.Add(id switch
            {
                "late.payments" => new Payment { CaseId = file.Id, List = "一", Payee = "某", State = PaymentState.Failed, ListedOn = new DateOnly(2023, 12, 1) },
                "late.rectifications" => new FollowUp { CaseId = file.Id, On = new DateOnly(2023, 11, 1), Way = "电话", By = "某", Problem = "坏了", FixBy = new DateOnly(2023, 12, 1) },
                "late.outreach" => new OutreachTask { PersonId = file.PersonId, RegionCode = file.Person!.RegionCode, Programme = "medication", What = "药", OpenedOn = new DateOnly(2023, 11, 1), OpenedBy = "某", DueOn = new DateOnly(2023, 12, 1) },
                _ => (object)new JobWish { PersonId = file.PersonId, From = new DateOnly(2023, 12, 1), RefreshedOn = new DateOnly(2023, 12, 1) },
            });
            db.SaveChanges();
        }
        Assert.Equal(before + 1, Number());
        AllAgree([figure]);

        decimal? Number()
        {
            using var db = _database.Open();
            return figure.Evaluate(db, scope).Number;
        }
    }

    [Fact]
    public void A_reader_that_keeps_late_keeps_nothing_that_was_overtaken()
    {
        var figure = Catalogue.FindFigure("overall.unserved")!;
        var scope = new FigureScope(SmallDistrict.Year, SmallDistrict.District, _today);
        using var reader = _database.Open();
        figure.Evaluate(reader, scope);
        using (var db = _database.Open())
        {
            foreach (var person in db.Persons.Include(p => p.Certificates))
            {
                person.Certificates.Clear();
            }
            db.SaveChanges();
        }
        reader.KeepVillages(waits: true);
        using var next = _database.Open();
        Assert.Equal(figure.Evaluate(next, scope with { Live = true }), figure.Evaluate(next, scope));
    }

    [Fact]
    public void Whoever_sees_less_reads_what_others_have_kept_and_keeps_nothing()
    {
        var figure = Catalogue.FindFigure("overall.unserved")!;
        var scope = new FigureScope(SmallDistrict.Year, SmallDistrict.Towns[1], _today);
        var officer = new Actor("town", "town", Role.TownOfficer, SmallDistrict.Towns[1], new HashSet<string>());
        using (var reader = _database.Open(officer))
        {
            Assert.Equal(figure.Evaluate(reader, scope with { Live = true }), figure.Evaluate(reader, scope));
            reader.KeepVillages(waits: true);
        }
        Assert.False(IsKept(figure));
        using (var all = _database.Open())
        {
            figure.Evaluate(all, scope);
            all.KeepVillages(waits: true);
            all.VillageCells.Where(c => c.FigureId == figure.Id && c.RegionCode == all.VillageCells.Min(o => o.RegionCode))
                .ExecuteUpdate(set => set.SetProperty(c => c.Millionths, c => c.Millionths + 1_000_000));
        }
        using var next = _database.Open(officer);
        Assert.Equal(figure.Evaluate(next, scope with { Live = true }).Number + 1, figure.Evaluate(next, scope).Number);
    }

    /// <summary>How often something is written at random and read again.</summary>
    protected virtual int Rounds => 2;

    public void Dispose() => _database.Dispose();

    private bool IsKept(Figure figure)
    {
        using var db = _database.Open();
        return db.VillageCells.Any(c => c.FigureId == figure.Id);
    }

    private void Write(CanLianDb db)
    {
        var person = db.Persons.Include(p => p.Certificates).Include(p => p.Hardships).OrderBy(p => p.Id).Skip(_random.Next(90)).First();
        var file = db.Cases.OrderBy(c => c.Id).Skip(_random.Next(1_500)).First();
        switch (_random.Next(9))
        {
            case 0:
                person.RegionCode = SmallDistrict.Villages[_random.Next(4)];
                break;
            case 1:
                person.HouseholdId = _random.Next(3) == 0 ? null : db.Households.AsEnumerable().ElementAt(_random.Next(20)).Id;
                break;
            case 2:
                db.Add(new Hardship { PersonId = person.Id, Kind = Hardship.Monitored[0], From = new DateOnly(2023, 1, 1) });
                break;
            case 3:
                db.RemoveRange(person.Hardships);
                break;
            case 4:
                person.Certificates.ForEach(c => c.State = CertificateState.Cancelled);
                break;
            case 5:
                db.Add(new PolicySetting { Key = "certification.promised_days", From = new DateOnly(2022, 1, 1).AddDays(_policies++), Value = _random.Next(30) });
                break;
            case 6:
                db.Add(new FollowUp { CaseId = file.Id, On = new DateOnly(2023, 12, 1), Way = "电话", By = "某", Satisfaction = Satisfaction.Satisfied });
                break;
            case 7:
                file.RegionCode = SmallDistrict.Villages[_random.Next(4)];
                break;
            default:
                db.Remove(file);
                break;
        }
    }

    private void AllAgree(IEnumerable<Figure> figures)
    {
        foreach (var figure in figures)
        {
            using var db = _database.Open();
            foreach (var asOf in new[] { _today, new DateOnly(2023, 10, 31) })
            {
                var scope = new FigureScope(SmallDistrict.Year, "", asOf);
                foreach (var region in new[] { "", SmallDistrict.District, SmallDistrict.Towns[1], SmallDistrict.Villages[0] })
                {
                    var asked = scope with { Region = region };
                    var (computed, kept) = (figure.Evaluate(db, asked with { Live = true }), figure.Evaluate(db, asked));
                    Assert.True(computed == kept, $"{figure.Id} {region} {asOf}: {computed} / {kept}");
                }
                var (each, eachKept) = (figure.EvaluateEach(db, scope with { Live = true }, SmallDistrict.Towns), figure.EvaluateEach(db, scope, SmallDistrict.Towns));
                Assert.All(SmallDistrict.Towns, town => Assert.True(each[town] == eachKept[town], $"{figure.Id} {town} {asOf}: {each[town]} / {eachKept[town]}"));
            }
            db.KeepVillages(waits: true);
        }
    }
}

/// <summary>The same on PostgreSQL, with fewer random writings: what differs there is the statements, and each of them is asked.</summary>
[OnPostgres]
public sealed class VillageOnPostgresTests : VillageTests
{
    protected override int Rounds => 1;
}
