using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>Reads of the dashboard: all of it when the page is opened, one programme when a case of it has moved.</summary>
public sealed class DashboardQueries(CanLianDbFactory databases, FigureQueries figures, OfficeClock clock)
{
    private readonly SharedReads _shared = new();

    public async Task<DashboardView> OpenAsync(Actor actor, FigureGround ground)
    {
        await using var db = databases.Open(actor);
        var exchange = (await db.ExchangeLedgerAsync(clock)).Next;
        return await figures.ReadAsync(actor, ground.Scope, records => new DashboardView(
            ground,
            [.. Catalogue.ProgrammesFor(actor).Select(programme => Row(programme, records, ground))],
            Total(records, ground),
            Overall("unserved").Evaluate(records, ground.Scope),
            Catalogue.FindFigure("doubts.open")!.Evaluate(records, ground.Scope),
            exchange));
    }

    /// <summary>The rows of some programmes as they stand now, and the totals they changed.</summary>
    public Task<(IReadOnlyList<ProgrammeRow> Rows, Totals Totals)> RefreshAsync(Actor actor, FigureGround ground, IReadOnlyCollection<string> programmes) =>
        _shared.ReadAsync(("rows", actor.Sight, ground.Scope, string.Join(',', programmes.Order(StringComparer.Ordinal))), () => figures.ReadAsync(actor, ground.Scope, records =>
            ((IReadOnlyList<ProgrammeRow>)[.. Catalogue.Programmes.Where(p => programmes.Contains(p.Code)).Select(p => Row(p, records, ground))],
                Total(records, ground))), canWait: true);

    public async Task<FigureValue> UnservedAsync(Actor actor, FigureGround ground) =>
        (await _shared.ReadAsync(("unserved", actor.Sight, ground.Scope), () => figures.EvaluateAsync(actor, ground.Scope, [Overall("unserved")]), canWait: true)).Values.Single();

    /// <summary>Where some programmes are heading, by code.</summary>
    public Task<IReadOnlyDictionary<string, Outlook>> OutlooksAsync(Actor actor, FigureGround ground, IReadOnlyList<Programme> programmes) =>
        _shared.ReadAsync(("outlooks", actor.Sight, ground.Scope, string.Join(',', programmes.Select(p => p.Code))), () => figures.ReadAsync(actor, ground.Scope, records =>
            (IReadOnlyDictionary<string, Outlook>)programmes.ToDictionary(p => p.Code, p => OutlookOf(p, records, ground.Scope))), canWait: true);

    /// <summary>What was done, month by month.</summary>
    public Task<MonthSeries> SeriesAsync(Actor actor, FigureGround ground, Programme programme) =>
        SeriesAsync(actor, ground, programme, programme.MeasureFigure, Of(programme, "task"));

    /// <summary>What was spent, month by month.</summary>
    public Task<MonthSeries> MoneyAsync(Actor actor, FigureGround ground, Programme programme) =>
        SeriesAsync(actor, ground, programme, (CaseFigure)Of(programme, "amount"), Of(programme, "funds"));

    private Task<MonthSeries> SeriesAsync(Actor actor, FigureGround ground, Programme programme, CaseFigure figure, Figure task)
    {
        var scope = ground.Scope;
        var lastYear = scope with { Year = scope.Year - 1, AsOf = new DateOnly(scope.Year - 1, 12, 31) };
        return _shared.ReadAsync(("series", actor.Sight, scope, figure.Id), () => figures.ReadAsync(actor, scope, records => new MonthSeries(
            programme,
            figure,
            ByMonth(figure, records, scope),
            figure.Evaluate(records, lastYear).Records == 0 ? [] : ByMonth(figure, records, lastYear),
            task.Evaluate(records, scope),
            Forecast.Of(figure, records, scope))));
    }

    private static IReadOnlyList<(DateOnly, FigureValue)> ByMonth(Figure figure, IRecords records, FigureScope scope) =>
        [.. scope.MonthByMonth().Select(month => (month.AsOf, figure.Evaluate(records, month)))];

    private static Outlook OutlookOf(Programme programme, IRecords records, FigureScope scope) => new(
        Forecast.Of(programme.MeasureFigure, records, scope),
        Forecast.Of((CaseFigure)Of(programme, "amount"), records, scope),
        programme.MeasureFigure.Evaluate(records, Forecast.YearBefore(scope)));

    /// <summary>How one programme stands.</summary>
    internal static ProgrammeRow Row(Programme programme, IRecords records, FigureGround ground)
    {
        var completion = Of(programme, "completion");
        return new ProgrammeRow(
            programme,
            completion.Evaluate(records, ground.Scope),
            Of(programme, "open").Evaluate(records, ground.Scope),
            Of(programme, "overdue").Evaluate(records, ground.Scope),
            Of(programme, "amount").Evaluate(records, ground.Scope),
            Of(programme, "funds").Evaluate(records, ground.Scope),
            Progress.CalendarShare(ground.Scope),
            Each(completion, records, ground));
    }

    private static Totals Total(IRecords records, FigureGround ground)
    {
        var overdue = Overall("overdue");
        return new Totals(
            Overall("amount").Evaluate(records, ground.Scope),
            Overall("funds").Evaluate(records, ground.Scope),
            overdue.Evaluate(records, ground.Scope),
            Each(overdue, records, ground));
    }

    private static IReadOnlyDictionary<string, FigureValue> Each(Figure figure, IRecords records, FigureGround ground) =>
        figure.EvaluateEach(records, ground.Scope, [.. ground.Parts.Select(r => r.Code)]);

    internal static Figure Of(Programme programme, string name) => programme.Figure($"{programme.Code}.{name}");

    private static Figure Overall(string name) => Catalogue.FindFigure($"{OverallFigures.Prefix}.{name}")!;
}
