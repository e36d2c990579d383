using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CanLian.Blazor.Data.Keys;

/// <summary>
/// Turns the key ring (密钥轮换): adds a version, and seals anew, some rows at a time, what older versions sealed. Others may work meanwhile; a rotation
/// that was interrupted is finished by the next. Old versions stay, since backups were sealed with them.
/// </summary>
public sealed class KeyRotation(CanLianDbFactory databases)
{
    private const int RowsAtOnce = 500;

    /// <summary>Rotates, and tells the new version and how many values were sealed anew.</summary>
    public async Task<(int Version, int Values)> RotateAsync(CancellationToken cancellation = default)
    {
        var version = databases.Ring.AddVersion();
        var values = 0;
        foreach (var column in SealedColumn.All)
        {
            values += await SealAnewAsync(column, cancellation);
        }
        return (version, values + await SealFormsAnewAsync(cancellation) + await SealDraftsAnewAsync(cancellation));
    }

    private async Task<int> SealAnewAsync(SealedColumn column, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var property = db.Model.GetEntityTypes().Single(t => t.ClrType == column.Entity).FindProperty(column.SealedProperty)!;
        var table = StoreObjectIdentifier.Create(property.DeclaringType, StoreObjectType.Table)!.Value;
        var (name, values, after) = (property.GetColumnName(table)!, 0, Guid.Empty);
        while (true)
        {
            await using var write = await db.BeginWriteAsync(cancellation);
            var rows = Read(db, $"SELECT \"Id\", \"{name}\" FROM \"{table.Name}\" WHERE \"Id\" > @after AND \"{name}\" IS NOT NULL ORDER BY \"Id\" LIMIT {RowsAtOnce}", after);
            foreach (var (id, cell) in rows.Where(r => KeyRing.VersionOf(r.Cell) != databases.Ring.Current))
            {
                var row = id.ToByteArray();
                Write(db, $"UPDATE \"{table.Name}\" SET \"{name}\" = @cell WHERE \"Id\" = @id", id, databases.Ring.Seal(column.Name, row, databases.Ring.Open(column.Name, row, cell)));
                values++;
            }
            await write.CommitAsync(cancellation);
            if (rows.Count < RowsAtOnce)
            {
                return values;
            }
            after = rows[^1].Id;
        }
    }

    private async Task<int> SealFormsAnewAsync(CancellationToken cancellation)
    {
        var (values, after) = (0, Guid.Empty);
        while (true)
        {
            await using var db = databases.Open(Actor.System);
            await using var write = await db.BeginWriteAsync(cancellation);
            var files = await db.Cases.IgnoreQueryFilters()
                .Where(c => SealedForms.Programmes.Contains(c.Programme) && c.Id.CompareTo(after) > 0 && EF.Property<string>(c, nameof(CaseFile.Form)).Contains(SealedForms.Mark))
                .OrderBy(c => c.Id).Take(RowsAtOnce).ToListAsync(cancellation);
            foreach (var file in files)
            {
                Write(db, "UPDATE \"Cases\" SET \"Form\" = @cell WHERE \"Id\" = @id", file.Id, databases.Ring.Seal(file.Programme, file.Id, file.Form));
            }
            await write.CommitAsync(cancellation);
            values += files.Count;
            if (files.Count < RowsAtOnce)
            {
                return values;
            }
            after = files[^1].Id;
        }
    }

    private async Task<int> SealDraftsAnewAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        await using var write = await db.BeginWriteAsync(cancellation);
        var drafts = await db.Drafts.ToListAsync(cancellation);
        drafts.ForEach(draft => databases.Ring.SealContent(draft, databases.Ring.OpenContent(draft)));
        await db.SaveChangesAsync(cancellation);
        await write.CommitAsync(cancellation);
        return drafts.Count;
    }

    private static List<(Guid Id, byte[] Cell)> Read(CanLianDb db, string sql, Guid after)
    {
        using var command = db.Command(sql, ("@after", after));
        using var reader = command.ExecuteReader();
        var rows = new List<(Guid, byte[])>();
        while (reader.Read())
        {
            rows.Add((reader.GetGuid(0), (byte[])reader.GetValue(1)));
        }
        return rows;
    }

    private static void Write(CanLianDb db, string sql, Guid id, object cell)
    {
        using var command = db.Command(sql, ("@id", id), ("@cell", cell));
        command.ExecuteNonQuery();
    }
}
