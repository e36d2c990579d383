using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CanLian.Blazor.Data.Demo;

/// <summary>
/// Writes many records with one prepared statement per table (批量写入). Columns and conversions are read from the model, so what is
/// written is what the context would have written; the change tracker, which is made for a screenful of records, is left out.
/// </summary>
internal sealed class BulkInsert(CanLianDb db)
{
    public void Add<T>(IEnumerable<T> records) where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not part of the model.");
        var columns = ColumnsOf(entity).ToList();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var parameters = columns.Select(c => c.ParameterFor(command)).ToList();
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }
        command.CommandText = $"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) "
            + $"VALUES ({string.Join(", ", parameters.Select(p => p.ParameterName))})";
        command.Prepare();
        foreach (var record in records)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                parameters[i].Value = columns[i].ValueOf(record);
            }
            command.ExecuteNonQuery();
        }
    }

    /// <summary>The columns of an entity and of what it owns in the same table.</summary>
    private static IEnumerable<Column> ColumnsOf(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        foreach (var property in entity.GetProperties().Where(p => !p.IsShadowProperty()))
        {
            yield return new Column(property, table, null);
        }
        foreach (var owned in entity.GetNavigations().Where(n => n.TargetEntityType.IsOwned()))
        {
            foreach (var property in owned.TargetEntityType.GetProperties().Where(p => !p.IsPrimaryKey()))
            {
                yield return new Column(property, table, owned);
            }
        }
    }

    private sealed class Column(IProperty property, StoreObjectIdentifier table, INavigation? owner)
    {
        private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();

        public string Name { get; } = property.GetColumnName(table) ?? property.Name;

        public DbParameter ParameterFor(DbCommand command) => _mapping.CreateParameter(command, "@" + Name, null, nullable: true);

        public object ValueOf(object record)
        {
            var holder = owner is null ? record : owner.GetGetter().GetClrValue(record);
            var value = holder is null ? null : property.GetGetter().GetClrValue(holder);
            return (value is not null && _mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
        }
    }
}
