using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.People;

/// <summary>A member of the household and what is still open for them (家庭成员).</summary>
public sealed record MemberRow(Guid Id, string Name, string Relation, int Age, string? Disability, bool Deceased, int Unserved);

/// <summary>Something that waits to be done for the person (还要办的).</summary>
/// <param name="What">What it is.</param>
/// <param name="Href">Where it is done: a case, or a card of this page as <c>#id</c>.</param>
/// <param name="Note">Programme, colleague or reason.</param>
/// <param name="DueOn">When; null without a day.</param>
public sealed record OpenItem(Text What, string Href, Text? Note = null, DateOnly? DueOn = null);

/// <summary>By what the history of a person is narrowed (经过类别).</summary>
public enum HistoryKind
{
    [Label("办理")] Step,
    [Label("钱款")] Money,
    [Label("走访")] Visit,
    [Label("证件")] Certificate,
    [Label("困难和补贴")] Hardship,
}

/// <summary>One thing that happened to the person or the household (经过).</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">What it is counted under.</param>
/// <param name="What">Programme or kind of fact.</param>
/// <param name="Words">What happened.</param>
/// <param name="CaseId">The case it belongs to, where the reader may open it.</param>
/// <param name="By">Who did it.</param>
/// <param name="PaidFen">Money that was paid.</param>
public sealed record HistoryItem(DateOnly On, HistoryKind Kind, Text What, Text Words, Guid? CaseId = null, string? By = null, long? PaidFen = null)
{
    public TimelineMark Mark => Kind switch
    {
        HistoryKind.Visit => TimelineMark.Visit,
        HistoryKind.Certificate or HistoryKind.Hardship => TimelineMark.Fact,
        HistoryKind.Step or HistoryKind.Money => TimelineMark.Step,
    };
}

/// <summary>Everything about one person (残疾人档案).</summary>
/// <param name="Person">The person with certificates, facts and consents.</param>
/// <param name="Village">Name of the village.</param>
/// <param name="Town">Name of the town.</param>
/// <param name="Entitlements">One answer for every programme.</param>
/// <param name="Allowances">One answer for each of the two allowances.</param>
/// <param name="Members">The household, the person included, head first.</param>
/// <param name="Open">What waits.</param>
/// <param name="History">What happened, newest first.</param>
public sealed record PersonFile(
    Person Person, string Village, string Town, IReadOnlyList<Entitlement> Entitlements, IReadOnlyList<AllowanceStanding> Allowances,
    IReadOnlyList<MemberRow> Members, IReadOnlyList<OpenItem> Open, IReadOnlyList<HistoryItem> History)
{
    /// <summary>All checks made; the three columns add up to it.</summary>
    public int Checks => Entitlements.Count + Allowances.Count;

    /// <summary>How many checks ended in one of these states.</summary>
    public int Count(params IReadOnlyList<EntitlementState> states) =>
        Entitlements.Count(e => states.Contains(e.State)) + Allowances.Count(a => states.Contains(a.State));
}
