using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>What a figure that asks the register counts in one village on one day (村指标): good for as long as nothing of the village is written.</summary>
public class VillageCell
{
    public int Year { get; init; }
    public required string FigureId { get; init; }
    public DateOnly Day { get; init; }
    public required string RegionCode { get; init; }

    /// <summary>The village's stamp when this was computed; of another stamp it says nothing.</summary>
    public long Stamp { get; init; }

    /// <summary>The number in millionths, as whole numbers add up fastest.</summary>
    public long Millionths { get; init; }
    public int Records { get; init; }

    /// <summary>Who was counted here and may be counted elsewhere too, so that nobody is counted twice in a wider region; null where there is nobody.</summary>
    public string? Shared { get; init; }
}

/// <summary>How often something that counts was written in a village (村的版本); the row without a code counts for all of them.</summary>
public class VillageStamp
{
    public required string RegionCode { get; init; }
    public long Stamp { get; init; }
}

internal sealed class VillageCellConfiguration : IEntityTypeConfiguration<VillageCell>, IEntityTypeConfiguration<VillageStamp>
{
    public void Configure(EntityTypeBuilder<VillageCell> cell)
    {
        cell.ToTable("VillageCells");
        cell.HasKey(c => new { c.Year, c.FigureId, c.Day, c.RegionCode });
    }

    public void Configure(EntityTypeBuilder<VillageStamp> stamp)
    {
        stamp.ToTable("VillageStamps");
        stamp.HasKey(s => s.RegionCode);
    }
}
