using System.Buffers.Binary;
using System.Text;

namespace CanLian.Blazor.Files;

/// <summary>
/// The texts that cells of a workbook share (共享文字), packed: a register has a million of them, most of which are asked for once. Those that a
/// spreadsheet program meets first are the words of its columns, and stay at hand as they are.
/// </summary>
internal sealed class SharedTexts
{
    private const int BlockBits = 20;
    private const int BlockLength = 1 << BlockBits;
    private const int AtHand = 4_096;
    private readonly List<string> _first = new(AtHand);
    private readonly List<byte[]> _blocks = [];
    private readonly List<int> _places = [];
    private int _used = BlockLength;

    public int Count => _first.Count + _places.Count;

    public string this[int index] => index < _first.Count ? _first[index] : At(_places[index - _first.Count]);

    public void Add(string text)
    {
        if (_first.Count < AtHand)
        {
            _first.Add(text);
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_used + sizeof(int) + most > BlockLength)
        {
            _blocks.Add(new byte[Math.Max(BlockLength, sizeof(int) + most)]);
            _used = 0;
        }
        _places.Add(((_blocks.Count - 1) << BlockBits) | _used);
        var length = Encoding.UTF8.GetBytes(text, _blocks[^1].AsSpan(_used + sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(_blocks[^1].AsSpan(_used), length);
        _used += sizeof(int) + length;
    }

    private string At(int place)
    {
        var block = _blocks[place >> BlockBits].AsSpan(place & (BlockLength - 1));
        return Encoding.UTF8.GetString(block.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(block)));
    }
}
