using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reports;

/// <summary>The summary of a year as somebody may see it (年度总结).</summary>
/// <param name="Ground">Year, place and last day.</param>
/// <param name="Year">Every value it is written from.</param>
/// <param name="Blocks">The document.</param>
/// <param name="Wordings">Wordings somebody changed, by paragraph.</param>
/// <param name="Findings">What the checks came to.</param>
/// <param name="Closing">How the year was closed; null while it is open.</param>
/// <param name="Corrections">Of a closed year, the figures that the records say differently now, with that value.</param>
public sealed record ReportView(
    FigureGround Ground, YearFigures Year, IReadOnlyList<Block> Blocks, IReadOnlyDictionary<string, ParagraphWording> Wordings,
    IReadOnlyList<Finding> Findings, YearClosing? Closing, IReadOnlyList<(Figure Figure, FigureValue Now)> Corrections)
{
    public IReadOnlyList<Figure> Told { get; } = AnnualReport.Told(Blocks);

    /// <summary>Paragraphs that do not stand in the document: nothing to tell, or left out by their author.</summary>
    public IReadOnlyList<string> LeftOut => [.. AnnualReport.Wordings.Keys.Where(key => Blocks.All(b => b.Key != key))];
}

/// <summary>What stands beside the document when a figure is chosen (这个数从哪来).</summary>
/// <param name="Figure">The definition.</param>
/// <param name="Value">Its value.</param>
/// <param name="Parts">Region by region; empty for dates and in a village.</param>
/// <param name="Change">Against the end of last month.</param>
/// <param name="Rows">The first rows; null where the reader sees the number and not the names.</param>
public sealed record FigureProof(
    Figure Figure, FigureValue Value, IReadOnlyList<(Region Region, FigureValue Value)> Parts, FigureChange Change, IReadOnlyList<Evidence>? Rows);

/// <summary>Reads the summary of a year and where its numbers come from (读总结).</summary>
public sealed class ReportQueries(CanLianDbFactory databases, FigureQueries figures)
{
    public const int FirstRows = 6;

    /// <summary>Null when there is no such year or place for this reader.</summary>
    public async Task<ReportView?> FindAsync(Actor actor, FigureAsk ask)
    {
        if (await figures.GroundAsync(actor, ask) is not { } ground)
        {
            return null;
        }
        await using var db = databases.Open(actor);
        var wordings = await db.ParagraphWordings.AsNoTracking().Where(w => w.Year == ground.Scope.Year).ToDictionaryAsync(w => w.Key);
        var edited = wordings.ToDictionary(w => w.Key, w => w.Value.Text);
        return await figures.ReadAsync(actor, ground.Scope, records =>
        {
            var reading = records;
            var year = new YearFigures(ground.Scope.Year, ground.Place.Name, figure => Evaluate(actor, reading, figure, ground.Scope));
            var blocks = AnnualReport.Write(year, edited);
            var findings = Checks.Of(year, AnnualReport.Told(blocks));
            foreach (var figure in AnnualReport.Listed(year).SelectMany(AnnualReport.Completion))
            {
                year.Of(figure);
            }
            var closing = YearClosing.Of(records, ground.Scope);
            var corrections = closing is null ? [] : Corrections(records, ground.Scope, year);
            // Whoever writes a paragraph may ask for a figure that nobody told yet, when this context is gone.
            reading = null;
            return new ReportView(ground, year, blocks, wordings, findings, closing, corrections);
        });
    }

    /// <summary>Null when there is no such figure for this reader.</summary>
    public async Task<FigureProof?> ProveAsync(Actor actor, FigureGround ground, string id) => Catalogue.FindFigure(id, actor) is not { } figure ? null
        : await figures.ReadAsync(actor, ground.Scope, records => new FigureProof(
            figure,
            figure.Evaluate(records, ground.Scope),
            figure.Unit is Domain.Plans.Unit.Date or Domain.Plans.Unit.Month ? [] : Each(figure, records, ground),
            FigureChange.Of(figure, records, ground.Scope),
            Catalogue.SeesRows(actor, figure) ? [.. figure.Rows(records, ground.Scope).Take(FirstRows)] : null));

    private static List<(Region, FigureValue)> Each(Figure figure, IRecords records, FigureGround ground)
    {
        var values = figure.EvaluateEach(records, ground.Scope, [.. ground.Parts.Select(r => r.Code)]);
        return [.. ground.Parts.Select(region => (region, values[region.Code]))];
    }

    // A figure that is not this reader's reads as nothing; parts of a rate need not be figures in their own right.
    private FigureValue Evaluate(Actor actor, IRecords? records, Figure figure, FigureScope scope)
    {
        if (Catalogue.FindFigure(figure.Id) is not null && Catalogue.FindFigure(figure.Id, actor) is null)
        {
            return new FigureValue(null);
        }
        using var db = records is null ? databases.Open(actor) : null;
        return figure.Evaluate(records ?? db!, scope);
    }

    private static List<(Figure, FigureValue)> Corrections(IRecords records, FigureScope scope, YearFigures year) =>
        [.. year.Asked.Select(asked => (asked.Figure, asked.Value, Now: asked.Figure.Evaluate(records, scope with { Live = true })))
            .Where(f => !f.Now.SameAs(f.Value)).Select(f => (f.Figure, f.Now))];
}
