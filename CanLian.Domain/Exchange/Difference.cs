using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Exchange;

/// <summary>How the bureau's list and our register disagree (差异类型).</summary>
public enum DifferenceKind
{
    [Label("仅残联有")] OnlyOurs,
    [Label("仅防返贫有")] OnlyTheirs,
    [Label("姓名不一致")] Name,
    [Label("类别等级不一致")] Disability,
    [Label("证号非最新(Bn)")] NumberNotLatest,
    [Label("证件冻结/过期")] NotInForce,
    [Label("户籍地不一致")] Place,
    [Label("身份证号校验错误")] BadNumber,
    [Label("一人多户")] SeveralHouseholds,
}

/// <summary>Why the two disagree (原因).</summary>
public enum DifferenceCause
{
    [Label("待查")] Unknown,
    [Label("对方录错")] TheirMistake,
    [Label("我方录错")] OurMistake,
    [Label("对方没有更新")] TheyAreLate,
    [Label("我方没有更新")] WeAreLate,
    [Label("名册里没有这个人")] NotInRegister,
    [Label("没有残疾人证")] NoCertificate,
    [Label("残疾人证已注销或迁出")] CertificateEnded,
    [Label("对方没有残疾标注")] NotMarkedDisabled,
    [Label("已移出名单")] LeftTheList,
    [Label("死亡或迁走")] Gone,
}

/// <summary>What was done about it (处理意见).</summary>
public enum DifferenceDecision
{
    [Label("采用对方")] TakeTheirs,
    [Label("保留我方")] KeepOurs,
    [Label("我方已更正")] CorrectedOurs,
    [Label("名单已一致")] Agreed,
}

/// <summary>
/// One thing on which the bureau's list and our register disagree about one person (差异), carried from month to month until it is closed. The texts
/// hold no number of anybody.
/// </summary>
public class Difference
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public DifferenceKind Kind { get; init; }

    /// <summary>Which of the bureau's lists shows it.</summary>
    public ListKind FromList { get; init; }

    /// <summary>Whom it is about: the person, or a keyed hash of the number on the list. With the kind it finds the same difference on the next list.</summary>
    public required string Subject { get; init; }
    public Guid? PersonId { get; init; }
    public Person? Person { get; init; }

    /// <summary>Somebody of the register with the same name and day of birth; a suggestion and no more.</summary>
    public Guid? SuggestedPersonId { get; set; }

    /// <summary>The name as the register has it, or the list where nobody of the register is meant.</summary>
    public required string Name { get; set; }

    /// <summary>The person's village, or the place the list names as far as it is known.</summary>
    public required string RegionCode { get; init; }

    /// <summary>What stands in the list's number column; null where the person is not on the list.</summary>
    [Sensitive] public string? Number { get; set; }

    /// <summary>The bureau's number of the household; several where the person stands in several.</summary>
    public string Household { get; set; } = "";
    public string Ours { get; set; } = "";
    public string Theirs { get; set; } = "";

    /// <summary>The village that the list names, where it is one of ours.</summary>
    public string? TheirRegionCode { get; set; }

    public DifferenceCause Cause { get; set; }
    public string? OwnerId { get; set; }
    public string OwnerName { get; set; } = "";

    /// <summary>The month (YYYY-MM) of the list that first showed it, and of the last one.</summary>
    public required string FirstMonth { get; init; }
    public required string LastMonth { get; set; }

    /// <summary>When a list last showed it (UTC).</summary>
    public DateTime LastSeenAt { get; set; }

    public DifferenceDecision? Decision { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }
    public string? Note { get; set; }

    /// <summary>The month of the list that was the latest when it was closed; null while it is open.</summary>
    public string? ClosedMonth { get; set; }

    /// <summary>When, by whom and why it was taken up again after somebody had decided it.</summary>
    public DateTime? ReopenedAt { get; set; }
    public string? ReopenedBy { get; set; }
    public string? ReopenReason { get; set; }

    /// <summary>The difference that carries it on, where it was taken up again in a later month: what its own month says stays said.</summary>
    public Guid? SuccessorId { get; set; }

    /// <summary>When a request that had gone to the bureau was taken back (UTC); it is told so with the next package.</summary>
    public DateTime? WithdrawnAt { get; set; }
    public long Version { get; set; }

    public bool Open => ClosedMonth is null;

    /// <summary>Somebody decided it, and nobody has taken it up again since.</summary>
    public bool MayReopen => !Open && SuccessorId is null && Decision is not (null or DifferenceDecision.Agreed);

    /// <summary>The decision as the bureau is told: ours is kept, or is no longer insisted upon.</summary>
    public string Told => Decision == DifferenceDecision.KeepOurs && SuccessorId is null ? DifferenceDecision.KeepOurs.Label() : "撤回，重新核对";

    /// <summary>
    /// What may be decided. Theirs may win over a name, a place and who is on the list; a certificate is ours, so there one keeps ours or puts our own
    /// record right.
    /// </summary>
    public IReadOnlyList<DifferenceDecision> Choices => Kind switch
    {
        DifferenceKind.OnlyOurs or DifferenceKind.Name => [DifferenceDecision.TakeTheirs, DifferenceDecision.KeepOurs],
        DifferenceKind.Place when TheirRegionCode is not null => [DifferenceDecision.TakeTheirs, DifferenceDecision.KeepOurs],
        DifferenceKind.Place or DifferenceKind.BadNumber or DifferenceKind.SeveralHouseholds => [DifferenceDecision.KeepOurs],
        _ => [DifferenceDecision.KeepOurs, DifferenceDecision.CorrectedOurs],
    };

    /// <summary>
    /// Takes up again what somebody decided; null where this one is open again, else the one that carries it on. A month that a later list has followed keeps
    /// its numbers. Nothing is changed in the register: what was taken from them stays until somebody puts it right there.
    /// </summary>
    /// <param name="month">The month that runs.</param>
    /// <param name="by">Who takes it up.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="told">The bureau was told of the decision.</param>
    public Difference? Reopen(string month, string by, string reason, DateTime now, bool told)
    {
        (ReopenedAt, ReopenedBy, ReopenReason) = (now, by, reason);
        WithdrawnAt = told && Decision == DifferenceDecision.KeepOurs ? now : WithdrawnAt;
        if (ClosedMonth == month)
        {
            (ClosedMonth, Decision, DecidedBy, DecidedAt, DecidedOn, Note) = (null, null, null, null, null, null);
            return null;
        }
        var next = new Difference
        {
            Kind = Kind,
            FromList = FromList,
            Subject = Subject,
            PersonId = PersonId,
            SuggestedPersonId = SuggestedPersonId,
            Name = Name,
            RegionCode = RegionCode,
            Number = Number,
            Household = Household,
            Ours = Ours,
            Theirs = Theirs,
            TheirRegionCode = TheirRegionCode,
            Cause = Cause,
            OwnerId = OwnerId,
            OwnerName = OwnerName,
            FirstMonth = month,
            LastMonth = LastMonth,
            LastSeenAt = LastSeenAt,
            ReopenedAt = now,
            ReopenedBy = by,
            ReopenReason = reason,
        };
        SuccessorId = next.Id;
        return next;
    }

    public void Close(DifferenceDecision decision, string month, string by, DateTime now, DateOnly today, string? note = null) =>
        (Decision, ClosedMonth, DecidedBy, DecidedAt, DecidedOn, Note) = (decision, month, by, now, today, note);
}
