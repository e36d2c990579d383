using System.Buffers.Binary;
using System.Security.Cryptography;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Data.Upkeep;

/// <summary>
/// A file sealed piece by piece with the key ring (加密文件): each piece is bound to its file, its place and whether it is the last, so pieces cannot be
/// exchanged, left out or cut off unnoticed.
/// </summary>
internal static class SealedStream
{
    public const int PieceLength = 1024 * 1024;
    public const int IdLength = 16;

    public static ReadOnlySpan<byte> Magic => "CANLIAN-BACKUP-1"u8;

    public static byte[] Place(byte[] file, long piece, bool last)
    {
        var place = new byte[IdLength + sizeof(long) + 1];
        file.CopyTo(place, 0);
        BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(IdLength), piece);
        place[^1] = last ? (byte)1 : (byte)0;
        return place;
    }
}

/// <summary>Writes a sealed file; it is whole once this is disposed of.</summary>
internal sealed class SealedWriter : Stream
{
    private readonly Stream _target;
    private readonly KeyRing _ring;
    private readonly byte[] _file = RandomNumberGenerator.GetBytes(SealedStream.IdLength);
    private readonly byte[] _piece = new byte[SealedStream.PieceLength];
    private int _filled;
    private long _pieces;
    private bool _closed;

    public SealedWriter(Stream target, KeyRing ring)
    {
        (_target, _ring) = (target, ring);
        _target.Write(SealedStream.Magic);
        _target.Write(_file);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (_filled == _piece.Length)
            {
                Put(last: false);
            }
            var taken = Math.Min(buffer.Length, _piece.Length - _filled);
            buffer[..taken].CopyTo(_piece.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Flush()
    {
        // A piece is written when it is full.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            Put(last: true);
            _target.Flush();
        }
        base.Dispose(disposing);
    }

    private void Put(bool last)
    {
        var cell = _ring.Seal("Backup", SealedStream.Place(_file, _pieces++, last), _piece.AsSpan(0, _filled));
        Span<byte> head = stackalloc byte[sizeof(int) + 1];
        BinaryPrimitives.WriteInt32BigEndian(head, cell.Length);
        head[^1] = last ? (byte)1 : (byte)0;
        _target.Write(head);
        _target.Write(cell);
        _filled = 0;
    }
}

/// <summary>Reads a sealed file, and throws where it is not what was written.</summary>
internal sealed class SealedReader : Stream
{
    private readonly Stream _source;
    private readonly KeyRing _ring;
    private readonly byte[] _file = new byte[SealedStream.IdLength];
    private byte[] _piece = [];
    private int _read;
    private long _pieces;
    private bool _ended;

    public SealedReader(Stream source, KeyRing ring)
    {
        (_source, _ring) = (source, ring);
        var magic = new byte[SealedStream.Magic.Length];
        if (source.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.AsSpan().SequenceEqual(SealedStream.Magic))
        {
            throw new UnfitDatabaseException(new Text("这不是本系统的备份文件"));
        }
        Fill(_file);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_read == _piece.Length && !_ended)
        {
            Next();
        }
        var taken = Math.Min(buffer.Length, _piece.Length - _read);
        _piece.AsSpan(_read, taken).CopyTo(buffer);
        _read += taken;
        return taken;
    }

    public override void Flush() => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    private void Next()
    {
        var head = new byte[sizeof(int) + 1];
        Fill(head);
        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length is < 0 or > SealedStream.PieceLength + 256)
        {
            throw Damaged();
        }
        var cell = new byte[length];
        Fill(cell);
        _ended = head[^1] == 1;
        _piece = _ring.Open("Backup", SealedStream.Place(_file, _pieces++, _ended), cell);
        _read = 0;
    }

    private void Fill(byte[] buffer)
    {
        if (_source.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw Damaged();
        }
    }

    private static UnfitDatabaseException Damaged() => new(new Text("备份文件不完整或已经损坏，换一份备份"));
}
