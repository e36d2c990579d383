using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class ImportConfiguration :
    IEntityTypeConfiguration<ImportRecord>, IEntityTypeConfiguration<ImportRow>, IEntityTypeConfiguration<ImportTrace>,
    IEntityTypeConfiguration<KnownHeader>, IEntityTypeConfiguration<HiddenRange>, IEntityTypeConfiguration<Suspicion>
{
    public void Configure(EntityTypeBuilder<ImportRecord> builder)
    {
        builder.ToTable("Imports");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Property(r => r.Files).AsJson();
        builder.HasIndex(r => r.StartedAt);
    }

    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.ToTable("ImportRows");
        builder.HasKey(r => new { r.RunId, r.Sheet, r.Row });
    }

    public void Configure(EntityTypeBuilder<ImportTrace> builder)
    {
        builder.ToTable("ImportTraces");
        builder.HasKey(t => new { t.RunId, t.Entity, t.EntityId });
    }

    public void Configure(EntityTypeBuilder<KnownHeader> builder)
    {
        builder.ToTable("KnownHeaders");
        builder.HasKey(h => new { h.Sheet, h.Header });
    }

    public void Configure(EntityTypeBuilder<HiddenRange> builder)
    {
        builder.ToTable("HiddenRanges");
        builder.HasKey(r => r.RunId);
    }

    public void Configure(EntityTypeBuilder<Suspicion> builder)
    {
        builder.ToTable("Suspicions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => new { s.FirstId, s.SecondId }).IsUnique();
        builder.HasIndex(s => s.State);
    }
}
