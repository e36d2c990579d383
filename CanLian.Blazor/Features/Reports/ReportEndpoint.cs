using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;

namespace CanLian.Blazor.Features.Reports;

/// <summary>Hands out the summary as a Word document (下载总结).</summary>
internal static class ReportEndpoint
{
    public static void MapReport(this IEndpointRouteBuilder routes) => routes.MapGet("/annual-report/file",
        async (int? year, string? region, HttpContext context, ReportQueries queries, CanLianDbFactory databases, OfficeClock clock) =>
        {
            if (ActorClaims.ActorOf(context.User) is not { } actor || await queries.FindAsync(actor, new FigureAsk(year, region)) is not { } view)
            {
                return Results.NotFound();
            }
            context.Response.Headers.CacheControl = "private, no-store";
            var file = ReportWord.Write(view, actor.Name);
            await using var db = databases.Open(actor);
            db.Add(ExportRecord.Of(actor, clock.UtcNow, view.Blocks[0].Text, view.Ground.Place.Name, (view.Blocks.Count, ""), file));
            await db.SaveChangesAsync();
            return Results.File(file, WordDocument.ContentType, $"{view.Blocks[0].Text}.docx");
        }).RequireAuthorization(Access.SeesReport);
}
