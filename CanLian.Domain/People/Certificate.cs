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
    public IssueReason Reason { get; set; }
    public bool Current { get; set; } = true;

    public bool Includes(DisabilityKind kind) => (KindMask & MaskOf(kind)) != 0;

    public bool Severe => Grade is DisabilityGrade.One or DisabilityGrade.Two;

    /// <summary>What the card says, such as 肢体二级.</summary>
    public string Description => Kind.Name() + Grade.Name();

    public static int MaskOf(DisabilityKind kind) => 1 << (int)kind;

    public static int MaskOf(DisabilityKind kind, IEnumerable<DisabilityComponent> components) =>
        components.Aggregate(MaskOf(kind), (mask, c) => mask | MaskOf(c.Kind));

    /// <summary>The state on a day: expiry is not an event, it follows from the date.</summary>
    public CertificateState StateOn(DateOnly day) => State switch
    {
        CertificateState.Valid when ExpiresOn < day => CertificateState.Expired,
        CertificateState.Valid when IssuedOn.AddYears(RenewableAfterYears) <= day => CertificateState.ExpiringSoon,
        _ => State,
    };
}
