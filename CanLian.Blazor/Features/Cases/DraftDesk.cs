using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Keys;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases;

/// <summary>Keeps what somebody typed and has not saved, so that a lost connection loses nothing; offered again on return.</summary>
public sealed class DraftDesk(CanLianDbFactory databases, OfficeClock clock)
{
    public static string KeyOf(Guid caseId) => "case:" + caseId;

    /// <summary>The actor's draft under a key; null when there is none.</summary>
    public async Task<Draft?> FindAsync(Actor actor, string key)
    {
        await using var db = databases.Open(actor);
        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.AccountId == actor.Id && d.Key == key);
        if (draft is not null)
        {
            draft.Content = databases.Ring.OpenContent(draft);
        }
        return draft;
    }

    /// <param name="actor">Whose draft.</param>
    /// <param name="key">What it is a draft of.</param>
    /// <param name="content">The typed values as JSON.</param>
    /// <param name="fields">How many fields differ from what is saved.</param>
    public async Task<DateTime> KeepAsync(Actor actor, string key, string content, int fields)
    {
        await using var db = databases.Open(actor);
        var draft = await db.Drafts.SingleOrDefaultAsync(d => d.AccountId == actor.Id && d.Key == key);
        if (draft is null)
        {
            draft = new Draft { AccountId = actor.Id, Key = key };
            db.Add(draft);
        }
        databases.Ring.SealContent(draft, content);
        draft.Fields = fields;
        draft.SavedAt = clock.UtcNow;
        await db.SaveChangesAsync();
        return draft.SavedAt;
    }

    public async Task DiscardAsync(Actor actor, string key)
    {
        await using var db = databases.Open(actor);
        await db.Drafts.Where(d => d.AccountId == actor.Id && d.Key == key).ExecuteDeleteAsync();
    }
}
