using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.HomeModification;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Programmes;

public class HomeModificationFigureTests : IDisposable
{
    private static readonly HomeModificationProgramme Programme = new();
    private readonly Database _database = new();
    private int _number;

    [Fact]
    public void The_year_s_figures_come_from_the_records_of_the_database()
    {
        using var db = _database.Open();
        db.AddRange(
            Lot("第一标段", new(2023, 5, 20), new(2023, 8, 2), new(2023, 9, 4), new(2023, 10, 20)),
            Lot("第二标段", new(2023, 6, 28), new(2023, 8, 16), new(2023, 8, 28), new(2023, 10, 26)));
        var first = Add(db, "34052419750607003X", "design", null, null);
        var second = Add(db, "34052419800101001X", "settle", new(2023, 10, 26), 313_000);
        var third = Add(db, "11010519491231002X", "done", new(2023, 10, 20), 312_000);
        third.Kind = Programme.Kinds[1];
        Visit(second, null);
        Visit(second, Satisfaction.Dissatisfied);
        Visit(third, Satisfaction.Fairly);
        var relative = CaseWalk.Someone("单秀兰", "440524188001010014").WithCertificate(DisabilityKind.Visual, DisabilityGrade.One);
        relative.Household = third.Person!.Household;
        db.Add(relative);
        db.SaveChanges();

        Assert.Equal("design", first.Stage);
        Expect(db, "households", "2户");
        Expect(db, "amount", "6,250元");
        Expect(db, "average", "3,125元");
        Expect(db, "concentrated", "1户");
        Expect(db, "dispersed", "1户");
        Expect(db, "assessed", "3户");
        Expect(db, "designed_households", "2户");
        Expect(db, "accepted_households", "2户");
        Expect(db, "entered", "1户");
        Expect(db, "entry_rate", "50.00%");
        Expect(db, "answered", "2人次");
        Expect(db, "satisfaction", "50.00%");
        Expect(db, "multi_disabled", "1户");
        Expect(db, "task", "—");
        Expect(db, "completion", "—");
        Expect(db, "designed", "2023-06");
        Expect(db, "procured", "2023-08");
        Expect(db, "started", "2023-08-28");
        Expect(db, "accepted", "2023-10-26");
        Assert.All(Programme.Figures.Where(f => f is not EligibleFigure), f => Assert.NotNull(f.Rows(db, Scope).Take(5).ToList()));
    }

    public void Dispose() => _database.Dispose();

    private static FigureScope Scope => new(2023, "340699", new DateOnly(2023, 12, 31));

    private static void Expect(IRecords records, string id, string shown)
    {
        var figure = Programme.Figure("home_modification." + id);
        Assert.Equal((id, shown), (id, figure.Shown(figure.Evaluate(records, Scope))));
    }

    private static Batch Lot(string name, DateOnly designed, DateOnly procured, DateOnly started, DateOnly accepted) => new()
    {
        Programme = Programme.Code,
        Year = 2023,
        Name = name,
        RegionCode = "340699",
        DesignedOn = designed,
        ProcuredOn = procured,
        WorkStartedOn = started,
        AcceptedOn = accepted,
    };

    private static void Visit(CaseFile file, Satisfaction? satisfaction) => file.FollowUps.Add(
        new FollowUp { CaseId = file.Id, On = new(2023, 11, 20), Way = "电话", By = "专职委员", Satisfaction = satisfaction });

    private CaseFile Add(Blazor.Data.CanLianDb db, string idNumber, string stage, DateOnly? doneOn, long? fen)
    {
        var person = CaseWalk.Someone("雷金海" + _number, idNumber).WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two);
        person.Household = new Household { Number = "34069900000" + _number, RegionCode = person.RegionCode };
        person.HouseholdId = person.Household.Id;
        var file = CaseFile.Open(
            $"2023-家改-000{++_number}", Programme.Code, 2023, person, true, Programme.Flow, new(2023, 4, 13), CaseWalk.By(Role.VillageWorker), default);
        file.PlaceAsRecorded(Programme.Flow.Stage(stage), doneOn ?? new(2023, 6, 1), new(2023, 5, 15), doneOn, "导入", Actor.System, default);
        (file.Kind, file.AmountFen) = (Programme.Kinds[0], fen);
        db.Add(file);
        return file;
    }
}
