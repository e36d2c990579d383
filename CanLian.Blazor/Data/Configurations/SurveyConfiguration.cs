using CanLian.Domain.Publicity;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class SurveyConfiguration : IEntityTypeConfiguration<Survey>, IEntityTypeConfiguration<SurveyEntry>, IEntityTypeConfiguration<SurveyCheck>, IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Survey> builder)
    {
        builder.ToTable("Surveys");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => s.Name).IsUnique();
        builder.HasMany(s => s.Entries).WithOne(e => e.Survey).HasForeignKey(e => e.SurveyId);
    }

    public void Configure(EntityTypeBuilder<SurveyEntry> builder)
    {
        builder.ToTable("SurveyEntries");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.Property(e => e.Answers).AsJson();
        builder.HasOne(e => e.Person).WithMany().HasForeignKey(e => e.PersonId);
        builder.HasIndex(e => new { e.SurveyId, e.PersonId }).IsUnique();
        builder.HasIndex(e => new { e.SurveyId, e.RegionCode });
    }

    public void Configure(EntityTypeBuilder<SurveyCheck> builder)
    {
        builder.ToTable("SurveyChecks");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Property(c => c.Answers).AsJson();
        builder.HasOne(c => c.Entry).WithMany().HasForeignKey(c => c.EntryId);
        builder.HasIndex(c => new { c.SurveyId, c.RegionCode });
    }

    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("Articles");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => new { a.Title, a.Channel, a.PublishedOn }).IsUnique();
    }
}
