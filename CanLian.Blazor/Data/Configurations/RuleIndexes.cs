using CanLian.Domain.Cases;
using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

/// <summary>All that the programmes' rules ask of somebody, so that a province is judged from indexes alone and no wide row is read (条件索引).</summary>
internal sealed class RuleIndexes :
    IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Certificate>, IEntityTypeConfiguration<Hardship>, IEntityTypeConfiguration<StatedNeed>, IEntityTypeConfiguration<CaseFile>
{
    public void Configure(EntityTypeBuilder<Person> person) => person
        .HasIndex(p => new { p.RegionCode, p.Id, p.HouseholdId, p.DeceasedOn, p.BirthDate, p.Sex, p.Employment, p.EmploymentWish, p.Registration, p.PublicEmployee })
        .HasDatabaseName("IX_Persons_Rules");

    public void Configure(EntityTypeBuilder<Certificate> certificate) => certificate
        .HasIndex(c => new { c.PersonId, c.Current, c.State, c.ExpiresOn, c.KindMask, c.Grade, c.IssuedOn }).HasDatabaseName("IX_Certificates_Rules");

    public void Configure(EntityTypeBuilder<Hardship> hardship) => hardship
        .HasIndex(h => new { h.PersonId, h.Kind, h.From, h.To, h.EnteredOn }).HasDatabaseName("IX_Hardships_Rules");

    public void Configure(EntityTypeBuilder<StatedNeed> need) => need
        .HasIndex(n => new { n.PersonId, n.Topic, n.Wanted, n.On }).HasDatabaseName("IX_StatedNeeds_Rules");

    public void Configure(EntityTypeBuilder<CaseFile> file) => file
        .HasIndex(c => new { c.Programme, c.Year, c.StageKind, c.PersonId, c.HouseholdId }).HasDatabaseName("IX_Cases_Rules");
}
