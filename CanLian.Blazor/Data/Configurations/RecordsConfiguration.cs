using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class RecordsConfiguration :
    IEntityTypeConfiguration<ChangeLogEntry>, IEntityTypeConfiguration<Disclosure>, IEntityTypeConfiguration<Draft>,
    IEntityTypeConfiguration<SearchKey>, IEntityTypeConfiguration<JobRun>, IEntityTypeConfiguration<CaseCounter>,
    IEntityTypeConfiguration<Setting>, IEntityTypeConfiguration<ProtectionKey>,
    IEntityTypeConfiguration<ExportRecord>
{
    public void Configure(EntityTypeBuilder<ChangeLogEntry> builder)
    {
        builder.ToTable("ChangeLog");
        builder.HasIndex(e => new { e.Entity, e.EntityId });
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => e.Sequence).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Disclosure> builder)
    {
        builder.ToTable("Disclosures");
        builder.HasIndex(d => d.PersonId);
    }

    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("Drafts");
        builder.HasKey(d => new { d.AccountId, d.Key });
    }

    public void Configure(EntityTypeBuilder<SearchKey> builder)
    {
        builder.ToTable("SearchKeys");
        builder.HasKey(k => new { k.Key, k.Rank, k.PersonId });
        builder.HasIndex(k => k.PersonId);
    }

    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("JobRuns");
        builder.HasKey(r => new { r.Job, r.Period });
    }

    public void Configure(EntityTypeBuilder<CaseCounter> builder)
    {
        builder.ToTable("CaseCounters");
        builder.HasKey(c => new { c.Programme, c.Year });
    }

    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.ToTable("Settings");
        builder.HasKey(s => s.Key);
    }

    public void Configure(EntityTypeBuilder<ExportRecord> builder)
    {
        builder.ToTable("ExportRecords");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.At);
    }

    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.Property(k => k.Id).ValueGeneratedNever();
    }
}
