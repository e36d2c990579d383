using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace CanLian.Blazor.Data.Bulk;

/// <summary>
/// Rows on their way into the database (打包的行), in one run of bytes: between being made ready and being written they are no objects that the
/// collector would have to carry along.
/// </summary>
internal sealed class PackedRows
{
    private readonly List<int> _starts = [];
    private byte[] _bytes = new byte[1 << 16];
    private int _used;

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
        _starts.Add(_used);
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
    }

    /// <summary>The values of a row, from its first on.</summary>
    public Reader Read(int row) => new(_bytes.AsSpan(_starts[row], _used - _starts[row]));

    /// <summary>Puts the rows into the order in which an index holds them whose first two columns, texts both, are the rows' first.</summary>
    public void SortByTwoTexts() => _starts.Sort((one, other) =>
    {
        var left = new Reader(_bytes.AsSpan(one));
        var right = new Reader(_bytes.AsSpan(other));
        var order = 0;
        for (var text = 0; text < 2 && order == 0; text++)
        {
            _ = (left.Next(), right.Next());
            order = left.Bytes.SequenceCompareTo(right.Bytes);
        }
        return order;
    });

    /// <summary>Is empty again, with the room it had.</summary>
    public void Clear()
    {
        _starts.Clear();
        _used = 0;
    }

    private Span<byte> Room(int most)
    {
        if (_used + 5 + most > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + 5 + most));
        }
        return _bytes.AsSpan(_used + 5, most);
    }

    private Span<byte> Put(Kind kind, int length)
    {
        var room = Room(length);
        Keep(kind, length);
        return room;
    }

    private void Keep(Kind kind, int length)
    {
        _bytes[_used] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_used + 1), length);
        _used += 5 + length;
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
