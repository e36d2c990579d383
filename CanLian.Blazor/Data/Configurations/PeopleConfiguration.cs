using System.Globalization;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class RegionConfiguration : IEntityTypeConfiguration<Region>
{
    public void Configure(EntityTypeBuilder<Region> region) => region.HasKey(r => r.Code);
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("Persons");
        person.Property(p => p.Id).ValueGeneratedNever();
        person.Property(p => p.Version).IsConcurrencyToken();
        person.Seals(p => p.IdNumber);
        person.Seals(p => p.Phone);
        person.HasIndex("IdNumberHash").IsUnique();
        // With everything that a page of a list is found by, so that those before it are passed over in the index alone.
        person.HasIndex(p => new { p.RegionCode, p.SortKey, p.Id });
        person.HasIndex(p => new { p.SortKey, p.Id, p.RegionCode });
        person.HasIndex(p => new { p.BirthDate, p.Id, p.RegionCode });
        person.HasIndex(p => p.Name);
        person.HasIndex(p => new { p.Id, p.RegionCode, p.Sex, p.BirthDate });
        person.OwnsOne(p => p.Guardian, guardian =>
        {
            guardian.Seals(g => g.Phone);
            guardian.Seals(g => g.IdNumber);
        });
        person.OwnsOne(p => p.Account, account =>
        {
            account.Seals(a => a.Number);
            account.HasIndex(a => a.NumberHash);
        });
        person.OwnsOne(p => p.Diagnosis);
        person.HasOne(p => p.Household).WithMany(h => h.Members).HasForeignKey(p => p.HouseholdId);
        person.HasMany(p => p.Certificates).WithOne().HasForeignKey(c => c.PersonId);
        person.HasMany(p => p.Hardships).WithOne().HasForeignKey(h => h.PersonId);
        person.HasMany(p => p.Allowances).WithOne().HasForeignKey(a => a.PersonId);
        person.HasMany(p => p.Consents).WithOne().HasForeignKey(c => c.PersonId);
        person.HasMany(p => p.Needs).WithOne().HasForeignKey(n => n.PersonId);
        person.Ignore(p => p.Certificate);
    }
}

internal sealed class HouseholdConfiguration : IEntityTypeConfiguration<Household>
{
    public void Configure(EntityTypeBuilder<Household> household)
    {
        household.ToTable("Households");
        household.Property(h => h.Id).ValueGeneratedNever();
        household.Property(h => h.Version).IsConcurrencyToken();
        household.HasIndex(h => h.Number).IsUnique();
        household.HasIndex(h => h.RegionCode);
    }
}

internal sealed class CertificateConfiguration : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> certificate)
    {
        certificate.ToTable("Certificates");
        certificate.Property(c => c.Id).ValueGeneratedNever();
        certificate.Seals(c => c.Number);
        certificate.HasIndex("NumberHash");
        certificate.HasIndex(c => c.ExpiresOn);

        // What questions ask of a person beside a case stands in the indexes, so that no wide row is fetched for it.
        certificate.HasIndex(c => new { c.PersonId, c.Current, c.Kind, c.Grade });

        // Components are few and read with the certificate: "22,31" is hearing two, speech one.
        certificate.Property(c => c.Components).HasConversion(
            list => Written(list),
            text => Parts(text),
            new ValueComparer<IReadOnlyList<DisabilityComponent>>(
                (a, b) => a!.SequenceEqual(b!), list => list.Aggregate(0, (h, c) => HashCode.Combine(h, c)), list => list.ToArray()));
    }

    private static string Written(IEnumerable<DisabilityComponent> list) =>
        string.Join(',', list.Select(c => string.Create(CultureInfo.InvariantCulture, $"{(int)c.Kind}{(int)c.Grade}")));

    private static DisabilityComponent[] Parts(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => new DisabilityComponent((DisabilityKind)(p[0] - '0'), (DisabilityGrade)(p[1] - '0')))];
}

internal sealed class HardshipConfiguration : IEntityTypeConfiguration<Hardship>
{
    public void Configure(EntityTypeBuilder<Hardship> hardship)
    {
        hardship.ToTable("Hardships");
        hardship.Property(h => h.Id).ValueGeneratedNever();
        hardship.HasIndex(h => new { h.PersonId, h.Kind, h.From, h.To });
        hardship.HasIndex(h => h.Kind);
    }
}

internal sealed class AllowanceConfiguration : IEntityTypeConfiguration<Allowance>
{
    public void Configure(EntityTypeBuilder<Allowance> allowance)
    {
        allowance.ToTable("Allowances");
        allowance.Property(a => a.Id).ValueGeneratedNever();
    }
}

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> consent)
    {
        consent.ToTable("Consents");
        consent.Property(c => c.Id).ValueGeneratedNever();
    }
}

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> organisation)
    {
        organisation.ToTable("Organisations");
        organisation.Property(o => o.Id).ValueGeneratedNever();
        organisation.Property(o => o.Version).IsConcurrencyToken();
        organisation.HasIndex(o => o.Name).IsUnique();
        organisation.HasMany(o => o.Inspections).WithOne(i => i.Organisation).HasForeignKey(i => i.OrganisationId);
        organisation.Seals(o => o.AccountNumber);
    }
}

internal sealed class InspectionConfiguration : IEntityTypeConfiguration<Inspection>
{
    public void Configure(EntityTypeBuilder<Inspection> inspection)
    {
        inspection.ToTable("Inspections");
        inspection.Property(i => i.Id).ValueGeneratedNever();
        inspection.Property(i => i.Version).IsConcurrencyToken();
        inspection.HasIndex(i => new { i.OrganisationId, i.On }).IsUnique();
        inspection.Ignore(i => i.Standing).Ignore(i => i.Pending);
    }
}

internal sealed class StatedNeedConfiguration : IEntityTypeConfiguration<StatedNeed>
{
    public void Configure(EntityTypeBuilder<StatedNeed> need)
    {
        need.ToTable("StatedNeeds");
        need.Property(n => n.Id).ValueGeneratedNever();
        need.HasIndex(n => new { n.PersonId, n.Topic });
    }
}
