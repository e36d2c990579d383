using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes;

/// <summary>
/// What reached the households monitored against a return to poverty (监测户保障). The measures overlap, and some count households and some
/// persons: they are shown side by side and never added.
/// </summary>
public static class MonitoringFigures
{
    private static readonly Expression<Func<CaseFile, Person>> WhoseCase = c => c.Person!;

    public static IReadOnlyList<Figure> All { get; } =
    [
        new MonitoredFigure("monitoring.households", "监测户", Unit.Household) { Formula = "监测名单上家里有持证残疾人的户，风险消除了的也算" },
        new MonitoredFigure("monitoring.persons", "监测户里的残疾人", Unit.Person) { Formula = "监测名单上各户里持证的人，风险消除了的也算" },
        new MonitoredFigure("monitoring.allowance_persons", "享受低保、两项补贴", Unit.Person)
        {
            And = Supported, Formula = "监测户里的残疾人，到截止日享受低保或两项补贴之一的",
        },
        new MonitoredFigure("monitoring.risk_removed", "其中风险已消除", Unit.Household)
        {
            And = RiskRemoved, Formula = "监测名单上家里有持证残疾人的户，到截止日标了风险消除、还在名单上的",
        },
        Of("monitoring.home_modification", "无障碍改造", Unit.Household, "home_modification") with { Formula = "监测户里当年完成家庭无障碍改造的户" },
        Of("monitoring.employment_support", "创业就业扶持", Unit.Person, "training", "flexible_employment", "entrepreneurship", "greenhouse") with
        {
            Formula = "监测户里当年完成培训、灵活就业、创业或大棚扶持之一的残疾人，不重复",
        },
        Of("monitoring.insurance_subsidy", "医保缴费补贴", Unit.Person, "insurance_subsidy") with { Formula = "监测户里当年领到医保缴费补贴的残疾人" },
        Of("monitoring.care", "托养服务", Unit.Person, "home_care", "boarding_care") with { Formula = "监测户里当年享受居家或寄宿制托养的残疾人，不重复" },
        Of("monitoring.devices", "辅具适配", Unit.Person, "assistive_devices", "child_devices") with { Formula = "监测户里当年适配辅具、假肢或矫形器的残疾人，不重复" },
        new CaseFigure("monitoring.visit_amount", "走访慰问资金", Unit.Yuan, "relief_visit", Measure.Amount) { Formula = "当年走访慰问的金额合计" },
    ];

    /// <summary>The persons whom monitoring.persons counts.</summary>
    public static IQueryable<Person> Holders(IRecords records, FigureScope scope)
    {
        var (low, high) = scope.Range;
        return records.Persons.Where(p => string.Compare(p.RegionCode, low) >= 0 && string.Compare(p.RegionCode, high) <= 0).Where(Listed(scope));
    }

    /// <summary>Holders of a certificate in a household that is on the list on the last day that counts, whether or not its risk has been removed.</summary>
    internal static Expression<Func<Person, bool>> Listed(FigureScope scope)
    {
        var (kinds, last) = (Hardship.Monitored, scope.AsOf);
        return p => p.Certificates.Any(x => x.Current && x.State != CertificateState.Cancelled && x.State != CertificateState.MovedOut)
            && (p.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= last && (h.To == null || h.To >= last))
                || (p.Household != null && p.Household.Members.Any(m => m.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= last && (h.To == null || h.To >= last)))));
    }

    private static Expression<Func<Person, bool>> RiskRemoved(FigureScope scope)
    {
        var last = scope.AsOf;
        return p => p.Hardships.Any(h => h.RiskRemovedOn <= last && (h.To == null || h.To >= last))
            || (p.Household != null && p.Household.Members.Any(m => m.Hardships.Any(h => h.RiskRemovedOn <= last && (h.To == null || h.To >= last))));
    }

    private static Expression<Func<Person, bool>> Supported(FigureScope scope)
    {
        var on = scope.AsOf;
        return p => p.Hardships.Any(h => h.Kind == HardshipKind.MinimumLiving && h.From <= on && (h.To == null || h.To >= on))
            || p.Allowances.Any(a => a.From <= on && (a.To == null || a.To >= on));
    }

    /// <summary>Monitored persons or households with a case done in the year, of any of the programmes named by their codes.</summary>
    private static CaseFigure Of(string id, string label, Unit unit, params List<string> programmes) =>
        new(id, label, unit, null, unit == Unit.Household ? Measure.Households : Measure.Persons)
        {
            OnTheDay = scope => WhoseCase.Then(Listed(scope)),
            And = c => programmes.Contains(c.Programme),
        };
}

/// <summary>Persons or households on the monitoring list (监测名单), from the register.</summary>
public sealed record MonitoredFigure(string Id, string Label, Unit Unit) : Figure(Id, Label, Unit)
{
    /// <summary>A further condition; null when being on the list is enough.</summary>
    public Func<FigureScope, Expression<Func<Person, bool>>>? And { get; init; }

    protected override FigureValue Compute(IRecords records, FigureScope scope)
    {
        var persons = Persons(records, scope);
        var rows = persons.Count();
        return new FigureValue(Unit == Unit.Household ? persons.Select(p => p.HouseholdId ?? p.Id).Distinct().Count() : rows, Records: rows);
    }

    protected override IQueryable<Evidence> ComputeRows(IRecords records, FigureScope scope) =>
        Persons(records, scope).OrderBy(p => p.RegionCode).ThenBy(p => p.SortKey)
            .Select(p => new Evidence(p.Id, EvidenceKind.Person, p.Name, p.RegionCode, "", null, null, null));

    public override IEnumerable<VillageRow>? ByVillage(IRecords records, FigureScope scope) => Candidates.ByVillage(Persons(records, scope), Unit == Unit.Household);

    private IQueryable<Person> Persons(IRecords records, FigureScope scope)
    {
        var persons = MonitoringFigures.Holders(records, scope);
        return And is null ? persons : persons.Where(And(scope));
    }
}
