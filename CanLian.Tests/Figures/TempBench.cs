using System.Diagnostics;
using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Dashboard;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Tests.Data;
using Xunit;
namespace CanLian.Tests.Figures;
public sealed class TempBench
{
    [Fact]
    public async Task Run()
    {
        var folder = new DataFolder(Environment.GetEnvironmentVariable("BENCH")!);
        var clock = new OfficeClock(TimeProvider.System) { Pinned = new DateOnly(2023, 12, 29) };
        var factory = new CanLianDbFactory(folder, clock, new SearchHash(folder));
        var figures = new FigureQueries(factory, clock);
        var queries = new DashboardQueries(factory, figures, clock);
        foreach (var actor in new[] { Database.Someone(Role.Supervisor), Database.Someone(Role.TownOfficer, "340699003") })
        {
            for (var i = 0; i < 4; i++)
            {
                var w = Stopwatch.StartNew();
                var ground = (await figures.GroundAsync(actor, new FigureAsk(2023)))!;
                var g = w.Elapsed.TotalMilliseconds; w.Restart();
                var view = await queries.OpenAsync(actor, ground);
                var o = w.Elapsed.TotalMilliseconds; w.Restart();
                await queries.RefreshAsync(actor, ground, ["home_modification"]);
                var r = w.Elapsed.TotalMilliseconds; w.Restart();
                await queries.UnservedAsync(actor, ground);
                var u = w.Elapsed.TotalMilliseconds; w.Restart();
                await queries.SeriesAsync(actor, ground, Catalogue.Programmes[0]);
                var s = w.Elapsed.TotalMilliseconds; w.Restart();
                await figures.EvaluateAsync(actor, ground.Scope, Catalogue.Figures);
                TestContext.Current.SendDiagnosticMessage($"{actor.Role} ground {g:0.0} open {o:0.0} refresh {r:0.0} unserved {u:0.0} series {s:0.0} all figures {w.Elapsed.TotalMilliseconds:0.0} ({Catalogue.Figures.Count})");
            }
        }
        var rows = new List<(double, string)>();
        foreach (var f in Catalogue.Figures)
        {
            var scope = FigureScope.Of(2023, "340699", clock.Today);
            var w = Stopwatch.StartNew();
            await figures.EvaluateAsync(Database.Someone(Role.Supervisor), scope, [f]);
            rows.Add((w.Elapsed.TotalMilliseconds, f.Id));
        }
        foreach (var (ms, id) in rows.OrderByDescending(r => r.Item1).Take(14)) TestContext.Current.SendDiagnosticMessage($"{ms:0.0} {id}");
    }
}
