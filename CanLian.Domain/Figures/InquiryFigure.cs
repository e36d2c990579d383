using CanLian.Domain.Cases;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Figures;

/// <summary>A case a question looks at, beside the facts about its person that the question asks for.</summary>
internal sealed class Asked
{
    public required CaseFile Case { get; init; }

    /// <summary>Null where the person is not to be seen, having moved elsewhere.</summary>
    public Person? Person { get; init; }
    public Certificate? Certificate { get; init; }
    public Hardship? Hardship { get; init; }
}

/// <summary>
/// The figure that a question makes (自助查询的指标). Its cells come from one grouped query; each is again a figure, that of the question narrowed
/// to it, with its own rows.
/// </summary>
public sealed record InquiryFigure(Inquiry Inquiry) : Figure("inquiry.own", "自助查询", UnitOf(Inquiry.Measure))
{
    /// <summary>The programmes there are for whoever asks, so that an index over programmes serves a question that names none; empty for any.</summary>
    public IReadOnlyList<string> Programmes { get; init; } = [];

    /// <summary>The number of each part of the whole, in no order; empty where nothing is broken down.</summary>
    public IReadOnlyList<InquiryCell> Cells(IRecords records, FigureScope scope) => Inquiry.Groups switch
    {
        [] => [],
        [var one] => one.Cells(Rows(records, scope, Inquiry.Groups), null, Inquiry, scope),
        [var one, var other, ..] => one.Cells(Rows(records, scope, Inquiry.Groups), other, Inquiry, scope),
    };

    /// <summary>A question has no closed number: it is always answered by the records.</summary>
    public static FigureScope Scope(int year, string region, DateOnly today) => FigureScope.Of(year, region, today) with { Live = true };

    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var cases = Cases(records, scope);
        var rows = cases.Count();
        decimal number = Inquiry.Measure switch
        {
            Measure.Cases => rows,
            Measure.Persons => cases.Select(c => c.PersonId).Distinct().Count(),
            Measure.Households => cases.Select(c => c.HouseholdId ?? c.PersonId).Distinct().Count(),
            Measure.Amount => cases.Sum(c => c.AmountFen ?? 0) / 100m,
            Measure.Quantity => cases.Sum(c => c.Quantity ?? 0m),
        };
        return new FigureValue(number, Records: rows);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) => Cases(records, scope)
        .OrderBy(c => c.RegionCode).ThenBy(c => c.Number)
        .Select(c => new Evidence(c.Id, EvidenceKind.Case, c.SubjectName, c.RegionCode, c.Number, c.DoneOn, c.AmountFen, c.Kind));

    private IQueryable<CaseFile> Cases(IRecords records, FigureScope scope) => Rows(records, scope, []).Select(a => a.Case);

    private IQueryable<Asked> Rows(IRecords records, FigureScope scope, IReadOnlyList<InquiryGroup> groups)
    {
        var ((low, high), year, asOf) = (scope.Range, scope.Year, scope.AsOf);
        var cases = records.Cases.Where(c => c.Year == year && string.Compare(c.RegionCode, low) >= 0 && string.Compare(c.RegionCode, high) <= 0);
        cases = Inquiry.Basis switch
        {
            InquiryBasis.Done => cases.Where(CaseSpan.Done.On(asOf)),
            InquiryBasis.Applied => cases.Where(c => c.AppliedOn <= asOf),
            InquiryBasis.Open => cases.Where(c => c.StageKind == StageKind.Open && c.AppliedOn <= asOf),
        };
        if (Programmes.Count > 0 && Inquiry.ValuesOf(InquiryGroups.Programme).Count == 0)
        {
            List<string> programmes = [.. Programmes];
            cases = cases.Where(c => programmes.Contains(c.Programme));
        }
        var conditions = InquiryGroups.All.Where(g => Inquiry.ValuesOf(g).Count > 0).ToList();
        var rows = WithFacts(records, cases, scope, conditions.Concat(groups).Aggregate(Facts.Case, (facts, g) => facts | g.Facts), groups.Any(g => g.Facts.HasFlag(Facts.Hardship)));
        return conditions.Aggregate(rows, (asked, g) => asked.Where(g.Among(Inquiry.ValuesOf(g), Inquiry, scope, groups.Contains(g))));
    }

    // Only what is asked for is joined. A person's hardships make several rows of a case, so they are joined only to be told apart.
    private static IQueryable<Asked> WithFacts(IRecords records, IQueryable<CaseFile> cases, FigureScope scope, Facts facts, bool byHardship)
    {
        if (facts == Facts.Case)
        {
            return cases.Select(c => new Asked { Case = c });
        }
        var asOf = scope.AsOf;
        var rows = cases.LeftJoin(records.Persons, c => c.PersonId, p => p.Id, (c, p) => new Asked { Case = c, Person = p });
        if (facts.HasFlag(Facts.Certificate))
        {
            rows = rows.SelectMany(a => a.Person!.Certificates.Where(x => x.Current).DefaultIfEmpty(), (a, x) => new Asked { Case = a.Case, Person = a.Person, Certificate = x });
        }
        return byHardship
            ? rows.SelectMany(
                a => a.Person!.Hardships.Where(h => h.From <= asOf && (h.To == null || h.To >= asOf)).DefaultIfEmpty(),
                (a, h) => new Asked { Case = a.Case, Person = a.Person, Certificate = a.Certificate, Hardship = h })
            : rows;
    }

    private static Unit UnitOf(Measure measure) => measure switch
    {
        Measure.Persons => Unit.Person,
        Measure.Households => Unit.Household,
        Measure.Amount => Unit.Yuan,
        _ => Unit.Piece,
    };
}
