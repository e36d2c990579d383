using System.Text.Json;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class ExchangeConfiguration :
    IEntityTypeConfiguration<ExchangePackage>, IEntityTypeConfiguration<ShareAgreement>, IEntityTypeConfiguration<DeliveryAttempt>, IEntityTypeConfiguration<Clue>
{
    public void Configure(EntityTypeBuilder<ExchangePackage> builder)
    {
        builder.ToTable("ExchangePackages");
        builder.HasKey(p => new { p.Month, p.Sequence });
        builder.Ignore(p => p.Period);
        builder.Property(p => p.Version).IsConcurrencyToken();
        AsJson(builder.Property(p => p.Sheets));
        AsJson(builder.Property(p => p.Rejected)).HasDefaultValueSql("'[]'");
    }

    public void Configure(EntityTypeBuilder<ShareAgreement> builder)
    {
        builder.ToTable("ShareAgreements");
        builder.Property(a => a.Version).IsConcurrencyToken();
        AsJson(builder.Property(a => a.Columns));
    }

    public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
    {
        builder.ToTable("DeliveryAttempts");
        builder.HasIndex(a => new { a.Month, a.Sequence });
    }

    public void Configure(EntityTypeBuilder<Clue> builder)
    {
        builder.ToTable("Clues");
        builder.HasKey(c => c.Number);
        builder.HasIndex(c => c.Month);
        builder.HasIndex(c => c.RegionCode);
    }

    private static PropertyBuilder<IReadOnlyList<T>> AsJson<T>(PropertyBuilder<IReadOnlyList<T>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<T[]>(text, JsonSerializerOptions.Default)!,
        new ValueComparer<IReadOnlyList<T>>(
            (a, b) => a!.SequenceEqual(b!), list => list.Aggregate(0, (h, item) => HashCode.Combine(h, item)), list => list.ToArray()));
}
