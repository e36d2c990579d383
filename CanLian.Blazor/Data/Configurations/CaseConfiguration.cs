using CanLian.Domain.Cases;
using CanLian.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class CaseFileConfiguration : IEntityTypeConfiguration<CaseFile>
{
    public void Configure(EntityTypeBuilder<CaseFile> file)
    {
        file.ToTable("Cases");
        file.Property(c => c.Id).ValueGeneratedNever();
        file.Property(c => c.Version).IsConcurrencyToken();
        file.HasIndex(c => c.Number).IsUnique();

        // Whatever figures and questions count, group and add up, so that they are answered from the index alone.
        file.HasIndex(c => new
        {
            c.Programme,
            c.Year,
            c.StageKind,
            c.RegionCode,
            c.DoneOn,
            c.AppliedOn,
            c.Kind,
            c.Result,
            c.FundingSource,
            c.AmountFen,
            c.Quantity,
            c.PersonId,
            c.HouseholdId,
        }).HasDatabaseName("IX_Cases_Counted");

        // Wide regions are answered by tallies; what is counted from the cases themselves is a village's.
        file.HasIndex(c => new { c.Programme, c.Year, c.RegionCode, c.StageKind, c.DoneOn });
        // What somebody, or somebody's household, has had: for rules, which ask of several years.
        file.HasIndex(c => new { c.PersonId, c.Programme, c.Year, c.StageKind });
        file.HasIndex(c => new { c.HouseholdId, c.Programme, c.Year, c.StageKind });
        // What somebody still has something to do with, with all that a worker's list is narrowed and ordered by: a twentieth of all cases. A stage that follows
        // the completion always has a last day.
        file.HasIndex(c => new { c.RegionCode, c.Programme, c.Stage, c.DueOn, c.Number, c.Id })
            .HasFilter($"\"{nameof(CaseFile.StageKind)}\" = '{nameof(StageKind.Open)}' OR \"{nameof(CaseFile.DueOn)}\" IS NOT NULL").HasDatabaseName("IX_Cases_UnderWay");
        file.HasIndex(c => new { c.RegionCode, c.Programme, c.Stage, c.DueOn, c.Number })
            .HasFilter($"\"{nameof(CaseFile.SentBackReason)}\" IS NOT NULL").HasDatabaseName("IX_Cases_SentBack");
        // The order of a list, with what it is narrowed by; and how many stand at each stage.
        file.HasIndex(c => new { c.Programme, c.Year, c.DueOn, c.Number, c.RegionCode, c.Stage, c.Kind });
        file.HasIndex(c => new { c.Programme, c.Year, c.Stage, c.RegionCode, c.DueOn });
        // What is left of a year's funds.
        file.HasIndex(c => new { c.Programme, c.Year, c.FundingSource, c.ApprovedOn, c.StageKind, c.AmountFen }).HasDatabaseName("IX_Cases_Funds");
        file.HasIndex(c => new { c.DueOn, c.RegionCode });
        file.HasIndex(c => new { c.RegionCode, c.Year });
        file.HasOne(c => c.Person).WithMany().HasForeignKey(c => c.PersonId);
        file.HasOne(c => c.Household).WithMany().HasForeignKey(c => c.HouseholdId);
        file.HasOne(c => c.Organisation).WithMany().HasForeignKey(c => c.OrganisationId);
        file.HasOne(c => c.Batch).WithMany().HasForeignKey(c => c.BatchId);
        file.HasOne(c => c.Notice).WithMany().HasForeignKey(c => c.NoticeId);
        file.HasMany(c => c.Events).WithOne().HasForeignKey(e => e.CaseId);
        file.HasMany(c => c.Attachments).WithOne().HasForeignKey(a => a.CaseId);
        file.HasMany(c => c.Visits).WithOne().HasForeignKey(v => v.CaseId);
        file.HasMany(c => c.Objections).WithOne().HasForeignKey(o => o.CaseId);
        file.HasMany(c => c.Overrides).WithOne().HasForeignKey(o => o.CaseId);
        file.HasMany(c => c.FollowUps).WithOne(f => f.Case).HasForeignKey(f => f.CaseId);
        file.HasMany(c => c.Payments).WithOne().HasForeignKey(p => p.CaseId);
        file.HasMany(c => c.Recoveries).WithOne().HasForeignKey(r => r.CaseId);
        file.HasMany(c => c.Holds).WithOne().HasForeignKey(h => h.CaseId);
        foreach (var property in new[] { nameof(CaseFile.CurrentHold), nameof(CaseFile.LastVisit), nameof(CaseFile.CurrentPayment), nameof(CaseFile.Amount) })
        {
            file.Ignore(property);
        }
    }
}

