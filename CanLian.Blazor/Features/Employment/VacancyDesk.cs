using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Employment;

/// <summary>Where vacancies are entered and kept up (招聘登记窗口).</summary>
public sealed class VacancyDesk(CanLianDbFactory databases, OfficeClock clock)
{
    private static readonly Outcome ReadOnly = Outcome.Refused("招聘岗位由镇（街道）和区残联经办登记");

    public static bool MayEdit(Actor actor) => actor.Role is Role.TownOfficer or Role.DistrictOfficer;

    /// <summary>Adds or changes a vacancy; every reason against it comes back at once.</summary>
    /// <returns>The vacancy that was saved; null when refused.</returns>
    public async Task<(Outcome Outcome, Guid? Id)> SaveAsync(Actor actor, Vacancy edit)
    {
        if (!MayEdit(actor))
        {
            return (ReadOnly, null);
        }
        await using var db = databases.Open(actor);
        var regions = await db.Regions.Select(r => r.Code).ToListAsync();
        var stored = await db.Vacancies.Include(v => v.Hires).SingleOrDefaultAsync(v => v.Id == edit.Id);
        edit.From = stored?.From ?? clock.Today;
        edit.ClosedOn = stored?.ClosedOn;
        edit.Hires.Clear();
        edit.Hires.AddRange(stored?.Hires ?? []);
        var reasons = new VacancyRules(regions.ToHashSet(), clock.Today).Problems(edit);
        if (reasons.Count > 0)
        {
            return (Outcome.Refused(reasons), null);
        }
        if (stored is null)
        {
            stored = new Vacancy { From = clock.Today };
            db.Add(stored);
        }
        else
        {
            db.Entry(stored).Property(v => v.Version).OriginalValue = edit.Version;
        }
        (stored.Employer, stored.Title, stored.Posts, stored.Kind, stored.Trade) = (edit.Employer.Trim(), edit.Title.Trim(), edit.Posts, edit.Kind, edit.Trade);
        (stored.RegionCode, stored.PayFromFen, stored.PayToFen, stored.Time, stored.Deadline) = (edit.RegionCode, edit.PayFromFen, edit.PayToFen, edit.Time, edit.Deadline);
        (stored.Education, stored.Skills, stored.Requires, stored.Offers) = (edit.Education, [.. edit.Skills], [.. edit.Requires], [.. edit.Offers]);
        (stored.Contact, stored.Phone) = (edit.Contact.Trim(), HalfWidth.Compact(edit.Phone));
        return (await CommitAsync(db), stored.Id);
    }

    /// <summary>The employer looks for nobody more.</summary>
    public async Task<Outcome> CloseAsync(Actor actor, Guid id)
    {
        if (!MayEdit(actor))
        {
            return ReadOnly;
        }
        await using var db = databases.Open(actor);
        if (await db.Vacancies.SingleOrDefaultAsync(v => v.Id == id) is not { ClosedOn: null } vacancy)
        {
            return Outcome.Refused("没有这个岗位，或已经关闭");
        }
        vacancy.ClosedOn = clock.Today;
        return await CommitAsync(db);
    }

    private static Task<Outcome> CommitAsync(CanLianDb db) =>
        db.SaveOrRefuseAsync("您打开以后，别人改过这个岗位。请重新打开再改");
}
