namespace CanLian.Blazor.Data.Keys;

/// <summary>What guards one data folder (库房): its keys, its search hash, and the gate of its one writer.</summary>
public sealed class Vault(DataFolder folder, SearchHash hash)
{
    private int _loads;

    public KeyRing Ring { get; } = KeyRing.Open(folder);

    public SearchHash Hash => hash;

    /// <summary>Lets one writer at a time to the database. SQLite has one anyway; waiting here is fair, waiting there is not.</summary>
    internal WriteGate Gate { get; } = new();

    /// <summary>Who has a context open.</summary>
    internal OpenContexts Inside { get; } = new();

    /// <summary>How many loads of many rows are going on. While one is, it alone moves the log into the database file, between its transactions.</summary>
    internal int Loads => _loads;

    internal void LoadBegins() => Interlocked.Increment(ref _loads);

    internal void LoadEnds() => Interlocked.Decrement(ref _loads);
}
