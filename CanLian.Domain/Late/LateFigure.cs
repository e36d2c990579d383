using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Late;

/// <summary>How many things are late or stuck (逾期指标): of one kind, or of all that have gone on to a level. It asks about a day, whatever the year of a case.</summary>
public sealed record LateFigure(string Id, string Label, LateBook Book, IReadOnlyList<LateKind> Kinds) : Figure(Id, Label, Unit.Piece)
{
    public LateLevel AtLeast { get; init; }

    public override bool OfTheDay => true;

    public override IEnumerable<Figure> Parts => [this, .. Pieces];

    public LateAsk Ask(FigureScope scope) => new(scope.AsOf, scope.Region, AtLeast);

    protected override FigureValue Compute(IRecords records, FigureScope scope) => Sum(Pieces.Select(part => part.Evaluate(records, scope)));

    protected override IReadOnlyDictionary<string, FigureValue> ComputeEach(IRecords records, FigureScope scope, IReadOnlyList<string> regions)
    {
        var parts = Pieces.Select(part => part.EvaluateEach(records, scope, regions)).ToList();
        return regions.ToDictionary(region => region, region => Sum(parts.Select(part => part[region])));
    }

    // What lies in villages is kept village by village, what only some may see apart from the rest.
    private IReadOnlyList<LatePart> Pieces => field ??=
    [
        .. Kinds.SelectMany(kind => (IEnumerable<LatePart>)(LatePart.HasProgrammes(kind)
            ? [new($"{Id}.{LateRule.Of(kind).Figure}", Book, kind, AtLeast, Reserved: false), new($"{Id}.{LateRule.Of(kind).Figure}.reserved", Book, kind, AtLeast, Reserved: true)]
            : [new($"{Id}.{LateRule.Of(kind).Figure}", Book, kind, AtLeast, Reserved: false)])),
    ];

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Kinds.Count == 1
        && Book.Lines(records, Kinds[0], Ask(scope)).ToList() is [var only] ? Rows(Kinds[0], only) : Lazily(records, scope).AsQueryable();

    // Kind by kind, each read only when somebody turns its page.
    private IEnumerable<Evidence> Lazily(IRecords records, FigureScope scope)
    {
        foreach (var kind in Kinds)
        {
            foreach (var lines in Book.Lines(records, kind, Ask(scope)))
            {
                foreach (var row in Rows(kind, lines))
                {
                    yield return row;
                }
            }
        }
    }

    private static IQueryable<Evidence> Rows(LateKind kind, IQueryable<LateLine> lines)
    {
        var (record, note) = (RecordOf(kind), kind.Label());
        return lines.OrderBy(l => l.Due).ThenBy(l => l.RegionCode).ThenBy(l => l.Name).ThenBy(l => l.RecordId)
            .Select(l => new Evidence(l.RecordId, record, l.Name, l.RegionCode, l.Reference, l.Due, null, note));
    }

    private static FigureValue Sum(IEnumerable<FigureValue> values)
    {
        var count = values.Sum(v => v.Records);
        return new FigureValue(count, Records: count);
    }

    private static EvidenceKind RecordOf(LateKind kind) => kind switch
    {
        LateKind.Certificate or LateKind.Outreach => EvidenceKind.Person,
        LateKind.Notice => EvidenceKind.Notice,
        LateKind.Exchange => EvidenceKind.Package,
        _ => EvidenceKind.Case,
    };
}
