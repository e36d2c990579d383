using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Figures;

/// <summary>Where questions are kept under a name, shared, and thrown away (存查询).</summary>
public sealed class InquiryDesk(CanLianDbFactory databases, OfficeClock clock)
{
    /// <summary>The id of the field for the name.</summary>
    public const string NameField = "save-name";

    /// <summary>Who may put a question before everybody.</summary>
    public static bool MayShare(Actor actor) => actor.Role == Role.Supervisor;

    /// <summary>Whoever saved it, and for a shared one any supervisor.</summary>
    public static bool MayDelete(Actor actor, SavedInquiry saved) => saved.OwnerId == actor.Id || (saved.Shared && MayShare(actor));

    public async Task<Outcome> SaveAsync(Actor actor, string name, Inquiry inquiry, bool shared)
    {
        name = name.Trim();
        if (shared && !MayShare(actor))
        {
            return Outcome.Refused("给大家用的查询由分管领导存");
        }
        if (Against(name) is { } against)
        {
            return Outcome.Refused(new Reason(against, NameField));
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync();
        if (await db.SavedInquiries.AnyAsync(q => q.OwnerId == actor.Id && q.Name == name))
        {
            return Outcome.Refused(new Reason(new Text("您已经存过“{0}”，换个名字，或先删掉那一条", name), NameField));
        }
        db.Add(new SavedInquiry
        {
            OwnerId = actor.Id,
            OwnerName = actor.Name,
            Name = name,
            Address = InquiryWords.Address(inquiry),
            Shared = shared,
            SavedAt = clock.UtcNow,
        });
        await db.SaveChangesAsync();
        await write.CommitAsync();
        return Outcome.Done;
    }

    public async Task<Outcome> DeleteAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await db.SavedInquiries.FindAsync(id) is not { } saved)
        {
            return Outcome.Done;
        }
        if (!MayDelete(actor, saved))
        {
            return Outcome.Refused("别人存的查询由他自己删");
        }
        db.Remove(saved);
        return await db.SaveOrRefuseAsync("这条查询刚被别人改过，请再看一次");
    }

    private static Text? Against(string name) =>
        name.Length == 0 ? new Text("给查询起个名字")
        : name.Length > SavedInquiry.LongestName ? new Text("名字最多 {0} 个字", SavedInquiry.LongestName)
        : Mask.Within(name) != name ? new Text("名字里不要写证件号码")
        : null;
}
