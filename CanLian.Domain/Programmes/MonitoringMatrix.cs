using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes;

/// <summary>Where somebody stands with a measure in a year (享受情况); exactly one holds.</summary>
public enum MeasureState
{
    [Label("已享受")] Received,
    [Label("办理中")] InProgress,
    [Label("本人放弃")] Declined,
    [Label("应享未享")] Missing,
    [Label("待了解")] Unknown,
    [Label("不适用")] NotApplicable,
}

/// <summary>A column of the matrix (保障措施).</summary>
/// <param name="Figure">The figure that counts it.</param>
/// <param name="Label">Its name.</param>
/// <param name="ForHousehold">One for all of a household, which is counted once.</param>
/// <param name="Programmes">Programmes that give it; none for what another office pays.</param>
public sealed record MonitoringMeasure(string Figure, string Label, bool ForHousehold, params IReadOnlyList<string> Programmes);

/// <summary>One cell (一格): where a holder stands with one measure.</summary>
/// <param name="Measure">The column.</param>
/// <param name="State">Where the holder stands.</param>
/// <param name="Why">Why it is not for them, or what is not known.</param>
/// <param name="On">When it was had or given up.</param>
/// <param name="Case">The case that says so.</param>
/// <param name="Programme">What would have to be applied for.</param>
public sealed record MatrixCell(
    MonitoringMeasure Measure, MeasureState State, Text? Why = null, DateOnly? On = null, CaseFile? Case = null, string? Programme = null)
{
    /// <summary>Whose standing it is; with help to a household, another holder of it than the row's may be meant.</summary>
    public Guid For { get; init; }
}

/// <summary>A holder in a monitored household with every measure (一行).</summary>
public sealed record MatrixRow(Person Person, IReadOnlyList<MatrixCell> Cells);

/// <summary>
/// Every measure for every holder in a monitored household (保障措施对照表): what was had, what is missing although they are entitled, and what is not for them. The
/// cells that say "had" are the cases that the figures of the same names count.
/// </summary>
public sealed class MonitoringMatrix(FigureScope scope, IReadOnlyList<PolicySetting> settings, Func<string, Programme> programmeOf)
{
    /// <summary>What stands in a task for the allowances, which are no programme of ours.</summary>
    public const string Allowances = "allowances";

    /// <summary>The programme whose ages say who is offered work.</summary>
    private const string Work = "flexible_employment";

    private static readonly NeedTopic[] _work = [NeedTopic.Training, NeedTopic.Startup, NeedTopic.Farming, NeedTopic.FlexibleWork];

    public static IReadOnlyList<MonitoringMeasure> Measures { get; } =
    [
        new("monitoring.allowance_persons", "低保、两补", false),
        new("monitoring.home_modification", "无障碍改造", true, "home_modification"),
        new("monitoring.employment_support", "创业就业", false, "training", "flexible_employment", "entrepreneurship", "greenhouse"),
        new("monitoring.insurance_subsidy", "医保补贴", false, "insurance_subsidy"),
        new("monitoring.care", "托养", false, "home_care", "boarding_care"),
        new("monitoring.devices", "辅具", false, "assistive_devices", "child_devices"),
        new("monitoring.visit_amount", "走访慰问", true, "relief_visit"),
    ];

    /// <summary>The rows of one household; none where nobody of it holds a certificate, or it is not on the list.</summary>
    /// <param name="members">The household with certificates, hardships, allowances and needs; one person where no household is known.</param>
    /// <param name="cases">Cases of its members and of the household.</param>
    public IReadOnlyList<MatrixRow> RowsOf(IReadOnlyList<Person> members, IReadOnlyList<CaseFile> cases)
    {
        var holders = members.Where(p => p.Certificate is { State: not (CertificateState.Cancelled or CertificateState.MovedOut) }).ToList();
        if (!members.Any(m => m.Hardships.Exists(h => h.IsMonitored && h.HoldsOn(scope.AsOf))))
        {
            return [];
        }
        var rows = holders.ConvertAll(holder => new MatrixRow(holder, [.. Measures.Select(m => CellOf(m, holder, members, cases) with { For = holder.Id })]));
        // Help to a household fills the row of each of its holders.
        return rows.ConvertAll(row => row with
        {
            Cells = [.. row.Cells.Select((cell, at) => cell.Measure.ForHousehold ? rows.Select(r => r.Cells[at]).MinBy(c => c.State)! : cell)],
        });
    }

    private MatrixCell CellOf(MonitoringMeasure measure, Person holder, IReadOnlyList<Person> members, IReadOnlyList<CaseFile> cases)
    {
        if (measure.Programmes.Count == 0)
        {
            return OfAllowances(measure, holder, members, cases);
        }
        var ofYear = cases.Where(c => c.Year == scope.Year && measure.Programmes.Contains(c.Programme)
            && (c.PersonId == holder.Id || (measure.ForHousehold && members.Any(m => m.Id == c.PersonId)))).ToList();
        if (ofYear.Where(c => c.StageKind == StageKind.Done && c.DoneOn <= scope.AsOf).MinBy(c => c.DoneOn) is { } done)
        {
            return new MatrixCell(measure, MeasureState.Received, On: done.DoneOn, Case: done);
        }
        if (ofYear.Find(c => c.StageKind == StageKind.Open || c.DoneOn > scope.AsOf) is { } open)
        {
            return new MatrixCell(measure, MeasureState.InProgress, Case: open);
        }
        if (ofYear.Find(c => c.StageKind == StageKind.Withdrawn) is { } withdrawn)
        {
            return new MatrixCell(measure, MeasureState.Declined, On: withdrawn.StageSince, Case: withdrawn);
        }
        return measure.Programmes.Count > 2
            ? OfWork(measure, holder)
            : measure.Programmes.Select(code => Judged(measure, code, holder, members, cases)).MinBy(c => c.State)!;
    }

