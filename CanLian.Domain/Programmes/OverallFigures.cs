using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes;

/// <summary>The few numbers that may be added over programmes (全部项目): money, cases, and persons counted once.</summary>
public static class OverallFigures
{
    public const string Prefix = "overall";

    public static bool Has(Figure figure) => figure.Id.StartsWith(Prefix + ".", StringComparison.Ordinal);

    public static IEnumerable<Figure> Of(IReadOnlyList<Programme> programmes)
    {
        yield return new CaseFigure($"{Prefix}.amount", "资金", Unit.Yuan, null, Measure.Amount) { Formula = "各项目已完成案件的金额合计" };
        yield return new TargetFigure($"{Prefix}.funds", "计划资金", Unit.Yuan, null) { Funds = true, Formula = "年度任务表里各项目的资金合计" };
        yield return StandardFigures.Open($"{Prefix}.open", null);
        yield return StandardFigures.Overdue($"{Prefix}.overdue", null);
        yield return new UnservedFigure($"{Prefix}.unserved", "符合还没办", Unit.Person, [.. programmes.Where(p => !p.DistrictOnly)])
        {
            Formula = "至少符合一个项目的条件、今年没有在办和已完成案件的人，一人只数一次",
        };
    }
}

/// <summary>Persons entitled to something they were not given (应补未补), each counted once however many programmes it is.</summary>
public sealed record UnservedFigure(string Id, string Label, Unit Unit, IReadOnlyList<Programme> Programmes) : Figure(Id, Label, Unit)
{
    public override bool SameForAll => true;

    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var count = Persons(records, scope).Count();
        return new FigureValue(count, Records: count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) =>
        Persons(records, scope).OrderBy(p => p.RegionCode).ThenBy(p => p.SortKey)
            .Select(p => new Evidence(p.Id, EvidenceKind.Person, p.Name, p.RegionCode, "", null, null, null));

    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) => Candidates.ByVillage(Persons(records, scope), households: false);

    private IQueryable<Person> Persons(IRecords records, FigureScope scope) => Programmes.Count == 0
        ? records.Persons.Where(p => false)
        : Candidates.Fulfilling(
            Programmes.Select(p => ((EligibleFigure)p.Figure(p.Code + ".unserved")).Condition(records, scope)).Aggregate(Expressions.Or), records, scope);
}
