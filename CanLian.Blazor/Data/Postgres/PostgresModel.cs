using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace CanLian.Blazor.Data.Postgres;

/// <summary>What the model needs on PostgreSQL to give the answers it gives on SQLite (模型在 PostgreSQL 上的差别).</summary>
internal static class PostgresModel
{
    /// <summary>Text is compared and ordered by its code points, whatever the server's language; region ranges depend on it.</summary>
    private const string ByCodePoint = "C";

    public static void Adapt(ModelBuilder builder)
    {
        // An entry's seal is over its time to the tenth of a microsecond, which a timestamp does not keep.
        builder.Entity<ChangeLogEntry>().Property(e => e.At).HasConversion(at => at.Ticks, ticks => new DateTime(ticks, DateTimeKind.Utc));
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().Where(IsText))
            {
                property.SetCollation(ByCodePoint);
            }
            foreach (var index in entity.GetIndexes().Where(i => i.Properties.Any(p => p.IsNullable)))
            {
                index.SetNullSortOrder(index.Properties.Select(p => p.IsNullable ? NullSortOrder.NullsFirst : NullSortOrder.NullsLast).ToArray());
            }
        }
    }

    private static bool IsText(IMutableProperty property)
    {
        var type = property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType;
        return type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type).IsEnum;
    }
}
