using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases.Notices;

/// <summary>Where a notice stands on a day (公示状态); it follows from the calendar and needs nobody to take it down.</summary>
public enum NoticeState
{
    [Label("还没开始")] Coming,
    [Label("公示中")] Shown,
    [Label("已撤下")] TakenDown,
}

/// <summary>A notice in a list.</summary>
public sealed record NoticeRow(Notice Notice, Programme Programme, string Town, NoticeState State, DateOnly LastDay, int Cases, int OpenObjections);

/// <summary>One line of the notice as the village reads it.</summary>
/// <param name="CaseId">The case; it does not stand on the paper.</param>
/// <param name="Number">Its number on the paper.</param>
/// <param name="Name">Masked name; null where names are left out.</param>
/// <param name="Detail">The further column.</param>
/// <param name="Fen">The amount, where it is shown.</param>
public sealed record NoticeLine(Guid CaseId, int Number, string? Name, string? Detail, long? Fen);

/// <summary>The notice of one village.</summary>
public sealed record NoticeSheet(string Code, string Village, IReadOnlyList<NoticeLine> Lines, int Minors);

/// <summary>An objection with the case it is against.</summary>
public sealed record NoticeObjection(Guid CaseId, string CaseNumber, Objection Objection);

/// <summary>A notice: its sheets while it is shown, its objections always.</summary>
public sealed record NoticeView(Notice Notice, Programme Programme, string Town, NoticeState State, DateOnly FirstDay, DateOnly LastDay, IReadOnlyList<NoticeSheet> Sheets, int Cases, IReadOnlyList<NoticeObjection> Objections);

/// <summary>Reads of public notices. What stands on the paper is made here and nowhere else, so that no page can show more.</summary>
public sealed class NoticeQueries(CanLianDbFactory databases, OfficeClock clock)
{
    public const int PageSize = 20;

    public async Task<(IReadOnlyList<NoticeRow> Rows, int Total)> ListAsync(Actor actor, int year, bool onlyShown, int page)
    {
        await using var db = databases.Open(actor);
        var programmes = Catalogue.ProgrammesFor(actor).Select(p => p.Code).ToList();
        var all = await Seen(db, actor).Where(n => n.Year == year && programmes.Contains(n.Programme)).OrderByDescending(n => n.OpenedOn).ThenBy(n => n.RegionCode).ToListAsync();
        var notices = all.Where(n => !onlyShown || StateOf(n) == NoticeState.Shown).ToList();
        var shown = notices.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var ids = shown.Select(n => n.Id).ToList();
        var cases = await db.Cases.Where(c => c.NoticeId != null && ids.Contains(c.NoticeId.Value)).GroupBy(c => c.NoticeId!.Value)
            .Select(g => new { g.Key, Cases = g.Count(), Open = g.Sum(c => c.Objections.Count(o => o.AnsweredOn == null)) }).ToDictionaryAsync(g => g.Key);
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        return ([.. shown.Select(n => new NoticeRow(
            n, Catalogue.Of(n.Programme), names.GetValueOrDefault(n.RegionCode, ""), StateOf(n), n.LastDay(WorkingCalendar.China),
            cases.GetValueOrDefault(n.Id)?.Cases ?? 0, cases.GetValueOrDefault(n.Id)?.Open ?? 0))], notices.Count);
    }

    /// <summary>Null when there is no such notice for the actor. Once it is over its lines are gone from it; the cases and the objections stay.</summary>
    public async Task<NoticeView?> FindAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await Seen(db, actor).SingleOrDefaultAsync(n => n.Id == id) is not { } notice || Catalogue.Find(notice.Programme, actor) is not { } programme)
        {
            return null;
        }
        var cases = await db.Cases.AsNoTracking().Where(c => c.NoticeId == id).Include(c => c.Person).Include(c => c.Objections).AsSplitQuery()
            .OrderBy(c => c.RegionCode).ThenBy(c => c.Number).ToListAsync();
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var state = StateOf(notice);
        return new NoticeView(
            notice, programme, names.GetValueOrDefault(notice.RegionCode, ""), state, WorkingCalendar.China.AddWorkingDays(notice.OpenedOn, 1), notice.LastDay(WorkingCalendar.China),
            state == NoticeState.TakenDown ? [] : [.. cases.GroupBy(c => c.RegionCode).Select(g => SheetOf(programme, names.GetValueOrDefault(g.Key, ""), g, notice.OpenedOn))],
            cases.Count,
            [.. cases.SelectMany(c => c.Objections.Select(o => new NoticeObjection(c.Id, c.Number, o))).OrderByDescending(o => o.Objection.On)]);
    }

    private static NoticeSheet SheetOf(Programme programme, string village, IGrouping<string, CaseFile> cases, DateOnly on)
    {
        var content = programme.Notice;
        var shown = cases.Where(c => content.Minors || c.Person!.AgeOn(on) >= Domain.People.Person.OfAge).ToList();
        return new NoticeSheet(cases.Key, village, [.. shown.Select((c, i) => new NoticeLine(
            c.Id, i + 1, content.Names ? Mask.Name(c.SubjectName) : null, content.Detail?.Invoke(c, programme.ReadForm(c.Form)), content.Amount ? c.AmountFen : null))],
            cases.Count() - shown.Count);
    }

    // A notice hangs in a town: a village reads that of its town, and of it the own village's lines alone.
    private static IQueryable<Notice> Seen(CanLianDb db, Actor actor)
    {
        var (low, high) = RegionRange.Of(Region.TownOf(actor.Region));
        return db.Notices.AsNoTracking().Where(n => actor.SeesPersons && string.Compare(n.RegionCode, low) >= 0 && string.Compare(n.RegionCode, high) <= 0);
    }

    private NoticeState StateOf(Notice notice) =>
        clock.Today < notice.OpenedOn ? NoticeState.Coming : clock.Today > notice.LastDay(WorkingCalendar.China) ? NoticeState.TakenDown : NoticeState.Shown;
}
