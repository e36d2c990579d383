using CanLian.Domain.Common;

namespace CanLian.Domain.Late;

/// <summary>One thing that is late or soon will be (逾期事项): what a list shows and a count counts.</summary>
public sealed class LateLine
{
    /// <summary>The record whose page it leads to: a case, a person, a notice; empty for a month of the exchange.</summary>
    public Guid RecordId { get; init; }
    public string Name { get; init; } = "";
    public string RegionCode { get; init; } = "";

    /// <summary>Code of the programme; empty where it belongs to none.</summary>
    public string Programme { get; init; } = "";

    /// <summary>The stage of the case; empty where the kind alone says who does it.</summary>
    public string Stage { get; init; } = "";

    /// <summary>Who has it by name; null where it is whoever's turn it is.</summary>
    public string? AssigneeId { get; init; }

    /// <summary>Case number, month or what is missing.</summary>
    public string Reference { get; init; } = "";
    public DateOnly Due { get; init; }
}

/// <summary>How many lines of one kind stand at one place with the same hands (逾期计数): everything that is counted is a sum of these.</summary>
public sealed record LateTally(LateKind Kind, string RegionCode, string Programme, string Stage, string? AssigneeId, LateLevel Level, int Count);

/// <summary>Somebody whose lines are asked for (经办人): those with their name, and those of their place and role that are nobody else's.</summary>
public sealed record LateWorker(string Id, Role Role, string Region, IReadOnlySet<string> Programmes)
{
    public static LateWorker Of(Actor account) => new(account.Id, account.Role, account.Region, account.Programmes);

    public bool Handles(string programme) => Role != Role.DistrictOfficer || programme.Length == 0 || Programmes.Count == 0 || Programmes.Contains(programme);
}

/// <summary>Which lines are asked for (逾期查询).</summary>
/// <param name="On">The day.</param>
/// <param name="Region">Statistical code prefix.</param>
/// <param name="AtLeast">Only what has reached this level.</param>
/// <param name="Worker">Only what is this person's; null for everybody's.</param>
public sealed record LateAsk(DateOnly On, string Region, LateLevel AtLeast = LateLevel.Own, LateWorker? Worker = null)
{
    public RegionRange Range => RegionRange.Of(Region);
}
