using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;

namespace CanLian.Blazor.Features.Figures;

/// <summary>Hands out the rows behind a figure as a workbook. It only ever answers to a link of our own pages, because every download is recorded.</summary>
internal static class FigureEndpoint
{
    public static void MapFigureExport(this IEndpointRouteBuilder routes) => routes.MapGet("/figures/{id}/export",
        async (string id, int? year, string? region, int? month, DateOnly? on, HttpContext context, FigureExport export) =>
        {
            if (ActorClaims.ActorOf(context.User) is not { } actor || await export.WriteAsync(actor, id, new FigureAsk(year, region, month, on)) is not { } file)
            {
                return Results.NotFound();
            }
            context.Response.Headers.CacheControl = "private, no-store";
            return Results.File(file.Content, Workbook.ContentType, file.FileName);
        }).RequireAuthorization(Access.SeesFigures).FromOwnPagesOnly();
}
