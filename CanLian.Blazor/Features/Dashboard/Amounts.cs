using System.Globalization;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Blazor.Features.Dashboard;

/// <summary>How the dashboard writes its numbers (写法): counts plain, money in 万元 with two decimals, shares in percent.</summary>
internal static class Amounts
{
    public static string Plain(decimal? number) => number?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>A share as hundredths.</summary>
    public static string Points(decimal share) => Math.Round(share * 100m, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);

    public static string TenThousands(decimal yuan) => Money.OfYuan(yuan).InTenThousands();

    /// <summary>A number of a figure without its unit.</summary>
    public static string Of(Figure figure, decimal? number) => figure.Unit == Unit.Yuan ? number is { } yuan ? TenThousands(yuan) : "—" : Plain(number);

    /// <summary>The unit that goes with it.</summary>
    public static string UnitOf(Figure figure) => figure.Unit == Unit.Yuan ? "万元" : figure.Unit.Label();
}
