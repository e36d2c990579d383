using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Data;

/// <summary>
/// Chains the entries of the change log (操作记录的封印): each carries a keyed hash over itself and the one before, and the last is remembered under a
/// hash of its own. Whoever changes, removes or slips in an entry without the keys breaks the chain.
/// </summary>
internal static class ChangeChain
{
    private const string Head = "changes.head";

    /// <summary>Gives every entry about to be saved its place in the chain; call it inside the writing transaction.</summary>
    public static void Extend(CanLianDb db)
    {
        Extend(db, [.. db.ChangeTracker.Entries<ChangeLogEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity)]);
    }

    /// <summary>The same for entries that are written without the change tracker.</summary>
    public static void Extend(CanLianDb db, IReadOnlyList<ChangeLogEntry> added)
    {
        if (added.Count == 0)
        {
            return;
        }
        var key = KeyOf(db.Hash);
        var (sequence, before) = ReadHead(db);
        foreach (var entry in added)
        {
            entry.Sequence = ++sequence;
            entry.Seal = before = SealOf(key, entry, before);
        }
        WriteHead(db, key, sequence, before);
    }

    /// <summary>Chains the entries of a database from before there was a chain.</summary>
    public static void SealOld(CanLianDb db)
    {
        if (db.Settings.Find(Head) is not null || !db.ChangeLog.Any())
        {
            return;
        }
        using var write = db.BeginWrite();
        var (key, sequence, before) = (KeyOf(db.Hash), 0L, Array.Empty<byte>());
        foreach (var entry in db.ChangeLog.OrderBy(e => e.Id))
        {
            entry.Sequence = ++sequence;
            entry.Seal = before = SealOf(key, entry, before);
        }
        WriteHead(db, key, sequence, before);
        db.SaveChanges();
        write.Commit();
    }

    /// <summary>Walks the chain from its first entry: how many hold, and the sequence of the first that does not; null where all hold.</summary>
    public static (long Holds, long? BrokenAt) Walk(CanLianDb db)
    {
        var (key, sequence, before) = (KeyOf(db.Hash), 0L, Array.Empty<byte>());
        foreach (var entry in db.ChangeLog.AsNoTracking().OrderBy(e => e.Sequence).AsEnumerable())
        {
            if (entry.Sequence != sequence + 1 || !CryptographicOperations.FixedTimeEquals(entry.Seal, SealOf(key, entry, before)))
            {
                return (sequence, sequence + 1);
            }
            (sequence, before) = (entry.Sequence, entry.Seal);
        }
        var head = db.Settings.AsNoTracking().SingleOrDefault(s => s.Key == Head)?.Value;
        if (sequence == 0 && db.Users.Any())
        {
            // Accounts do not come about without an entry.
            return (0, 1);
        }
        return head == (sequence == 0 ? null : HeadOf(key, sequence, before)) ? (sequence, null) : (sequence, sequence + 1);
    }

    private static byte[] KeyOf(SearchHash hash) => hash.KeyFor("CanLian change log");

    private static byte[] SealOf(byte[] key, ChangeLogEntry e, byte[] before) => HMACSHA256.HashData(key, JsonSerializer.SerializeToUtf8Bytes(
        new object[] { Convert.ToHexString(before), e.Sequence, e.At.Ticks, e.ActorId, e.ActorName, e.Entity, e.EntityId, e.Action, e.RegionCode, e.Changes }));

    // The hash over the place keeps whoever cuts off the last entries from naming an earlier one the last.
    private static string HeadOf(byte[] key, long sequence, byte[] seal) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sequence}:{Convert.ToBase64String(seal)}:{Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. BitConverter.GetBytes(sequence), .. seal]))}");

    private static (long Sequence, byte[] Seal) ReadHead(CanLianDb db)
    {
        using var command = db.Command("SELECT \"Value\" FROM \"Settings\" WHERE \"Key\" = @key", ("@key", Head));
        return command.ExecuteScalar() is string head && head.Split(':') is [var sequence, var seal, _]
            ? (long.Parse(sequence, CultureInfo.InvariantCulture), Convert.FromBase64String(seal))
            : (0, []);
    }

    private static void WriteHead(CanLianDb db, byte[] key, long sequence, byte[] seal)
    {
        using var command = db.Command(
            "INSERT INTO \"Settings\" (\"Key\", \"Value\") VALUES (@key, @value) ON CONFLICT (\"Key\") DO UPDATE SET \"Value\" = @value",
            ("@key", Head), ("@value", HeadOf(key, sequence, seal)));
        command.ExecuteNonQuery();
    }
}
