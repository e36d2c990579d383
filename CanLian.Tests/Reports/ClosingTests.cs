using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Figures;
using CanLian.Blazor.Features.Reports;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Reports;

/// <summary>A closed year over a copy of the demonstration: nothing that happens later changes a number or a name of it.</summary>
public sealed class ClosingTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private static readonly Actor _supervisor = Database.Someone(Role.Supervisor);
    private static readonly FigureAsk _year = new(2023);

    [Fact]
    public async Task Numbers_and_names_stay_and_what_comes_later_is_a_correction()
    {
        var desk = host.Service<ClosingDesk>();
        Assert.False((await desk.CloseAsync(Database.Someone(Role.DistrictOfficer), 2023)).Succeeded);
        Assert.Contains("2024-12-20 起才能关账", (await desk.CloseAsync(_supervisor, 2024)).Reasons[0].Sentence.ToString());
        var before = await ValuesAsync(_supervisor);
        Assert.Empty((await desk.CloseAsync(_supervisor, 2023)).Reasons);
        Assert.Equal(before, await ValuesAsync(_supervisor));
        Assert.Contains("已经关账", (await desk.CloseAsync(_supervisor, 2023)).Reasons[0].Sentence.ToString());

        var (town, village) = DeleteACase();

        Assert.Equal(before, await ValuesAsync(_supervisor));
        var figure = (await host.Service<FigurePageQueries>().FindAsync(_supervisor, "medication.persons", _year, 1))!;
        Assert.Equal((525m, 524m), (figure.Value.Number, figure.Now!.Number));
        var report = (await host.Service<ReportQueries>().FindAsync(_supervisor, _year))!;
        Assert.Contains(report.Blocks, b => b.Text.Contains("525名"));
        Assert.Contains(report.Corrections, c => c.Figure.Id == "medication.amount" && c.Now.Number == 524_000);
        Assert.All(await host.Service<FigureQueries>().ReadAsync(_supervisor, figure.Ground.Scope, records =>
                Catalogue.Figures.Select(f => (f.Id, Value: f.Evaluate(records, figure.Ground.Scope).Records, Rows: f.Rows(records, figure.Ground.Scope).Count())).ToList()),
            f => Assert.True(f.Value == f.Rows, $"{f.Id}: {f.Value} and {f.Rows} rows"));

        // A place's closed rows are as much behind the fence as its records.
        var elsewhere = Database.Someone(Role.TownOfficer, town == "340699001" ? "340699002" : "340699001");
        Assert.Null(await host.Service<FigurePageQueries>().FindAsync(elsewhere, "medication.persons", new FigureAsk(2023, town), 1));
        using var db = host.Service<CanLianDbFactory>().Open(elsewhere);
        Assert.Empty(db.ClosedRecords.Where(r => r.RegionCode == village).ToList());
        Assert.Empty(db.ClosedFigures.Where(f => f.RegionCode == town).ToList());
        Assert.Empty(db.ClosedRecords.Where(r => r.Programme == "certificate_audit").ToList());
        Assert.Contains("已经关账", (await host.Service<ReportDesk>().WriteAsync(_supervisor, 2023, "medication", "改", null)).Reasons[0].Sentence.ToString());
    }

    private (string Town, string Village) DeleteACase()
    {
        using var db = host.Service<CanLianDbFactory>().Open(Actor.System);
        var gone = db.Cases.First(c => c.Programme == "medication" && c.Year == 2023 && c.DoneOn != null);
        db.Remove(gone);
        db.SaveChanges();
        return (Region.TownOf(gone.RegionCode), gone.RegionCode);
    }

    private async Task<List<(string, decimal?, DateOnly?, int)>> ValuesAsync(Actor actor)
    {
        var figures = host.Service<FigureQueries>();
        var ground = (await figures.GroundAsync(actor, _year))!;
        return [.. (await figures.EvaluateAsync(actor, ground.Scope, Catalogue.Figures)).Select(v => (v.Key, v.Value.Number, v.Value.Date, v.Value.Records))];
    }
}
