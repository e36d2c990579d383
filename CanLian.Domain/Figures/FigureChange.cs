namespace CanLian.Domain.Figures;

/// <summary>What became of a figure since the end of last month (比上月), row by row.</summary>
/// <param name="BeforeOn">The last day of the month before.</param>
/// <param name="Before">The value then; null in January, when the year had not begun.</param>
/// <param name="Came">Rows that count now and did not then.</param>
/// <param name="Went">Rows that counted then and do not now.</param>
/// <param name="Moved">Rows on both days whose date or money is another.</param>
public sealed record FigureChange(DateOnly BeforeOn, FigureValue? Before, IReadOnlyList<Evidence> Came, IReadOnlyList<Evidence> Went, int Moved)
{
    public static FigureChange Of(Figure figure, IRecords records, FigureScope scope)
    {
        var last = new DateOnly(scope.AsOf.Year, scope.AsOf.Month, 1).AddDays(-1);
        if (last.Year < scope.Year)
        {
            return new FigureChange(last, null, [], [], 0);
        }
        var earlier = scope with { AsOf = last };
        var now = ByRecord(figure.Rows(records, scope));
        var then = ByRecord(figure.Rows(records, earlier));
        return new FigureChange(
            last,
            figure.Evaluate(records, earlier),
            [.. now.Where(row => !then.ContainsKey(row.Key)).Select(row => row.Value)],
            [.. then.Where(row => !now.ContainsKey(row.Key)).Select(row => row.Value)],
            now.Count(row => then.TryGetValue(row.Key, out var was) && (was.On != row.Value.On || was.AmountFen != row.Value.AmountFen)));
    }

    // A record may stand behind a figure more than once, a case by each of its visits.
    private static Dictionary<(Guid, EvidenceKind, string, DateOnly?), Evidence> ByRecord(IQueryable<Evidence> rows)
    {
        var found = new Dictionary<(Guid, EvidenceKind, string, DateOnly?), Evidence>();
        foreach (var row in rows)
        {
            found.TryAdd((row.Id, row.Kind, row.Reference, row.Kind == EvidenceKind.FollowUp ? row.On : null), row);
        }
        return found;
    }
}
