using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>What a case figure counts (计量).</summary>
public enum Measure
{
    /// <summary>Distinct persons (人).</summary>
    Persons,

    /// <summary>Distinct households (户).</summary>
    Households,

    /// <summary>Cases: person-times (人次).</summary>
    Cases,

    /// <summary>Money of the cases (元).</summary>
    Amount,

    /// <summary>Quantity of the cases: months, pieces.</summary>
    Quantity,
}

/// <summary>A figure over the cases of a year (按案件统计), of one programme or, without one, of all.</summary>
public sealed record CaseFigure(string Id, string Label, Unit Unit, string? Programme, Measure Measure) : Figure(Id, Label, Unit)
{
    /// <summary>Which cases count from when until when; by default those done by the last day that counts.</summary>
    public CaseSpan Span { get; init; } = CaseSpan.Done;

    /// <summary>A further condition on top of <see cref="Span"/>; null when there is none.</summary>
    public Expression<Func<CaseFile, bool>>? And { get; init; }

    /// <summary>A further condition that depends on the day by more than from when until when; null when there is none.</summary>
    public Func<FigureScope, Expression<Func<CaseFile, bool>>>? OnTheDay { get; init; }

    /// <summary>Whether its numbers can be kept beside the cases: it asks for the case's own columns, and over all programmes for what may be added.</summary>
    public bool IsTallied => OnTheDay is null && !Span.DayAfter && CountedCase.Answers(Span.Holds) && CountedCase.Answers(And)
        && (Programme is not null || Measure is Measure.Cases or Measure.Amount or Measure.Quantity);

    /// <summary>Whether it counts overdue cases and nothing but them, which are kept by the day.</summary>
    public bool IsOverdue => OnTheDay is null && And is null && Span == CaseSpan.Overdue && Measure == Measure.Cases;

    /// <summary>Whether another figure counts the same, whatever it is called.</summary>
    public bool CountsAs(CaseFigure other) =>
        (Programme, Measure, Span, And, OnTheDay) == (other.Programme, other.Measure, other.Span, other.And, other.OnTheDay);

    /// <summary>The value that a tally's whole number stands for.</summary>
    public FigureValue OfTally(long value, long rows) => new(TallyUnit.Number(Measure, value), Records: (int)rows);

    public IQueryable<CaseFile> Cases(IRecords records, FigureScope scope)
    {
        var (low, high) = scope.Range;
        var cases = records.Cases
            .Where(c => c.Year == scope.Year && string.Compare(c.RegionCode, low) >= 0 && string.Compare(c.RegionCode, high) <= 0)
            .Where(Span.On(scope.AsOf));
        cases = OnTheDay is { } onTheDay ? cases.Where(onTheDay(scope)) : cases;
        cases = Programme is { } programme ? cases.Where(c => c.Programme == programme) : cases;
        return And is null ? cases : cases.Where(And);
    }

    /// <summary>Cases of the year and region that do not count, by how they stand (没有算进来的).</summary>
    public IReadOnlyDictionary<StageKind, int> LeftOut(IRecords records, FigureScope scope)
    {
        var (low, high) = scope.Range;
        var counted = Cases(records, scope).Select(c => c.Id);
        return records.Cases
            .Where(c => c.Year == scope.Year && string.Compare(c.RegionCode, low) >= 0 && string.Compare(c.RegionCode, high) <= 0
                && (Programme == null || c.Programme == Programme) && !counted.Contains(c.Id))
            .GroupBy(c => c.StageKind).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(g => g.Key, g => g.Count);
    }

    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var cases = Cases(records, scope);
        var rows = cases.Count();
        decimal number = Measure switch
        {
            Measure.Cases => rows,
            Measure.Persons => cases.Select(c => c.PersonId).Distinct().Count(),
            Measure.Households => cases.Select(c => c.HouseholdId ?? c.PersonId).Distinct().Count(),
            Measure.Amount => cases.Sum(c => c.AmountFen ?? 0) / 100m,
            Measure.Quantity => cases.Sum(c => c.Quantity ?? 0m),
            _ => throw new InvalidOperationException($"A case figure cannot measure {Measure}."),
        };
        return new FigureValue(number, Records: rows);
    }

    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) => IsTallied || IsOverdue ? null : Cases(records, scope)
        .Select(Elsewhere(records).Into<CaseFile, bool, Placed>((c, elsewhere) => new Placed(c.RegionCode, c.PersonId, c.HouseholdId, c.AmountFen, c.Quantity, elsewhere)))
        .AsEnumerable()
        .Select(c => Measure switch
        {
            Measure.Persons => new VillageRow(c.RegionCode, 1m, c.PersonId, c.Elsewhere),
            Measure.Households => new VillageRow(c.RegionCode, 1m, c.HouseholdId ?? c.PersonId, c.Elsewhere),
            Measure.Amount => new VillageRow(c.RegionCode, (c.AmountFen ?? 0) / 100m),
            Measure.Quantity => new VillageRow(c.RegionCode, c.Quantity ?? 0m),
            _ => new VillageRow(c.RegionCode),
        });

    /// <summary>Whether the person or the household of a case has a case of the year in another village.</summary>
    internal static Expression<Func<CaseFile, bool>> Elsewhere(IRecords records) => c =>
        records.Cases.Any(o => o.Year == c.Year && o.PersonId == c.PersonId && o.RegionCode != c.RegionCode)
        || (c.HouseholdId != null && records.Cases.Any(o => o.Year == c.Year && o.HouseholdId == c.HouseholdId && o.RegionCode != c.RegionCode));

    protected override IReadOnlyDictionary<string, FigureValue> ComputeEach(IRecords records, FigureScope scope, IReadOnlyList<string> regions)
    {
        if (regions.Count == 0)
        {
            return new Dictionary<string, FigureValue>();
        }
        var length = regions[0].Length;
        var groups = Cases(records, scope).Where(c => c.RegionCode.Length >= length).GroupBy(c => c.RegionCode.Substring(0, length));
        var counted = Measure switch
        {
            Measure.Cases => groups.Select(g => new Group(g.Key, g.Count(), g.Count())),
            Measure.Persons => groups.Select(g => new Group(g.Key, g.Count(), g.Select(c => c.PersonId).Distinct().Count())),
            Measure.Households => groups.Select(g => new Group(g.Key, g.Count(), g.Select(c => c.HouseholdId ?? c.PersonId).Distinct().Count())),
            Measure.Amount => groups.Select(g => new Group(g.Key, g.Count(), g.Sum(c => c.AmountFen ?? 0) / 100m)),
            Measure.Quantity => groups.Select(g => new Group(g.Key, g.Count(), g.Sum(c => c.Quantity ?? 0m))),
            _ => throw new InvalidOperationException($"A case figure cannot measure {Measure}."),
        };
        var found = counted.ToList().ToDictionary(g => g.Region, g => new FigureValue(g.Number, Records: g.Rows));
        return Filled(regions, found, new FigureValue(0));
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) =>
        Cases(records, scope)
            .OrderBy(c => c.RegionCode).ThenBy(c => c.Number)
            .Select(c => new Evidence(c.Id, EvidenceKind.Case, c.SubjectName, c.RegionCode, c.Number, c.DoneOn, c.AmountFen, c.Kind));

    private sealed record Placed(string RegionCode, Guid PersonId, Guid? HouseholdId, long? AmountFen, decimal? Quantity, bool Elsewhere);

    private sealed record Group(string Region, int Rows, decimal Number);
}
