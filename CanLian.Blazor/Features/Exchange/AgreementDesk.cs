using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>What is entered of an agreement (协议登记).</summary>
public sealed class AgreementEdit
{
    public Guid? Id { get; set; }
    public string Recipient { get; set; } = "";
    public string Purpose { get; set; } = "";
    public string Clause { get; set; } = "";
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public HashSet<string> Columns { get; set; } = [];
    public long Version { get; set; }

    public static AgreementEdit Of(ShareAgreement agreement) => new()
    {
        Id = agreement.Id,
        Recipient = agreement.Recipient,
        Purpose = agreement.Purpose,
        Clause = agreement.Clause,
        From = agreement.From,
        To = agreement.To,
        Columns = [.. agreement.Columns],
        Version = agreement.Version,
    };
}

/// <summary>Where agreements are entered (共享协议): who receives what, since when. One that packages were built under is ended, never rewritten.</summary>
public sealed class AgreementDesk(CanLianDbFactory databases, ExchangeSettings settings, OfficeClock clock)
{
    /// <summary>Every agreement, newest first, and how often packages were built under each; null for whoever has no business here.</summary>
    public async Task<IReadOnlyList<(ShareAgreement Agreement, int Packages)>?> AllAsync(Actor actor)
    {
        if (!ExchangeAccess.MayRead(actor))
        {
            return null;
        }
        await using var db = databases.Open(actor);
        var used = await db.ExchangePackages.AsNoTracking().Select(p => new { p.Clause, p.Receiver }).ToListAsync();
        var agreements = await db.ShareAgreements.AsNoTracking().OrderByDescending(a => a.From).ToListAsync();
        return agreements.ConvertAll(a => (a, used.Count(u => u.Clause == a.Clause && u.Receiver == a.Recipient)));
    }

    public async Task<Outcome> SaveAsync(Actor actor, AgreementEdit edit)
    {
        if (!ExchangeAccess.MayRelease(actor))
        {
            return Outcome.Refused("共享协议由区残联的分管领导或经办登记");
        }
        await using var db = databases.Open(actor);
        await using var writing = await db.BeginWriteAsync();
        var others = await db.ShareAgreements.Where(a => a.Id != edit.Id).ToListAsync();
        var reasons = Check(edit, others).ToList();
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        var agreement = edit.Id is { } id ? await db.ShareAgreements.SingleOrDefaultAsync(a => a.Id == id) : null;
        if (edit.Id is not null && agreement is null)
        {
            return Outcome.Refused("没有这份协议了，请重新打开");
        }
        if (agreement is not null && Rewrites(edit, agreement) && await PackagesUnderAsync(db, agreement) is var built and > 0)
        {
            return Outcome.Refused(new Reason(new Text("已经按这份协议生成过 {0} 个包，只能写止日；别的要改，写好止日再另登记一份", built), "agreement-to"));
        }
        if (agreement is null)
        {
            agreement = new ShareAgreement { Recipient = edit.Recipient.Trim() };
            db.Add(agreement);
        }
        else
        {
            db.Entry(agreement).Property(a => a.Version).OriginalValue = edit.Version;
        }
        (agreement.Recipient, agreement.Purpose, agreement.Clause) = (edit.Recipient.Trim(), edit.Purpose.Trim(), edit.Clause.Trim());
        (agreement.From, agreement.To) = (edit.From!.Value, edit.To);
        agreement.Columns = [.. PackageTables.AllColumns.Where(edit.Columns.Contains)];
        var saved = await db.SaveOrRefuseAsync("别人刚改过这份协议，请重新打开再改");
        if (saved.Succeeded)
        {
            await writing.CommitAsync();
        }
        return saved;
    }

    /// <summary>
    /// What may leave on a day. Before any agreement was entered: the columns this kind of hand-over needs, to the receiver of the settings; null where
    /// there is no receiver either, or where agreements were entered and none holds.
    /// </summary>
    internal static async Task<ShareAgreement?> OnAsync(CanLianDb db, ExchangeSettings settings, DateOnly day)
    {
        var all = await db.ShareAgreements.AsNoTracking().ToListAsync();
        if (all.Count > 0)
        {
            return all.Where(a => a.HoldsOn(day)).MaxBy(a => a.From);
        }
        return settings.Receiver.Length == 0 ? null : Usual(settings.Receiver);
    }

    /// <summary>An agreement with the usual columns, to begin from.</summary>
    public AgreementEdit Begin()
    {
        var usual = Usual(settings.Receiver);
        return new AgreementEdit { Recipient = usual.Recipient, Purpose = usual.Purpose, Columns = [.. usual.Columns], From = clock.Today };
    }

    private static ShareAgreement Usual(string receiver) => new()
    {
        Recipient = receiver,
        Purpose = "防止返贫监测比对",
        Columns = PackageTables.AllColumns,
    };

    private static bool Rewrites(AgreementEdit edit, ShareAgreement agreement) =>
        edit.Recipient.Trim() != agreement.Recipient || edit.Purpose.Trim() != agreement.Purpose || edit.Clause.Trim() != agreement.Clause
        || edit.From != agreement.From || !edit.Columns.SetEquals(agreement.Columns);

    private static Task<int> PackagesUnderAsync(CanLianDb db, ShareAgreement agreement) =>
        db.ExchangePackages.CountAsync(p => p.Clause == agreement.Clause && p.Receiver == agreement.Recipient);

    private static IEnumerable<Reason> Check(AgreementEdit edit, IReadOnlyList<ShareAgreement> others)
    {
        if (string.IsNullOrWhiteSpace(edit.Recipient))
        {
            yield return new Reason(new Text("写接收单位"), "agreement-recipient");
        }
        if (string.IsNullOrWhiteSpace(edit.Purpose))
        {
            yield return new Reason(new Text("写用途"), "agreement-purpose");
        }
        if (string.IsNullOrWhiteSpace(edit.Clause))
        {
            yield return new Reason(new Text("写依据：协议文号和条款"), "agreement-clause");
        }
        if (edit.From is null)
        {
            yield return new Reason(new Text("写从哪天起"), "agreement-from");
        }
        if (edit.To < edit.From)
        {
            yield return new Reason(new Text("止日不能早于起日"), "agreement-to");
        }
        if (edit.Columns.Count == 0)
        {
            yield return new Reason(new Text("至少勾一个字段"), "agreement-columns");
        }
        if (others.FirstOrDefault(a => a.From <= (edit.To ?? DateOnly.MaxValue) && (a.To ?? DateOnly.MaxValue) >= edit.From) is { } other)
        {
            yield return new Reason(new Text("和 {0:yyyy-MM-dd} 起的协议（{1}）日期重叠，先给那一份写止日", other.From, new Text(other.Recipient)), "agreement-from");
        }
    }
}
