using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>
/// Brings the dated facts of a person in line with a list (名单记入): kind, risks and their removal. What was so before a list said otherwise stays as it was,
/// with its last day; what only the register's own column said is put right in place, since its day was a guess.
/// </summary>
internal static class MonitoredFacts
{
    /// <summary>The fact to add, if there is one, and whether anything was changed.</summary>
    /// <param name="person">Whose facts they are.</param>
    /// <param name="known">The person's facts of being monitored.</param>
    /// <param name="row">What the list says.</param>
    /// <param name="month">The list's month.</param>
    /// <param name="on">The day the list is of.</param>
    public static (Hardship? New, bool Changed) Put(Guid person, IReadOnlyList<Hardship> known, ListedPerson row, Month month, DateOnly on)
    {
        var current = known.Where(h => h.To is null || h.To >= on).MaxBy(h => h.From);
        if (current is null)
        {
            return (Fact(person, row, row.IdentifiedOn ?? month.FirstDay, month, on), true);
        }
        var again = current.RiskRemovedOn is { } removed && !row.RiskRemoved && row.IdentifiedOn > removed;
        var other = current.Kind != row.Kind && current.BureauNumber is not null;
        var from = again ? row.IdentifiedOn!.Value : month.FirstDay;
        if ((again || other) && current.From < from)
        {
            current.To = from.AddDays(-1);
            return (Fact(person, row, from, month, on), true);
        }
        var fact = Fact(person, row, row.IdentifiedOn ?? current.From, month, on, current);
        var before = Said(current);
        (current.Kind, current.From, current.Risk, current.RiskRemovedOn, current.RiskRemovedBy, current.WithoutLabour) =
            (fact.Kind, fact.From, fact.Risk, fact.RiskRemovedOn, fact.RiskRemovedBy, fact.WithoutLabour);
        current.Source = current.BureauNumber is null ? fact.Source : current.Source;
        current.BureauNumber = fact.BureauNumber;
        return (null, before != Said(current));
    }

    /// <summary>Somebody lifted out of poverty.</summary>
    public static Hardship Lifted(Guid person, ListedPerson row, Month month) => new()
    {
        PersonId = person,
        Kind = HardshipKind.LiftedOut,
        From = row.IdentifiedOn ?? month.FirstDay,
        Source = SourceOf(ListKind.LiftedOut, month),
        BureauNumber = row.Household.Length > 0 ? row.Household : null,
    };

    private static Hardship Fact(Guid person, ListedPerson row, DateOnly from, Month month, DateOnly on, Hardship? before = null) => new()
    {
        PersonId = person,
        Kind = row.Kind!.Value,
        From = from,
        Source = SourceOf(ListKind.Monitored, month),
        Risk = row.Risks.Count > 0 ? string.Join('、', row.Risks) : before?.Risk,
        // A list that says a risk is removed and not when: by its own day it was.
        RiskRemovedOn = row.RiskRemoved ? row.RemovedOn ?? before?.RiskRemovedOn ?? on : null,
        RiskRemovedBy = row.RemovedBy,
        WithoutLabour = row.WithoutLabour,
        BureauNumber = row.Household,
    };

    private static string SourceOf(ListKind kind, Month month) => kind.Label() + " " + month;

    private static (HardshipKind, DateOnly, string?, DateOnly?, RiskRemoval?, bool, string?) Said(Hardship h) =>
        (h.Kind, h.From, h.Risk, h.RiskRemovedOn, h.RiskRemovedBy, h.WithoutLabour, h.BureauNumber);
}
