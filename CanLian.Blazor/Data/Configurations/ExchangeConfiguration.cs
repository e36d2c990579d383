using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;
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
        builder.Property(p => p.Sheets).AsJson();
        builder.Property(p => p.Rejected).AsJson().HasDefaultValueSql("'[]'");
    }

    public void Configure(EntityTypeBuilder<ShareAgreement> builder)
    {
        builder.ToTable("ShareAgreements");
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Property(a => a.Columns).AsJson();
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
}
