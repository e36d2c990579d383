using System.Buffers.Binary;
using System.Text;

namespace CanLian.Tests.Benchmarks.Circuits;

/// <summary>What the server sends to have drawn, as the script of a browser reads it: sections of fixed-length rows and a table of texts, found from the end.</summary>
internal sealed class RenderBatch(byte[] bytes)
{
    private const int FrameLength = 20, EditLength = 16;

    private int Components => Int(bytes.Length - 20);
    private int Frames => Int(bytes.Length - 16) + 4;
    private int Texts => Int(bytes.Length - 4);

    /// <summary>The components that changed and how many edits each has; <see cref="EditAt"/> finds them.</summary>
    public IEnumerable<(int Component, int First, int Count)> Changes()
    {
        var count = Int(Components);
        for (var i = 0; i < count; i++)
        {
            var at = Int(Components + 4 + (4 * i));
            yield return (Int(at), at + 8, Int(at + 4));
        }
    }

    public (EditKind Kind, int Sibling, int Frame, int Text) EditAt(int first, int index)
    {
        var at = first + (index * EditLength);
        return ((EditKind)Int(at), Int(at + 4), Int(at + 8), Int(at + 12));
    }

    public FrameKind KindAt(int frame) => (FrameKind)Int(Frames + (frame * FrameLength));

    /// <summary>One of the four numbers of a frame; what it means depends on its kind.</summary>
    public int Field(int frame, int field) => Int(Frames + (frame * FrameLength) + 4 + (4 * field));

    public ulong HandlerAt(int frame) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(Frames + (frame * FrameLength) + 12));

    /// <summary>How many frames belong to this one, itself included.</summary>
    public int LengthAt(int frame) => KindAt(frame) is FrameKind.Element or FrameKind.Component or FrameKind.Region ? Field(frame, 0) : 1;

    /// <summary>A text of the table; null for none.</summary>
    public string? Text(int index)
    {
        if (index < 0)
        {
            return null;
        }
        var at = Int(Texts + (4 * index));
        var (length, shift) = (0, 0);
        byte read;
        do
        {
            read = bytes[at++];
            length |= (read & 0x7f) << shift;
            shift += 7;
        }
        while ((read & 0x80) != 0);
        return Encoding.UTF8.GetString(bytes, at, length);
    }

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
}

/// <summary>Kinds of frames, by the numbers of the wire.</summary>
internal enum FrameKind
{
    None,
    Element,
    Text,
    Attribute,
    Component,
    Region,
    ElementCapture,
    ComponentCapture,
    Markup,
    RenderMode,
    NamedEvent,
}

/// <summary>Kinds of edits, by the numbers of the wire.</summary>
internal enum EditKind
{
    None,
    Prepend,
    Remove,
    SetAttribute,
    RemoveAttribute,
    UpdateText,
    StepIn,
    StepOut,
    UpdateMarkup,
    Permute,
    PermuteEnd,
}
