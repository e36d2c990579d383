namespace CanLian.Domain.Exchange;

/// <summary>
/// How the differences of one place, or of one kind, moved in one month (差异结转): what was open before, what the list brought, what was closed until the next list
/// came, and what is left. Each of the four is counted by its own figure, so that the sum proves something.
/// </summary>
public sealed record DifferenceBalance(string Place, int Opening, int Added, int Closed, int Closing)
{
    public bool Holds => Opening + Added - Closed == Closing;

    /// <summary>The count of one part.</summary>
    public int Of(BalancePart part) => part switch
    {
        BalancePart.Opening => Opening,
        BalancePart.Added => Added,
        BalancePart.Closed => Closed,
        BalancePart.Closing => Closing,
    };

    /// <summary>The balance of those counts that belong to it.</summary>
    /// <param name="place">Place or kind.</param>
    /// <param name="counts">What each figure counted.</param>
    /// <param name="which">Which counts belong to it.</param>
    public static DifferenceBalance From(string place, ILookup<BalancePart, DifferenceCount> counts, Func<DifferenceCount, bool> which)
    {
        int Sum(BalancePart part) => counts[part].Where(which).Sum(c => c.Count);
        return new DifferenceBalance(place, Sum(BalancePart.Opening), Sum(BalancePart.Added), Sum(BalancePart.Closed), Sum(BalancePart.Closing));
    }
}
