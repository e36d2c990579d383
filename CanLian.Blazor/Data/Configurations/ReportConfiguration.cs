using CanLian.Domain.Figures;
using CanLian.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class ReportConfiguration :
    IEntityTypeConfiguration<ParagraphWording>, IEntityTypeConfiguration<YearClosing>, IEntityTypeConfiguration<ClosedFigure>, IEntityTypeConfiguration<ClosedRecord>,
    IEntityTypeConfiguration<SavedInquiry>
{
    public void Configure(EntityTypeBuilder<ParagraphWording> builder)
    {
        builder.ToTable("ParagraphWordings");
        builder.HasKey(w => new { w.Year, w.Key });
        builder.Property(w => w.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<YearClosing> builder)
    {
        builder.ToTable("YearClosings");
        builder.HasKey(c => c.Year);
        builder.Property(c => c.Year).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ClosedFigure> builder)
    {
        builder.ToTable("ClosedFigures");
        builder.HasKey(f => new { f.Year, f.FigureId, f.RegionCode });
    }

    public void Configure(EntityTypeBuilder<ClosedRecord> builder)
    {
        builder.ToTable("ClosedRecords");
        builder.HasIndex(r => new { r.Year, r.FigureId, r.RegionCode });
    }

    public void Configure(EntityTypeBuilder<SavedInquiry> builder)
    {
        builder.ToTable("SavedInquiries");
        builder.Property(q => q.Id).ValueGeneratedNever();
        builder.Property(q => q.Version).IsConcurrencyToken();
        builder.HasIndex(q => new { q.OwnerId, q.Name }).IsUnique();
    }
}
