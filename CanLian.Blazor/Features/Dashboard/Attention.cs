using System.Globalization;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>Something a supervisor would ask about (要过问的), found in the figures and nowhere else.</summary>
/// <param name="Meaning">How urgent.</param>
/// <param name="Title">What it is.</param>
/// <param name="Note">Its parts.</param>
/// <param name="Link">What is behind the link: 看 7 件.</param>
/// <param name="Href">The figure that says it.</param>
public sealed record AttentionItem(Meaning Meaning, Text Title, Text Note, Text Link, string Href);

/// <summary>Draws up what is to be asked about from a dashboard's figures.</summary>
public static class Attention
{
    private const decimal FarOver = 2m;

    public static IReadOnlyList<AttentionItem> Of(DashboardView view) =>
        [.. MostOverdue(view), .. view.Rows.SelectMany(row => OfRow(row, view)).OrderBy(item => item.Meaning == Meaning.Info)];

    private static IEnumerable<AttentionItem> MostOverdue(DashboardView view)
    {
        var worst = view.Ground.Parts.Select(place => (Place: place, Value: view.Totals.OverdueByPlace[place.Code]))
            .Where(p => p.Value.Number > 0).OrderByDescending(p => p.Value.Number).FirstOrDefault();
        if (worst.Place is { } place)
        {
            var most = view.Rows.MaxBy(r => r.Overdue.Number ?? 0)!;
            yield return new AttentionItem(
                Meaning.Error,
                new Text("逾期最多：{0} {1} 件", place.Name, Amounts.Plain(worst.Value.Number)),
                new Text("{0}共 {1} 件逾期，{2}最多，{3} 件", view.Ground.Place.Name, Amounts.Plain(view.Totals.Overdue.Number), new Text(most.Programme.ShortName), Amounts.Plain(most.Overdue.Number)),
                new Text("看 {0} 件", Amounts.Plain(worst.Value.Number)),
                FigureLinks.To("overall.overdue", view.Ground, place.Code));
        }
    }

    private static IEnumerable<AttentionItem> OfRow(ProgrammeRow row, DashboardView view)
    {
        var programme = row.Programme;
        var name = new Text(programme.ShortName);
        var unit = new Text(programme.MeasureFigure.Unit.Label());
        var done = Amounts.Plain(row.Completion.Numerator);
        var task = Amounts.Plain(row.Completion.Denominator);
        if (row.Progress.Rate >= FarOver)
        {
            yield return new AttentionItem(
                Meaning.Warn,
                new Text("{0}做到任务的 {1} 倍", name, Times(row.Progress.Rate.Value)),
                new Text("任务 {0} {2}，做了 {1} {2}，多出的钱从哪里付", task, done, unit),
                new Text("看 {0} {1}", done, unit),
                FigureLinks.To(programme.MeasureFigure.Id, view.Ground));
        }
        else if (row.Progress.Pace == Pace.Behind)
        {
            yield return new AttentionItem(
                Meaning.Warn,
                new Text("{0}落后 {1} 个百分点", name, Amounts.Points(row.Progress.Behind)),
                new Text("任务 {0} {2}，做了 {1} {2}，在办 {3} 件", task, done, unit, Amounts.Plain(row.Open.Number)),
                new Text("看在办 {0} 件", Amounts.Plain(row.Open.Number)),
                FigureLinks.To(programme.Code + ".open", view.Ground));
        }
        if (row.Funds.Number is > 0 and var funds && row.Amount.Number is { } amount && amount > funds && row.Progress.Rate < FarOver)
        {
            yield return new AttentionItem(
                Meaning.Info,
                new Text("{0}资金超过计划", name),
                new Text("计划 {0} 万元，已用 {1} 万元", Amounts.TenThousands(funds), Amounts.TenThousands(amount)),
                new Text("看 {0} 笔", Amounts.Plain(row.Amount.Records)),
                FigureLinks.To(programme.Code + ".amount", view.Ground));
        }
        if (row.Completion is { Denominator: null, Numerator: > 0 } && view.Ground.Place.Code.Length <= Region.TownLength)
        {
            yield return new AttentionItem(
                Meaning.Info,
                new Text("{0}没有下达任务", name),
                new Text("做了 {0} {1}，不算完成率", done, unit),
                new Text("看 {0} {1}", done, unit),
                FigureLinks.To(programme.MeasureFigure.Id, view.Ground));
        }
    }

    private static string Times(decimal rate) => Math.Round(rate, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);
}
