namespace CanLian.Blazor.Data;

/// <summary>
/// Lets one writer at a time to the database (写入口), in the order they came. Whoever has waited goes on upon a thread of its own: a turn that waits behind
/// everything else the process has to do is a turn that all who come after wait for too.
/// </summary>
internal sealed class WriteGate
{
    private readonly Lock _door = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private bool _taken;

    /// <summary>Takes the turn if it is nobody's.</summary>
    public bool TryEnter()
    {
        lock (_door)
        {
            return !_taken && (_taken = true);
        }
    }

    /// <summary>Waits for the turn.</summary>
    public void Enter()
    {
        if (Line(blocks: true) is { } place)
        {
            place.Value.Task.GetAwaiter().GetResult();
        }
    }

    /// <summary>Waits for the turn; whoever is called off while waiting has not had it.</summary>
    public async Task EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Line(blocks: false) is not { } place)
        {
            return;
        }
        await using (cancellation.UnsafeRegister(_ => Leave(place), null).ConfigureAwait(false))
        {
            await place.Value.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Gives the turn to whoever has waited longest.</summary>
    public void Leave()
    {
        Waiter next;
        lock (_door)
        {
            if (_waiting.First is not { } first)
            {
                _taken = false;
                return;
            }
            _waiting.RemoveFirst();
            next = first.Value;
        }
        if (next.Blocks)
        {
            next.SetResult();
        }
        else
        {
            new Thread(next.SetResult) { IsBackground = true, Name = "writer" }.UnsafeStart();
        }
    }

    // Null where the turn was nobody's.
    private LinkedListNode<Waiter>? Line(bool blocks)
    {
        lock (_door)
        {
            if (_taken)
            {
                return _waiting.AddLast(new Waiter(blocks));
            }
            _taken = true;
            return null;
        }
    }

    private void Leave(LinkedListNode<Waiter> place)
    {
        lock (_door)
        {
            if (place.List is null)
            {
                return;
            }
            _waiting.Remove(place);
        }
        place.Value.SetCanceled();
    }

    /// <summary>Somebody in the line.</summary>
    /// <param name="blocks">Their thread waits with them.</param>
    private sealed class Waiter(bool blocks) : TaskCompletionSource
    {
        public bool Blocks => blocks;
    }
}
