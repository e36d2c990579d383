using System.Linq.Expressions;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Surveys;

/// <summary>A sum over the sheets asked a second time in the year's survey (质量抽查指标).</summary>
public sealed record SurveyCheckFigure(string Id, string Label, Unit Unit, Expression<Func<SurveyCheck, int>> Amount) : Figure(Id, Label, Unit)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var checks = Checks(records, scope);
        return new FigureValue(checks.Sum(Amount), Records: checks.Count());
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Checks(records, scope).OrderBy(c => c.RegionCode).ThenBy(c => c.Id)
        .Select(c => new Evidence(c.Entry!.PersonId, EvidenceKind.Person, c.Entry.Name, c.RegionCode, "", null, null, null));

    private static IQueryable<SurveyCheck> Checks(IRecords records, FigureScope scope)
    {
        var ((low, high), year, last) = (scope.Range, scope.Year, scope.AsOf);
        return records.Of<SurveyCheck>().Where(c => c.On <= last && c.Entry!.Survey!.Year == year && string.Compare(c.RegionCode, low) >= 0 && string.Compare(c.RegionCode, high) <= 0);
    }
}
