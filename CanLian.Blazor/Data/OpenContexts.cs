namespace CanLian.Blazor.Data;

/// <summary>Counts who is at the records (在库人数): when the office closes, whoever is inside finishes, and nobody comes in after.</summary>
internal sealed class OpenContexts
{
    // One of the count is the open door itself.
    private readonly CountdownEvent _inside = new(1);
    private volatile bool _closed;

    /// <summary>Lets one in.</summary>
    /// <exception cref="ObjectDisposedException">The office has closed.</exception>
    public OpenContexts Enter()
    {
        ObjectDisposedException.ThrowIf(_closed || !_inside.TryAddCount(), typeof(CanLianDbFactory));
        return this;
    }

    public void Leave() => _inside.Signal();

    /// <summary>Lets nobody in from now on, and waits for those inside.</summary>
    /// <param name="patience">Whoever takes longer is left behind.</param>
    public void Close(TimeSpan patience)
    {
        if (!_closed)
        {
            _closed = true;
            _inside.Signal();
            _inside.Wait(patience);
        }
    }
}
