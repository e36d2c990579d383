namespace CanLian.Blazor.Data.Keys;

/// <summary>What guards one data folder (库房): its keys, its search hash, and the gate of its one writer.</summary>
public sealed class Vault(DataFolder folder, SearchHash hash)
{
    public KeyRing Ring { get; } = KeyRing.Open(folder);

    public SearchHash Hash => hash;

    /// <summary>Lets one writer at a time to the database. SQLite has one anyway; waiting here is fair, waiting there is not.</summary>
    internal SemaphoreSlim Gate { get; } = new(1, 1);
}
