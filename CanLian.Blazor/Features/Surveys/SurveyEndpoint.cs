using CanLian.Blazor.Files;
using CanLian.Blazor.Security;

namespace CanLian.Blazor.Features.Surveys;

/// <summary>Hands out the roster of a survey as a workbook, to a link of our own pages alone, because every download is recorded.</summary>
internal static class SurveyEndpoint
{
    public static void MapSurveyWorkbook(this IEndpointRouteBuilder routes) => routes.MapGet("/surveys/{id:guid}/workbook/file",
        async (Guid id, string? village, HttpContext context, SurveyWorkbookDesk desk) =>
        {
            if (ActorClaims.ActorOf(context.User) is not { } actor || await desk.HandOutAsync(actor, id, village) is not { } file)
            {
                return Results.NotFound();
            }
            context.Response.Headers.CacheControl = "private, no-store";
            return Results.File(file.Content, Workbook.ContentType, file.FileName);
        }).RequireAuthorization(Access.EditsPersons).FromOwnPagesOnly();
}
