using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reports;

/// <summary>Closes a year (关账): every figure of every place, and the rows behind it, are put down as they are.</summary>
public sealed class ClosingDesk(CanLianDbFactory databases, ReportQueries queries, OfficeClock clock)
{
    // Ledgers are settled in the last days of the year; earlier than this it is still at work.
    private const int FirstDayOfDecember = 20;

    public static bool MayClose(Actor actor) => actor.Role is Role.Supervisor && actor.Region.Length <= Region.DistrictLength;

    /// <summary>The first day on which a year can be closed.</summary>
    public static DateOnly OpensOn(int year) => new(year, 12, FirstDayOfDecember);

    /// <summary>Closes the year for good; refused with every reason at once.</summary>
    public async Task<Outcome> CloseAsync(Actor actor, int year)
    {
        if (!MayClose(actor))
        {
            return Outcome.Refused("关账由区残联负责人做");
        }
        if (await queries.FindAsync(actor, new FigureAsk(year)) is not { } view)
        {
            return Outcome.Refused("没有这个年度：{0}", year);
        }
        if (view.Closing is not null)
        {
            return Outcome.Refused("{0} 年已经关账", year);
        }
        var reasons = view.Findings.Where(f => !f.Holds).Select(f => new Reason(new Text("{0} 对不上：{1}", f.Figure.Label, f.Words))).ToList();
        if (clock.Today < OpensOn(year))
        {
            reasons.Insert(0, new Reason(new Text("{0:yyyy-MM-dd} 起才能关账", OpensOn(year))));
        }
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        await Task.Run(() => Write(actor, view.Ground.Scope));
        return Outcome.Done;
    }

    // Everything is read before the writer's gate is taken: others go on working meanwhile. The change log says once that the year was closed;
    // the closed numbers and rows are a record of their own.
    private void Write(Actor actor, FigureScope scope)
    {
        using var db = databases.Open(actor);
        IRecords records = db;
        var levels = db.Regions.AsNoTracking().Select(r => r.Code).Where(code => code.StartsWith(scope.Region)).AsEnumerable().GroupBy(code => code.Length).Select(level => level.ToList()).ToList();
        var live = scope with { Live = true };
        foreach (var figure in Catalogue.Figures.Where(f => !f.OfTheDay))
        {
            var programme = Catalogue.ProgrammeOf(figure)?.Code ?? "";
            foreach (var level in levels)
            {
                db.AddRange(figure.EvaluateEach(records, live, level).Select(f => ClosedFigure.Of(scope.Year, figure, programme, f.Key, f.Value)));
            }
            db.AddRange(figure.Rows(records, live).AsEnumerable().Select(row => ClosedRecord.Of(scope.Year, figure, programme, row)));
        }
        db.Add(new YearClosing { Year = scope.Year, AsOf = scope.AsOf, At = clock.UtcNow, By = actor.Name });
        db.SaveChanges();
    }
}
