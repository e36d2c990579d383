using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>
/// Persons by what their case's form says (按申请表统计). The form is text to the database, so it is read and judged in memory: fast enough for
/// the cases of one programme and year, and no column for a number that one page shows.
/// </summary>
/// <param name="Id">Stable id.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Of">The cases looked at.</param>
/// <param name="Holds">Whether the form, as JSON, says it.</param>
public sealed record FormFigure(string Id, string Label, CaseFigure Of, Func<string, bool> Holds) : Figure(Id, Label, Unit.Person)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var found = Found(records, scope);
        return new FigureValue(found.Select(f => f.PersonId).Distinct().Count(), Records: found.Count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope)
    {
        var ids = Found(records, scope).ConvertAll(f => f.Id);
        return Of.Cases(records, scope).Where(c => ids.Contains(c.Id))
            .OrderBy(c => c.RegionCode).ThenBy(c => c.Number)
            .Select(c => new Evidence(c.Id, EvidenceKind.Case, c.SubjectName, c.RegionCode, c.Number, c.DoneOn, c.AmountFen, c.Kind));
    }

    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) => Of.Cases(records, scope)
        .Select(CaseFigure.Elsewhere(records).Into<CaseFile, bool, Placed>((c, elsewhere) => new Placed(c.RegionCode, c.PersonId, c.Form, elsewhere)))
        .AsEnumerable().Where(c => Holds(c.Form)).Select(c => new VillageRow(c.RegionCode, 1m, c.PersonId, c.Elsewhere));

    private sealed record Placed(string RegionCode, Guid PersonId, string Form, bool Elsewhere);

    private List<(Guid Id, Guid PersonId)> Found(IRecords records, FigureScope scope) =>
        [.. Of.Cases(records, scope).Select(c => new { c.Id, c.PersonId, c.Form }).AsEnumerable()
            .Where(c => Holds(c.Form)).Select(c => (c.Id, c.PersonId))];
}

/// <summary>A sum over what the forms of some cases say (按申请表合计), such as visits made; read in memory as <see cref="FormFigure"/> is.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Unit">What is added up.</param>
/// <param name="Of">The cases looked at.</param>
/// <param name="Amount">What one form, as JSON, adds.</param>
public sealed record FormSumFigure(string Id, string Label, Unit Unit, CaseFigure Of, Func<string, decimal> Amount) : Figure(Id, Label, Unit)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var forms = Of.Cases(records, scope).Select(c => c.Form).ToList();
        return new FigureValue(forms.Sum(Amount), Records: forms.Count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Of.Rows(records, scope);

    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) =>
        Of.Cases(records, scope).Select(c => new { c.RegionCode, c.Form }).AsEnumerable().Select(c => new VillageRow(c.RegionCode, Amount(c.Form)));
}

/// <summary>Persons who gave one answer to one question of the follow-up visits (按回访回答统计); answers are text to the database too.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Programme">Code of the programme.</param>
/// <param name="Question">Key of the question.</param>
/// <param name="Answer">The answer that counts; null where any does.</param>
public sealed record AnswerFigure(string Id, string Label, string Programme, string Question, string? Answer) : Figure(Id, Label, Unit.Person)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var found = Found(records, scope);
        return new FigureValue(found.Select(f => f.PersonId).Distinct().Count(), Records: found.Count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope)
    {
        var ids = Found(records, scope).ConvertAll(f => f.Id);
        return FollowUps(records, scope).Where(f => ids.Contains(f.Id)).OrderBy(f => f.On).ThenBy(f => f.Id)
            .Select(f => new Evidence(f.CaseId, EvidenceKind.Case, f.Case!.SubjectName, f.Case.RegionCode, f.Case.Number, f.On, null, f.Way));
    }

    private List<(Guid Id, Guid PersonId)> Found(IRecords records, FigureScope scope) =>
        [.. FollowUps(records, scope).Select(f => new { f.Id, f.Case!.PersonId, f.Answers }).AsEnumerable()
            .Where(f => Says(f.Answers)).Select(f => (f.Id, f.PersonId))];

    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) => FollowUps(records, scope)
        .Select(f => new { f.Case!.RegionCode, f.Case.PersonId, f.Answers, Elsewhere = records.Cases.Any(o => o.Year == f.Case.Year && o.PersonId == f.Case.PersonId && o.RegionCode != f.Case.RegionCode) })
        .AsEnumerable().Where(f => Says(f.Answers)).Select(f => new VillageRow(f.RegionCode, 1m, f.PersonId, f.Elsewhere));

    private bool Says(IReadOnlyDictionary<string, string> answers) => answers.GetValueOrDefault(Question) is { Length: > 0 } said && (Answer is null || said == Answer);

    private IQueryable<FollowUp> FollowUps(IRecords records, FigureScope scope)
    {
        var (low, high) = scope.Range;
        return records.FollowUps.Where(f => f.Case!.Programme == Programme && f.Case.Year == scope.Year && f.On <= scope.AsOf
            && string.Compare(f.Case.RegionCode, low) >= 0 && string.Compare(f.Case.RegionCode, high) <= 0);
    }
}

/// <summary>Cases that were done within so many working days of their application (按期办结). Which days are worked is no column, so the days are counted in memory.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Of">The cases looked at.</param>
/// <param name="Programme">Code of the programme, whose policy it is.</param>
/// <param name="Days">The promised working days.</param>
public sealed record InTimeFigure(string Id, string Label, CaseFigure Of, string Programme, Policy Days) : Figure(Id, Label, Unit.PersonTime)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var count = InTime(records, scope).Count;
        return new FigureValue(count, Records: count);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope)
    {
        var ids = InTime(records, scope);
        return Of.Cases(records, scope).Where(c => ids.Contains(c.Id)).OrderBy(c => c.RegionCode).ThenBy(c => c.Number)
            .Select(c => new Evidence(c.Id, EvidenceKind.Case, c.SubjectName, c.RegionCode, c.Number, c.DoneOn, c.AmountFen, c.Kind));
    }

    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) => Found(records, scope).Select(c => new VillageRow(c.RegionCode));

    private List<Guid> InTime(IRecords records, FigureScope scope) => [.. Found(records, scope).Select(c => c.Id)];

    private IEnumerable<(Guid Id, string RegionCode)> Found(IRecords records, FigureScope scope)
    {
        var most = new PolicyValues(Programme, records.Policies.ToList(), scope.AsOf).Int(Days);
        return Of.Cases(records, scope).Select(c => new { c.Id, c.RegionCode, c.AppliedOn, c.DoneOn }).AsEnumerable()
            .Where(c => c.DoneOn is { } done && WorkingCalendar.China.WorkingDaysBetween(c.AppliedOn, done) <= most).Select(c => (c.Id, c.RegionCode));
    }
}
