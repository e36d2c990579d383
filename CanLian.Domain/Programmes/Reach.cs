using System.Linq.Expressions;
using System.Runtime.InteropServices;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes;

/// <summary>Where somebody stands whom the rules let in (应补对象的状态); exactly one holds. Of a household with several the first of them counts.</summary>
public enum ReachState
{
    [Label("还没办")] Unreached,
    [Label("本周新增")] NewThisWeek,
    [Label("今天新增")] NewToday,
    [Label("办理中")] InProgress,
    [Label("已享受")] Served,
}

/// <summary>How many of a village stand where (一个村的应补情况).</summary>
/// <param name="Village">Code of the village; of a household in several, the first.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Count">Persons, or households where the programme serves those.</param>
/// <param name="Persons">Persons.</param>
public sealed record ReachCell(string Village, ReachState State, int Count, int Persons);

/// <summary>A part of such a number (应补情况的一部分).</summary>
/// <param name="Village">Code of the village.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Household">Whose member it is, where the programme serves households; null where persons are counted.</param>
/// <param name="Persons">Persons.</param>
public readonly record struct ReachPart(string Village, ReachState State, Guid? Household, int Persons);

/// <summary>A rule and what it says of somebody (一条条件): by which fact it holds, or why it does not.</summary>
public sealed record RuleAnswer(string Rule, bool Holds, Text Sentence);

/// <summary>
/// Whom a programme's rules let in on a day, and whom of them it has reached (应补尽补): the rules themselves as one query over the register, and in words
/// for one person.
/// </summary>
/// <param name="programme">The programme.</param>
/// <param name="records">The records, of which only the reader's are seen.</param>
/// <param name="scope">Year, region and day.</param>
public sealed class Reach(Programme programme, IRecords records, FigureScope scope)
{
    /// <summary>"This week" are the day itself and the six before it.</summary>
    public const int DaysOfWeek = 7;

    private readonly IReadOnlyList<PolicySetting> _settings = [.. records.Policies];

    private readonly Dictionary<int, IReadOnlyList<(Rule Rule, Func<Candidate, bool> Holds)>> _judges = [];

    private IEnumerable<Rule> Rules => programme.Rules.Where(r => !r.SaysServed).Append(programme.Demand).OfType<Rule>();

    private Expression<Func<Candidate, bool>> Entitled => programme.Entitles(Context(scope.AsOf)).ForQuery(records, scope);

    /// <summary>How many stand where, village by village, in one pass over the register.</summary>
    public IReadOnlyList<ReachCell> Cells() => Cells(Parts());

