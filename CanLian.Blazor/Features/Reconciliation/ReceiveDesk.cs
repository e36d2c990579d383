using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Reconciliation;

/// <summary>What became of a list (收名单的结果).</summary>
/// <param name="Outcome">Taken in, or why not; then nothing was written.</param>
/// <param name="List">The list with its counts.</param>
/// <param name="Refusals">Rows that could not be taken.</param>
/// <param name="Warnings">What was left aside.</param>
/// <param name="Facts">Facts of persons that were added or changed.</param>
/// <param name="Book">What it did to the differences.</param>
public sealed record ReceiveResult(
    Outcome Outcome, ReceivedList? List = null, IReadOnlyList<Refusal>? Refusals = null, IReadOnlyList<Text>? Warnings = null, int Facts = 0, BookChange? Book = null)
{
    /// <summary>Not for what the list says, but for the moment at which it came: the same file may be taken another time.</summary>
    public bool Later { get; init; }
}

/// <summary>Where the bureau's lists come in (收名单窗口): read, compared with the register, entered as dated facts and differences; one list is one transaction.</summary>
public sealed class ReceiveDesk(CanLianDbFactory databases, DataFolder folder, OfficeClock clock)
{
    /// <summary>Larger than any list of a district, in bytes.</summary>
    public const long LargestFile = 30 * 1024 * 1024;

    /// <summary>A list of more persons leaves one entry in the change log, not one for each; the facts themselves name the list they come from.</summary>
    private const int MostLoggedApart = 5_000;

    /// <summary>Reads what somebody uploads; the file is gone afterwards, and nothing is compared yet.</summary>
    public async Task<(IReadOnlyList<ListContent> Lists, Text? Problem)> ReadAsync(Actor actor, Stream content, string fileName)
    {
        if (!ReconciliationAccess.MayWrite(actor))
        {
            return ([], ReconciliationAccess.ReadOnly.Reasons[0].Sentence);
        }
        var path = Path.Combine(folder.Incoming, Guid.NewGuid().ToString("N") + ".xlsx");
        try
        {
            await using (var target = File.Create(path))
            {
                await content.CopyToAsync(target);
            }
            return ListFile.Read(path, fileName, clock.Today);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Reads a file where it lies.</summary>
    public (IReadOnlyList<ListContent> Lists, Text? Problem) Read(string path) => ListFile.Read(path, Path.GetFileName(path), clock.Today);

    /// <summary>The month a list is taken for unless somebody says otherwise.</summary>
    public Month MonthOf(ListContent list) => list.Month ?? Month.Of(clock.Today);

    /// <summary>Takes a list in; a trial says the same and writes nothing.</summary>
    public async Task<ReceiveResult> ReceiveAsync(Actor actor, ListContent content, Month month, bool trial = false, CancellationToken cancellation = default)
    {
        if (!ReconciliationAccess.MayWrite(actor))
        {
            return new ReceiveResult(ReconciliationAccess.ReadOnly);
        }
        if (month > Month.Of(clock.Today))
        {
            return new ReceiveResult(Outcome.Refused("{0} 还没有到，月份写成名单所属的那个月", month)) { Later = true };
        }
        await using var db = databases.Open(actor);
        await using var write = await db.BeginWriteAsync(cancellation);
        if (await db.ReceivedLists.Where(l => l.Kind == content.Kind).MaxAsync(l => (string?)l.Month, cancellation) is { } latest
            && string.CompareOrdinal(month.ToString(), latest) < 0)
        {
            return new ReceiveResult(Outcome.Refused("已经收过 {0} 的{1}，更早的 {2} 不再收：差异是一期接一期结转的", latest, new Text(content.Kind.Label()), month));
        }
        db.LogsEachChange = content.Persons.Count <= MostLoggedApart;
        var taken = await new ReceiveRun(db, content, month, clock.UtcNow, clock.Today).TakeAsync(cancellation);
        var list = await EnterAsync(db, content, month, taken, cancellation);
        if (!db.LogsEachChange && (taken.Facts, taken.Book) != (0, new BookChange(0, 0)))
        {
            db.ChangeLog.Add(new ChangeLogEntry
            {
                At = clock.UtcNow,
                ActorId = actor.Id,
                ActorName = actor.Name,
                Entity = nameof(ReceivedList),
                EntityId = list.Id.ToString(),
                Action = "收名单",
                RegionCode = actor.Region,
            });
        }
        var saved = await db.SaveOrRefuseAsync("别人刚处理过其中的差异，请再收一次");
        if (!saved.Succeeded)
        {
            return new ReceiveResult(saved) { Later = true };
        }
        if (!trial)
        {
            await write.CommitAsync(cancellation);
        }
        return new ReceiveResult(Outcome.Done, list, [.. content.Refusals, .. taken.Unknown], content.Warnings, taken.Facts, taken.Book);
    }

    private async Task<ReceivedList> EnterAsync(CanLianDb db, ListContent content, Month month, Taken taken, CancellationToken cancellation)
    {
        var list = await db.ReceivedLists.SingleOrDefaultAsync(l => l.Kind == content.Kind && l.Month == month.ToString(), cancellation);
        if (list?.Sha256 != content.Sha256)
        {
            if (list is null)
            {
                list = new ReceivedList { Kind = content.Kind, Month = month.ToString(), FileName = "", Sha256 = "", ReceivedBy = "" };
                db.Add(list);
            }
            (list.FileName, list.Sha256, list.ReceivedAt, list.ReceivedBy) = (content.FileName, content.Sha256, clock.UtcNow, db.Actor.Name);
        }
        (list.Read, list.Matched, list.Refused) = (content.Read, taken.Matched, content.RefusedRows + taken.Unknown.Count);
        list.Counts = taken.Counts;
        return list;
    }
}
