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

    /// <summary>A task was set, changed or taken back.</summary>
    [Label("任务调整")] TaskChanged,
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
        return YearClosing.Of(records, scope) is null ? OfFigure(figure, records, scope, earlier) : OfRows(figure, records, scope, earlier, new Dictionary<Guid, Touch>());
    }

    private static FigureChange OfFigure(Figure figure, IRecords records, FigureScope scope, FigureScope earlier) => figure switch
    {
        RatioFigure ratio => OfRatio(ratio, records, scope, earlier),
        CaseFigure cases => OfCases(cases, records, scope, earlier),
        TargetFigure targets => OfTargets(targets, records, scope, earlier),
        _ => OfRows(figure, records, scope, earlier, records.TouchedSince(earlier.AsOf)),
    };

    // A rate is another because its part is, or because its task is; whatever else it is measured against shows its own rows on its own page.
    private static FigureChange OfRatio(RatioFigure ratio, IRecords records, FigureScope scope, FigureScope earlier)
    {
        var part = OfFigure(ratio.Part, records, scope, earlier);
        var whole = ratio.Whole is TargetFigure or CaseFigure ? OfFigure(ratio.Whole, records, scope, earlier) : null;
        var before = RatioFigure.Divide(part.Before!, whole?.Before ?? ratio.Whole.Evaluate(records, earlier));
        return ratio.Whole is TargetFigure
            ? new FigureChange(earlier.AsOf, before, [.. part.Came, .. whole!.Came], [.. part.Went, .. whole.Went], [.. part.Altered, .. whole.Altered])
            : part with { Before = before };
    }

    // A task has no day: it is asked as the log says it was.
    private static FigureChange OfTargets(TargetFigure figure, IRecords records, FigureScope scope, FigureScope earlier)
    {
        var was = records.TargetsAt(earlier.AsOf, scope.Year);
        var past = new PastRecords([], was, []);
        var then = figure.Rows(past, earlier).ToDictionary(r => r.Id);
        var now = figure.Rows(records, scope).AsEnumerable().ToDictionary(r => r.Id);
        var amounts = was.ToDictionary(t => t.Id, t => t.Amount);
        var other = records.Targets.Where(t => t.Year == scope.Year).AsEnumerable().Where(t => amounts.TryGetValue(t.Id, out var amount) && amount != t.Amount).Select(t => t.Id).ToHashSet();
        return new FigureChange(
            earlier.AsOf,
            figure.Evaluate(past, earlier),
            Because(now.Values.Where(row => !then.ContainsKey(row.Id))),
            Because(then.Values.Where(row => !now.ContainsKey(row.Id))),
            Because(now.Values.Where(row => then.TryGetValue(row.Id, out var before) && (other.Contains(row.Id) || before.AmountFen != row.AmountFen))));

        static List<ChangedRow> Because(IEnumerable<Evidence> rows) => [.. rows.Select(row => new ChangedRow(row, ChangeCause.TaskChanged))];
    }

    // A case that somebody touched since is asked as it was; all others are what they were.
    private static FigureChange OfCases(CaseFigure figure, IRecords records, FigureScope scope, FigureScope earlier)
    {
        var touched = records.CasesAt(earlier.AsOf, figure.Programme, scope.Year).ToDictionary(c => c.Id);
        List<CaseFile> before = [.. touched.Values.Select(c => c.Before).OfType<CaseFile>()];
        var past = new PastRecords(before, [], [.. records.Policies]);
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

    // Of other records the past is known by their dates, and by what the log says was entered or moved since.
    private static FigureChange OfRows(Figure figure, IRecords records, FigureScope scope, FigureScope earlier, IReadOnlyDictionary<Guid, Touch> touched)
    {
        var now = ByRecord(figure.Rows(records, scope));
        var dated = ByRecord(figure.Rows(records, earlier));
        var then = dated.Where(row => !CameIn(touched.GetValueOrDefault(row.Value.Id), earlier)).ToDictionary();
        var left = touched.Where(t => t.Value.RegionBefore is { } region && Region.Contains(earlier.Region, region)).Select(t => t.Key).ToHashSet();
        var gone = left.Count == 0 ? [] : ByRecord(figure.Rows(records, earlier with { Region = "" })).Where(row => left.Contains(row.Value.Id) && !now.ContainsKey(row.Key) && !then.ContainsKey(row.Key)).ToList();
        var value = figure.Evaluate(records, earlier);
        var rows = value.Records - (dated.Count - then.Count) + gone.Count;
        return new FigureChange(
            earlier.AsOf,
            value.Number == value.Records ? value with { Number = rows, Records = rows } : value,
            [.. now.Where(row => !then.ContainsKey(row.Key)).Select(row => new ChangedRow(row.Value, CauseOfComing(row.Value, touched.GetValueOrDefault(row.Value.Id), earlier)))],
            [
                .. then.Where(row => !now.ContainsKey(row.Key)).Select(row => new ChangedRow(row.Value, touched.ContainsKey(row.Value.Id) ? ChangeCause.Corrected : ChangeCause.Rescoped)),
                .. gone.Select(row => new ChangedRow(row.Value, ChangeCause.Moved)),
            ],
            [.. now.Where(row => then.TryGetValue(row.Key, out var was) && (was.On != row.Value.On || was.AmountFen != row.Value.AmountFen))
                .Select(row => new ChangedRow(row.Value, ChangeCause.Corrected))]);
    }

    // Entered since, or belonging elsewhere then: by its dates alone it would seem to have counted.
    private static bool CameIn(Touch? touched, FigureScope earlier) => touched is { Added: true } || MovedIn(touched, earlier);

    private static bool MovedIn(Touch? touched, FigureScope earlier) => touched?.RegionBefore is { } region && !Region.Contains(earlier.Region, region);

    private static ChangeCause CauseOfComing(Evidence row, Touch? touched, FigureScope earlier) => touched switch
    {
        _ when MovedIn(touched, earlier) => ChangeCause.Moved,
        { Added: true } => row.On <= earlier.AsOf ? ChangeCause.EnteredLate : ChangeCause.New,
        _ when row.On > earlier.AsOf => ChangeCause.New,
        null => ChangeCause.Rescoped,
        _ => ChangeCause.Corrected,
    };

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
