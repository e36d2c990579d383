using CanLian.Domain.Common;
using CanLian.Domain.Figures;

namespace CanLian.Domain.Doubts;

/// <summary>How much is at stake (轻重).</summary>
public enum Gravity
{
    [Label("严重")] Grave,
    [Label("要核实")] Doubtful,
    [Label("提醒")] Hint,
}

/// <summary>Where a doubt stands (疑点状态).</summary>
public enum DoubtState
{
    [Label("待核实")] Open,
    [Label("已处理")] Settled,
    [Label("已消除")] Gone,
}

/// <summary>What came of looking into it (核实结论).</summary>
public enum Verdict
{
    [Label("属实，已纠正")] Corrected,
    [Label("属实，正在追回")] Recovering,
    [Label("情况属实，符合规定")] Allowed,
    [Label("不属实")] Unfounded,
}

/// <summary>A sentence as it is kept, to be said in the reader's language later.</summary>
public sealed record KeptText(string Key, IReadOnlyList<string> Args)
{
    public static KeptText Of(string key, params IReadOnlyList<string> args) => new(key, args);

    public Text ToText() => new(Key, [.. Args]);
}

/// <summary>
/// Something that looks wrong (疑点), found by a rule over the records and settled by a person with a reason; nothing is ever done by itself. What was settled
/// does not come back for the same facts, and comes back as another one when they have changed.
/// </summary>
public class Doubt
{
    /// <summary>Signs a reason must have.</summary>
    public const int ShortestReason = 5;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Rule { get; init; }
    public Gravity Severity { get; set; }

    /// <summary>What it is about, the same as long as the rule finds it of the same thing: a person, a household, an account's keyed hash.</summary>
    public required string Subject { get; init; }

    /// <summary>Hash over the facts.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>The smallest place that holds all the evidence: whoever does not see all of it sees none.</summary>
    public required string RegionCode { get; set; }

    /// <summary>Code of the programme; empty where it is about several or none.</summary>
    public string Programme { get; set; } = "";

    /// <summary>Person, household or worker by name.</summary>
    public required string Name { get; set; }
    public required KeptText Sentence { get; set; }

    /// <summary>The records it rests on.</summary>
    public List<Evidence> Evidence { get; set; } = [];

    /// <summary>Whose visit would clear it up; null where nobody can be visited.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The account whose work is in doubt, who does not settle it; null where it is nobody's in particular.</summary>
    public string? AboutId { get; set; }
    public DateOnly FoundOn { get; set; }

    /// <summary>The settled doubt about the same thing, of which the facts have changed.</summary>
    public Guid? FormerId { get; set; }

    public DoubtState State { get; private set; }
    public string? AssignedToId { get; private set; }
    public string? AssignedToName { get; private set; }
    public Verdict? Verdict { get; private set; }
    public string? Reason { get; private set; }
    public string? SettledBy { get; private set; }

    /// <summary>When it was settled (UTC).</summary>
    public DateTime? SettledAt { get; private set; }

    /// <summary>The day the facts were gone.</summary>
    public DateOnly? GoneOn { get; private set; }
    public long Version { get; set; }

    /// <summary>Settles it with a verdict and a reason; refused where it is not open.</summary>
    public Outcome Settle(Verdict? verdict, string reason, Actor actor, DateTime now)
    {
        if (State != DoubtState.Open)
        {
            return NotOpen();
        }
        if (actor.Id == AboutId)
        {
            return Outcome.Refused("这条疑点说的是您经办的，换一位来核实");
        }
        var missing = new List<Reason>();
        if (verdict is null)
        {
            missing.Add(new Reason(new Text("选核实结论"), "doubt-verdict"));
        }
        if (reason.Trim().Length < ShortestReason)
        {
            missing.Add(new Reason(new Text("写明怎么核实的、凭什么这样处理（至少 {0} 个字）", ShortestReason), "doubt-reason"));
        }
        if (missing.Count > 0)
        {
            return Outcome.Refused(missing);
        }
        (State, Verdict, Reason, SettledBy, SettledAt) = (DoubtState.Settled, verdict, reason.Trim(), actor.Name, now);
        return Outcome.Done;
    }

    /// <summary>Gives it to somebody to look into.</summary>
    public Outcome AssignTo(string id, string name)
    {
        if (State != DoubtState.Open)
        {
            return NotOpen();
        }
        if (id == AboutId)
        {
            return Outcome.Refused(new Reason(new Text("这条疑点说的是{0}经办的，交给别人核实", name), "doubt-assignee"));
        }
        (AssignedToId, AssignedToName) = (id, name);
        return Outcome.Done;
    }

    /// <summary>Takes over what a rule has found of the same thing: an open one shows the newest facts.</summary>
    public void Refresh(Found found, DoubtRule rule)
    {
        (Severity, Fingerprint, RegionCode, Programme, Name, Sentence, PersonId, AboutId) =
            (rule.Severity, found.Fingerprint, found.RegionCode, found.Programme, found.Name, found.Sentence, found.PersonId, found.AboutId);
        Evidence = [.. found.Evidence.Take(Found.MostEvidence)];
    }

    /// <summary>The rule finds it no more.</summary>
    public void Vanish(DateOnly today) => (State, GoneOn) = (DoubtState.Gone, today);

    /// <summary>The same facts are there again.</summary>
    public void Return(DateOnly today) => (State, GoneOn, FoundOn) = (DoubtState.Open, null, today);

    private Outcome NotOpen() => State == DoubtState.Settled
        ? Outcome.Refused("{0}已经处理了这条疑点", SettledBy ?? "")
        : Outcome.Refused("这条疑点的情形已经没有了");
}
