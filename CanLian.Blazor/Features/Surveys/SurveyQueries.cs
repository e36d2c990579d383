using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Surveys;

/// <summary>One survey of the list, with how far it is in the reader's region.</summary>
public sealed record SurveyRow(Survey Survey, int Roster, int Answered);

/// <summary>How far one village is.</summary>
public sealed record VillageProgress(string Code, string Town, string Village, int Roster, int Answered, int HomeVisits, int Others, int Exceptions);

/// <summary>A survey with its progress by village and by day.</summary>
public sealed record SurveyProgress(Survey Survey, IReadOnlyList<VillageProgress> Villages, IReadOnlyList<(DateOnly Day, int Count)> Days)
{
    public int Roster => Villages.Sum(v => v.Roster);
    public int Answered => Villages.Sum(v => v.Answered);
}

/// <summary>A page of the worker's list.</summary>
public sealed record SurveyWorklist(Survey Survey, IReadOnlyList<SurveyEntry> Entries, int Total);

/// <summary>What is filled in at the door: the person, the questions, and who comes next.</summary>
public sealed record SurveySheet(SurveyEntry Entry, Questionnaire Questionnaire, Guid? Next);

/// <summary>Reads of surveys; whatever is of a person follows the reader's region.</summary>
public sealed class SurveyQueries(CanLianDbFactory databases)
{
    public const int PageSize = 50;

    public async Task<IReadOnlyList<SurveyRow>> ListAsync(Actor actor)
    {
        await using var db = databases.Open(actor);
        var surveys = await db.Surveys.AsNoTracking().OrderByDescending(s => s.Year).ThenByDescending(s => s.StartedOn).ToListAsync();
        var counts = await db.SurveyEntries.GroupBy(e => e.SurveyId).Select(g => new { g.Key, Roster = g.Count(), Answered = g.Count(e => e.Way != null) }).ToDictionaryAsync(g => g.Key);
        return [.. surveys.Select(s => counts.TryGetValue(s.Id, out var c) ? new SurveyRow(s, c.Roster, c.Answered) : new SurveyRow(s, 0, 0))];
    }

    /// <summary>Null when there is no such survey.</summary>
    public async Task<SurveyProgress?> ProgressAsync(Actor actor, Guid id)
    {
        await using var db = databases.Open(actor);
        if (await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id) is not { } survey)
        {
            return null;
        }
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var entries = db.SurveyEntries.Where(e => e.SurveyId == id);
        var villages = await entries.GroupBy(e => e.RegionCode).Select(g => new
        {
            g.Key,
            Roster = g.Count(),
            Answered = g.Count(e => e.Way != null),
            Home = g.Count(e => e.Way == SurveyWay.HomeVisit),
            Others = g.Count(e => e.Way != null && e.Way != SurveyWay.HomeVisit),
            Exceptions = g.Count(e => e.Outcome != null && e.Outcome != SurveyOutcome.Normal),
        }).OrderBy(g => g.Key).ToListAsync();
        var days = await entries.Where(e => e.On != null).GroupBy(e => e.On!.Value).Select(g => new { g.Key, Count = g.Count() }).OrderBy(g => g.Key).ToListAsync();
        return new SurveyProgress(
            survey,
            [.. villages.Select(v => new VillageProgress(
                v.Key, names.GetValueOrDefault(Region.TownOf(v.Key), ""), names.GetValueOrDefault(v.Key, ""), v.Roster, v.Answered, v.Home, v.Others, v.Exceptions))],
            [.. days.Select(d => (d.Key, d.Count))]);
    }

    /// <summary>The persons of a village, or of the whole region, who are still to be asked first.</summary>
    public async Task<SurveyWorklist?> WorklistAsync(Actor actor, Guid id, string? village, bool onlyOpen, int page, int size = PageSize, bool mine = false)
    {
        await using var db = databases.Open(actor);
        if (await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id) is not { } survey)
        {
            return null;
        }
        var entries = db.SurveyEntries.AsNoTracking().Where(e => e.SurveyId == id && (village == null || e.RegionCode == village) && (!onlyOpen || e.Way == null) && (!mine || e.Investigator == actor.Name));
        var total = await entries.CountAsync();
        return new SurveyWorklist(
            survey,
            await entries.Include(e => e.Person!.Certificates).OrderBy(e => e.Way != null).ThenBy(e => e.RegionCode).ThenBy(e => e.Person!.Address).ThenBy(e => e.Id)
                .Skip((page - 1) * size).Take(size).AsSplitQuery().ToListAsync(),
            total);
    }

    /// <summary>One person's sheet, filled with what the register knows where nothing was answered; null outside the reader's region.</summary>
    public async Task<SurveySheet?> SheetAsync(Actor actor, Guid id, DateOnly today)
    {
        await using var db = databases.Open(actor);
        var entry = await db.SurveyEntries.AsNoTracking().Include(e => e.Survey)
            .Include(e => e.Person!.Certificates).Include(e => e.Person!.Hardships).Include(e => e.Person!.Allowances).AsSplitQuery().SingleOrDefaultAsync(e => e.Id == id);
        if (entry?.Person is null)
        {
            return null;
        }
        var questionnaire = entry.Survey!.Questionnaire();
        if (!entry.Answered)
        {
            entry.Answers = questionnaire.Prefilled(entry.Person, today);
        }
        var next = await db.SurveyEntries.Where(e => e.SurveyId == entry.SurveyId && e.RegionCode == entry.RegionCode && e.Way == null && e.Id != id)
            .OrderBy(e => e.Person!.Address).ThenBy(e => e.Id).Select(e => (Guid?)e.Id).FirstOrDefaultAsync();
        return new SurveySheet(entry, questionnaire, next);
    }
}
