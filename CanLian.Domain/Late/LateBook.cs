using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Programmes;

namespace CanLian.Domain.Late;

/// <summary>
/// Everything that is late or stuck (逾期台账): one definition by which it is listed and counted, as SQL or in memory. Who has to see to a line follows from
/// the programme's table of steps, unless somebody is named.
/// </summary>
public sealed partial class LateBook(IReadOnlyList<Programme> programmes)
{
    private readonly Lazy<Dictionary<string, Role>> _turns = new(() => programmes
        .SelectMany(p => p.Flow.Stages.Select(s => (Key: Key(p.Code, s.Code), Step: p.Flow.NextFrom(s))))
        .Where(x => x.Step is not null).ToDictionary(x => x.Key, x => x.Step!.Who[0]));

    private readonly Lazy<HashSet<string>> _reserved = new(() => [.. programmes.Where(p => p.DistrictOnly).Select(p => p.Code)]);

    /// <summary>The figures of the list, one for each kind and one for each level it has gone on to.</summary>
    public IReadOnlyList<Figure> Figures => field ??=
    [
        .. LateRule.All.Select(r => new LateFigure($"late.{r.Figure}", r.Kind.Label(), this, [r.Kind]) { Formula = r.Formula }),
        LevelFigure(LateLevel.Town, "上报到镇的"),
        LevelFigure(LateLevel.Supervisor, "上报到分管领导的"),
    ];

    public LateFigure FigureOf(LateKind kind) => (LateFigure)Figures.First(f => f is LateFigure late && late.Kinds.Count == 1 && late.Kinds[0] == kind);

    public LateFigure FigureOf(LateLevel level) => (LateFigure)Figures.First(f => f is LateFigure late && late.AtLeast == level && late.Kinds.Count > 1);

    /// <summary>Whose turn a line is; null where a stage has no step forward.</summary>
    public Role? DoerOf(LateKind kind, string programme, string stage) =>
        stage.Length == 0 ? LateRule.Of(kind).Doer : _turns.Value.TryGetValue(Key(programme, stage), out var role) ? role : null;

    /// <summary>The lines of a kind, in one or several queries; together they hold each line once.</summary>
    public IEnumerable<IQueryable<LateLine>> Lines(IRecords records, LateKind kind, LateAsk ask)
    {
        var last = LateRule.Of(kind).DueBy(ask.AtLeast, ask.On);
        var all = kind switch
        {
            LateKind.Case => [Cases(records, ask, last)],
            LateKind.FollowUp => FollowUps(records, ask),
            LateKind.Rectification => [Rectifications(records, ask, last)],
            LateKind.Certificate => [Certificates(records, ask, last)],
            LateKind.Notice => Notices(records, ask, last),
            LateKind.Payment => [Payments(records, ask, last)],
            LateKind.Exchange => Exchange(records, ask, last),
            LateKind.Outreach => [Outreach(records, ask, last)],
        };
        return ask.Worker is { } worker ? all.Select(lines => OfWorker(lines, kind, worker)) : all;
    }

    /// <summary>The counts of a kind by place, hands and level.</summary>
    public IReadOnlyList<LateTally> Tally(IRecords records, LateKind kind, LateAsk ask)
    {
        var rule = LateRule.Of(kind);
        var (supervisor, town) = (rule.DueBy(LateLevel.Supervisor, ask.On), rule.DueBy(LateLevel.Town, ask.On));
        return [.. Lines(records, kind, ask).SelectMany(lines => lines
            .GroupBy(l => new { l.RegionCode, l.Programme, l.Stage, l.AssigneeId, Level = l.Due <= supervisor ? 2 : l.Due <= town ? 1 : 0 })
            .Select(g => new { g.Key, Count = g.Count() }).AsEnumerable()
            .Select(g => new LateTally(kind, g.Key.RegionCode, g.Key.Programme, g.Key.Stage, g.Key.AssigneeId, (LateLevel)g.Key.Level, g.Count)))];
    }

    // The figures of one page ask for the same kinds.
    internal IReadOnlyList<LateTally> Counts(IRecords records, LateKind kind, FigureScope scope) =>
        records.Once((nameof(LateBook), kind, scope.AsOf, scope.Region), () => Tally(records, kind, new LateAsk(scope.AsOf, scope.Region)));

    /// <summary>Whether a programme is not shown to everybody.</summary>
    internal bool IsReserved(string programme) => _reserved.Value.Contains(programme);

    private IQueryable<LateLine> OfWorker(IQueryable<LateLine> lines, LateKind kind, LateWorker worker)
    {
        var ((low, high), id) = (RegionRange.Of(worker.Region), worker.Id);
        List<string> turns = [.. _turns.Value.Where(t => t.Value == worker.Role && worker.Handles(t.Key[..t.Key.IndexOf('/')])).Select(t => t.Key)];
        var whatever = LateRule.Of(kind).Doer == worker.Role;
        return lines.Where(l => l.AssigneeId == id || (l.AssigneeId == null && string.Compare(l.RegionCode, low) >= 0 && string.Compare(l.RegionCode, high) <= 0
            && ((l.Stage == "" && whatever) || turns.Contains(l.Programme + "/" + l.Stage))));
    }

    private LateFigure LevelFigure(LateLevel level, string label) => new($"late.{level.ToString().ToLowerInvariant()}", label, this, [.. LateRule.All.Select(r => r.Kind)])
    {
        AtLeast = level,
        Formula = level == LateLevel.Town ? "按上报规则到了镇（街道）干事或更上一级的逾期事项" : "按上报规则到了分管领导的逾期事项",
    };

    private static string Key(string programme, string stage) => programme + "/" + stage;
}
