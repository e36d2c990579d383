using CanLian.Domain.Common;

namespace CanLian.Blazor.Ui;

/// <summary>Something others may be watching has happened.</summary>
/// <param name="Programme">Code of the programme.</param>
/// <param name="RegionCode">Village of the case: a page shows it only where its reader's scope reaches.</param>
/// <param name="CaseId">The case.</param>
/// <param name="What">What happened, in words.</param>
public sealed record LiveUpdate(string Programme, string RegionCode, Guid CaseId, Text What)
{
    /// <summary>Whether it concerns the place: it happened in it, or above it, such as a task that the district set anew.</summary>
    public bool Touches(string region) => Region.Contains(region, RegionCode) || Region.Contains(RegionCode, region);
}

/// <summary>Tells open pages what has just been saved, so that numbers move without a reload. Published after the commit, never before.</summary>
public sealed class LiveUpdates
{
    private event Action<LiveUpdate>? Happened;

    /// <summary>What was saved here, for whoever carries it elsewhere.</summary>
    public event Action<LiveUpdate>? Published;

    public void Publish(LiveUpdate update)
    {
        Happened?.Invoke(update);
        Published?.Invoke(update);
    }

    /// <summary>What was saved elsewhere, for the pages that are open here.</summary>
    public void Hear(LiveUpdate update) => Happened?.Invoke(update);

    /// <summary>Listens until the returned subscription is disposed; the callback runs on the publisher's thread and must be quick.</summary>
    public IDisposable Subscribe(Action<LiveUpdate> listener)
    {
        Happened += listener;
        return new Subscription(() => Happened -= listener);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
