using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CanLian.Blazor.Data.Bulk;

/// <summary>Records as the database will hold them (备好的行): numbers sealed and hashed, values converted; only to be written.</summary>
internal sealed record ReadyRows(string Table, IReadOnlyList<BulkColumn> Columns, PackedRows Rows);

/// <summary>
/// Writes many records of one kind at once (批量写入). Columns and conversions are read from the model, so what is
/// written is what the context would have written; the change tracker, which is made for a screenful of records, is left out.
/// </summary>
internal sealed class BulkInsert(CanLianDb db)
{
    private readonly IModel _model = db.Model;
    private readonly RowBlocks _blocks = new();

    public void Add<T>(IEnumerable<T> records) where T : class => Add(typeof(T), records);

    /// <summary>Adds records of one type of the model.</summary>
    public void Add(Type type, IEnumerable<object> records)
    {
        // Whoever goes past the tallies makes them anew, in this transaction or at the next start. What is hidden does not count yet.
        if (!db.SeesHidden && db.Following is null && (type == typeof(Target) || type.Namespace == typeof(CaseFile).Namespace || type.Namespace == typeof(Person).Namespace))
        {
            TallyState.Forget(db);
        }
        var table = new Table(Entity(type), db);
        using var rows = Rows.Into(db, table.Name, table.Targets);
        var values = new object?[table.Targets.Count];
        foreach (var record in records)
        {
            table.Fill(values, record);
            rows.Add(values);
        }
        rows.Finish();
    }

    /// <summary>Makes records ready; it may be done on another thread while the context writes.</summary>
    public ReadyRows Ready<T>(IEnumerable<T> records) where T : class => Ready(records, NoRows());

    /// <summary>Where records of one kind are collected.</summary>
    public PackedRows NoRows() => new(_blocks);

    /// <summary>Makes records ready beside others of their kind.</summary>
    public ReadyRows Ready<T>(IEnumerable<T> records, PackedRows rows) where T : class
    {
        var table = new Table(Entity(typeof(T)), db);
        var values = new object?[table.Targets.Count];
        foreach (var record in records)
        {
            table.Fill(values, record);
            rows.Add(values);
        }
        return new ReadyRows(table.Name, table.Targets, rows);
    }

    public void Add(ReadyRows ready)
    {
        Add(ready, 0, ready.Rows.Count);
        ready.Rows.Clear();
    }

    /// <summary>Adds some of what was made ready, which stays there.</summary>
    public void Add(ReadyRows ready, int first, int count)
    {
        using var rows = Rows.Into(db, ready.Table, ready.Columns);
        rows.Add(ready.Rows, first, count);
        rows.Finish();
    }

    private IEntityType Entity(Type type) => _model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not part of the model.");

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

    private sealed class Table(IEntityType entity, CanLianDb db)
    {
        private readonly Column[] _columns = [.. ColumnsOf(entity, db)];
        private readonly IClrPropertyGetter _id = entity.FindPrimaryKey()!.Properties[0].GetGetter();

        public string Name { get; } = entity.GetTableName()!;

        public IReadOnlyList<BulkColumn> Targets => field ??= [.. _columns.Select(c => c.Target)];

        public void Fill(object?[] values, object record)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = _columns[i].ValueOf(record, _id);
            }
        }
    }

    private sealed class Column(IProperty property, StoreObjectIdentifier table, INavigation? owner, CanLianDb db)
    {
        private readonly SealedColumn? _sealed = SealedColumn.BehindProperty(property);
        private readonly bool _isHash = SealedColumn.BehindProperty(property)?.HashProperty == property.Name;
        private readonly bool _isForm = property.DeclaringType.ClrType == typeof(CaseFile) && property.Name == nameof(CaseFile.Form);
        private readonly IClrPropertyGetter? _owner = owner?.GetGetter();
        private readonly IClrPropertyGetter? _value = property.IsShadowProperty() ? null : property.GetGetter();

        public BulkColumn Target { get; } = new(property.GetColumnName(table) ?? property.Name, property.GetRelationalTypeMapping());

        public object? ValueOf(object record, IClrPropertyGetter id)
        {
            if ((_owner is null ? record : _owner.GetClrValue(record)) is not { } holder)
            {
                return null;
            }
            if (_sealed is not null)
            {
                return Sealed(_sealed, holder, (Guid)id.GetClrValue(record)!);
            }
            var value = _value!.GetClrValue(holder);
            if (_isForm && value is string form)
            {
                var file = (CaseFile)record;
                return db.Ring.Seal(file.Programme, file.Id, form);
            }
            return value is not null && Target.Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }

        private object? Sealed(SealedColumn column, object holder, Guid id) => column.Read(holder) switch
        {
            null => null,
            var number when _isHash => db.Hash.Of(column.Name, number),
            var number => db.Ring.Seal(column.Name, id.ToByteArray(), number),
        };
    }
}
