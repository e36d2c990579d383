using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<PaymentBatch>, IEntityTypeConfiguration<PaymentLine>
{
    public void Configure(EntityTypeBuilder<PaymentBatch> batch)
    {
        batch.ToTable("PaymentBatches");
        batch.Property(b => b.Id).ValueGeneratedNever();
        batch.Property(b => b.Version).IsConcurrencyToken();
        batch.HasIndex(b => b.Number).IsUnique();
        batch.HasIndex(b => new { b.Year, b.Programme });
        batch.Ignore(b => b.TotalFen).Ignore(b => b.IsOpen).Ignore(b => b.IsReversal);
        batch.HasMany(b => b.Lines).WithOne().HasForeignKey(l => l.BatchId);
        batch.Property(b => b.Shares).AsJson();
    }

    public void Configure(EntityTypeBuilder<PaymentLine> line)
    {
        line.ToTable("PaymentLines");
        line.Property(l => l.Id).ValueGeneratedNever();
        line.HasIndex(l => l.CaseId);
        line.Ignore(l => l.Tail);
        line.Seals(l => l.AccountNumber);
        line.Property(l => l.Parts).AsJson();
    }
}
