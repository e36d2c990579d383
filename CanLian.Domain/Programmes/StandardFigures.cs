using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes;

/// <summary>The figures every programme has (通用指标), under ids of the form code.name.</summary>
public static class StandardFigures
{
    public static IEnumerable<Figure> Of(Programme programme)
    {
        var code = programme.Code;
        var household = programme.Subject == Subject.Household;
        var unit = household ? Unit.Household : Unit.Person;
        var by = household ? Measure.Households : Measure.Persons;

        var measure = new CaseFigure($"{code}.{programme.MeasureId}", "完成数", unit, code, by) { Formula = "已完成案件里不重复的人（户）" };
        var amount = new CaseFigure($"{code}.amount", "资金", Unit.Yuan, code, Measure.Amount) { Formula = "已完成案件的金额合计" };
        var task = new TargetFigure($"{code}.task", "任务数", unit, code) { Formula = "年度任务表里本项目的任务" };
        yield return measure;
        yield return new CaseFigure($"{code}.cases", "完成件次", household ? Unit.Piece : Unit.PersonTime, code, Measure.Cases) { Formula = "已完成案件数" };
        yield return amount;
        yield return task;
        yield return new TargetFigure($"{code}.funds", "计划资金", Unit.Yuan, code) { Funds = true, Formula = "年度任务表里本项目的资金" };
        yield return new RatioFigure($"{code}.completion", "完成率", measure, task) { Formula = "完成数 ÷ 任务数" };
        yield return RatioFigure.Average($"{code}.average", household ? "户均" : "人均", amount, measure) with { Formula = "资金 ÷ 完成数" };
        yield return new OtherFundsFigure($"{code}.other_funds", "用任务以外的资金", unit, measure)
        {
            Formula = "完成数里，资金来源不是今年任务文件写的那几种的；任务没写资金来源就没有这个数",
        };
        yield return Open($"{code}.open", code);
        yield return Ended($"{code}.refused", "不符合", StageKind.Refused);
        yield return Ended($"{code}.withdrawn", "退出", StageKind.Withdrawn);
        yield return Overdue($"{code}.overdue", code);
        yield return new CaseFigure($"{code}.monitored_persons", "其中监测对象", unit, code, by)
        {
            OnTheDay = scope => Monitored(scope.AsOf),
            Formula = "完成数里，家里有人在防返贫监测名单上的",
        };
        yield return new EligibleFigure($"{code}.eligible", "符合条件", unit, programme, OnlyUnserved: false) { Formula = "按条件核对名册得出，不看是否已办" };
        yield return new EligibleFigure($"{code}.unserved", "符合还没办", unit, programme, OnlyUnserved: true) { Formula = "符合条件，今年没有在办和已完成的案件" };

        CaseFigure Ended(string id, string label, StageKind kind) => new(id, label, Unit.Piece, code, Measure.Cases)
        {
            Span = CaseSpan.Ended(kind),
            Formula = "到截止日已经这样了结的案件",
        };
    }

    /// <summary>Cases that were under way on the last day that counts, whatever became of them later; of one programme or of all.</summary>
    internal static CaseFigure Open(string id, string? programme) => new(id, "在办", Unit.Piece, programme, Measure.Cases)
    {
        Span = CaseSpan.Open,
        Formula = "到截止日已申请、还没了结的案件",
    };

    /// <summary>Cases whose stage should have been left by now and that nobody put on hold; of one programme or of all.</summary>
    internal static CaseFigure Overdue(string id, string? programme) => new(id, "逾期", Unit.Piece, programme, Measure.Cases)
    {
        Span = CaseSpan.Overdue,
        Formula = "本环节时限已过、没有暂缓的案件",
    };

    private static Expression<Func<CaseFile, bool>> Monitored(DateOnly on)
    {
        var kinds = Hardship.Monitored;
        return c => c.Person!.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= on && (h.To == null || h.To >= on))
            || (c.Person.Household != null && c.Person.Household.Members.Any(m => m.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= on && (h.To == null || h.To >= on))));
    }
}

/// <summary>Who is entitled by the programme's rules, all of them or those not served (应补尽补).</summary>
public sealed record EligibleFigure(string Id, string Label, Unit Unit, Programme Programme, bool OnlyUnserved) : Figure(Id, Label, Unit)
{
    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var persons = Persons(records, scope);
        var rows = persons.Count();
        var number = Unit == Unit.Household ? persons.Select(p => p.HouseholdId ?? p.Id).Distinct().Count() : rows;
        return new FigureValue(number, Records: rows);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) =>
        Persons(records, scope).OrderBy(p => p.RegionCode).ThenBy(p => p.SortKey)
            .Select(p => new Evidence(p.Id, EvidenceKind.Person, p.Name, p.RegionCode, "", null, null, null));

    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) => Candidates.ByVillage(Persons(records, scope), Unit == Unit.Household);

    /// <summary>The persons behind the number, for a list of the register to narrow itself to.</summary>
    public IQueryable<Guid> PersonIds(IRecords records, FigureScope scope) => Persons(records, scope).Select(p => p.Id);

    /// <summary>The condition by which a person is behind the number; of a household each entitled member is.</summary>
    internal Expression<Func<Candidate, bool>> Condition(IRecords records, FigureScope scope)
    {
        var code = Programme.Code;
        var year = scope.Year;
        var entitled = Programme.Entitles(new RuleContext(year, scope.AsOf, new PolicyValues(code, records.Policies.ToList(), scope.AsOf))).ForQuery(records, scope);
        return OnlyUnserved ? entitled.And(RuleQuery.HasCase(records, scope, Reach.OfYear(code, year, StageKind.Open, StageKind.Done)).Not()) : entitled;
    }

    private IQueryable<Person> Persons(IRecords records, FigureScope scope) => Candidates.Fulfilling(Condition(records, scope), records, scope);
}

/// <summary>The register as rules see it. The cases are an enumeration, not a query of their own: only so can rules be put on top of it.</summary>
public static class Candidates
{
    public static IQueryable<Candidate> Of(IRecords records) => records.Persons.Select(p => new Candidate
    {
        Person = p,
        Cases = records.Cases.AsEnumerable().Where(c => c.PersonId == p.Id || (c.HouseholdId != null && c.HouseholdId == p.HouseholdId)),
    });

    /// <summary>Persons as rows of their villages; of a household, which is counted once, every member is one.</summary>
    internal static IEnumerable<VillageRow> ByVillage(IQueryable<Person> persons, bool households) => !households
        ? persons.Select(p => p.RegionCode).AsEnumerable().Select(code => new VillageRow(code))
        : persons.Select(p => new { p.Id, p.RegionCode, p.HouseholdId, Elsewhere = p.Household != null && p.Household.Members.Any(m => m.RegionCode != p.RegionCode) })
            .AsEnumerable().Select(p => new VillageRow(p.RegionCode, 1m, p.HouseholdId ?? p.Id, p.Elsewhere));

    /// <summary>The persons of the region that a condition holds for.</summary>
    internal static IQueryable<Person> Fulfilling(Expression<Func<Candidate, bool>> condition, IRecords records, FigureScope scope) =>
        records.WithCasesElsewhere(Of(records, scope).Where(condition).Select(c => c.Person));

    /// <summary>The register of a region as rules see it.</summary>
    internal static IQueryable<Candidate> Of(IRecords records, FigureScope scope)
    {
        var (low, high) = scope.Range;
        return Of(records).Where(c => string.Compare(c.Person.RegionCode, low) >= 0 && string.Compare(c.Person.RegionCode, high) <= 0);
    }
}
