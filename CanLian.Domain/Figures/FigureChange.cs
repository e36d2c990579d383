using CanLian.Domain.Cases;
using CanLian.Domain.Common;

namespace CanLian.Domain.Figures;

/// <summary>Why a row counts now and did not then, or the other way round (变化原因).</summary>
public enum ChangeCause
{
    /// <summary>It happened, and was entered, after the end of last month.</summary>
    [Label("新发生")] New,

    /// <summary>The case was open and came to its end.</summary>
    [Label("办结")] Done,

    /// <summary>It happened before the end of last month and was entered afterwards.</summary>
    [Label("补录")] EnteredLate,

    /// <summary>Somebody changed what was on record.</summary>
    [Label("更正")] Corrected,

    /// <summary>It was done and is open again, refused or withdrawn.</summary>
    [Label("撤回")] Undone,

    /// <summary>It came from, or went to, another region.</summary>
    [Label("迁动")] Moved,

    /// <summary>Nobody touched it: a day has passed, or a fact about the person is another.</summary>
    [Label("条件变化")] Rescoped,
}

/// <summary>A row that makes the difference, and why.</summary>
public sealed record ChangedRow(Evidence Row, ChangeCause Cause);

/// <summary>What became of a figure since the end of last month (比上月), row by row and by cause.</summary>
/// <param name="BeforeOn">The last day of the month before.</param>
/// <param name="Before">The value then; null in January, when the year had not begun.</param>
/// <param name="Came">Rows that count now and did not then.</param>
/// <param name="Went">Rows that counted then and do not now.</param>
/// <param name="Altered">Rows on both days whose date or money is another.</param>
public sealed record FigureChange(
    DateOnly BeforeOn, FigureValue? Before, IReadOnlyList<ChangedRow> Came, IReadOnlyList<ChangedRow> Went, IReadOnlyList<ChangedRow> Altered)
{
    public bool Nothing => Came.Count + Went.Count + Altered.Count == 0;

    public static FigureChange Of(Figure figure, IRecords records, FigureScope scope)
    {
        var last = new DateOnly(scope.AsOf.Year, scope.AsOf.Month, 1).AddDays(-1);
        if (last.Year < scope.Year)
        {
            return new FigureChange(last, null, [], [], []);
        }
        var earlier = scope with { AsOf = last };
        return figure switch
        {
            RatioFigure { Part: CaseFigure part } ratio when Closed(records, scope) is null => OfCases(part, records, scope, earlier) is var change && change.Before is { } before
                ? change with { Before = RatioFigure.Divide(before, ratio.Whole.Evaluate(records, earlier)) }
                : change,
            CaseFigure cases when Closed(records, scope) is null => OfCases(cases, records, scope, earlier),
            _ => OfRows(figure, records, scope, earlier),
        };
    }

    private static YearClosing? Closed(IRecords records, FigureScope scope) => YearClosing.Of(records, scope);

    // A case that somebody touched since is asked as it was; all others are what they were.
    private static FigureChange OfCases(CaseFigure figure, IRecords records, FigureScope scope, FigureScope earlier)
    {
        var touched = records.CasesAt(earlier.AsOf, figure.Programme, scope.Year).ToDictionary(c => c.Id);
        List<CaseFile> before = [.. touched.Values.Select(c => c.Before).OfType<CaseFile>()];
        var past = new OnlyCases(before, [.. records.Policies]);
        var now = figure.Rows(records, scope).AsEnumerable().ToDictionary(r => r.Id);
        var then = figure.Rows(records, earlier).AsEnumerable().Where(r => !touched.ContainsKey(r.Id)).Concat(figure.Rows(past, earlier)).ToDictionary(r => r.Id);
        var untouched = figure.Cases(records, earlier).Select(c => new { c.Id, c.PersonId, c.HouseholdId, c.AmountFen, c.Quantity }).AsEnumerable()
            .Where(c => !touched.ContainsKey(c.Id)).Select(c => (c.PersonId, c.HouseholdId, c.AmountFen, c.Quantity));
        var counted = untouched.Concat(figure.Cases(past, earlier).Select(c => new { c.PersonId, c.HouseholdId, c.AmountFen, c.Quantity }).AsEnumerable()
            .Select(c => (c.PersonId, c.HouseholdId, c.AmountFen, c.Quantity))).ToList();
        decimal number = figure.Measure switch
        {
            Measure.Persons => counted.Select(c => c.PersonId).Distinct().Count(),
            Measure.Households => counted.Select(c => c.HouseholdId ?? c.PersonId).Distinct().Count(),
            Measure.Amount => counted.Sum(c => c.AmountFen ?? 0) / 100m,
            Measure.Quantity => counted.Sum(c => c.Quantity ?? 0m),
            _ => counted.Count,
        };
        return new FigureChange(
            earlier.AsOf,
            new FigureValue(number, Records: counted.Count),
            [.. now.Values.Where(row => !then.ContainsKey(row.Id)).Select(row => new ChangedRow(row, CauseOfComing(row, touched.GetValueOrDefault(row.Id), earlier)))],
            [.. then.Values.Where(row => !now.ContainsKey(row.Id)).Select(row => new ChangedRow(row, CauseOfGoing(touched.GetValueOrDefault(row.Id), records, scope)))],
            [.. now.Values.Where(row => then.TryGetValue(row.Id, out var was) && (was.On != row.On || was.AmountFen != row.AmountFen)).Select(row => new ChangedRow(row, ChangeCause.Corrected))]);
    }

    private static ChangeCause CauseOfComing(Evidence row, PastCase? touched, FigureScope earlier) => touched switch
    {
        null when row.On is null || row.On > earlier.AsOf => ChangeCause.New,
        null => ChangeCause.Rescoped,
        { Before: null } => row.On <= earlier.AsOf ? ChangeCause.EnteredLate : ChangeCause.New,
        { Before: { } before } when !Region.Contains(earlier.Region, before.RegionCode) => ChangeCause.Moved,
        { Before.StageKind: not StageKind.Done } => row.On <= earlier.AsOf ? ChangeCause.EnteredLate : ChangeCause.Done,
        _ => ChangeCause.Corrected,
    };

    private static ChangeCause CauseOfGoing(PastCase? touched, IRecords records, FigureScope scope)
    {
        if (touched?.Before is not { } before)
        {
            return ChangeCause.Rescoped;
        }
        var present = records.Cases.Where(c => c.Id == touched.Id).Select(c => new { c.RegionCode, c.StageKind }).FirstOrDefault();
        return present is null || !Region.Contains(scope.Region, present.RegionCode) ? ChangeCause.Moved
            : present.StageKind != before.StageKind ? ChangeCause.Undone
            : ChangeCause.Corrected;
    }

    // Of other records the past is known by their dates alone.
    private static FigureChange OfRows(Figure figure, IRecords records, FigureScope scope, FigureScope earlier)
    {
        var now = ByRecord(figure.Rows(records, scope));
        var then = ByRecord(figure.Rows(records, earlier));
        return new FigureChange(
            earlier.AsOf,
            figure.Evaluate(records, earlier),
            [.. now.Where(row => !then.ContainsKey(row.Key)).Select(row => new ChangedRow(row.Value, row.Value.On > earlier.AsOf ? ChangeCause.New : ChangeCause.Rescoped))],
            [.. then.Where(row => !now.ContainsKey(row.Key)).Select(row => new ChangedRow(row.Value, ChangeCause.Rescoped))],
            [.. now.Where(row => then.TryGetValue(row.Key, out var was) && (was.On != row.Value.On || was.AmountFen != row.Value.AmountFen))
                .Select(row => new ChangedRow(row.Value, ChangeCause.Corrected))]);
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
