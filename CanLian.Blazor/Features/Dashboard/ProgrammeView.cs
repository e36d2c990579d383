using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>Everything about one programme's year (一个项目的完成情况): where it stands, where it is heading, and why.</summary>
/// <param name="Ground">Year, region, day, and the places below.</param>
/// <param name="Row">How it stands.</param>
/// <param name="Outlook">Where it is heading.</param>
/// <param name="Done">What was done, month by month.</param>
/// <param name="Money">What was spent, month by month.</param>
/// <param name="LastYearByPlace">What each place had done by the same date last year.</param>
/// <param name="OtherFunds">What was done with money that no task names.</param>
/// <param name="Targets">The tasks of the region and of the places in it, the widest first.</param>
/// <param name="Revisions">What was changed of them after they were given out, the latest first.</param>
/// <param name="Notes">What was written about the rate, the latest first.</param>
/// <param name="Places">Names by code.</param>
public sealed record ProgrammeView(
    FigureGround Ground, ProgrammeRow Row, Outlook Outlook, MonthSeries Done, MonthSeries Money, IReadOnlyDictionary<string, FigureValue> LastYearByPlace,
    FigureValue OtherFunds, IReadOnlyList<Target> Targets, IReadOnlyList<TargetRevision> Revisions, IReadOnlyList<RateNote> Notes, IReadOnlyDictionary<string, string> Places)
{
    /// <summary>Whether the rate wants an explanation, or has one.</summary>
    public bool HasWhy => Row.Progress.Rate > 1m || Notes.Count > 0 || OtherFunds.Number > 0;
}

/// <summary>Reads one programme's year.</summary>
public sealed class ProgrammeQueries(CanLianDbFactory databases, FigureQueries figures, DashboardQueries dashboard)
{
    /// <summary>Null when there is no such programme or place for this reader.</summary>
    public async Task<ProgrammeView?> FindAsync(Actor actor, string code, FigureAsk ask)
    {
        if (Domain.Catalogue.Find(code, actor) is not { } programme || await figures.GroundAsync(actor, ask) is not { } ground)
        {
            return null;
        }
        var (done, money) = (await dashboard.SeriesAsync(actor, ground, programme), await dashboard.MoneyAsync(actor, ground, programme));
        await using var db = databases.Open(actor);
        var (year, scope) = (ground.Scope.Year, ground.Scope);
        var (low, high) = scope.Range;
        var notes = await db.RateNotes.AsNoTracking()
            .Where(n => n.Year == year && n.Programme == code && string.Compare(n.RegionCode, low) >= 0 && string.Compare(n.RegionCode, high) <= 0).ToListAsync();
        var targets = await db.Targets.AsNoTracking()
            .Where(t => t.Year == year && t.Programme == code && !t.Draft && string.Compare(t.RegionCode, low) >= 0 && string.Compare(t.RegionCode, high) <= 0).ToListAsync();
        var revisions = await db.TargetRevisions.AsNoTracking()
            .Where(r => r.Year == year && r.Programme == code && string.Compare(r.RegionCode, low) >= 0 && string.Compare(r.RegionCode, high) <= 0).ToListAsync();
        return await figures.ReadAsync(actor, scope, records => new ProgrammeView(
            ground,
            DashboardQueries.Row(programme, records, ground),
            new Outlook(done.Forecast, money.Forecast, programme.MeasureFigure.Evaluate(records, Forecast.YearBefore(scope))),
            done,
            money,
            programme.MeasureFigure.EvaluateEach(records, Forecast.YearBefore(scope), [.. ground.Parts.Select(p => p.Code)]),
            DashboardQueries.Of(programme, "other_funds").Evaluate(records, scope),
            [.. targets.OrderBy(t => t.RegionCode).ThenBy(t => t.FundingSource)],
            [.. revisions.OrderByDescending(r => r.On).ThenByDescending(r => r.Id).ThenBy(r => r.RegionCode)],
            [.. notes.OrderByDescending(n => n.On).ThenByDescending(n => n.Id)],
            ground.Parts.Append(ground.Place).ToDictionary(r => r.Code, r => r.Name)));
    }
}
