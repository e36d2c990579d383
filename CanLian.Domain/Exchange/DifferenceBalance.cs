namespace CanLian.Domain.Exchange;

/// <summary>
/// How the differences of one place moved in one month (差异结转): what was open before, what the list brought, what was closed until the next list
/// came, and what is left. What is left is counted by itself, so that the sum proves something.
/// </summary>
public sealed record DifferenceBalance(string Place, int Opening, int Added, int Closed, int Closing)
{
    public bool Holds => Opening + Added - Closed == Closing;

    public static DifferenceBalance Of(string place, string month, IEnumerable<DifferenceSpan> differences)
    {
        var spans = differences.ToList();
        return new DifferenceBalance(
            place,
            spans.Count(d => Before(d.FirstMonth, month) && !Before(d.ClosedMonth, month)),
            spans.Count(d => d.FirstMonth == month),
            spans.Count(d => d.ClosedMonth == month),
            spans.Count(d => !Before(month, d.FirstMonth) && (d.ClosedMonth is null || Before(month, d.ClosedMonth))));
    }

    private static bool Before(string? month, string? other) => month is not null && other is not null && string.CompareOrdinal(month, other) < 0;
}

/// <summary>From which month to which a difference was open (差异起止).</summary>
public sealed record DifferenceSpan(DifferenceKind Kind, string RegionCode, string FirstMonth, string? ClosedMonth);
