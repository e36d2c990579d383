namespace CanLian.Blazor.Data;

/// <summary>Counts who is at the records (在库人数): when the office closes, whoever is inside finishes, and nobody comes in after.</summary>
internal sealed class OpenContexts
{
    private readonly object _door = new();
    private int _inside;
    private bool _closed;

    /// <summary>Lets one in.</summary>
    /// <exception cref="ObjectDisposedException">The office has closed.</exception>
    public OpenContexts Enter()
    {
        lock (_door)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(CanLianDbFactory));
            _inside++;
        }
        return this;
    }

    public void Leave()
    {
        lock (_door)
        {
            _inside--;
            Monitor.PulseAll(_door);
        }
    }

    /// <summary>Lets nobody in from now on, and waits for those inside.</summary>
    /// <param name="patience">If for so long nobody has left, those inside are left behind.</param>
    public void Close(TimeSpan patience)
    {
        lock (_door)
        {
            _closed = true;
            while (_inside > 0 && Monitor.Wait(_door, patience))
            {
            }
        }
    }
}
