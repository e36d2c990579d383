using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CanLian.Blazor.Data;

/// <summary>Raises the version of every record that is saved, so that whoever read an older one is told instead of overwriting.</summary>
internal static class Versions
{
    public const string Property = "Version";

    public static void Raise(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries().Where(e => e.State == EntityState.Modified))
        {
            if (entry.Metadata.FindProperty(Property) is { IsConcurrencyToken: true } version)
            {
                var property = entry.Property(version);
                property.CurrentValue = (long)property.OriginalValue! + 1;
            }
        }
    }
}
