using CanLian.Blazor.Files;
using CanLian.Blazor.Security;

namespace CanLian.Blazor.Features.Import;

/// <summary>Hands out empty templates; they hold nothing of anybody, so nothing is recorded.</summary>
internal static class TemplateEndpoint
{
    public static void MapTemplates(this IEndpointRouteBuilder routes) => routes.MapGet("/templates/{sheet}",
        (string sheet) => TemplateLayout.All.FirstOrDefault(t => t.Sheet == sheet) is { } layout
            ? Results.File(TemplateTakeout.Write(layout), Workbook.ContentType, $"{layout.Sheet}-模板.xlsx")
            : Results.NotFound()).RequireAuthorization(Access.SeesProgrammes);
}
