using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Data.Keys;

/// <summary>
/// Gives the keyed hash to accounts that were sealed before there was one (补算账号散列), some rows at a time: only by it are equal accounts found.
/// </summary>
internal static class AccountHashes
{
    private const int RowsAtOnce = 500;
    private static readonly SealedColumn _number = SealedColumn.Of(typeof(BankAccount)).Single(c => c.Property == nameof(BankAccount.Number));

    /// <summary>Fills in what is missing; tells how many.</summary>
    public static async Task<int> FillAsync(CanLianDbFactory databases)
    {
        var (filled, after) = (0, Guid.Empty);
        while (true)
        {
            await using var db = databases.Open(Actor.System);
            await using var write = await db.BeginWriteAsync();
            var rows = Missing(db, after);
            foreach (var (id, cell) in rows)
            {
                using var command = db.Command(
                    "UPDATE \"Persons\" SET \"Account_NumberHash\" = @hash WHERE \"Id\" = @id",
                    ("@id", id), ("@hash", db.Hash.Of(_number.Name, db.Ring.OpenText(_number.Name, id.ToByteArray(), cell))));
                command.ExecuteNonQuery();
            }
            await write.CommitAsync();
            filled += rows.Count;
            if (rows.Count < RowsAtOnce)
            {
                return filled;
            }
            after = rows[^1].Id;
        }
    }

    private static List<(Guid Id, byte[] Cell)> Missing(CanLianDb db, Guid after)
    {
        using var command = db.Command(
            $"SELECT \"Id\", \"Account_NumberSealed\" FROM \"Persons\" WHERE \"Id\" > @after AND \"Account_NumberHash\" IS NULL AND \"Account_NumberSealed\" IS NOT NULL ORDER BY \"Id\" LIMIT {RowsAtOnce}",
            ("@after", after));
        using var reader = command.ExecuteReader();
        var rows = new List<(Guid, byte[])>();
        while (reader.Read())
        {
            rows.Add((reader.GetGuid(0), (byte[])reader.GetValue(1)));
        }
        return rows;
    }
}
