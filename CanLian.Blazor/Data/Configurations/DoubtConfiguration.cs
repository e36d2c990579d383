using System.Text.Json;
using CanLian.Domain.Doubts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class DoubtConfiguration : IEntityTypeConfiguration<Doubt>
{
    public void Configure(EntityTypeBuilder<Doubt> doubt)
    {
        doubt.ToTable("Doubts");
        doubt.Property(d => d.Id).ValueGeneratedNever();
        doubt.Property(d => d.Version).IsConcurrencyToken();
        doubt.Property(d => d.Sentence).HasConversion(
            sentence => JsonSerializer.Serialize(sentence, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<KeptText>(text, JsonSerializerOptions.Default)!);
        doubt.Property(d => d.Evidence).AsJson();
        doubt.HasIndex(d => new { d.Rule, d.Subject, d.Fingerprint }).IsUnique();
        doubt.HasIndex(d => new { d.State, d.RegionCode, d.Rule });
    }
}