    /// <summary>The same of several places that were asked each by itself.</summary>
    public static IReadOnlyList<ReachCell> Cells(IEnumerable<ReachPart> parts)
    {
        var (cells, households) = (new Dictionary<(string Village, ReachState State), (int Count, int Persons)>(), new Dictionary<Guid, ReachPart>());
        foreach (var part in parts)
        {
            if (part.Household is not { } household)
            {
                Count(part, part.Persons);
                continue;
            }
            // A household counts once, where its first member lives and as the member stands who is worst off.
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(households, household, out var isKnown);
            known = !isKnown ? part : new ReachPart(
                string.CompareOrdinal(part.Village, known.Village) < 0 ? part.Village : known.Village,
                part.State < known.State ? part.State : known.State, household, known.Persons + part.Persons);
        }
        foreach (var household in households.Values)
        {
            Count(household, 1);
        }
        return [.. cells.Select(c => new ReachCell(c.Key.Village, c.Key.State, c.Value.Count, c.Value.Persons)).OrderBy(c => c.Village, StringComparer.Ordinal).ThenBy(c => c.State)];

        void Count(ReachPart part, int count)
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, (part.Village, part.State), out _);
            cell = (cell.Count + count, cell.Persons + part.Persons);
        }
    }

    /// <summary>What <see cref="Cells(IEnumerable{ReachPart})"/> puts together: counted by the database, or each member where households are counted.</summary>
    public IReadOnlyList<ReachPart> Parts()
    {
        var entitled = Candidates.Of(records, scope).Where(Entitled)
            .Select(State().Into<Candidate, int, Row>((c, state) => new Row { Village = c.Person.RegionCode, Key = c.Person.HouseholdId ?? c.Person.Id, State = state }));
        return programme.Subject == Subject.Household
            ? [.. records.WithCasesElsewhere(entitled).AsEnumerable().Select(r => new ReachPart(r.Village, (ReachState)r.State, r.Key, 1))]
            : [.. records.WithCasesElsewhere(entitled.GroupBy(r => new { r.Village, r.State }).Select(g => new { g.Key.Village, g.Key.State, Persons = g.Count() }))
                .AsEnumerable().Select(g => new ReachPart(g.Village, (ReachState)g.State, null, g.Persons))];
    }

    /// <summary>The persons who stand so, village by village; what is new is also still to be done, and what is new today is new this week.</summary>
    public IQueryable<Person> Standing(ReachState state)
    {
        var (open, done) = (Has(StageKind.Open), Has(StageKind.Done));
        var condition = state switch
        {
            ReachState.Served => Entitled.And(done),
            ReachState.InProgress => Entitled.And(open).And(done.Not()),
            ReachState.NewToday => Entitled.And(Has(StageKind.Open, StageKind.Done).Not()).And(KnownDaysAgo(DaysOfWeek).Not()).And(KnownDaysAgo(1).Not()),
            ReachState.NewThisWeek => Entitled.And(Has(StageKind.Open, StageKind.Done).Not()).And(KnownDaysAgo(DaysOfWeek).Not()),
            ReachState.Unreached => Entitled.And(Has(StageKind.Open, StageKind.Done).Not()),
        };
        return Candidates.Fulfilling(condition, records, scope);
    }

    /// <summary>Who looks entitled and is not: exactly one rule is against it, and nothing was done this year. Who is not in the register is left out.</summary>
    /// <param name="rule">Code of the rule; null for any of them.</param>
    public IQueryable<Person> Nearly(string? rule = null)
    {
        var context = Context(scope.AsOf);
        var rules = Rules.Select(r => (r.Code, Holds: r.Holds(context))).ToList();
        var missing = rules.Where(r => r.Code != Programmes.Rules.InRegister.Code && (rule is null || r.Code == rule))
            .Select(r => rules.Where(o => o != r).Select(o => o.Holds).Prepend(r.Holds.Not()).Aggregate(Expressions.And)).ToList();
        return missing.Count == 0
            ? records.Persons.Where(_ => false)
            : Candidates.Fulfilling(missing.Aggregate(Expressions.Or).ForQuery(records, scope).And(Has(StageKind.Open, StageKind.Done).Not()), records, scope);
    }

    /// <summary>Codes of the rules by which somebody may miss it alone.</summary>
    public IReadOnlyList<string> RulesToMiss => [.. Rules.Select(r => r.Code).Where(code => code != Programmes.Rules.InRegister.Code)];

    /// <summary>Every rule and its answer for one person.</summary>
    public IReadOnlyList<RuleAnswer> Explain(Candidate candidate)
    {
        var context = Context(scope.AsOf);
        return [.. Judges(0).Select(j => new RuleAnswer(j.Rule.Code, j.Holds(candidate), j.Holds(candidate) ? j.Rule.MetBy(candidate, context) : j.Rule.Why(candidate, context)))];
    }

    /// <summary>By what somebody who fulfils the rules now did not fulfil them so many days ago, in today's words; empty where they did.</summary>
    public IReadOnlyList<RuleAnswer> NewSince(Candidate candidate, int days)
    {
        var context = Context(scope.AsOf);
        return [.. Judges(days).Where(j => !j.Holds(candidate)).Select(j => new RuleAnswer(j.Rule.Code, true, j.Rule.MetBy(candidate, context)))];
    }

    /// <summary>Cases of a programme and year of these kinds of stage.</summary>
    internal static Expression<Func<CaseFile, bool>> OfYear(string code, int year, params IReadOnlyList<StageKind> kinds)
    {
        var of = kinds.ToList();
        return x => x.Programme == code && x.Year == year && of.Contains(x.StageKind);
    }

    private Expression<Func<Candidate, bool>> Has(params IReadOnlyList<StageKind> kinds) => RuleQuery.HasCase(records, scope, OfYear(programme.Code, scope.Year, kinds));

    // As a number, which every database sorts as the states are sorted.
    private Expression<Func<Candidate, int>> State() =>
        Has(StageKind.Done).Choose((int)ReachState.Served,
            Has(StageKind.Open).Choose((int)ReachState.InProgress,
                KnownDaysAgo(DaysOfWeek).Choose((int)ReachState.Unreached,
                    KnownDaysAgo(1).Choose((int)ReachState.NewThisWeek, _ => (int)ReachState.NewToday))));

    private Expression<Func<Candidate, bool>> KnownDaysAgo(int days)
    {
        var day = scope.AsOf.AddDays(-days);
        return programme.Entitles(Context(day)).AskingOneCard().AsKnownOn(day).ForQuery(records, scope);
    }

    // Compiled once for all the rows of a list: as they are today, or as they were so many days ago.
    private IReadOnlyList<(Rule Rule, Func<Candidate, bool> Holds)> Judges(int daysAgo)
    {
        if (!_judges.TryGetValue(daysAgo, out var judges))
        {
            var day = scope.AsOf.AddDays(-daysAgo);
            var context = Context(day);
            judges = [.. Rules.Select(r => (r, (daysAgo == 0 ? r.Holds(context) : r.Holds(context).AsKnownOn(day)).Compile(preferInterpretation: true)))];
            _judges[daysAgo] = judges;
        }
        return judges;
    }

    // The year stays the list's own: on the first of January nobody is new because the year is.
    private RuleContext Context(DateOnly on) => new(scope.Year, on, new PolicyValues(programme.Code, _settings, on));

    private sealed class Row
    {
        public required string Village { get; init; }
        public Guid Key { get; init; }
        public int State { get; init; }
    }
}
