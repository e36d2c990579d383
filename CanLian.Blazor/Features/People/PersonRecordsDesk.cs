using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Features.People;

/// <summary>The counter for what is dated: certificates, hardships and allowances; each change is added to the history, none is overwritten.</summary>
public sealed class PersonRecordsDesk(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>Enters a new card, which ends the former one.</summary>
    public Task<Outcome> IssueAsync(Actor actor, Guid id, CertificateEntry entry) => ChangeAsync(actor, id, person =>
    {
        if (new CertificateEntryRules(person.IdNumber, person.Certificate, clock.Today).Problems(entry) is { Count: > 0 } problems)
        {
            return Outcome.Refused(problems);
        }
        person.Issue(entry.ToCertificate());
        return Outcome.Done;
    });

    /// <summary>Whether the actor enters losses and freezes: the district does, on what a town reports.</summary>
    public static bool MayEnterEvents(Actor actor) => actor.Role == Role.DistrictOfficer;

    /// <summary>Enters that a card was lost or found again, frozen or restored.</summary>
    public Task<Outcome> EnterEventAsync(Actor actor, Guid id, CertificateEvent happened, DateOnly? on, string reason) => ChangeAsync(actor, id, person =>
        !MayEnterEvents(actor) ? Outcome.Refused("挂失、冻结和恢复由区残联经办登记，请报区残联")
        : person.Certificate is { } certificate ? certificate.Enter(happened, on, reason, clock.Today)
        : Outcome.Refused("名册里还没有残疾人证"));

    public Task<Outcome> AddHardshipAsync(Actor actor, Guid id, HardshipEntry entry) => ChangeAsync(actor, id, person =>
    {
        if (new HardshipEntryRules(person, clock.Today).Problems(entry) is { Count: > 0 } problems)
        {
            return Outcome.Refused(problems);
        }
        person.Hardships.Add(entry.ToHardship(id));
        return Outcome.Done;
    });

    public Task<Outcome> AddAllowanceAsync(Actor actor, Guid id, AllowanceEntry entry) => ChangeAsync(actor, id, person =>
    {
        if (new AllowanceEntryRules(person, clock.Today).Problems(entry) is { Count: > 0 } problems)
        {
            return Outcome.Refused(problems);
        }
        person.Allowances.Add(entry.ToAllowance(id));
        return Outcome.Done;
    });

    /// <summary>Ends a hardship or an allowance with its last day.</summary>
    public Task<Outcome> EndAsync(Actor actor, Guid id, Guid fact, DateOnly? lastDay) => ChangeAsync(actor, id, person =>
    {
        if (person.Hardships.Find(h => h.Id == fact) is { To: null } hardship)
        {
            return Ended(hardship.From, lastDay, day => hardship.To = day);
        }
        return person.Allowances.Find(a => a.Id == fact) is { To: null } allowance
            ? Ended(allowance.From, lastDay, day => allowance.To = day)
            : Outcome.Refused("这一条已经结束");
    });

    private Outcome Ended(DateOnly from, DateOnly? lastDay, Action<DateOnly> end)
    {
        if (lastDay is not { } day)
        {
            return Outcome.Refused(new Reason(new Text("填到哪天为止"), "fact-end"));
        }
        if (day < from || day > clock.Today)
        {
            return Outcome.Refused(new Reason(new Text("终止日期要在 {0} 和今天之间", Written(from)), "fact-end"));
        }
        end(day);
        return Outcome.Done;
    }

    private async Task<Outcome> ChangeAsync(Actor actor, Guid id, Func<Person, Outcome> change)
    {
        if (!Register.MayEdit(actor))
        {
            return Register.ReadOnly;
        }
        await using var db = databases.Open(actor);
        if (await Register.OpenAsync(db, id) is not { } person)
        {
            return Register.Unknown;
        }
        var outcome = change(person);
        return outcome.Succeeded ? await Register.CommitAsync(db, person) : outcome;
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
