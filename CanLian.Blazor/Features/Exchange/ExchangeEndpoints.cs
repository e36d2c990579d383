using CanLian.Blazor.Resources;
using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>The address a month's package is taken from (下载数据交换包).</summary>
public static class ExchangeEndpoints
{
    private const string ContentType = "application/zip";

    public static void MapExchange(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/exchange/{month}/{sequence:int}/file", TakeAsync).RequireAuthorization(Access.Exchange).FromOwnPagesOnly();

    private static async Task<IResult> TakeAsync(string month, int sequence, HttpContext context, ExchangeDesk desk, IStringLocalizer<Texts> localizer)
    {
        if (!Month.TryParse(month, out var period) || ActorClaims.ActorOf(context.User) is not { } actor)
        {
            return Results.NotFound();
        }
        var file = await desk.TakeFileAsync(actor, period, sequence);
        context.Response.Headers.CacheControl = "no-store";
        return file switch
        {
            { Path: { } path } => Results.File(path, ContentType, file.Package!.FileName),
            { Problem: { } problem } => Results.Text(localizer.Of(problem), statusCode: StatusCodes.Status409Conflict),
            _ => Results.NotFound(),
        };
    }
}
