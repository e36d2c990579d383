using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Employment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Configurations;

internal sealed class EmploymentConfiguration :
    IEntityTypeConfiguration<JobWish>, IEntityTypeConfiguration<Vacancy>, IEntityTypeConfiguration<Referral>, IEntityTypeConfiguration<Hire>
{
    public void Configure(EntityTypeBuilder<JobWish> builder)
    {
        builder.ToTable("JobWishes");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Version).IsConcurrencyToken();
        Words(builder.Property(w => w.Cannot));
        Words(builder.Property(w => w.Needs));
        builder.HasOne(w => w.Person).WithMany().HasForeignKey(w => w.PersonId);
        builder.HasMany(w => w.Referrals).WithOne(r => r.Wish).HasForeignKey(r => r.WishId);
    }

    public void Configure(EntityTypeBuilder<Vacancy> builder)
    {
        builder.ToTable("Vacancies");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Version).IsConcurrencyToken();
        builder.Seals(v => v.Phone);
        Words(builder.Property(v => v.Requires));
        Words(builder.Property(v => v.Offers));
        builder.HasMany(v => v.Hires).WithOne().HasForeignKey(h => h.VacancyId);
    }

    public void Configure(EntityTypeBuilder<Referral> builder)
    {
        builder.ToTable("Referrals");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne(r => r.Vacancy).WithMany().HasForeignKey(r => r.VacancyId);
    }

    public void Configure(EntityTypeBuilder<Hire> builder)
    {
        builder.ToTable("Hires");
        builder.Property(h => h.Id).ValueGeneratedNever();
    }

    // A few words of a closed vocabulary, read with their record: "Standing,Nights".
    private static void Words<T>(PropertyBuilder<List<T>> property) where T : struct, Enum => property.HasConversion(
        words => string.Join(',', words),
        text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<T>).ToList(),
        new ValueComparer<List<T>>((a, b) => a!.SequenceEqual(b!), words => words.Aggregate(0, (h, w) => HashCode.Combine(h, w)), words => words.ToList()));
}
