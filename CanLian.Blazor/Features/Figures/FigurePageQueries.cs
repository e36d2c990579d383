using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Figures;

/// <summary>One figure as its page explains it (指标说明).</summary>
/// <param name="Figure">The definition.</param>
/// <param name="Programme">Whose figure it is; null for one over all programmes.</param>
/// <param name="Ground">Where it was taken.</param>
/// <param name="Value">The number or date.</param>
/// <param name="LeftOut">Cases that do not count, by how they stand; empty where it counts no cases.</param>
/// <param name="Parts">Region by region; empty in a village, and for dates, which are those of the whole tender.</param>
/// <param name="Rows">The page of rows asked for; null where the reader sees the number and not the names.</param>
/// <param name="Change">Against the end of last month.</param>
/// <param name="Now">What the records say now, where a closed year was closed with something else.</param>
public sealed record FigureView(
    Figure Figure, Programme? Programme, FigureGround Ground, FigureValue Value, FigureChange Change, FigureValue? Now,
    IReadOnlyDictionary<StageKind, int> LeftOut,
    IReadOnlyList<(Region Region, FigureValue Value)> Parts, IReadOnlyList<EvidenceRow>? Rows);

/// <summary>A row behind a figure with the names of its places.</summary>
public sealed record EvidenceRow(Evidence Evidence, string Town, string Village);

/// <summary>A figure's value, its explanation and its rows, for its page and its export.</summary>
public sealed class FigurePageQueries(FigureQueries figures, RegionQueries regions)
{
    public const int PageSize = 20;

    /// <summary>Null when there is no such figure or place for this reader.</summary>
    public async Task<FigureView?> FindAsync(Actor actor, string id, FigureAsk ask, int page)
    {
        if (Catalogue.FindFigure(id, actor) is not { } figure || await figures.GroundAsync(actor, ask) is not { } ground)
        {
            return null;
        }
        var names = await NamesAsync(actor);
        var seesNames = Catalogue.SeesRows(actor, figure);
        return await figures.ReadAsync(actor, ground.Scope, records => new FigureView(
            figure,
            ProgrammeOf(figure),
            ground,
            figure.Evaluate(records, ground.Scope),
            FigureChange.Of(figure, records, ground.Scope),
            Corrected(figure, records, ground.Scope),
            (figure is RatioFigure ratio ? ratio.Part : figure) is CaseFigure cases ? cases.LeftOut(records, ground.Scope) : new Dictionary<StageKind, int>(),
            figure.Unit is Unit.Date or Unit.Month ? [] : Each(figure, records, ground),
            seesNames ? Named(figure.Rows(records, ground.Scope).Skip((page - 1) * PageSize).Take(PageSize), names) : null));
    }

    /// <summary>Every row, for the export; null when there is no such figure or place for this reader, or the names are not theirs to see.</summary>
    public async Task<(FigureGround Ground, FigureValue Value, IReadOnlyList<EvidenceRow> Rows)?> AllRowsAsync(Actor actor, Figure figure, FigureAsk ask)
    {
        if (!Catalogue.SeesRows(actor, figure) || await figures.GroundAsync(actor, ask) is not { } ground)
        {
            return null;
        }
        var names = await NamesAsync(actor);
        return await figures.ReadAsync(actor, ground.Scope, records =>
            (ground, figure.Evaluate(records, ground.Scope), (IReadOnlyList<EvidenceRow>)Named(figure.Rows(records, ground.Scope), names)));
    }

    /// <summary>The programme whose figure it is; null for one over all programmes.</summary>
    public static Programme? ProgrammeOf(Figure figure) => Catalogue.ProgrammeOf(figure);

    private static FigureValue? Corrected(Figure figure, IRecords records, FigureScope scope) =>
        YearClosing.Of(records, scope) is not null && figure.Evaluate(records, scope with { Live = true }) is var now && !now.SameAs(figure.Evaluate(records, scope)) ? now : null;

    private static List<(Region, FigureValue)> Each(Figure figure, IRecords records, FigureGround ground)
    {
        var values = figure.EvaluateEach(records, ground.Scope, [.. ground.Parts.Select(r => r.Code)]);
        return [.. ground.Parts.Select(region => (region, values[region.Code]))];
    }

    private async Task<Dictionary<string, string>> NamesAsync(Actor actor) => (await regions.AllAsync(actor)).ToDictionary(r => r.Code, r => r.Name);

    internal static List<EvidenceRow> Named(IQueryable<Evidence> rows, Dictionary<string, string> names) =>
        [.. rows.AsEnumerable().Select(row => new EvidenceRow(
            row,
            names.GetValueOrDefault(Region.TownOf(row.RegionCode), ""),
            row.RegionCode.Length == Region.VillageLength ? names.GetValueOrDefault(row.RegionCode, "") : ""))];
}
