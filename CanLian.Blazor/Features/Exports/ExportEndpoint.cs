using CanLian.Blazor.Files;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Exports;

/// <summary>Answers the form of a list's export: the conditions come in its fields, never in the address, and every download is recorded.</summary>
internal static class ExportEndpoint
{
    public static void MapExports(this IEndpointRouteBuilder routes) => routes.MapPost("/export/{list}",
        async (string list, [FromForm] IFormCollection form, HttpContext context, ExportDesk desk, IStringLocalizer<Texts> localizer) =>
        {
            if (ActorClaims.ActorOf(context.User) is not { } actor)
            {
                return Results.NotFound();
            }
            var conditions = form.Where(f => f.Key.StartsWith(ExportMenu.Prefix, StringComparison.Ordinal))
                .ToDictionary(f => f.Key[ExportMenu.Prefix.Length..], f => f.Value.ToString());
            var purpose = form[ExportMenu.Purpose].ToString();
            var (outcome, file) = await desk.TakeOutAsync(actor, list, conditions, form[ExportMenu.Full] == "true", purpose);
            if (!outcome.Succeeded)
            {
                return Results.Text(string.Join('\n', outcome.Reasons.Select(r => localizer.Of(r.Sentence))), "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
            }
            if (file is null)
            {
                return Results.NotFound();
            }
            context.Response.Headers.CacheControl = "private, no-store";
            return Results.File(file.Content, Workbook.ContentType, file.FileName);
        });
}
