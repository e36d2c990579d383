using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Tallies;

/// <summary>
/// A figure over the cases of a programme, year and region, from the town upwards (汇总): its value and its number of rows at the end of each month, in
/// columns <c>Value1</c> to <c>Value12</c> and <c>Rows1</c> to <c>Rows12</c>. Follows the cases in their own transaction.
/// </summary>
public class Tally
{
    public int Year { get; init; }
    public required string RegionCode { get; init; }
    public required string FigureId { get; init; }

    /// <summary>Whose cases they are, also under a figure over all programmes.</summary>
    public required string Programme { get; init; }

    public static string Value(int month) => Names[month - 1];

    public static string Rows(int month) => Names[TallySheet.MonthsOfYear + month - 1];

    internal static IReadOnlyList<string> Names { get; } =
        [.. Enumerable.Range(1, TallySheet.MonthsOfYear).Select(m => $"Value{m}"), .. Enumerable.Range(1, TallySheet.MonthsOfYear).Select(m => $"Rows{m}")];
}

/// <summary>Cases that are not on hold, by the last day of their stage's limit (到期汇总): those before a day are overdue on it.</summary>
public class DueTally
{
    public int Year { get; init; }
    public required string RegionCode { get; init; }
    public required string Programme { get; init; }
    public DateOnly DueOn { get; init; }
    public long Cases { get; init; }
}

/// <summary>A task or its money in a region (任务汇总), with its split told apart from what is split; no row where none was set.</summary>
public class TargetTally
{
    public int Year { get; init; }
    public required string RegionCode { get; init; }
    public required string FigureId { get; init; }
    public decimal Number { get; init; }
    public int Records { get; init; }
}

/// <summary>A day on which a case will come to count, or cease to, and that had not come when it was written (未到的日期).</summary>
public class TallyAhead
{
    public Guid CaseId { get; init; }
    public DateOnly Day { get; init; }
    public required string Programme { get; init; }
    public int Year { get; init; }
    public required string RegionCode { get; init; }
}

internal sealed class TallyConfiguration :
    IEntityTypeConfiguration<Tally>, IEntityTypeConfiguration<DueTally>, IEntityTypeConfiguration<TargetTally>, IEntityTypeConfiguration<TallyAhead>
{
    public void Configure(EntityTypeBuilder<Tally> tally)
    {
        tally.ToTable("Tallies");
        tally.HasKey(t => new { t.Year, t.RegionCode, t.FigureId, t.Programme });
        foreach (var name in Tally.Names)
        {
            tally.Property<long>(name);
        }
    }

    public void Configure(EntityTypeBuilder<DueTally> due)
    {
        due.ToTable("DueTallies");
        // Asked for the days of a month in some places, of all programmes.
        due.HasKey(d => new { d.Year, d.RegionCode, d.DueOn, d.Programme });
    }

    public void Configure(EntityTypeBuilder<TargetTally> target)
    {
        target.ToTable("TargetTallies");
        target.HasKey(t => new { t.Year, t.RegionCode, t.FigureId });
    }

    public void Configure(EntityTypeBuilder<TallyAhead> ahead)
    {
        ahead.ToTable("TallyAhead");
        ahead.HasKey(a => new { a.CaseId, a.Day });
    }
}
