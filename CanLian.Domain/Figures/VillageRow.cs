namespace CanLian.Domain.Figures;

/// <summary>What a figure counts, and the village it counts it in (按村的行).</summary>
/// <param name="RegionCode">The village.</param>
/// <param name="Adds">What it adds to the number.</param>
/// <param name="Subject">Who is counted once however often they come; null where rows are added up.</param>
/// <param name="Elsewhere">Whether the same subject may be counted in another village too.</param>
/// <param name="Records">How many records it stands for.</param>
public sealed record VillageRow(string RegionCode, decimal Adds = 1m, Guid? Subject = null, bool Elsewhere = false, int Records = 1);
