using CanLian.Blazor.Security;

namespace CanLian.Blazor.Features.Cases;

/// <summary>Hands out the papers of cases: pictures are shown, everything else is a download; what one may not see does not exist.</summary>
internal static class FileEndpoint
{
    public static void MapAttachments(this IEndpointRouteBuilder routes) => routes.MapGet("/files/{id:guid}", async (Guid id, HttpContext context, AttachmentDesk desk) =>
    {
        var actor = ActorClaims.ActorOf(context.User);
        if (actor is null || await desk.OpenAsync(actor, id) is not { } found)
        {
            return Results.NotFound();
        }
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(found.Content, found.Attachment.ContentType, found.Attachment.IsPicture ? null : found.Attachment.FileName);
    }).RequireAuthorization();
}
