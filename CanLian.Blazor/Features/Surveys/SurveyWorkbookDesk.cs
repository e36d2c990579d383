using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Resources;
using CanLian.Domain.Common;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CanLian.Blazor.Features.Surveys;

/// <summary>One row of a workbook that would be written (将写入的行), and what it changes: the item, before, after.</summary>
public sealed record RowToWrite(int Number, string Name, Guid Entry, long Version, SurveyAnswer Answer, IReadOnlyList<(string Item, string Before, string After)> Changes);

/// <summary>One row that is refused, with every reason.</summary>
public sealed record RefusedRow(int Number, string Name, IReadOnlyList<Text> Reasons);

/// <summary>What a workbook would do; nothing is written yet (预览).</summary>
public sealed record WorkbookPreview(Text? Problem, IReadOnlyList<RowToWrite> Rows, IReadOnlyList<RefusedRow> Refused, int Blank, int Unchanged);

/// <summary>
/// The survey's round-trip by workbook (离线填报): handed out, filled in where there is no network, looked through, and written by the desk of the door's form, so
/// that the same checks, skips and regions hold.
/// </summary>
public sealed class SurveyWorkbookDesk(CanLianDbFactory databases, DataFolder folder, SurveyDesk desk, OfficeClock clock, IStringLocalizer<Texts> localizer)
{
    /// <summary>The roster of a village, or of everything the reader sees; null when there is no such survey or nobody on it.</summary>
    public async Task<(byte[] Content, string FileName)?> HandOutAsync(Actor actor, Guid id, string? village)
    {
        await using var db = databases.Open(actor);
        var entries = SurveyDesk.MayAnswer(actor)
            ? await Entries(db).AsNoTrackingWithIdentityResolution().Where(e => e.SurveyId == id && (village == null || e.RegionCode == village))
                .OrderBy(e => e.RegionCode).ThenBy(e => e.Person!.Address).ThenBy(e => e.Id).ToListAsync()
            : [];
        if (entries.Count == 0)
        {
            return null;
        }
        var names = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name);
        var survey = entries[0].Survey!;
        var place = names.GetValueOrDefault(village ?? actor.Region, "");
        var (content, roster) = SurveyWorkbook.Write(survey, entries, code => names.GetValueOrDefault(code, ""), clock.Today, sheet => Notes(actor, survey, place, sheet));
        db.Add(ExportRecord.Of(actor, clock.UtcNow, localizer["调查名册"], $"{survey.Name}，{place}", (roster.RowCount, roster.Sha256), content));
        await db.SaveChangesAsync();
        return (content, $"{survey.Name}-{place}-{clock.Today:yyyyMMdd}.xlsx");
    }

    /// <summary>Larger than any roster handed out here, in bytes.</summary>
    public const long LargestFile = 30 * 1024 * 1024;

    /// <summary>Reads what somebody uploads and says what it would do; the file is gone afterwards.</summary>
    public async Task<WorkbookPreview> LookThroughAsync(Actor actor, Guid id, Stream content)
    {
        var path = Path.Combine(folder.Incoming, Guid.NewGuid().ToString("N") + ".xlsx");
        try
        {
            await using (var target = File.Create(path))
            {
                await content.CopyToAsync(target);
            }
            return await LookThroughAsync(actor, id, path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Reads a workbook and says what it would do.</summary>
    public async Task<WorkbookPreview> LookThroughAsync(Actor actor, Guid id, string path)
    {
        await using var db = databases.Open(actor);
        if (!SurveyDesk.MayAnswer(actor) || await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id) is not { } survey)
        {
            return new WorkbookPreview(new Text("调查由村、镇和区残联填写"), [], [], 0, 0);
        }
        var questionnaire = survey.Questionnaire();
        var (rows, problem) = SurveyWorkbook.Read(path, questionnaire);
        if (problem is not null)
        {
            return new WorkbookPreview(problem, [], [], 0, 0);
        }
        var entries = await Entries(db).AsNoTrackingWithIdentityResolution().Where(e => e.SurveyId == id).ToDictionaryAsync(e => e.Id);
        var (writes, refused, blank, unchanged) = (new List<RowToWrite>(), new List<RefusedRow>(), 0, 0);
        var seen = new HashSet<string>();
        foreach (var row in rows)
        {
            if (row.IsBlank)
            {
                blank++;
                continue;
            }
            var entry = SurveyWorkbook.Parse(row.Code) is var (key, _) ? entries.GetValueOrDefault(key) : null;
            if (Foreign(row, entry, seen) is { } foreign)
            {
                refused.Add(new RefusedRow(row.Number, row.Name, [foreign]));
                continue;
            }
            TakeOver(row, entry!, questionnaire);
            if (row.Unreadable.Count == 0 && IsAsHandedOut(row, entry!))
            {
                unchanged++;
            }
            else if (Wrong(row, entry!, questionnaire) is { Count: > 0 } reasons)
            {
                refused.Add(new RefusedRow(row.Number, row.Name, reasons));
            }
            else
            {
                writes.Add(new RowToWrite(row.Number, entry!.Name, entry.Id, entry.Version, row.Answer, Changes(entry, row.Answer, questionnaire)));
            }
        }
        return new WorkbookPreview(null, writes, refused, blank, unchanged);
    }

    /// <summary>Writes what was looked through; a row that somebody else filled in meanwhile is refused with its reason.</summary>
    public async Task<(int Written, IReadOnlyList<RefusedRow> Refused)> WriteAsync(Actor actor, WorkbookPreview preview)
    {
        var refused = new List<RefusedRow>();
        foreach (var row in preview.Rows)
        {
            var outcome = await desk.AnswerAsync(actor, row.Entry, row.Version, row.Answer);
            if (!outcome.Succeeded)
            {
                refused.Add(new RefusedRow(row.Number, row.Name, [.. outcome.Reasons.Select(r => r.Sentence)]));
            }
        }
        return (preview.Rows.Count - refused.Count, refused);
    }

    private static Text? Foreign(FilledRow row, SurveyEntry? entry, HashSet<string> seen) =>
        entry is null ? new Text("行码不在您的名册里：改过，或是别的村、别的调查的")
        : !seen.Add(row.Code) ? new Text("这一行在表里有两次")
        : entry.Version != SurveyWorkbook.Parse(row.Code)!.Value.Version ? new Text("下载以后，别人填过这一份。请重新下载再填")
        : null;

    /// <summary>What was not handed out is still known: an empty cell of it takes nothing away.</summary>
    private void TakeOver(FilledRow row, SurveyEntry entry, Questionnaire questionnaire)
    {
        foreach (var question in questionnaire.Questions.Where(SurveyWorkbook.StaysBehind))
        {
            if (!row.Answer.Answers.ContainsKey(question.Code) && Known(entry, questionnaire).GetValueOrDefault(question.Code) is { } known)
            {
                row.Answer.Answers[question.Code] = known;
            }
        }
    }

    private static bool IsAsHandedOut(FilledRow row, SurveyEntry entry) =>
        (entry.Way, entry.Outcome, entry.On, entry.Respondent, entry.Note) == (row.Answer.Way, row.Answer.Outcome, row.Answer.On, row.Answer.Respondent, row.Answer.Note)
        && entry.Answers.Count == row.Answer.Answers.Count && entry.Answers.All(a => row.Answer.Answers.GetValueOrDefault(a.Key) == a.Value);

    private List<Text> Wrong(FilledRow row, SurveyEntry entry, Questionnaire questionnaire) =>
        row.Unreadable.Count > 0 ? [.. row.Unreadable] : [.. SurveyRules.Reasons(entry, questionnaire, row.Answer, clock.Today).Select(r => r.Sentence)];

    private Dictionary<string, string> Known(SurveyEntry entry, Questionnaire questionnaire) => entry.Answered ? entry.Answers : questionnaire.Prefilled(entry.Person!, clock.Today);

    private List<(string Item, string Before, string After)> Changes(SurveyEntry entry, SurveyAnswer answer, Questionnaire questionnaire)
    {
        (string Item, string Before, string After)[] visit =
        [
            ("调查方式", entry.Way?.Label() ?? "", answer.Way!.Value.Label()), ("调查结果", entry.Outcome?.Label() ?? "", answer.Outcome!.Value.Label()),
            ("调查日期", Written(entry.On), Written(answer.On)), ("谁回答的", entry.Respondent, answer.Respondent), ("备注", entry.Note, answer.Note),
        ];
        var kept = SurveyRules.Kept(entry, questionnaire, answer, clock.Today);
        return [.. visit.Concat(questionnaire.Questions.Where(q => !SurveyWorkbook.StaysBehind(q) || kept.GetValueOrDefault(q.Code) == entry.Answers.GetValueOrDefault(q.Code))
            .Select(q => (SurveyWorkbook.Title(q), entry.Answers.GetValueOrDefault(q.Code, ""), kept.GetValueOrDefault(q.Code, "")))).Where(c => c.Item2 != c.Item3)];
    }

    private IEnumerable<Note> Notes(Actor actor, Survey survey, string place, Sheet roster)
    {
        yield return new(localizer["调查"], survey.Name);
        yield return new(localizer["范围"], place);
        yield return new(localizer["行数"], roster.RowCount.ToString(CultureInfo.InvariantCulture));
        yield return new(localizer["怎么用"], localizer["一人一行，填好另存，再到原来的页面上传；先看会改什么，确认才写入。表头和行码不要改，不加行"]);
        yield return new(localizer["导出人"], actor.Name);
        yield return new(localizer["导出时间"], clock.Local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    private static IQueryable<SurveyEntry> Entries(CanLianDb db) => db.SurveyEntries.Include(e => e.Survey)
        .Include(e => e.Person!.Certificates).Include(e => e.Person!.Hardships).Include(e => e.Person!.Allowances).AsSplitQuery();

    private static string Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
