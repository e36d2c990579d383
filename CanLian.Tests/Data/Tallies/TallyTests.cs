using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Tests.Data.OnPostgres;
using CanLian.Tests.Figures;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Data.Tallies;

/// <summary>Tallies say what the records say, whatever is written and by whomever.</summary>
public class TallyTests : IDisposable
{
    private static readonly DateOnly _today = new(2023, 12, 29);
    private static readonly DateOnly[] _days = [_today, new(2023, 12, 31), new(2023, 6, 30), new(2023, 1, 31)];

    // What is late is kept by months and days: a month's first, and days of other years.
    private static readonly DateOnly[] _lateDays = [new(2023, 5, 1), new(2023, 5, 2), new(2022, 12, 15), new(2024, 2, 1)];
    private readonly Database _database = new();
    private readonly Random _random = new(20231229);

    public TallyTests()
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
    public void After_any_writing_every_tally_equals_the_figure_computed_from_the_records()
    {
        AllAgree();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < 25; i++)
            {
                using var db = _database.Open();
                Write(db);
                db.SaveChanges();
            }
            AllAgree(every: 5, from: round);
        }
    }

    [Fact]
    public void Several_writings_in_one_transaction_count_and_one_that_is_given_up_does_not()
    {
        using (var db = _database.Open())
        {
            using var write = db.BeginWrite();
            Write(db);
            db.SaveChanges();
            Write(db);
            db.SaveChanges();
            write.Commit();
        }
        using (var db = _database.Open())
        {
            using var write = db.BeginWrite();
            Move(Some(db), StageKind.Done, _today);
            db.SaveChanges();
        }
        AllAgree(every: 7);
    }

    [Fact]
    public void Whoever_may_not_see_gets_no_tally_of_it()
    {
        var scope = FigureScope.Of(SmallDistrict.Year, SmallDistrict.District, _today);
        var hidden = Catalogue.Programmes.First(p => p.DistrictOnly);
        foreach (var actor in new[] { Database.Someone(Role.TownOfficer, SmallDistrict.Towns[0]), Database.Someone(Role.VillageWorker, SmallDistrict.Villages[0]), Database.Someone(Role.Administrator) })
        {
            using var db = _database.Open(actor);
            foreach (var figure in new[] { Catalogue.FindFigure("overall.amount")!, Catalogue.FindFigure("overall.open")!, Catalogue.FindFigure("overall.overdue")!, hidden.MeasureFigure, Catalogue.Programmes[0].MeasureFigure })
            {
                foreach (var region in new[] { SmallDistrict.District, SmallDistrict.Towns[0], SmallDistrict.Towns[1] })
                {
                    var asked = scope with { Region = region };
                    Assert.Equal(figure.Evaluate(db, asked with { Live = true }), figure.Evaluate(db, asked));
                }
            }
        }
    }

    [Fact]
    public void What_was_written_past_the_tallies_is_found_and_mended()
    {
        using var db = _database.Open();
        db.Cases.Where(c => c.StageKind == StageKind.Done).Take(3).ExecuteUpdate(set => set.SetProperty(c => c.AmountFen, 7));
        Assert.NotEmpty(TallyRebuild.Compare(db)!.Value.Wrong);
        using (var write = db.BeginWrite())
        {
            TallyRebuild.All(db);
            write.Commit();
        }
        Assert.Empty(TallyRebuild.Compare(db)!.Value.Wrong);
        AllAgree(every: 9);
    }

    [Fact]
    public void Every_figure_over_cases_that_could_be_kept_is()
    {
        var parts = Catalogue.Figures.SelectMany(f => f.Parts).OfType<CaseFigure>().ToList();
        Assert.All(parts.Where(f => f.IsTallied), f => Assert.True(Catalogue.Tallied.Has(f), f.Id));
        Assert.All(Catalogue.Programmes, p => Assert.True(p.MeasureFigure.IsTallied, p.Code));
    }

    /// <summary>How often something is written at random and read again.</summary>
    protected virtual int Rounds => 3;

    public void Dispose() => _database.Dispose();

    private void Write(CanLianDb db)
    {
        var file = Some(db);
        switch (_random.Next(8))
        {
            case 0:
                Move(file, (StageKind)_random.Next(4), Day());
                break;
            case 1:
                file.RegionCode = SmallDistrict.Villages[_random.Next(4)];
                break;
            case 2:
                (file.AmountFen, file.Quantity) = (_random.Next(100_000), _random.Next(40) / 8m);
                break;
            case 3:
                db.Remove(file);
                break;
            case 4:
                var person = db.Persons.Include(p => p.Household).AsEnumerable().ElementAt(_random.Next(90));
                var programme = Catalogue.Programmes[_random.Next(Catalogue.Programmes.Count)];
                var opened = CaseFile.Open(
                    $"T{Guid.NewGuid():N}", programme.Code, SmallDistrict.Year, person, programme.Subject == Domain.Programmes.Subject.Household, programme.Flow, Day(), Actor.System, DateTime.UtcNow);
                Move(opened, StageKind.Done, Day());
                db.Add(opened);
                break;
            case 5:
                var holds = db.Entry(file).Collection(c => c.Holds);
                holds.Load();
                if (file.CurrentHold is { } hold)
                {
                    hold.EndedOn = Day();
                }
                else
                {
                    db.Add(new Hold { CaseId = file.Id, Reason = "外出", From = Day(), ReviewOn = _today });
                }
                break;
            case 6:
                var target = db.Targets.AsEnumerable().ElementAt(_random.Next(10));
                (target.Amount, target.Draft) = (_random.Next(50), _random.Next(4) == 0);
                break;
            default:
                var other = Some(db);
                db.Entry(file).Property(c => c.PersonId).CurrentValue = other.PersonId;
                db.Entry(file).Property(c => c.HouseholdId).CurrentValue = file.HouseholdId is null ? null : other.HouseholdId;
                break;
        }
    }

    private CaseFile Some(CanLianDb db) => db.Cases.Include(c => c.Events).OrderBy(c => c.Id).Skip(_random.Next(db.Cases.Count())).First();

    // Also days before the year, and days that have not come.
    private DateOnly Day() => new DateOnly(2022, 11, 1).AddDays(_random.Next(450));

    private static void Move(CaseFile file, StageKind kind, DateOnly on)
    {
        var flow = Catalogue.Of(file.Programme).Flow;
        file.PlaceAsRecorded(flow.Stages.FirstOrDefault(s => s.Kind == kind) ?? flow.First, on, null, kind == StageKind.Done ? on : null, "导入", Actor.System, DateTime.UtcNow);
    }

    private void AllAgree(int every = 1, int from = 0)
    {
        using var db = _database.Open();
        Assert.Equal([], TallyRebuild.Compare(db)!.Value.Wrong);
        var figures = Catalogue.Figures.SelectMany(f => f.Parts).Where(f => f is CaseFigure or TargetFigure).DistinctBy(f => f.Id).Where((_, i) => i % every == from % every);
        foreach (var figure in figures)
        {
            foreach (var asOf in figure is CaseFigure { IsOverdue: true } ? _days.Concat(_lateDays) : _days)
            {
                var scope = new FigureScope(SmallDistrict.Year, SmallDistrict.District, asOf);
                foreach (var region in new[] { "", "34", "3406", SmallDistrict.District, SmallDistrict.Towns[1], SmallDistrict.Villages[2] })
                {
                    var asked = scope with { Region = region };
                    Same(figure, asked, figure.Evaluate(db, asked with { Live = true }), figure.Evaluate(db, asked));
                }
                var computed = figure.EvaluateEach(db, scope with { Live = true }, SmallDistrict.Towns);
                var kept = figure.EvaluateEach(db, scope, SmallDistrict.Towns);
                Assert.All(SmallDistrict.Towns, town => Same(figure, scope with { Region = town }, computed[town], kept[town]));
            }
        }
    }

    private static void Same(Figure figure, FigureScope scope, FigureValue computed, FigureValue kept) =>
        Assert.True(computed == kept, $"{figure.Id} {scope.Region} {scope.AsOf}: {computed} / {kept}");
}

/// <summary>The same on PostgreSQL, with fewer random writings: what differs there is the statements, and each of them is asked.</summary>
[OnPostgres]
public sealed class TallyOnPostgresTests : TallyTests
{
    protected override int Rounds => 1;
}
