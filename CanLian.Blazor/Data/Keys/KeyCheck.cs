using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data.Keys;

/// <summary>
/// Whether the keys at hand are the database's (密钥核对). Where the database is reached over the network, keys and database can be brought together wrongly;
/// so the first to open it leaves a mark that only the same keys can read.
/// </summary>
internal static class KeyCheck
{
    public const string Setting = "keys.check";
    private const string Column = "Settings.Value";

    /// <summary>Leaves the mark where there is none.</summary>
    /// <exception cref="KeysException">The mark is another's.</exception>
    public static void Hold(CanLianDb db)
    {
        if (Find(db) is null)
        {
            using var command = db.Command(
                "INSERT INTO \"Settings\" (\"Key\", \"Value\") VALUES (@key, @value) ON CONFLICT DO NOTHING", ("@key", Setting), ("@value", Mark(db)));
            command.ExecuteNonQuery();
        }
        var (hash, cell) = Find(db)!.Split(':') is [var first, var second] ? (first, Convert.FromBase64String(second)) : ("", []);
        if (hash != HashOf(db) || db.Ring.OpenText(Column, [], cell) != Setting)
        {
            throw new KeysException(new Text("keys 文件夹里的密钥不是这个数据库的。几个节点要用同一个 keys 文件夹：把第一个节点的放过来，或用 CanLian__Keys 指过去"));
        }
    }

    private static string? Find(CanLianDb db) => db.Settings.AsNoTracking().SingleOrDefault(s => s.Key == Setting)?.Value;

    private static string Mark(CanLianDb db) => HashOf(db) + ":" + Convert.ToBase64String(db.Ring.Seal(Column, [], Setting));

    private static string HashOf(CanLianDb db) => Convert.ToBase64String(db.Hash.KeyFor("CanLian key check"));
}
