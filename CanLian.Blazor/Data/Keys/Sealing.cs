using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CanLian.Blazor.Data.Keys;

/// <summary>Seals numbers on their way into the database and opens them on their way out (加密、解密).</summary>
internal static class Sealing
{
    /// <summary>Keeps a property out of the database; its sealed value and, where asked for, its hash are kept instead.</summary>
    public static void Seals<T>(this EntityTypeBuilder<T> entity, Expression<Func<T, object?>> property) where T : class
    {
        entity.Ignore(property);
        Add(entity.Metadata.ClrType, Named(property), (type, name) => entity.Property(type, name));
    }

    /// <inheritdoc cref="Seals{T}(EntityTypeBuilder{T}, Expression{Func{T, object?}})"/>
    public static void Seals<TOwner, T>(this OwnedNavigationBuilder<TOwner, T> entity, Expression<Func<T, object?>> property) where TOwner : class where T : class
    {
        entity.Ignore(property);
        Add(typeof(T), Named(property), (type, name) => entity.Property(type, name));
    }

    /// <summary>Brings the sealed values of everything about to be saved up to date.</summary>
    public static void Refresh(CanLianDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Unchanged).ToList())
        {
            foreach (var column in SealedColumn.Of(entry.Metadata.ClrType))
            {
                Refresh(db, entry, column);
            }
        }
    }

    /// <summary>Gives the functions by which a migration seals what was in clear.</summary>
    public static void ServeMigrations(CanLianDb db)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        connection.CreateFunction("canlian_seal", (string column, string id, string? number) =>
            number is null ? null : db.Ring.Seal(column, Guid.Parse(id).ToByteArray(), number));
        connection.CreateFunction("canlian_seal_form", (string programme, string id, string form) => db.Ring.Seal(programme, Guid.Parse(id), form));
        connection.CreateFunction("canlian_hash", (string column, string number) => db.Hash.Of(column, number), isDeterministic: true);
    }

    private static void Refresh(CanLianDb db, EntityEntry entry, SealedColumn column)
    {
        var number = column.Read(entry.Entity);
        var kept = entry.Property(column.SealedProperty);
        var row = SealedColumn.RowOf(entry);
        if (number != (kept.CurrentValue is byte[] { Length: > 0 } cell ? db.Ring.OpenText(column.Name, row, cell) : null))
        {
            kept.CurrentValue = number is null ? null : db.Ring.Seal(column.Name, row, number);
            if (column.Hashed)
            {
                entry.Property(column.HashProperty).CurrentValue = db.Hash.Of(column.Name, number ?? "");
            }
        }
    }

    private static void Add(Type entity, string property, Func<Type, string, PropertyBuilder> shadow)
    {
        var column = SealedColumn.Of(entity).Single(c => c.Property == property);
        var required = entity.GetProperty(property)!.GetCustomAttributes(inherit: false).Any(a => a.GetType().Name == "RequiredMemberAttribute");
        shadow(typeof(byte[]), column.SealedProperty).IsRequired(required);
        if (column.Hashed)
        {
            shadow(typeof(string), column.HashProperty).IsRequired(!column.HashedLater).HasMaxLength(22);
        }
    }

    private static string Named<T>(Expression<Func<T, object?>> property) =>
        ((property.Body as UnaryExpression)?.Operand as MemberExpression ?? (MemberExpression)property.Body).Member.Name;
}
