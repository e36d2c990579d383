using System.Globalization;

namespace CanLian.Domain.Common;

/// <summary>An exact amount in fen (分), as records keep it; shown in yuan (元) or, on overviews, ten thousand yuan (万元).</summary>
public readonly record struct Money(long Fen)
{
    public decimal Yuan => Fen / 100m;

    public static Money OfYuan(decimal yuan) => new((long)Math.Round(yuan * 100m, MidpointRounding.AwayFromZero));

    /// <summary>Yuan with thousands commas, to the fen only where there are fen: 3,130 or 3,130.50.</summary>
    public string InYuan() => Yuan.ToString(Fen % 100 == 0 ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);

    /// <summary>Ten thousand yuan with two decimals: 204.00.</summary>
    public string InTenThousands() =>
        Math.Round(Yuan / 10_000m, 2, MidpointRounding.AwayFromZero).ToString("#,0.00", CultureInfo.InvariantCulture);

    public override string ToString() => InYuan();
}
