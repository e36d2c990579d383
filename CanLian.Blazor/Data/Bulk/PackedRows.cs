using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace CanLian.Blazor.Data.Bulk;

/// <summary>
/// Rows on their way into the database (打包的行), in blocks of bytes: between being made ready and being written they are no objects that the
/// collector would have to carry along.
/// </summary>
internal sealed class PackedRows(RowBlocks blocks)
{
    private const int BlockBits = RowBlocks.Bits;
    private const int BlockLength = RowBlocks.Length;
    private readonly List<byte[]> _blocks = [];
    private readonly List<int> _starts = [];
    private byte[] _row = new byte[4_096];
    private int _length;
    private int _used = BlockLength;

    /// <summary>What a value is.</summary>
    internal enum Kind : byte
    {
        Null,
        Text,
        Blob,
        Guid,
        Yes,
        No,
        Whole,
        Long,
        Real,
        Day,
        Time,
        Amount,
    }

    public int Count => _starts.Count;

    public void Add(ReadOnlySpan<object?> values)
    {
        _length = 0;
        foreach (var value in values)
        {
            switch (value)
            {
                case null or DBNull:
                    Put(Kind.Null, 0);
                    break;
                case string text:
                    var most = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
                    Keep(Kind.Text, Encoding.UTF8.GetBytes(text, most));
                    break;
                case byte[] bytes:
                    bytes.CopyTo(Put(Kind.Blob, bytes.Length));
                    break;
                case Guid key:
                    key.TryWriteBytes(Put(Kind.Guid, 16));
                    break;
                case bool yes:
                    Put(yes ? Kind.Yes : Kind.No, 0);
                    break;
                case int whole:
                    BinaryPrimitives.WriteInt64LittleEndian(Put(Kind.Whole, 8), whole);
                    break;
                case long number:
                    BinaryPrimitives.WriteInt64LittleEndian(Put(Kind.Long, 8), number);
                    break;
                case double real:
                    BinaryPrimitives.WriteDoubleLittleEndian(Put(Kind.Real, 8), real);
                    break;
                case DateOnly day:
                    BinaryPrimitives.WriteInt64LittleEndian(Put(Kind.Day, 8), day.DayNumber);
                    break;
                case DateTime time:
                    BinaryPrimitives.WriteInt64LittleEndian(Put(Kind.Time, 8), time.ToBinary());
                    break;
                case decimal amount:
                    decimal.GetBits(amount, MemoryMarshal.Cast<byte, int>(Put(Kind.Amount, 16)));
                    break;
                default:
                    throw new NotSupportedException($"A {value.GetType().Name} is not written in bulk.");
            }
        }
        KeepRow();
    }

    /// <summary>The values of a row, from its first on.</summary>
    public Reader Read(int row) => At(_starts[row]);

    /// <summary>Puts the rows into the order in which an index holds them whose first two columns, texts both, are the rows' first.</summary>
    public void SortByTwoTexts() => _starts.Sort((one, other) =>
    {
        var left = At(one);
        var right = At(other);
        var order = 0;
        for (var text = 0; text < 2 && order == 0; text++)
        {
            _ = (left.Next(), right.Next());
            order = left.Bytes.SequenceCompareTo(right.Bytes);
        }
        return order;
    });

    /// <summary>Is empty again, and its room there for others.</summary>
    public void Clear()
    {
        blocks.GiveBack(_blocks);
        _blocks.Clear();
        _starts.Clear();
        _used = BlockLength;
    }

    private Reader At(int start) => new(_blocks[start >> BlockBits].AsSpan(start & (BlockLength - 1)));

    // A row lies in one block: a longer one than all has a block of its own.
    private void KeepRow()
    {
        if (_used + _length > BlockLength)
        {
            _blocks.Add(_length > BlockLength ? new byte[_length] : blocks.Take());
            _used = 0;
        }
        _row.AsSpan(0, _length).CopyTo(_blocks[^1].AsSpan(_used));
        _starts.Add(((_blocks.Count - 1) << BlockBits) | _used);
        _used += _length;
    }

    private Span<byte> Room(int most)
    {
        if (_length + 5 + most > _row.Length)
        {
            Array.Resize(ref _row, Math.Max(_row.Length * 2, _length + 5 + most));
        }
        return _row.AsSpan(_length + 5, most);
    }

    private Span<byte> Put(Kind kind, int length)
    {
        var room = Room(length);
        Keep(kind, length);
        return room;
    }

    private void Keep(Kind kind, int length)
    {
        _row[_length] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(_row.AsSpan(_length + 1), length);
        _length += 5 + length;
    }

    /// <summary>Takes one value after the other.</summary>
    internal ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public ReadOnlySpan<byte> Bytes { get; private set; }

        public readonly long Number => BinaryPrimitives.ReadInt64LittleEndian(Bytes);

        public Kind Next()
        {
            var (kind, length) = ((Kind)_rest[0], BinaryPrimitives.ReadInt32LittleEndian(_rest[1..]));
            Bytes = _rest.Slice(5, length);
            _rest = _rest[(5 + length)..];
            return kind;
        }

        /// <summary>The next value as it was put in.</summary>
        public object? Value() => Next() switch
        {
            Kind.Text => Encoding.UTF8.GetString(Bytes),
            Kind.Blob => Bytes.ToArray(),
            Kind.Guid => new Guid(Bytes),
            Kind.Yes => true,
            Kind.No => false,
            Kind.Whole => (int)Number,
            Kind.Long => Number,
            Kind.Real => BinaryPrimitives.ReadDoubleLittleEndian(Bytes),
            Kind.Day => DateOnly.FromDayNumber((int)Number),
            Kind.Time => DateTime.FromBinary(Number),
            Kind.Amount => new decimal(MemoryMarshal.Cast<byte, int>(Bytes)),
            _ => null,
        };
    }
}

/// <summary>Room for packed rows that goes round (块): what has been written makes room for what comes.</summary>
internal sealed class RowBlocks
{
    public const int Bits = 20;
    public const int Length = 1 << Bits;
    private readonly ConcurrentBag<byte[]> _free = [];

    public byte[] Take() => _free.TryTake(out var free) ? free : new byte[Length];

    public void GiveBack(IEnumerable<byte[]> blocks)
    {
        foreach (var block in blocks.Where(b => b.Length == Length))
        {
            _free.Add(block);
        }
    }
}
