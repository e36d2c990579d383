using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;
using CanLian.Tests.Exchange;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Figures;

/// <summary>What changed since the end of last month, by cause: told from the change log, so that a backdated entry does not pass for what was known then.</summary>
public class FigureChangeTests : IDisposable
{
    private readonly District _district = new(new DateTime(2023, 10, 10, 9, 0, 0));

    [Fact]
    public void Each_row_that_makes_the_difference_has_its_cause()
    {
        var stays = _district.Add("一直在");
        var dearer = _district.Add("改金额");
        var leaves = _district.Add("迁走了");
        var undone = _district.Add("撤回的");
        foreach (var person in new[] { stays, dearer, leaves, undone })
        {
            _district.AddDone(person, "medication", new DateOnly(2023, 10, 6), 100_000);
        }
        var finishing = Open(_district.Add("十一月办结"));
        Assert.Equal(4m, Value(new DateOnly(2023, 10, 31)));

        _district.Local = new DateTime(2023, 11, 10, 9, 0, 0);
        _district.AddDone(_district.Add("新发生"), "medication", new DateOnly(2023, 11, 8), 100_000);
        _district.AddDone(_district.Add("补录的"), "medication", new DateOnly(2023, 10, 20), 100_000);
        Change(dearer.Id, c => c.AmountFen = 90_000);
        Change(leaves.Id, c => c.RegionCode = "340699003999");
        Change(undone.Id, c => Place(c, Stage.End("withdrawn", "已退出", StageKind.Withdrawn), null));
        Change(finishing, c => Place(c, Stage.End("done", "已完成", StageKind.Done), new DateOnly(2023, 11, 9)));

        var change = Of("medication.persons");
        Assert.Equal((new DateOnly(2023, 10, 31), 4m), (change.BeforeOn, change.Before!.Number));
        Assert.Equal([("十一月办结", ChangeCause.Done), ("新发生", ChangeCause.New), ("补录的", ChangeCause.EnteredLate)], Sorted(change.Came));
        Assert.Equal([("撤回的", ChangeCause.Undone), ("迁走了", ChangeCause.Moved)], Sorted(change.Went));
        Assert.Equal([("改金额", ChangeCause.Corrected)], Sorted(change.Altered));
        Assert.Equal(4000m, Of("medication.amount").Before!.Number);
        Assert.Equal(change.Before.Number + change.Came.Count - change.Went.Count, Value(new DateOnly(2023, 11, 15)));
    }

    [Fact]
    public void A_rate_is_another_when_its_task_is()
    {
        var cut = new Target { Year = 2023, Programme = "medication", RegionCode = "340699003", Amount = 10, Unit = Unit.Person };
        Save(db => db.Add(cut));
        _district.AddDone(_district.Add("办过的"), "medication", new DateOnly(2023, 10, 6), 100_000);
        _district.Local = new DateTime(2023, 11, 10, 9, 0, 0);
        Save(db => db.Targets.Single().Amount = 5);

        using var db = _district.Factory.Open(Actor.System);
        var rate = FigureChange.Of(Catalogue.FindFigure("medication.completion")!, db, Town);
        Assert.Equal((0.1m, 10m), (rate.Before!.Number, rate.Before.Denominator));
        Assert.Equal([("medication", ChangeCause.TaskChanged)], Sorted(rate.Altered));
        Assert.Empty(rate.Came.Concat(rate.Went));
        var task = FigureChange.Of(Catalogue.FindFigure("medication.task")!, db, Town);
        Assert.Equal((10m, 1), (task.Before!.Number, task.Altered.Count));
    }

    [Fact]
    public void Persons_who_came_went_and_were_entered_late_are_told_from_the_log()
    {
        _ = _district.Add("一直在");
        var leaves = _district.Add("迁走了");
        var removed = _district.Add("移出的");
        _district.Local = new DateTime(2023, 11, 10, 9, 0, 0);
        _ = _district.Add("新登记");
        Save(db => db.Persons.Single(p => p.Id == leaves.Id).RegionCode = "340699003999");
        Save(db => db.Persons.Include(p => p.Hardships).Single(p => p.Id == removed.Id).Hardships.Single().To = new DateOnly(2023, 11, 5));

        using var db = _district.Factory.Open(Actor.System);
        var change = FigureChange.Of(Catalogue.FindFigure("monitoring.persons")!, db, Scope(new DateOnly(2023, 11, 15)));
        Assert.Equal([("新登记", ChangeCause.New)], Sorted(change.Came));
        Assert.Equal([("移出的", ChangeCause.Corrected), ("迁走了", ChangeCause.Moved)], Sorted(change.Went));
        Assert.Equal(3m, change.Before!.Number);
    }

    public void Dispose() => _district.Dispose();

    private static List<(string, ChangeCause)> Sorted(IReadOnlyList<ChangedRow> rows) => [.. rows.Select(r => (r.Row.Name, r.Cause)).OrderBy(r => r.Name, StringComparer.Ordinal)];

    private static FigureScope Scope(DateOnly asOf) => new(2023, District.Village, asOf);

    private static FigureScope Town => new(2023, "340699003", new DateOnly(2023, 11, 15));

    private void Save(Action<Blazor.Data.CanLianDb> change)
    {
        using var db = _district.Factory.Open(Actor.System);
        change(db);
        db.SaveChanges();
    }

    private FigureChange Of(string figure)
    {
        using var db = _district.Factory.Open(Actor.System);
        return FigureChange.Of(Catalogue.FindFigure(figure)!, db, Scope(new DateOnly(2023, 11, 15)));
    }

    private decimal? Value(DateOnly asOf)
    {
        using var db = _district.Factory.Open(Actor.System);
        return Catalogue.FindFigure("medication.persons")!.Evaluate(db, Scope(asOf)).Number;
    }

    private Guid Open(Domain.People.Person person)
    {
        using var db = _district.Factory.Open(Actor.System);
        var file = new CaseFile
        {
            Number = "2023-open",
            Programme = "medication",
            Year = 2023,
            PersonId = person.Id,
            SubjectName = person.Name,
            RegionCode = person.RegionCode,
            AppliedOn = new DateOnly(2023, 10, 9),
        };
        db.Add(file);
        db.SaveChanges();
        return person.Id;
    }

    private void Change(Guid person, Action<CaseFile> change)
    {
        using var db = _district.Factory.Open(Actor.System);
        change(db.Cases.Include(c => c.Events).Single(c => c.PersonId == person));
        db.SaveChanges();
    }

    private static void Place(CaseFile file, Stage stage, DateOnly? done) =>
        file.PlaceAsRecorded(stage, file.AppliedOn, done, done, "更改", Actor.System, new DateTime(2023, 11, 10, 1, 0, 0, DateTimeKind.Utc));
}
