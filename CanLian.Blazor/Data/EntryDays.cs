using CanLian.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CanLian.Blazor.Data;

/// <summary>Writes down on which day the register learned of a card or a hardship, and on which a card was replaced (登记日), so that lists can say who is new on them.</summary>
internal static class EntryDays
{
    public static void Put(ChangeTracker tracker, DateOnly today)
    {
        foreach (var entry in tracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            switch (entry.Entity)
            {
                case Hardship hardship when entry.State == EntityState.Added:
                    entry.Property(nameof(Hardship.EnteredOn)).CurrentValue = hardship.EnteredOn ?? today;
                    break;
                case Certificate card when entry.State == EntityState.Added:
                    entry.Property(nameof(Certificate.EnteredOn)).CurrentValue = card.EnteredOn ?? today;
                    break;
                case Certificate card when entry.Property(nameof(Certificate.Current)) is { IsModified: true, OriginalValue: bool was } && was != card.Current:
                    entry.Property(nameof(Certificate.ReplacedOn)).CurrentValue = card.Current ? null : today;
                    break;
            }
        }
    }
}
