using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>The year's task of a programme (任务数), in one unit; null where no task was set, so that a rate is null and not infinite.</summary>
public sealed record TargetFigure(string Id, string Label, Unit Unit, string Programme) : Figure(Id, Label, Unit)
{
    /// <summary>Sums the planned money instead of the task.</summary>
    public bool Funds { get; init; }

    /// <summary>The unit a task must have been set in; money has no say in it.</summary>
    public Unit TaskUnit { get; init; } = Unit;

    public override FigureValue Evaluate(IRecords records, FigureScope scope)
    {
        var targets = Targets(records, scope);
        var rows = targets.Count();
        if (rows == 0)
        {
            return new FigureValue(null);
        }
        var sum = Funds ? targets.Sum(t => t.FundsFen ?? 0) / 100m : targets.Sum(t => t.Amount);
        return new FigureValue(sum, Records: rows);
    }

    public override IQueryable<Evidence> Rows(IRecords records, FigureScope scope) =>
        Targets(records, scope).OrderBy(t => t.RegionCode)
            .Select(t => new Evidence(t.Id, EvidenceKind.Target, t.FundingSource, t.RegionCode, t.DocumentNumber, null, t.FundsFen, null));

    // A district's task is its own row; a town's is the split. Adding both would count the task twice.
    private IQueryable<Target> Targets(IRecords records, FigureScope scope) =>
        records.Targets.Where(t => t.Programme == Programme && t.Year == scope.Year && t.RegionCode == scope.Region && t.Unit == TaskUnit);
}

/// <summary>The quotient of two figures (比率); it keeps its parts and may pass 100 %.</summary>
public sealed record RatioFigure(string Id, string Label, Figure Part, Figure Whole) : Figure(Id, Label, Unit.Ratio)
{
    /// <summary>Unit of the quotient where it is not a rate, such as yuan per household.</summary>
    public static RatioFigure Average(string id, string label, Figure amount, Figure measure) =>
        new(id, label, amount, measure) { Unit = Unit.Yuan };

    public override FigureValue Evaluate(IRecords records, FigureScope scope)
    {
        var part = Part.Evaluate(records, scope);
        var whole = Whole.Evaluate(records, scope);
        decimal? quotient = part.Number is { } n && whole.Number is { } d && d != 0 ? n / d : null;
        return new FigureValue(quotient, null, part.Number, whole.Number, part.Records);
    }

    public override IQueryable<Evidence> Rows(IRecords records, FigureScope scope) => Part.Rows(records, scope);
}

/// <summary>A figure over follow-up visits of one programme's cases (按回访统计).</summary>
public sealed record FollowUpFigure(string Id, string Label, Unit Unit, string Programme, Expression<Func<FollowUp, bool>> Which)
    : Figure(Id, Label, Unit)
{
    public override FigureValue Evaluate(IRecords records, FigureScope scope)
    {
        var count = FollowUps(records, scope).Count();
        return new FigureValue(count, Records: count);
    }

    public override IQueryable<Evidence> Rows(IRecords records, FigureScope scope) =>
        FollowUps(records, scope).OrderBy(f => f.On)
            .Select(f => new Evidence(f.CaseId, EvidenceKind.Case, f.Case!.SubjectName, f.Case.RegionCode, f.Case.Number, f.On, null, f.Way));

    private IQueryable<FollowUp> FollowUps(IRecords records, FigureScope scope)
    {
        var (low, high) = scope.Range;
        return records.FollowUps
            .Where(f => f.Case!.Programme == Programme && f.Case.Year == scope.Year && f.On <= scope.AsOf
                && string.Compare(f.Case.RegionCode, low) >= 0 && string.Compare(f.Case.RegionCode, high) <= 0)
            .Where(Which);
    }
}

/// <summary>The earliest or latest date of a year's batches (批次日期).</summary>
public sealed record BatchDateFigure(string Id, string Label, Unit Unit, string Programme, Expression<Func<Batch, DateOnly?>> Date, bool Latest)
    : Figure(Id, Label, Unit)
{
    public override FigureValue Evaluate(IRecords records, FigureScope scope)
    {
        var dates = Batches(records, scope).Select(Date).Where(d => d != null);
        return new FigureValue(null, Latest ? dates.Max() : dates.Min(), Records: dates.Count());
    }

    public override IQueryable<Evidence> Rows(IRecords records, FigureScope scope) =>
        Batches(records, scope).OrderBy(b => b.Name)
            .Select(b => new Evidence(b.Id, EvidenceKind.Batch, b.Name, b.RegionCode, b.ContractNumber, b.AcceptedOn, b.FundsFen, null));

    // A lot belongs to the district even when a town asks: the dates are those of the whole tender.
    private IQueryable<Batch> Batches(IRecords records, FigureScope scope) =>
        records.Batches.Where(b => b.Programme == Programme && b.Year == scope.Year);
}

/// <summary>The number of batches with at least one case done (期数).</summary>
public sealed record BatchCountFigure(string Id, string Label, Unit Unit, CaseFigure Cases) : Figure(Id, Label, Unit)
{
    public override FigureValue Evaluate(IRecords records, FigureScope scope)
    {
        var count = Cases.Cases(records, scope).Where(c => c.BatchId != null).Select(c => c.BatchId).Distinct().Count();
        return new FigureValue(count, Records: count);
    }

    public override IQueryable<Evidence> Rows(IRecords records, FigureScope scope) => Cases.Rows(records, scope);
}
