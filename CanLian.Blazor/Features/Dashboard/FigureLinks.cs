using System.Globalization;
using CanLian.Blazor.Data;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>Addresses of the records behind numbers and of the dashboard itself (链接).</summary>
internal static class FigureLinks
{
    /// <summary>The figure's page, asked the way the dashboard is, or for one of its places.</summary>
    public static string To(string figure, FigureGround ground, string? region = null) =>
        $"figures/{figure}?year={ground.Scope.Year}&region={region ?? ground.Scope.Region}{Month(ground.Month)}";

    /// <summary>The figure as it stood on a day of this year or another.</summary>
    public static string On(string figure, FigureGround ground, DateOnly day, string? region = null) =>
        string.Create(CultureInfo.InvariantCulture, $"figures/{figure}?year={day.Year}&region={region ?? ground.Scope.Region}&on={day:yyyy-MM-dd}");

    /// <summary>The page of one programme, asked the way the dashboard is.</summary>
    public static string Programme(string code, FigureGround ground, string? part = null) =>
        $"dashboard/programme/{code}?year={ground.Scope.Year}{Month(ground.Month)}&town={ground.Scope.Region}{(part is null ? "" : "#" + part)}";

    public static string Wall(FigureGround ground) => $"dashboard/wall?year={ground.Scope.Year}&town={ground.Scope.Region}";

    public static string Dashboard(FigureGround ground, string? town = null, string? programme = null) =>
        Dashboard(ground.Scope.Year, ground.Month, town ?? ground.Scope.Region, programme);

    public static string Dashboard(int year, int? month, string town, string? programme) =>
        $"dashboard?year={year}{Month(month)}&town={town}{(programme is null ? "" : $"&programme={programme}")}";

    private static string Month(int? month) => month is { } number ? $"&month={number}" : "";
}