    private MatrixCell OfAllowances(MonitoringMeasure measure, Person holder, IReadOnlyList<Person> members, IReadOnlyList<CaseFile> cases)
    {
        if (holder.Hardships.Where(h => h.Kind == HardshipKind.MinimumLiving && h.HoldsOn(scope.AsOf)).Select(h => (DateOnly?)h.From)
            .Concat(holder.Allowances.Where(a => a.HoldsOn(scope.AsOf)).Select(a => (DateOnly?)a.From)).Min() is { } since)
        {
            return new MatrixCell(measure, MeasureState.Received, On: since);
        }
        var candidate = new Candidate { Person = holder, Cases = cases };
        var entitled = CivilAllowance.All.Select(a => a.Assess(candidate, Context(Allowances))).FirstOrDefault(a => a.State == EntitlementState.Unserved);
        return entitled is not null
            ? new MatrixCell(measure, MeasureState.Missing, new Text("符合{0}，名册无发放记录，转民政", new Text(entitled.Kind.Label())), Programme: Allowances)
            : members.Any(m => m.Hardships.Exists(h => h.Kind == HardshipKind.MinimumLiving && h.HoldsOn(scope.AsOf)))
                ? new MatrixCell(measure, MeasureState.Missing, new Text("家里有人低保，名册无发放记录，转民政"), Programme: Allowances)
                : new MatrixCell(measure, MeasureState.NotApplicable, new Text("不是低保户，残疾等级也不是一、二级"));
    }

    /// <summary>Work is offered to whoever could work and does not, whichever of the programmes it will be.</summary>
    private MatrixCell OfWork(MonitoringMeasure measure, Person holder)
    {
        var (age, from, to) = (holder.AgeOn(scope.AsOf), AgeLimit("age_from"), AgeLimit("age_to"));
        var asked = holder.Needs.Where(n => _work.Contains(n.Topic)).ToList();
        return age < from || age > to ? No(new Text("年龄 {0} 岁，须 {1}–{2} 岁", age, from, to))
            : holder.Employment switch
            {
                null => new MatrixCell(measure, MeasureState.Unknown, new Text("就业状况没有登记")),
                EmploymentState.Unemployed when asked.Count > 0 && !asked.Exists(n => n.Wanted) => No(new Text("问过，本人没有就业意愿")),
                EmploymentState.Unemployed => new MatrixCell(measure, MeasureState.Missing, new Text("未就业，没有享受过扶持"), Programme: measure.Programmes[0]),
                { } other => No(new Text(other.Label())),
            };

        MatrixCell No(Text why) => new(measure, MeasureState.NotApplicable, why);
    }

    private MatrixCell Judged(MonitoringMeasure measure, string code, Person holder, IReadOnlyList<Person> members, IReadOnlyList<CaseFile> cases)
    {
        var programme = programmeOf(code);
        var own = cases.Where(c => c.PersonId == holder.Id || (programme.Subject == Subject.Household && members.Any(m => m.Id == c.PersonId))).ToList();
        var standing = programme.Assess(new Candidate { Person = holder, Cases = own }, Context(code));
        if (standing.State == EntitlementState.Unserved)
        {
            return new MatrixCell(measure, MeasureState.Missing, new Text("符合{0}的条件，还没有办", new Text(programme.Name)), Programme: code);
        }
        // Entitled by every rule, and nobody has asked yet whether it is wanted; who was asked and does not want it was not left out.
        var (demand, asked) = (programme.Demand?.Code, holder.Needs.Exists(n => n.Topic == TopicOf(measure)));
        var against = standing.Failures.FirstOrDefault(f => f.Rule != demand) ?? (asked && standing.Failures.Count > 0 ? standing.Failures[0] : null);
        return against is null
            ? new MatrixCell(measure, MeasureState.Unknown, new Text("符合{0}的条件，还没有问过要不要", new Text(programme.Name)), Programme: code)
            : new MatrixCell(measure, MeasureState.NotApplicable, against.Reason);
    }

    private static NeedTopic? TopicOf(MonitoringMeasure measure) => measure.Programmes[0] switch
    {
        "home_care" => NeedTopic.HomeCare,
        "assistive_devices" => NeedTopic.Device,
        _ => null,
    };

    private int AgeLimit(string policy) => Context(Work).Policies.Int(programmeOf(Work).Policies.Single(p => p.Name == policy));

    private RuleContext Context(string code) => new(scope.Year, scope.AsOf, new PolicyValues(code, settings, scope.AsOf));
}
