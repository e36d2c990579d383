using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases;

/// <summary>Files papers and photos with a case, and hands them out to whoever may see the case.</summary>
public sealed class AttachmentDesk(CanLianDbFactory databases, AttachmentStore store, OfficeClock clock)
{
    /// <summary>Files a paper. The file goes to the store first; if the case cannot be saved it is taken out again.</summary>
    public async Task<Outcome> AddAsync(Actor actor, Guid caseId, string paper, string fileName, string caption, Stream content)
    {
        if (!actor.Writes)
        {
            return Outcome.Refused("您的角色只能看，不能改");
        }
        await using var db = databases.Open(actor);
        var file = await db.Cases.Include(c => c.Attachments).SingleOrDefaultAsync(c => c.Id == caseId);
        if (file is null)
        {
            return Outcome.Refused("找不到这件案件");
        }
        if (!Catalogue.Of(file.Programme).Papers.Contains(paper))
        {
            return Outcome.Refused("本项目没有这种材料");
        }
        var id = Guid.CreateVersion7();
        var (outcome, stored) = await store.TakeInAsync(id, content);
        if (stored is null)
        {
            return outcome;
        }
        if (file.Attachments.Exists(a => a.Paper == paper && a.Sha256 == stored.Sha256))
        {
            store.Remove(id);
            return Outcome.Refused("这个文件已经传过了");
        }
        try
        {
            file.Attachments.Add(new Attachment
            {
                Id = id,
                CaseId = caseId,
                Paper = paper,
                FileName = Path.GetFileName(fileName),
                ContentType = stored.ContentType,
                Size = stored.Size,
                Sha256 = stored.Sha256,
                On = clock.Today,
                Caption = caption.Trim(),
                AddedBy = actor.Name,
                AddedAt = clock.UtcNow,
            });
            await db.SaveChangesAsync();
            return Outcome.Done;
        }
        catch
        {
            store.Remove(id);
            throw;
        }
    }

    /// <summary>Takes a paper out again, as long as its case is not finished.</summary>
    public async Task<Outcome> RemoveAsync(Actor actor, Guid caseId, Guid attachment)
    {
        await using var db = databases.Open(actor);
        var file = await db.Cases.Include(c => c.Attachments).SingleOrDefaultAsync(c => c.Id == caseId);
        if (!actor.Writes || file?.Attachments.Find(a => a.Id == attachment) is not { } found)
        {
            return Outcome.Refused("找不到这份材料");
        }
        if (file.StageKind != StageKind.Open)
        {
            return Outcome.Refused("案件已办结，材料不能撤");
        }
        file.Attachments.Remove(found);
        await db.SaveChangesAsync();
        store.Remove(attachment);
        return Outcome.Done;
    }

    /// <summary>The paper and its content; null for whoever may not see the case, as for a paper that does not exist.</summary>
    public async Task<(Attachment Attachment, Stream Content)?> OpenAsync(Actor actor, Guid attachment)
    {
        await using var db = databases.Open(actor);
        var found = await db.Cases.SelectMany(c => c.Attachments).AsNoTracking().SingleOrDefaultAsync(a => a.Id == attachment);
        return found is null || !store.Exists(attachment) ? null : (found, store.Open(attachment));
    }
}
