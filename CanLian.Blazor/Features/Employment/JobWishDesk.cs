using CanLian.Blazor.Data;
using CanLian.Blazor.Security;
using CanLian.Domain.Common;
using CanLian.Domain.Employment;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Employment;

/// <summary>Where wishes for work are entered and kept up (求职登记窗口).</summary>
public sealed class JobWishDesk(CanLianDbFactory databases, OfficeClock clock)
{
    private static readonly Outcome ReadOnly = Outcome.Refused("求职意愿由村（社区）、镇（街道）和区残联经办登记");
    private static readonly Outcome Unknown = Outcome.Refused("没有这份求职意愿，或不归您管");

    public static bool MayEdit(Actor actor) => Access.Allows(actor.Role, Access.EditsPersons);

    /// <summary>Enters a person's wish, or changes it; whoever enters one has asked today.</summary>
    /// <returns>The wish that was saved; null when refused.</returns>
    public async Task<(Outcome Outcome, Guid? Id)> SaveAsync(Actor actor, Guid personId, JobWish edit)
    {
        if (!MayEdit(actor))
        {
            return (ReadOnly, null);
        }
        await using var db = databases.Open(actor);
        if (await db.Persons.SingleOrDefaultAsync(p => p.Id == personId) is not { } person)
        {
            return (Outcome.Refused("名册里找不到这个人"), null);
        }
        var villages = await db.Regions.Select(r => r.Code).Where(c => c.Length == Region.VillageLength).ToListAsync();
        var reasons = new JobWishRules(person.AgeOn(clock.Today), villages.ToHashSet()).Problems(edit).ToList();
        if (person.DeceasedOn is not null)
        {
            reasons.Add(new Reason(new Text("已登记死亡")));
        }
        var wishes = await db.JobWishes.Include(w => w.Referrals).Where(w => w.PersonId == personId).ToListAsync();
        var wish = wishes.Find(w => w.Id == edit.Id);
        if (wishes.Exists(w => w != wish && w.LooksOn(clock.Today)))
        {
            reasons.Add(new Reason(new Text("{0}已有一份求职意愿，改那一份", person.Name)));
        }
        if (reasons.Count > 0)
        {
            return (Outcome.Refused(reasons), null);
        }
        if (wish is null)
        {
            wish = new JobWish { PersonId = personId, Person = person, From = clock.Today };
            db.Add(wish);
        }
        else
        {
            db.Entry(wish).Property(w => w.Version).OriginalValue = edit.Version;
        }
        (wish.Kind, wish.Trade, wish.PayFen, wish.Place, wish.Reach, wish.Time) = (edit.Kind, edit.Trade, edit.PayFen, edit.Place, edit.Reach, edit.Time);
        (wish.Cannot, wish.Skills, wish.Needs, wish.Source, wish.RefreshedOn) = ([.. edit.Cannot], [.. edit.Skills], [.. edit.Needs], edit.Source, clock.Today);
        return (await CommitAsync(db), wish.Id);
    }

    /// <summary>The person was asked, and still looks for work (半年一问).</summary>
    public Task<Outcome> ConfirmAsync(Actor actor, Guid id) => ChangeAsync(actor, id, wish => wish.RefreshedOn = clock.Today);

    /// <summary>The person looks for work no longer.</summary>
    public Task<Outcome> CloseAsync(Actor actor, Guid id) => ChangeAsync(actor, id, wish => wish.ClosedOn = clock.Today);

    private async Task<Outcome> ChangeAsync(Actor actor, Guid id, Action<JobWish> change)
    {
        if (!MayEdit(actor))
        {
            return ReadOnly;
        }
        await using var db = databases.Open(actor);
        if (await db.JobWishes.Include(w => w.Person).SingleOrDefaultAsync(w => w.Id == id) is not { } wish)
        {
            return Unknown;
        }
        if (wish.PlacedOn is not null || wish.ClosedOn is not null)
        {
            return Outcome.Refused("这份意愿已经结束，请新登记一份");
        }
        change(wish);
        return await CommitAsync(db);
    }

    private static Task<Outcome> CommitAsync(CanLianDb db) =>
        db.SaveOrRefuseAsync("您打开以后，别人改过这份意愿。请重新打开再改");
}
