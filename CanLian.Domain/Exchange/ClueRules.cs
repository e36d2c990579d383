using System.Globalization;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Exchange;

/// <summary>A warning of the month (预警线索): who, by which rule, why, and what the bureau is asked to do.</summary>
public sealed record ClueRow(string Number, Person Person, PackageIdentity Who, ClueRule Rule, string Why, string Advice);

/// <summary>
/// The rules that warn of a household sliding into poverty (预警规则). Each speaks of what happened in the month, of people of agricultural registration
/// whose household is not on the monitoring list already.
/// </summary>
internal sealed class ClueRules(DateOnly from, DateOnly to, ILookup<Guid, FamilyExpense> expenses, decimal highExpense)
{
    private static readonly HashSet<string> _care = ["home_care", "boarding_care"];

    /// <param name="households">Persons of the month's events with everybody of their households.</param>
    /// <param name="care">Cases of care of these persons.</param>
    public IEnumerable<(Person Person, Certificate Certificate, ClueRule Rule, string Why, string Advice)> Find(
        IEnumerable<Person> households, IReadOnlyList<CaseFile> care)
    {
        var inCare = care.Where(c => _care.Contains(c.Programme) && c.StageKind is StageKind.Open or StageKind.Done && c.Year >= to.Year - 1)
            .Select(c => c.PersonId).ToHashSet();
        foreach (var household in households.GroupBy(p => p.HouseholdId ?? p.Id))
        {
            if (household.Any(p => p.Hardships.Exists(h => h.IsMonitored && h.HoldsOn(to))))
            {
                continue;
            }
            foreach (var person in household.Where(p => p.Registration == Registration.Agricultural && !(p.DeceasedOn <= to)))
            {
                if (person.CertificateOn(to) is not { } certificate || certificate.StateAsOf(to) is CertificateState.Cancelled or CertificateState.MovedOut)
                {
                    continue;
                }
                foreach (var (rule, why, advice) in Of(person, certificate, [.. household], inCare.Contains(person.Id)))
                {
                    yield return (person, certificate, rule, why, advice);
                }
            }
        }
    }

    private IEnumerable<(ClueRule, string, string)> Of(Person person, Certificate certificate, IReadOnlyList<Person> household, bool inCare)
    {
        var isNew = Within(certificate.IssuedOn) && certificate.Reason is IssueReason.First or IssueReason.MovedIn or IssueReason.Reassessed;
        if (isNew && certificate.Severe && person.Certificates.Where(c => c.IssuedOn < certificate.IssuedOn).MaxBy(c => c.IssuedOn) is not { Severe: true })
        {
            yield return (ClueRule.NewlySevere, $"{Iso(certificate.IssuedOn)} 评定为{certificate.Description}", "入户核实收入和支出，看是否符合纳入条件");
        }
        var holders = household.Count(p => p.CertificateOn(to)?.InForceOn(to) is true);
        if (Within(certificate.IssuedOn) && certificate.Reason is IssueReason.First or IssueReason.MovedIn && holders > 1)
        {
            yield return (ClueRule.SeveralHolders, $"{Iso(certificate.IssuedOn)} 起这一户有 {holders} 人持证", "入户核实照料负担和收入");
        }
        foreach (var ended in person.Allowances.Where(a => a.To is { } end && Within(end) && !person.Allowances.Exists(b => b.Kind == a.Kind && b.From > end)))
        {
            yield return (ClueRule.AllowanceStopped, $"{ended.Kind.Label()}发到 {Iso(ended.To!.Value)}", "核实停发原因和停发后的收入");
        }
        var paid = household.SelectMany(p => expenses[p.Id]).Where(e => e.On.Year == to.Year && e.On <= to).Sum(e => e.Yuan);
        if (paid >= highExpense && expenses[person.Id].Where(e => Within(e.On)).Select(e => (DateOnly?)e.On).Max() is { } last)
        {
            yield return (ClueRule.HighExpense, string.Create(CultureInfo.InvariantCulture, $"{to.Year} 年康复和用药这一户自付 {paid:0.##} 元，最近一笔记于 {Iso(last)}"), "核实大额支出后的收入，看是否符合纳入条件");
        }
        if (inCare && person.Guardian is { } guardian
            && household.FirstOrDefault(p => p.Name == guardian.Name && p.DeceasedOn is { } died && Within(died)) is { DeceasedOn: { } on })
        {
            yield return (ClueRule.GuardianDied, $"监护人{guardian.Name}于 {Iso(on)} 去世，本人在托养", "核实谁来照料，落实新的监护人");
        }
    }

    private bool Within(DateOnly day) => day >= from && day <= to;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
