using System.Text.Json;
using System.Text.Json.Nodes;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CanLian.Blazor.Features.Import;

/// <summary>What a record was before a run changed it (改前快照): its changed fields, and whole what it owns. Sealed numbers stay sealed.</summary>
internal static class Snapshot
{
    /// <summary>A record whose owned part alone was changed counts as changed itself, so that its version rises.</summary>
    public static void TouchOwners(CanLianDb db)
    {
        foreach (var owned in db.ChangeTracker.Entries().Where(e => e.Metadata.IsOwned() && e.State is EntityState.Added or EntityState.Modified).ToList())
        {
            var owner = db.ChangeTracker.Entries().FirstOrDefault(e => !e.Metadata.IsOwned() && OwnedBy(e).Any(o => o.Entity == owned.Entity));
            if (owner is { State: EntityState.Unchanged } && owner.Metadata.FindProperty(Versions.Property) is { } version)
            {
                owner.Property(version).IsModified = true;
            }
        }
    }

    public static string Of(EntityEntry entry)
    {
        var content = new JsonObject { [""] = Values(entry.Properties.Where(p => p.IsModified && p.Metadata.Name != Versions.Property)) };
        foreach (var reference in entry.References.Where(r => r.Metadata.TargetEntityType.IsOwned()))
        {
            content[reference.Metadata.Name] = reference.TargetEntry is { State: not EntityState.Added } owned ? Values(owned.Properties.Where(p => !p.Metadata.IsPrimaryKey())) : null;
        }
        return content.ToJsonString();
    }

    /// <summary>Puts a record back to what it was.</summary>
    public static void Restore(CanLianDb db, EntityEntry entry, string snapshot)
    {
        foreach (var (part, values) in JsonNode.Parse(snapshot)!.AsObject())
        {
            if (part.Length == 0)
            {
                Put(db, entry, values!.AsObject());
            }
            else if (entry.Reference(part) is { TargetEntry: { } owned } reference)
            {
                if (values is null)
                {
                    reference.CurrentValue = null;
                }
                else
                {
                    Put(db, owned, values.AsObject());
                }
            }
        }
    }

    private static IEnumerable<EntityEntry> OwnedBy(EntityEntry entry) =>
        entry.References.Where(r => r.Metadata.TargetEntityType.IsOwned()).Select(r => r.TargetEntry).OfType<EntityEntry>();

    private static JsonObject Values(IEnumerable<PropertyEntry> properties)
    {
        var values = new JsonObject();
        foreach (var property in properties)
        {
            var value = property.OriginalValue;
            values[property.Metadata.Name] = JsonSerializer.SerializeToNode(value is null ? null : Converter(property.Metadata) is { } converter ? converter.ConvertToProvider(value) : value);
        }
        return values;
    }

    private static void Put(CanLianDb db, EntityEntry entry, JsonObject values)
    {
        foreach (var (name, node) in values)
        {
            var property = entry.Property(name);
            var converter = Converter(property.Metadata);
            var value = node?.Deserialize(converter?.ProviderClrType ?? property.Metadata.ClrType);
            property.CurrentValue = value is not null && converter is not null ? converter.ConvertFromProvider(value) : value;
            if (SealedColumn.BehindProperty(property.Metadata) is { } column && column.SealedProperty == name)
            {
                PutNumber(db, entry, column, value as byte[]);
            }
        }
    }

    private static void PutNumber(CanLianDb db, EntityEntry entry, SealedColumn column, byte[]? cell)
    {
        if (cell is { Length: > 0 })
        {
            column.Write(entry.Entity, db.Ring.OpenText(column.Name, SealedColumn.RowOf(entry), cell));
        }
        else
        {
            column.Entity.GetProperty(column.Property)!.SetValue(entry.Entity, null);
        }
    }

    private static Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter? Converter(IProperty property) =>
        property.GetValueConverter() ?? property.FindTypeMapping()?.Converter;
}
