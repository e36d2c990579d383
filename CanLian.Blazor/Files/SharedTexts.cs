using System.Text;

namespace CanLian.Blazor.Files;

/// <summary>
/// The texts that cells of a workbook share (共享文字), packed: a register has a million of them, most of which are asked for once. Those that a
/// spreadsheet program meets first are the words of its columns, and stay at hand as they are.
/// </summary>
internal sealed class SharedTexts
{
    private const int BlockLength = 1 << 20;
    private const int AtHand = 4_096;
    private readonly List<string> _first = new(AtHand);
    private readonly List<byte[]> _blocks = [];
    private readonly List<(int Block, int Start, int Length)> _places = [];
    private int _used = BlockLength;

    public int Count => _first.Count + _places.Count;

    public string this[int index] => index < _first.Count ? _first[index]
        : _places[index - _first.Count] is var (block, start, length) ? Encoding.UTF8.GetString(_blocks[block], start, length) : "";

    public void Add(string text)
    {
        if (_first.Count < AtHand)
        {
            _first.Add(text);
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_used + most > BlockLength)
        {
            _blocks.Add(new byte[BlockLength]);
            _used = 0;
        }
        var length = Encoding.UTF8.GetBytes(text, _blocks[^1].AsSpan(_used));
        _places.Add((_blocks.Count - 1, _used, length));
        _used += length;
    }
}
