using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Late;

/// <summary>
/// The lines of one kind that have reached a level (逾期指标的一部分): those of programmes that everybody sees, or those of the reserved ones. What they say of a
/// village holds until something of the village is written.
/// </summary>
internal sealed record LatePart(string Id, LateBook Book, LateKind Kind, LateLevel AtLeast, bool Reserved) : Figure(Id, Kind.Label(), Unit.Piece)
{
    public override bool OfTheDay => true;

    public override bool SameForAll => !Reserved;

    public override bool OfReserved => Reserved;

    /// <summary>Whether lines of a kind belong to programmes.</summary>
    public static bool HasProgrammes(LateKind kind) => kind is LateKind.Case or LateKind.FollowUp or LateKind.Rectification or LateKind.Payment;

    // Notices hang for towns and districts too, and the exchange is the district's.
    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) => Kind is LateKind.Notice or LateKind.Exchange
        ? null
        : Counts(records, scope).Select(t => new VillageRow(t.RegionCode, t.Count, Records: t.Count));

    protected override FigureValue Compute(IRecords records, FigureScope scope) => Sum(Counts(records, scope));

    protected override IReadOnlyDictionary<string, FigureValue> ComputeEach(IRecords records, FigureScope scope, IReadOnlyList<string> regions)
    {
        var counts = Counts(records, scope).ToList();
        return regions.ToDictionary(region => region, region => Sum(counts.Where(t => Region.Contains(region, t.RegionCode))));
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => throw new NotSupportedException("The rows are those of the figure it is part of.");

    private IEnumerable<LateTally> Counts(IRecords records, FigureScope scope) =>
        Book.Counts(records, Kind, scope).Where(t => t.Level >= AtLeast && Book.IsReserved(t.Programme) == Reserved);

    private static FigureValue Sum(IEnumerable<LateTally> tallies)
    {
        var count = tallies.Sum(t => t.Count);
        return new FigureValue(count, Records: count);
    }
}
