using CanLian.Blazor.Data;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>Addresses of the records behind numbers and of the dashboard itself (链接).</summary>
internal static class FigureLinks
{
    /// <summary>The figure's page, asked the way the dashboard is, or for one of its places.</summary>
    public static string To(string figure, FigureGround ground, string? region = null) =>
        $"figures/{figure}?year={ground.Scope.Year}&region={region ?? ground.Scope.Region}{Month(ground.Month)}";

    public static string Dashboard(FigureGround ground, string? town = null, string? programme = null) =>
        Dashboard(ground.Scope.Year, ground.Month, town ?? ground.Scope.Region, programme);

    public static string Dashboard(int year, int? month, string town, string? programme) =>
        $"dashboard?year={year}{Month(month)}&town={town}{(programme is null ? "" : $"&programme={programme}")}";

    private static string Month(int? month) => month is { } number ? $"&month={number}" : "";
}
