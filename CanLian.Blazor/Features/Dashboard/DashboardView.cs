using CanLian.Blazor.Data;
using CanLian.Domain.Exchange;
using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>How one programme stands in a year and a region (项目进度): values of its figures, nothing computed here.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Completion">Done ÷ task, with both parts.</param>
/// <param name="Open">Cases under way.</param>
/// <param name="Overdue">Cases past the limit of their stage.</param>
/// <param name="Amount">Money of what was done.</param>
/// <param name="Funds">Money planned.</param>
/// <param name="Calendar">The share of the year that has passed.</param>
/// <param name="ByPlace">Completion in each town (or village) below.</param>
public sealed record ProgrammeRow(
    Programme Programme, FigureValue Completion, FigureValue Open, FigureValue Overdue, FigureValue Amount, FigureValue Funds, decimal Calendar,
    IReadOnlyDictionary<string, FigureValue> ByPlace)
{
    public Progress Progress => new(Completion.Numerator ?? 0m, Completion.Denominator, Calendar);

    /// <summary>Money spent against money planned.</summary>
    public Progress Spending => new(Amount.Number ?? 0m, Funds.Number, Calendar);

    /// <summary>Nothing was asked of the programme and nothing was done.</summary>
    public bool Idle => Completion is { Denominator: null, Records: 0 } && Open.Records == 0;

    /// <summary>Whether as much is done of as much in every place.</summary>
    public bool SamePlaces(ProgrammeRow other) => ByPlace.Count == other.ByPlace.Count && ByPlace.All(p => other.ByPlace.GetValueOrDefault(p.Key) == p.Value);
}

/// <summary>The numbers over all programmes (合计): only those that may be added.</summary>
/// <param name="Amount">Money of what was done.</param>
/// <param name="Funds">Money planned.</param>
/// <param name="Overdue">Cases past the limit of their stage.</param>
/// <param name="OverdueByPlace">The same in each town (or village) below.</param>
public sealed record Totals(FigureValue Amount, FigureValue Funds, FigureValue Overdue, IReadOnlyDictionary<string, FigureValue> OverdueByPlace);

/// <summary>Everything the dashboard shows (完成情况).</summary>
/// <param name="Ground">Year, region, day, and the places below.</param>
/// <param name="Rows">The programmes, in the order of the annual summary.</param>
/// <param name="Totals">The numbers over all of them.</param>
/// <param name="Unserved">Persons entitled to something and not given it.</param>
/// <param name="Doubts">What looks wrong and nobody has settled.</param>
/// <param name="Exchange">The hand-over due next.</param>
public sealed record DashboardView(FigureGround Ground, IReadOnlyList<ProgrammeRow> Rows, Totals Totals, FigureValue Unserved, FigureValue Doubts, ExchangeMonth Exchange)
{
    /// <summary>Where the programmes are heading, by code; empty until it is read.</summary>
    public IReadOnlyDictionary<string, Outlook> Outlooks { get; init; } = new Dictionary<string, Outlook>();

    /// <summary>The same view with some programmes' outlooks read anew; the same object where they are as they were.</summary>
    public DashboardView With(IReadOnlyDictionary<string, Outlook> fresh) => fresh.All(f => Outlooks.GetValueOrDefault(f.Key) == f.Value) ? this
        : this with { Outlooks = Outlooks.Where(old => !fresh.ContainsKey(old.Key)).Concat(fresh.Select(f => Outlooks.GetValueOrDefault(f.Key) == f.Value ? new(f.Key, Outlooks[f.Key]) : f)).ToDictionary() };

    /// <summary>The view after some programmes were looked at again; the other rows are the same objects as before.</summary>
    public DashboardView With(IReadOnlyList<ProgrammeRow> fresh, Totals totals) => this with
    {
        Rows = [.. Rows.Select(row => fresh.FirstOrDefault(f => f.Programme.Code == row.Programme.Code) ?? row)],
        Totals = totals,
    };

    /// <summary>Whether each row is the same in some respect as that of an earlier view.</summary>
    public bool SameRows(DashboardView other, Func<ProgrammeRow, ProgrammeRow, bool> same) => Rows.Zip(other.Rows)
        .All(pair => ReferenceEquals(pair.First, pair.Second) || (pair.First.Calendar == pair.Second.Calendar && same(pair.First, pair.Second)));
}

/// <summary>Where a programme is heading (走势), read after the numbers of today stand on the page.</summary>
/// <param name="Done">What will be done by the end of the year; null where nothing can be said.</param>
/// <param name="Money">What will be spent.</param>
/// <param name="LastYear">What was done by the same date last year.</param>
public sealed record Outlook(Forecast? Done, Forecast? Money, FigureValue LastYear);

/// <summary>One number of a programme at the end of each month (按月累计), last year's where there was any, and where it is heading.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Figure">Which of its numbers: what is done, or the money.</param>
/// <param name="Months">The year so far.</param>
/// <param name="LastYear">The months of the year before; empty where nothing was done.</param>
/// <param name="Task">The task, or the planned money; null without one.</param>
/// <param name="Forecast">The end of the year.</param>
public sealed record MonthSeries(
    Programme Programme, Figure Figure, IReadOnlyList<(DateOnly AsOf, FigureValue Value)> Months, IReadOnlyList<(DateOnly AsOf, FigureValue Value)> LastYear,
    FigureValue Task, Forecast? Forecast)
{
    /// <summary>Whether every month says the same.</summary>
    public bool SameAs(MonthSeries? other) => other is not null && Programme == other.Programme && Figure == other.Figure && Task == other.Task
        && Forecast == other.Forecast && Months.SequenceEqual(other.Months) && LastYear.SequenceEqual(other.LastYear);
}
