using System.Text.Json;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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
        Json(batch.Property(b => b.Shares));
    }

    public void Configure(EntityTypeBuilder<PaymentLine> line)
    {
        line.ToTable("PaymentLines");
        line.Property(l => l.Id).ValueGeneratedNever();
        line.HasIndex(l => l.CaseId);
        line.Ignore(l => l.Tail);
        line.Seals(l => l.AccountNumber);
        Json(line.Property(l => l.Parts));
    }

    // A few small records, read with the record they belong to.
    private static void Json<T>(PropertyBuilder<List<T>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Default)!,
        new ValueComparer<List<T>>((a, b) => a!.SequenceEqual(b!), list => list.Aggregate(0, (h, x) => HashCode.Combine(h, x)), list => list.ToList()));
}