internal sealed class CaseEventConfiguration : IEntityTypeConfiguration<CaseEvent>
{
    public void Configure(EntityTypeBuilder<CaseEvent> happened)
    {
        happened.ToTable("CaseEvents");
        happened.Property(e => e.Id).ValueGeneratedNever();
        happened.Property(e => e.Details).AsJson();
        happened.HasIndex(e => new { e.CaseId, e.Sequence }).IsUnique();
        happened.HasIndex(e => e.At);
    }
}

internal sealed class FollowUpConfiguration : IEntityTypeConfiguration<FollowUp>
{
    public void Configure(EntityTypeBuilder<FollowUp> followUp)
    {
        followUp.ToTable("FollowUps");
        followUp.Property(f => f.Id).ValueGeneratedNever();
        followUp.Property(f => f.Answers).AsJson();
        // What is still to be put right.
        followUp.HasIndex(f => new { f.FixBy, f.CaseId }).HasFilter($"\"{nameof(FollowUp.Problem)}\" IS NOT NULL AND \"{nameof(FollowUp.FixedOn)}\" IS NULL");
    }
}

internal sealed class ChildConfiguration :
    IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<HomeVisit>, IEntityTypeConfiguration<Objection>,
    IEntityTypeConfiguration<RuleOverride>, IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<Hold>, IEntityTypeConfiguration<Recovery>
{
    public void Configure(EntityTypeBuilder<Attachment> builder) => Named(builder, "Attachments");
    public void Configure(EntityTypeBuilder<HomeVisit> builder) => Named(builder, "HomeVisits");
    public void Configure(EntityTypeBuilder<Objection> builder) => Named(builder, "Objections");
    public void Configure(EntityTypeBuilder<RuleOverride> builder) => Named(builder, "RuleOverrides");
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        Named(builder, "Payments");
        builder.HasIndex(p => p.State);
    }

    public void Configure(EntityTypeBuilder<Hold> builder) => Named(builder, "Holds");

    public void Configure(EntityTypeBuilder<Recovery> builder)
    {
        Named(builder, "Recoveries");
        builder.Property(r => r.Repayments).AsJson();
        builder.Ignore(r => r.RepaidFen).Ignore(r => r.OpenFen);
        builder.HasOne<Payment>().WithMany().HasForeignKey(r => r.PaymentId);
    }

    // Keys are given by the domain before the row exists, so EF must not take a set key for a row that is there already.
    private static void Named<T>(EntityTypeBuilder<T> builder, string table) where T : class
    {
        builder.ToTable(table);
        builder.Property("Id").ValueGeneratedNever();
    }
}

internal sealed class BatchConfiguration : IEntityTypeConfiguration<Batch>
{
    public void Configure(EntityTypeBuilder<Batch> batch)
    {
        batch.ToTable("Batches");
        batch.Property(b => b.Id).ValueGeneratedNever();
        batch.Property(b => b.Version).IsConcurrencyToken();
        batch.HasIndex(b => new { b.Programme, b.Name }).IsUnique();
        batch.HasOne(b => b.Organisation).WithMany().HasForeignKey(b => b.OrganisationId);
    }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("Notices");
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.HasIndex(n => new { n.Programme, n.Year, n.RegionCode, n.OpenedOn }).IsUnique();
    }
}

internal sealed class PlansConfiguration
    : IEntityTypeConfiguration<Target>, IEntityTypeConfiguration<TargetRevision>, IEntityTypeConfiguration<RateNote>, IEntityTypeConfiguration<Tariff>,
      IEntityTypeConfiguration<PolicySetting>
{
    public void Configure(EntityTypeBuilder<TargetRevision> builder)
    {
        builder.ToTable("TargetRevisions");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.Year, r.Programme });
    }

    public void Configure(EntityTypeBuilder<RateNote> builder)
    {
        builder.ToTable("RateNotes");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Version).IsConcurrencyToken();
        builder.HasIndex(n => new { n.Year, n.Programme });
    }

    public void Configure(EntityTypeBuilder<Target> builder)
    {
        builder.ToTable("Targets");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasIndex(t => new { t.Year, t.Programme, t.RegionCode, t.FundingSource }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Tariff> builder)
    {
        builder.ToTable("Tariffs");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<PolicySetting> builder)
    {
        builder.ToTable("PolicySettings");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasIndex(t => new { t.Key, t.From }).IsUnique();
    }
}
