using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes;

/// <summary>A person as rules see them (对象): the register's facts and the cases of the person and the household.</summary>
public sealed class Candidate
{
    public required Person Person { get; init; }
    public required IEnumerable<CaseFile> Cases { get; init; }

    /// <summary>Persons outside the household whom the form names.</summary>
    public IReadOnlyList<Person> Named { get; init; } = [];

    /// <summary>A person the form names; null where the register does not have them.</summary>
    public Person? Find(PersonReference reference) => Named.Concat(Person.Household?.Members ?? []).FirstOrDefault(p => p.Id == reference.Id);
}

/// <summary>What a rule is asked for: the year, the day it looks at, and the place's policy.</summary>
/// <param name="Year">The year of the case.</param>
/// <param name="On">The day of the facts: the application's day, or the day of asking without a case.</param>
/// <param name="Policies">Numbers that differ by place and year.</param>
/// <param name="Except">The case that asks, which must not exclude itself; empty without one.</param>
public sealed record RuleContext(int Year, DateOnly On, PolicyValues Policies, Guid Except = default);

/// <summary>
/// Who may receive (条件): a Chinese reason and a condition. The condition is an expression, so that "who is entitled and not served" is one query
/// over the register and the same rule judges one person in memory.
/// </summary>
/// <param name="Code">Stable code within the programme.</param>
/// <param name="Holds">The condition, given what is asked.</param>
/// <param name="Why">The reason when it does not hold.</param>
public sealed record Rule(string Code, Func<RuleContext, Expression<Func<Candidate, bool>>> Holds, Func<Candidate, RuleContext, Text> Why)
{
    /// <summary>A district officer may override it with a reason (可特批).</summary>
    public bool Overridable { get; init; }

    /// <summary>There is one case a year, so a second one is a duplicate.</summary>
    public bool IsOncePerYear { get; init; }

    /// <summary>Only says "served already" or "being served"; who asks for the entitled leaves it out.</summary>
    public bool SaysServed { get; init; }

    /// <summary>By which fact it holds, for whoever asks why somebody is entitled; null where the rule has nothing to say for itself.</summary>
    public Func<Candidate, RuleContext, Text>? Met { get; init; }

    /// <summary>The fact by which it holds for this candidate, in words.</summary>
    public Text MetBy(Candidate candidate, RuleContext context) => Met?.Invoke(candidate, context) ?? new Text("符合这一条");

    /// <summary>The reason against this candidate; null when the rule holds.</summary>
    public Text? Against(Candidate candidate, RuleContext context) =>
        Holds(context).Compile(preferInterpretation: true)(candidate) ? null : Why(candidate, context);
}

/// <summary>A rule over what the form says; without a form nothing is known, and it excludes nobody.</summary>
public sealed record FormRule(string Code, Func<CaseForm, Candidate, RuleContext, Text?> Against)
{
    public bool Overridable { get; init; }
}

/// <summary>A rule that does not hold, with its reason (不符合原因).</summary>
public sealed record RuleFailure(string Rule, Text Reason, bool Overridable);

/// <summary>Where a person stands with a programme (享受情况).</summary>
public enum EntitlementState
{
    [Label("已享受")] Served,
    [Label("办理中")] InProgress,
    [Label("还没办")] Unserved,
    [Label("不符合")] NotEligible,
}

/// <summary>One programme's answer for one person and year: served, in progress, entitled and not served, or why not.</summary>
public sealed record Entitlement(Programme Programme, EntitlementState State, CaseFile? Case, IReadOnlyList<RuleFailure> Failures);
