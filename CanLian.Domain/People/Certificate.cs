using CanLian.Domain.Common;

namespace CanLian.Domain.People;

/// <summary>One category and level of a multiple disability (多重残疾明细).</summary>
public readonly record struct DisabilityComponent(DisabilityKind Kind, DisabilityGrade Grade)
{
    public override string ToString() => Kind.Name() + Grade.Name();
}

/// <summary>
/// A disability certificate (残疾人证) as it was from one issue to the next. The number changes with category, level and loss;
/// exactly one certificate of a person is current.
/// </summary>
public class Certificate
{
    /// <summary>A renewal may be asked for after nine full years of ten.</summary>
    public const int RenewableAfterYears = 9;
    public const int ValidYears = 10;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PersonId { get; set; }
    public required CertificateNumber Number { get; set; }
    public DisabilityKind Kind { get; set; }
    public DisabilityGrade Grade { get; set; }

    /// <summary>The parts of a multiple disability; empty for a single one.</summary>
    public IReadOnlyList<DisabilityComponent> Components { get; set; } = [];

    /// <summary>One bit per category that the certificate holds, components included, so that SQL can ask for it.</summary>
    public int KindMask { get; set; }
    public DateOnly IssuedOn { get; set; }
    public DateOnly ExpiresOn { get; set; }
    public CertificateState State { get; set; }
    public DateOnly StateSince { get; set; }

    /// <summary>Why the state is what it is, as written by whoever entered it; null while the certificate is simply valid.</summary>
    public string? StateReason { get; set; }
    public IssueReason Reason { get; set; }
    public bool Current { get; set; } = true;

    /// <summary>The day the register learned of it; null where it came with the person, and then the day of issue counts.</summary>
    public DateOnly? EnteredOn { get; set; }

    /// <summary>The day another took its place; null while it is the current one, and where nobody kept the day.</summary>
    public DateOnly? ReplacedOn { get; set; }

    public bool Includes(DisabilityKind kind) => (KindMask & MaskOf(kind)) != 0;

    public bool Severe => Grade is DisabilityGrade.One or DisabilityGrade.Two;

    /// <summary>What the card says, such as 肢体二级.</summary>
    public string Description => Kind.Name() + Grade.Name();

    /// <summary>The first day a renewal may be asked for.</summary>
    public DateOnly RenewableFrom => IssuedOn.AddYears(RenewableAfterYears);

    public static int MaskOf(DisabilityKind kind) => 1 << (int)kind;

    public static int MaskOf(DisabilityKind kind, IEnumerable<DisabilityComponent> components) =>
        components.Aggregate(MaskOf(kind), (mask, c) => mask | MaskOf(c.Kind));

    /// <summary>The state on a day: expiry is not an event, it follows from the date.</summary>
    public CertificateState StateOn(DateOnly day) => State switch
    {
        CertificateState.Valid when ExpiresOn < day => CertificateState.Expired,
        CertificateState.Valid when RenewableFrom <= day => CertificateState.ExpiringSoon,
        _ => State,
    };

    /// <summary>What may be entered on the card without a case of certification (证件变动): lost, found again, frozen, restored.</summary>
    public IReadOnlyList<CertificateEvent> EventsFrom => State switch
    {
        CertificateState.Valid or CertificateState.ExpiringSoon => [CertificateEvent.ReportLost, CertificateEvent.Freeze],
        CertificateState.Expired => [CertificateEvent.Freeze],
        CertificateState.ReportedLost => [CertificateEvent.FindAgain],
        CertificateState.Frozen => [CertificateEvent.Restore],
        _ => [],
    };

    /// <summary>Enters what happened to the card; refused where the present state does not lead there, or the day or the reason is missing.</summary>
    public Outcome Enter(CertificateEvent happened, DateOnly? on, string reason, DateOnly today)
    {
        if (!EventsFrom.Contains(happened))
        {
            return Outcome.Refused("残疾人证现在是{0}，不能登记{1}", new Text(State.Label()), new Text(happened.Label()));
        }
        var reasons = new List<Reason>();
        if (on is null || on > today || on < StateSince)
        {
            reasons.Add(new Reason(new Text("日期要在 {0} 和今天之间", Days.Written(StateSince)), "certificate-event-on"));
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            reasons.Add(new Reason(new Text("写原因和依据"), "certificate-event-reason"));
        }
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        State = happened switch
        {
            CertificateEvent.ReportLost => CertificateState.ReportedLost,
            CertificateEvent.Freeze => CertificateState.Frozen,
            CertificateEvent.FindAgain or CertificateEvent.Restore => CertificateState.Valid,
        };
        (StateSince, StateReason) = (on!.Value, reason.Trim());
        return Outcome.Done;
    }
}
