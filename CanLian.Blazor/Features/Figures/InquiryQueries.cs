using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Figures;

/// <summary>A question and what the records say to it (查询结果).</summary>
/// <param name="Inquiry">The question.</param>
/// <param name="Ground">Where it was asked.</param>
/// <param name="Value">The number of the whole; null where the question cannot be answered.</param>
/// <param name="Table">The parts; null where nothing is broken down.</param>
/// <param name="Rows">The page of rows asked for; null where there are parts, or where the names are not the reader's to see.</param>
/// <param name="SeesNames">The reader may open the rows.</param>
public sealed record InquiryAnswer(
    Inquiry Inquiry, FigureGround Ground, FigureValue? Value, InquiryTable? Table, IReadOnlyList<EvidenceRow>? Rows, bool SeesNames);

/// <summary>Answers questions of one's own and keeps track of those that are saved (自助查询).</summary>
public sealed class InquiryQueries(CanLianDbFactory databases, FigureQueries figures, RegionQueries regions, OfficeClock clock)
{
    /// <summary>Null when the place is not this reader's to see.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="inquiry">What is asked.</param>
    /// <param name="page">Which page of rows; null for all of them.</param>
    public async Task<InquiryAnswer?> AskAsync(Actor actor, Inquiry inquiry, int? page)
    {
        if (await figures.GroundAsync(actor, new FigureAsk(inquiry.Year, inquiry.Region)) is not { } ground)
        {
            return null;
        }
        var scope = InquiryFigure.Scope(ground.Scope.Year, ground.Scope.Region, clock.Today);
        ground = ground with { Scope = scope };
        var seesNames = SeesNames(actor, inquiry);
        if (inquiry.Against is not null)
        {
            return new InquiryAnswer(inquiry, ground, null, null, null, seesNames);
        }
        var names = (await regions.AllAsync(actor)).ToDictionary(r => r.Code, r => r.Name);
        var figure = new InquiryFigure(inquiry) { Programmes = [.. Catalogue.ProgrammesFor(actor).Select(p => p.Code)] };
        return await figures.ReadAsync(actor, scope, records =>
        {
            var cells = figure.Cells(records, scope);
            var whole = inquiry.Groups.Count > 0 && inquiry.Adds
                ? new FigureValue(cells.Sum(c => c.Number), Records: cells.Sum(c => c.Records))
                : figure.Evaluate(records, scope);
            var rows = inquiry.Groups.Count > 0 || !seesNames ? null : figure.Rows(records, scope);
            return new InquiryAnswer(
                inquiry, ground, whole, inquiry.Groups.Count > 0 ? new InquiryTable(inquiry, cells, names) : null,
                rows is null ? null : FigurePageQueries.Named(page is { } number ? rows.Skip((number - 1) * FigurePageQueries.PageSize).Take(FigurePageQueries.PageSize) : rows, names),
                seesNames);
        });
    }

    /// <summary>The saved questions somebody finds: their own, and those shared with everybody.</summary>
    public async Task<IReadOnlyList<SavedInquiry>> SavedAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        return await db.SavedInquiries.AsNoTracking().Where(q => q.OwnerId == actor.Id || q.Shared).OrderBy(q => q.Name).ThenBy(q => q.Id).ToListAsync();
    }

    // As with any figure: a district officer sees the names behind numbers of the programmes handled.
    private static bool SeesNames(Actor actor, Inquiry inquiry)
    {
        var asked = inquiry.ValuesOf(InquiryGroups.Programme);
        return actor.SeesPersons && Catalogue.ProgrammesFor(actor).Where(p => asked.Count == 0 || asked.Contains(p.Code)).All(p => actor.Handles(p.Code));
    }
}
