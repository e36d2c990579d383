using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Employment;

/// <summary>Where persons are put forward for vacancies, and what came of it is written down (推荐窗口).</summary>
public sealed class ReferralDesk(CanLianDbFactory databases, OfficeClock clock)
{
    private static readonly Outcome ReadOnly = Outcome.Refused("推荐由镇（街道）和区残联经办来做");
    private static readonly Outcome Unknown = Outcome.Refused("没有这份求职意愿或这个岗位，或不归您管");

    public static bool MayRefer(Actor actor) => actor.Role is Role.TownOfficer or Role.DistrictOfficer;

    public async Task<Outcome> ReferAsync(Actor actor, Guid wishId, Guid vacancyId)
    {
        if (!MayRefer(actor))
        {
            return ReadOnly;
        }
        await using var db = databases.Open(actor);
        var (wish, vacancy) = (await WishAsync(db, wishId), await db.Vacancies.Include(v => v.Hires).SingleOrDefaultAsync(v => v.Id == vacancyId));
        if (wish is null || vacancy is null)
        {
            return Unknown;
        }
        var outcome = wish.Refer(vacancy, JobMatch.Of(wish, vacancy, clock.Today), clock.Today);
        return outcome.Succeeded ? await CommitAsync(db, wish) : outcome;
    }

    /// <summary>Writes down what came of a referral; with proof of work the person is registered as employed.</summary>
    public async Task<Outcome> ConcludeAsync(Actor actor, Guid referralId, ReferralOutcome said)
    {
        if (!MayRefer(actor))
        {
            return ReadOnly;
        }
        await using var db = databases.Open(actor);
        var found = await db.Referrals.Where(r => r.Id == referralId).Select(r => new { r.WishId, r.VacancyId }).SingleOrDefaultAsync();
        if (found is null || await WishAsync(db, found.WishId) is not { } wish)
        {
            return Unknown;
        }
        var vacancy = await db.Vacancies.Include(v => v.Hires).SingleAsync(v => v.Id == found.VacancyId);
        var hires = vacancy.Hires.Count;
        var outcome = wish.Conclude(referralId, vacancy, said, clock.Today);
        if (vacancy.Hires.Count > hires)
        {
            // Two who take the last post at once: the second is told.
            db.Entry(vacancy).Property(v => v.Version).IsModified = true;
        }
        return outcome.Succeeded ? await CommitAsync(db, wish) : outcome;
    }

    private static Task<JobWish?> WishAsync(CanLianDb db, Guid id) =>
        db.JobWishes.Include(w => w.Referrals).Include(w => w.Person!.Consents).Include(w => w.Person!.Certificates).AsSplitQuery().SingleOrDefaultAsync(w => w.Id == id);

    private static async Task<Outcome> CommitAsync(CanLianDb db, JobWish wish)
    {
        db.Entry(wish).Property(w => w.Version).IsModified = true;
        return await db.SaveOrRefuseAsync("就在刚才，别人办了这件推荐。请重新打开再看");
    }
}
