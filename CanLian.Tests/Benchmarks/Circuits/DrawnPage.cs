using System.Text;

namespace CanLian.Tests.Benchmarks.Circuits;

/// <summary>A part of a drawn page: an element, a text, a piece of markup, or the place of a component.</summary>
internal sealed class DrawnNode(string? name = null, string? text = null)
{
    public string? Name { get; } = name;
    public string? Text { get; set; } = text;
    public DrawnNode? Parent { get; private set; }
    public List<DrawnNode> Children { get; } = [];
    public Dictionary<string, string> Attributes { get; } = [];
    public Dictionary<string, ulong> Handlers { get; } = [];

    public void Insert(int index, DrawnNode child)
    {
        child.Parent = this;
        Children.Insert(index, child);
    }

    /// <summary>All that lies in it, in the order of the page.</summary>
    public IEnumerable<DrawnNode> Within()
    {
        var next = new Stack<DrawnNode>(Children.AsEnumerable().Reverse());
        while (next.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Count - 1; i >= 0; i--)
            {
                next.Push(node.Children[i]);
            }
        }
    }

    /// <summary>All that can be read in it.</summary>
    public string Words()
    {
        var words = new StringBuilder(Text);
        foreach (var child in Children)
        {
            words.Append(child.Words());
        }
        return words.ToString();
    }
}

/// <summary>
/// The page as a browser would have it after every batch: enough of a document to find a button, what it does, and what stands beside it. Kept by the same
/// edits that a browser applies.
/// </summary>
internal sealed class DrawnPage
{
    private readonly Dictionary<int, DrawnNode> _components = [];

    public DrawnNode Root { get; } = new();

    public void Attach(int component)
    {
        var place = new DrawnNode();
        Root.Insert(Root.Children.Count, place);
        _components[component] = place;
    }

    public void Apply(RenderBatch batch)
    {
        foreach (var (component, first, count) in batch.Changes())
        {
            Edit(batch, _components[component], first, count);
        }
    }

    private void Edit(RenderBatch batch, DrawnNode parent, int first, int count)
    {
        List<(int From, int To)> moves = [];
        for (var i = 0; i < count; i++)
        {
            var (kind, sibling, frame, text) = batch.EditAt(first, i);
            switch (kind)
            {
                case EditKind.Prepend:
                    Insert(batch, parent, sibling, frame);
                    break;
                case EditKind.Remove:
                    parent.Children.RemoveAt(sibling);
                    break;
                case EditKind.SetAttribute:
                    SetAttribute(batch, parent.Children[sibling], frame);
                    break;
                case EditKind.RemoveAttribute:
                    parent.Children[sibling].Attributes.Remove(batch.Text(text)!);
                    parent.Children[sibling].Handlers.Remove(batch.Text(text)!);
                    break;
                case EditKind.UpdateText or EditKind.UpdateMarkup:
                    parent.Children[sibling].Text = batch.Text(batch.Field(frame, 0));
                    break;
                case EditKind.StepIn:
                    parent = parent.Children[sibling];
                    break;
                case EditKind.StepOut:
                    parent = parent.Parent!;
                    break;
                case EditKind.Permute:
                    moves.Add((sibling, frame));
                    break;
                case EditKind.PermuteEnd:
                    var before = parent.Children.ToArray();
                    moves.ForEach(move => parent.Children[move.To] = before[move.From]);
                    moves.Clear();
                    break;
                case EditKind.None:
                default:
                    throw new InvalidOperationException($"An edit of kind {(int)kind} is not known.");
            }
        }
    }

    // Gives how many children came of the frame: a region stands for all of its own.
    private int Insert(RenderBatch batch, DrawnNode parent, int index, int frame)
    {
        switch (batch.KindAt(frame))
        {
            case FrameKind.Element:
                var element = new DrawnNode(batch.Text(batch.Field(frame, 1)));
                parent.Insert(index, element);
                InsertAll(batch, element, 0, frame + 1, frame + batch.LengthAt(frame));
                return 1;
            case FrameKind.Region:
                return InsertAll(batch, parent, index, frame + 1, frame + batch.LengthAt(frame));
            case FrameKind.Component:
                var place = new DrawnNode();
                parent.Insert(index, place);
                _components[batch.Field(frame, 1)] = place;
                return 1;
            case FrameKind.Text or FrameKind.Markup:
                parent.Insert(index, new DrawnNode(text: batch.Text(batch.Field(frame, 0))));
                return 1;
            case FrameKind.Attribute:
                SetAttribute(batch, parent, frame);
                return 0;
            default:
                return 0;
        }
    }

    private int InsertAll(RenderBatch batch, DrawnNode parent, int index, int from, int end)
    {
        var first = index;
        for (var frame = from; frame < end; frame += batch.LengthAt(frame))
        {
            index += Insert(batch, parent, index, frame);
        }
        return index - first;
    }

    private static void SetAttribute(RenderBatch batch, DrawnNode element, int frame)
    {
        var name = batch.Text(batch.Field(frame, 0))!;
        if (batch.HandlerAt(frame) is > 0 and var handler)
        {
            element.Handlers[name] = handler;
        }
        else if (batch.Text(batch.Field(frame, 1)) is { } value)
        {
            element.Attributes[name] = value;
        }
    }
}
