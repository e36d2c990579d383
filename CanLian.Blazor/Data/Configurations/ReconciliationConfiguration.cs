using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Cases;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class ReconciliationConfiguration :
    IEntityTypeConfiguration<ReceivedList>, IEntityTypeConfiguration<Difference>, IEntityTypeConfiguration<OutreachTask>
{
    public void Configure(EntityTypeBuilder<ReceivedList> builder)
    {
        builder.ToTable("ReceivedLists");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasIndex(l => new { l.Kind, l.Month }).IsUnique();
        builder.Property(l => l.Counts).AsJson();
    }

    public void Configure(EntityTypeBuilder<Difference> builder)
    {
        builder.ToTable("Differences");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.Seals(d => d.Number);
        builder.HasOne(d => d.Person).WithMany().HasForeignKey(d => d.PersonId);
        builder.HasIndex(d => new { d.ClosedMonth, d.RegionCode });
        builder.HasIndex(d => new { d.Kind, d.Subject });
        builder.Ignore(d => d.Open);
        builder.Ignore(d => d.Choices);
        builder.Ignore(d => d.MayReopen);
        builder.Ignore(d => d.Told);
    }

    public void Configure(EntityTypeBuilder<OutreachTask> builder)
    {
        builder.ToTable("OutreachTasks");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasOne(t => t.Person).WithMany().HasForeignKey(t => t.PersonId);
        builder.HasIndex(t => new { t.ClosedOn, t.RegionCode });
        builder.HasIndex(t => new { t.PersonId, t.Programme });
        builder.Ignore(t => t.Open);
    }
}
