using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>The quotient of two figures (比率); it keeps its parts and may pass 100 %.</summary>
public sealed record RatioFigure(string Id, string Label, Figure Part, Figure Whole) : Figure(Id, Label, Unit.Ratio)
{
    /// <summary>Unit of the quotient where it is not a rate, such as yuan per household.</summary>
    public static RatioFigure Average(string id, string label, Figure amount, Figure measure) =>
        new(id, label, amount, measure) { Unit = Unit.Yuan };

    public override IEnumerable<Figure> Parts => [this, .. Part.Parts, .. Whole.Parts];

    protected override FigureValue Compute(IRecords records, FigureScope scope) => Divide(Part.Evaluate(records, scope), Whole.Evaluate(records, scope));

    protected override IReadOnlyDictionary<string, FigureValue> ComputeEach(IRecords records, FigureScope scope, IReadOnlyList<string> regions)
    {
        var parts = Part.EvaluateEach(records, scope, regions);
        var wholes = Whole.EvaluateEach(records, scope, regions);
        return regions.ToDictionary(region => region, region => Divide(parts[region], wholes[region]));
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Part.Rows(records, scope);

    /// <summary>The quotient of two values already evaluated; null where the lower one is missing or nothing.</summary>
    public static FigureValue Divide(FigureValue part, FigureValue whole)
    {
        decimal? quotient = part.Number is { } n && whole.Number is { } d && d != 0 ? n / d : null;
        return new FigureValue(quotient, null, part.Number, whole.Number, part.Records);
    }
}

/// <summary>A figure over follow-up visits of one programme's cases (按回访统计).</summary>
public sealed record FollowUpFigure(string Id, string Label, Unit Unit, string Programme, Expression<Func<FollowUp, bool>> Which)
    : Figure(Id, Label, Unit)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var count = FollowUps(records, scope).Count();
        return new FigureValue(count, Records: count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) =>
        FollowUps(records, scope).OrderBy(f => f.On).ThenBy(f => f.Id)
            .Select(f => new Evidence(f.CaseId, EvidenceKind.Case, f.Case!.SubjectName, f.Case.RegionCode, f.Case.Number, f.On, null, f.Way));

    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) =>
        FollowUps(records, scope).Select(f => f.Case!.RegionCode).AsEnumerable().Select(code => new VillageRow(code));

    internal IQueryable<FollowUp> FollowUps(IRecords records, FigureScope scope)
    {
        var (low, high) = scope.Range;
        return records.FollowUps
            .Where(f => f.Case!.Programme == Programme && f.Case.Year == scope.Year && f.On <= scope.AsOf
                && string.Compare(f.Case.RegionCode, low) >= 0 && string.Compare(f.Case.RegionCode, high) <= 0)
            .Where(Which);
    }
}

/// <summary>The latest day of a programme's follow-up visits of one sort (回访日期).</summary>
public sealed record FollowUpDateFigure(string Id, string Label, string Programme, Expression<Func<FollowUp, bool>> Which) : Figure(Id, Label, Unit.Date)
{
    private readonly FollowUpFigure _visits = new(Id, Label, Unit.PersonTime, Programme, Which);

    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var days = _visits.FollowUps(records, scope).GroupBy(f => f.Case!.Programme).Select(g => new { Last = g.Max(f => f.On), Count = g.Count() }).SingleOrDefault();
        return new FigureValue(null, days?.Last, Records: days?.Count ?? 0);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => _visits.Rows(records, scope);
}

/// <summary>The earliest or latest date of a year's batches (批次日期).</summary>
public sealed record BatchDateFigure(string Id, string Label, Unit Unit, string Programme, Expression<Func<Batch, DateOnly?>> Date, bool Latest)
    : Figure(Id, Label, Unit)
{
    /// <summary>A batch that nobody completed does not count.</summary>
    public bool OnlyWithCasesDone { get; init; }

    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var dates = Dated(records, scope).Select(Date);
        return new FigureValue(null, Latest ? dates.Max() : dates.Min(), Records: dates.Count());
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) =>
        Dated(records, scope).OrderBy(b => b.Name)
            .Select(Date.Into<Batch, DateOnly?, Evidence>((b, date) =>
                new Evidence(b.Id, EvidenceKind.Batch, b.Name, b.RegionCode, b.ContractNumber, date, b.FundsFen, null)));

    // A lot belongs to the district even when a town asks: the dates are those of the whole tender. A date still to come has not happened.
    private IQueryable<Batch> Dated(IRecords records, FigureScope scope)
    {
        var (asOf, (low, high)) = (scope.AsOf, scope.Range);
        var above = Region.Above(scope.Region);
        var batches = records.Batches.Where(b => b.Programme == Programme && b.Year == scope.Year
            && (above.Contains(b.RegionCode) || (string.Compare(b.RegionCode, low) >= 0 && string.Compare(b.RegionCode, high) <= 0)));
        var done = records.Cases.Where(c => c.Programme == Programme && c.StageKind == StageKind.Done);
        // Of each batch one case is enough; all cases of a programme are many.
        return (OnlyWithCasesDone ? batches.Where(b => done.Any(c => c.BatchId == b.Id)) : batches)
            .Where(Date.Into<Batch, DateOnly?, bool>((_, date) => date != null && date <= asOf));
    }
}

/// <summary>The number of batches with at least one case done (期数).</summary>
public sealed record BatchCountFigure(string Id, string Label, Unit Unit, CaseFigure Cases) : Figure(Id, Label, Unit)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var count = Batches(records, scope).Count();
        return new FigureValue(count, Records: count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) =>
        Batches(records, scope).OrderBy(b => b.StartsOn).ThenBy(b => b.Name)
            .Select(b => new Evidence(b.Id, EvidenceKind.Batch, b.Name, b.RegionCode, b.ContractNumber, b.EndsOn, b.FundsFen, b.Place));

    private IQueryable<Batch> Batches(IRecords records, FigureScope scope)
    {
        var batches = Cases.Cases(records, scope).Where(c => c.BatchId != null).Select(c => c.BatchId!.Value).Distinct();
        return records.Batches.Where(b => batches.Contains(b.Id));
    }
}
