using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CanLian.Blazor.Data.Bulk;

/// <summary>
/// Writes many records of one kind at once (批量写入). Columns and conversions are read from the model, so what is
/// written is what the context would have written; the change tracker, which is made for a screenful of records, is left out.
/// </summary>
internal sealed class BulkInsert(CanLianDb db)
{
    public void Add<T>(IEnumerable<T> records) where T : class => Add(typeof(T), records);

    /// <summary>Adds records of one type of the model.</summary>
    public void Add(Type type, IEnumerable<object> records)
    {
        var entity = db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not part of the model.");
        var columns = ColumnsOf(entity, db).ToList();
        var id = entity.FindPrimaryKey()!.Properties[0].GetGetter();
        // Whoever goes past the tallies makes them anew, in this transaction or at the next start. What is hidden does not count yet.
        if (!db.SeesHidden && db.Following is null && (type == typeof(Target) || type.Namespace == typeof(CaseFile).Namespace || type.Namespace == typeof(Person).Namespace))
        {
            TallyState.Forget(db);
        }
        using var rows = Rows.Into(db, entity.GetTableName()!, [.. columns.Select(c => c.Target)]);
        foreach (var record in records)
        {
            rows.Add(columns.Select(c => c.ValueOf(record, id)));
        }
        rows.Finish();
    }

    /// <summary>The columns of an entity and of what it owns in the same table.</summary>
    private static IEnumerable<Column> ColumnsOf(IEntityType entity, CanLianDb db)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        // A number that the database gives is left to it.
        foreach (var property in entity.GetProperties()
            .Where(p => (!p.IsShadowProperty() || SealedColumn.BehindProperty(p) is not null) && !(p.IsPrimaryKey() && p.ClrType == typeof(long))))
        {
            yield return new Column(property, table, null, db);
        }
        foreach (var owned in entity.GetNavigations().Where(n => n.TargetEntityType.IsOwned()))
        {
            foreach (var property in owned.TargetEntityType.GetProperties().Where(p => !p.IsPrimaryKey()))
            {
                yield return new Column(property, table, owned, db);
            }
        }
    }

    private sealed class Column(IProperty property, StoreObjectIdentifier table, INavigation? owner, CanLianDb db)
    {
        private readonly SealedColumn? _sealed = SealedColumn.BehindProperty(property);

        public BulkColumn Target { get; } = new(property.GetColumnName(table) ?? property.Name, property.GetRelationalTypeMapping());

        public object? ValueOf(object record, IClrPropertyGetter id)
        {
            var holder = owner is null ? record : owner.GetGetter().GetClrValue(record);
            if (_sealed is not null)
            {
                return holder is null ? null : Sealed(_sealed, holder, (Guid)id.GetClrValue(record)!);
            }
            var value = holder is null ? null : property.GetGetter().GetClrValue(holder);
            if (value is string form && record is CaseFile file && property.Name == nameof(CaseFile.Form))
            {
                return db.Ring.Seal(file.Programme, file.Id, form);
            }
            return value is not null && Target.Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }

        private object? Sealed(SealedColumn column, object holder, Guid id) => column.Read(holder) switch
        {
            null => null,
            var number when property.Name == column.HashProperty => db.Hash.Of(column.Name, number),
            var number => db.Ring.Seal(column.Name, id.ToByteArray(), number),
        };
    }
}
