using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Coverage;

/// <summary>Which of a programme's lists is shown (看哪张名单).</summary>
public enum CoverageShow
{
    [Label("还没办")] Unreached,
    [Label("今天新增")] Today,
    [Label("本周新增")] Week,
    [Label("办理中")] InProgress,
    [Label("已享受")] Served,
    [Label("看着像、但不符合")] Near,
}

/// <summary>What an address of the page asks (查询条件).</summary>
/// <param name="Programme">Code of the programme.</param>
/// <param name="Place">District, town or village; null for all the reader may see.</param>
/// <param name="Show">Which list.</param>
/// <param name="Rule">Of those who look entitled, the rule they miss; null for any.</param>
/// <param name="Page">From 1.</param>
public sealed record CoverageAsk(string Programme, string? Place = null, CoverageShow Show = CoverageShow.Unreached, string? Rule = null, int Page = 1);

/// <summary>How many of a place stand where (合计): 符合 = 已享受 + 办理中 + 还没办, and of the last how many are new.</summary>
public sealed record CoverageTotals(int Unreached, int Week, int Today, int InProgress, int Served)
{
    public int Entitled => Unreached + InProgress + Served;

    public static CoverageTotals Of(IEnumerable<ReachCell> cells)
    {
        var by = cells.ToLookup(c => c.State, c => c.Count);
        var (today, week) = (by[ReachState.NewToday].Sum(), by[ReachState.NewThisWeek].Sum());
        return new CoverageTotals(by[ReachState.Unreached].Sum() + week + today, week + today, today, by[ReachState.InProgress].Sum(), by[ReachState.Served].Sum());
    }

    public int For(CoverageShow show) => show switch
    {
        CoverageShow.Today => Today,
        CoverageShow.Week => Week,
        CoverageShow.InProgress => InProgress,
        CoverageShow.Served => Served,
        CoverageShow.Unreached or CoverageShow.Near => Unreached,
    };
}

/// <summary>A place in the panel beside the list (按地方看).</summary>
/// <param name="Place">District, town or village.</param>
/// <param name="Count">How many of the list shown live there.</param>
public sealed record CoveragePlace(Region Place, int Count);

/// <summary>What was done with somebody's task (任务的情况): open, or how it ended this year.</summary>
public sealed record TaskNote(string Assignee, string OpenedBy, DateOnly OpenedOn, DateOnly DueOn, OutreachEnd? End, DateOnly? ClosedOn, string? Reason, bool ForAnother)
{
    public bool Open => ClosedOn is null;
}

/// <summary>One person of a list (名单一行).</summary>
/// <param name="Person">The person with card, hardships and what they said.</param>
/// <param name="Answers">Every rule and what it says of them.</param>
/// <param name="News">By what they are new on the list this week; empty where they are not.</param>
/// <param name="Today">They are new today.</param>
/// <param name="Case">The year's case, whatever became of it; null without one.</param>
/// <param name="Last">The last year in which they were served before.</param>
/// <param name="Task">Their task; null where nobody was sent.</param>
public sealed record CoverageRow(
    Person Person, IReadOnlyList<RuleAnswer> Answers, IReadOnlyList<RuleAnswer> News, bool Today, CaseFile? Case, int? Last, TaskNote? Task)
{
    // What is said of everybody on the list says nothing of one of them.
    private static readonly HashSet<string> _common = [Rules.InRegister.Code, Rules.CertificateValid.Code];

    /// <summary>What decides: of the entitled by which facts, of the others the rule against them.</summary>
    public IReadOnlyList<RuleAnswer> Deciding => Answers.Any(a => !a.Holds) ? [.. Answers.Where(a => !a.Holds)]
        : Answers.Where(a => !_common.Contains(a.Rule)).ToList() is { Count: > 0 } own ? own : Answers;
}

/// <summary>A programme's coverage as its page shows it (应补尽补).</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Place">The place shown.</param>
/// <param name="Above">The places it lies in, as far as the reader's scope reaches.</param>
/// <param name="Totals">How many of the place stand where.</param>
/// <param name="Places">Where they live; empty for a village's own worker.</param>
/// <param name="Rows">The page of the list; null where the reader sees numbers and no names.</param>
/// <param name="Total">How many persons the list has.</param>
/// <param name="Missing">Of those who look entitled, how many miss each rule.</param>
/// <param name="MayAssign">The reader may send somebody.</param>
public sealed record CoverageView(
    Programme Programme, Region Place, IReadOnlyList<Region> Above, CoverageTotals Totals, IReadOnlyList<CoveragePlace> Places,
    IReadOnlyList<CoverageRow>? Rows, int Total, IReadOnlyList<(string Rule, int Count)> Missing, bool MayAssign);

/// <summary>One programme on the first page (项目一行).</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Eligible">Its figure of the entitled.</param>
/// <param name="Unserved">Its figure of those not reached.</param>
/// <param name="OpenTasks">Tasks not closed yet.</param>
/// <param name="Overdue">Of these, how many are late.</param>
public sealed record CoverageLine(Programme Programme, FigureValue Eligible, FigureValue Unserved, int OpenTasks, int Overdue);

/// <summary>Somebody to whom tasks can be given (可派的人).</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Who it is.</param>
/// <param name="Role">What they are.</param>
/// <param name="RegionCode">Where they work.</param>
/// <param name="Open">Tasks they have already.</param>
public sealed record Assignee(string Id, string Name, Role Role, string RegionCode, int Open);
