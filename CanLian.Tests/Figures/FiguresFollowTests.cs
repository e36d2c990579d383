using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Dashboard;
using CanLian.Blazor.Features.Reports;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Tests.Data;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Figures;

/// <summary>Whatever happens to the records, every figure over cases is what its own rows add up to, counted here by hand.</summary>
public sealed class FiguresFollowTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private const int Rounds = 4;
    private static readonly FigureScope _year = new(2023, "340699", new DateOnly(2023, 12, 29));

    private enum Mishap { Deleted, PaidMore, CountedMore, MovedAway }

    [Fact]
    public void Every_figure_follows_whatever_becomes_of_the_cases() =>
        Gen.Select(Gen.Enum<Mishap>(), Gen.UInt).List[3, 8].Sample(
            mishaps =>
            {
                using var db = Open();
                mishaps.ForEach(mishap => Befall(db, mishap.Item1, mishap.Item2));
                var cases = db.Cases.AsNoTracking().Where(c => c.Year == 2023).Select(c => new Counted(c.Id, c.PersonId, c.HouseholdId ?? c.PersonId, c.AmountFen ?? 0, c.Quantity ?? 0)).ToDictionary(c => c.Id);
                Assert.All(Catalogue.Figures.OfType<CaseFigure>(), figure =>
                    Assert.Equal(ByHand([.. figure.Rows(db, _year).AsEnumerable().Select(row => cases[row.Id])], figure.Measure), figure.Evaluate(db, _year).Number));
            },
            iter: Rounds, threads: 1);

    [Fact]
    public async Task One_case_less_is_one_less_everywhere()
    {
        var supervisor = Database.Someone(Role.Supervisor);
        var before = await ReadAsync();
        using (var db = Open())
        {
            // One that counts: what another test moved away does not.
            db.Remove(db.Cases.First(c => c.Programme == "medication" && c.Year == 2023 && c.StageKind == StageKind.Done && c.RegionCode.StartsWith(_year.Region) && !db.Cases.Any(o => o.Id != c.Id && o.PersonId == c.PersonId && o.Programme == c.Programme && o.Year == 2023)));
            db.SaveChanges();
        }
        var after = await ReadAsync();
        Assert.Equal((before.Number - 1, before.Tile - 1), (after.Number, after.Tile));
        Assert.Contains($"{before.Number - 1:0}名", after.Sentence);

        async Task<(decimal? Number, decimal? Tile, string Sentence)> ReadAsync()
        {
            using var db = Open();
            var report = (await host.Service<ReportQueries>().FindAsync(supervisor, new FigureAsk(2023)))!;
            var dashboard = await host.Service<DashboardQueries>().OpenAsync(supervisor, report.Ground);
            return (Catalogue.FindFigure("medication.persons")!.Evaluate(db, _year).Number,
                dashboard.Rows.Single(r => r.Programme.Code == "medication").Completion.Numerator,
                report.Blocks.Single(b => b.Key == "medication").Text);
        }
    }

    private CanLianDb Open() => host.Service<CanLianDbFactory>().Open(Actor.System);

    private static void Befall(CanLianDb db, Mishap mishap, uint which)
    {
        var cases = db.Cases.Where(c => c.Year == 2023).OrderBy(c => c.Id);
        var file = cases.Skip((int)(which % (uint)cases.Count())).First();
        switch (mishap)
        {
            case Mishap.Deleted:
                db.Remove(file);
                break;
            case Mishap.PaidMore:
                file.AmountFen = (file.AmountFen ?? 0) + 12_345;
                break;
            case Mishap.CountedMore:
                file.Quantity = (file.Quantity ?? 0) + 1;
                break;
            case Mishap.MovedAway:
                file.RegionCode = "340698001001";
                break;
        }
        db.SaveChanges();
    }

    private static decimal ByHand(List<Counted> cases, Measure measure) => measure switch
    {
        Measure.Cases => cases.Count,
        Measure.Persons => cases.Select(c => c.Person).ToHashSet().Count,
        Measure.Households => cases.Select(c => c.Household).ToHashSet().Count,
        Measure.Amount => cases.Sum(c => c.Fen) / 100m,
        Measure.Quantity => cases.Sum(c => c.Quantity),
    };

    private sealed record Counted(Guid Id, Guid Person, Guid Household, long Fen, decimal Quantity);
}
