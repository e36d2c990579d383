using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Programmes;

/// <summary>Where a person stands with one of the two allowances (两项补贴享受情况).</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="State">Received, entitled and not received, or not eligible.</param>
/// <param name="Record">What the register says is being paid; null when nothing is.</param>
/// <param name="Failures">Why not.</param>
public sealed record AllowanceStanding(AllowanceKind Kind, EntitlementState State, Allowance? Record, IReadOnlyList<RuleFailure> Failures);

/// <summary>
/// An allowance of the civil affairs bureau (两项补贴): not one of ours to pay, but the certificate decides, so whoever is entitled is told where to go.
/// </summary>
public sealed record CivilAllowance(AllowanceKind Kind, IReadOnlyList<Rule> Rules)
{
    public static IReadOnlyList<CivilAllowance> All { get; } =
    [
        new(AllowanceKind.Living, [Programmes.Rules.InRegister, Programmes.Rules.CertificateValid, Programmes.Rules.Hardship(HardshipKind.MinimumLiving)]),
        new(AllowanceKind.Nursing, [Programmes.Rules.InRegister, Programmes.Rules.CertificateValid, Programmes.Rules.Grade(DisabilityGrade.One, DisabilityGrade.Two)]),
    ];

    /// <summary>Falls into exactly one state, as <see cref="Programme.Assess"/> does.</summary>
    public AllowanceStanding Assess(Candidate candidate, RuleContext context)
    {
        if (candidate.Person.Allowances.Find(a => a.Kind == Kind && a.HoldsOn(context.On)) is { } record)
        {
            return new AllowanceStanding(Kind, EntitlementState.Served, record, []);
        }
        List<RuleFailure> failures =
            [.. Rules.Select(r => (Rule: r, Reason: r.Against(candidate, context))).Where(x => x.Reason is not null)
                .Select(x => new RuleFailure(x.Rule.Code, x.Reason!.Value, x.Rule.Overridable))];
        return new AllowanceStanding(Kind, failures.Count == 0 ? EntitlementState.Unserved : EntitlementState.NotEligible, null, failures);
    }
}
