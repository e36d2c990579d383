using System.Buffers.Binary;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// Keys of one run (本次导入的键): they lie side by side, apart from all others, so that what a run adds can be hidden, and taken back, by its range.
/// </summary>
internal sealed class RunKeys
{
    private readonly byte[] _head;
    private long _last;

    public RunKeys(DateTime now) => _head = Head(now);

    private RunKeys(byte[] head) => _head = head;

    /// <summary>The keys of a run whose first key is known.</summary>
    public static RunKeys Of(Guid first) => new(first.ToByteArray(bigEndian: true));

    public Guid First => At(0);

    public Guid Last => At((1L << 56) - 1);

    /// <summary>Whether a key is one of the run's.</summary>
    public bool Hold(Guid key) => First.CompareTo(key) <= 0 && key.CompareTo(Last) <= 0;

    public Guid Next() => At(Interlocked.Increment(ref _last));

    // Version 8 is for keys of one's own making; the office's other keys are of version 7, so the two never meet.
    private static byte[] Head(DateTime now)
    {
        var head = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(head, (long)(now - DateTime.UnixEpoch).TotalMilliseconds << 16);
        Random.Shared.NextBytes(head.AsSpan(6, 2));
        head[6] = (byte)(0x80 | (head[6] & 0x0f));
        head[8] = 0x80;
        return head;
    }

    private Guid At(long number)
    {
        Span<byte> key = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(key[8..], number);
        _head.AsSpan(0, 9).CopyTo(key);
        return new Guid(key, bigEndian: true);
    }
}
