using CanLian.Blazor.Data;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Surveys;

/// <summary>The dates of a survey as its form holds them (调查方案); a new one has no id.</summary>
public sealed class SurveyEdit
{
    public Guid? Id { get; init; }
    public string Name { get; set; } = "";
    public int Year { get; set; }
    public DateOnly? PlannedOn { get; set; }
    public DateOnly? TrainedOn { get; set; }
    public DateOnly? StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
}

/// <summary>What was found at one door (一户一答).</summary>
public sealed class SurveyAnswer
{
    public SurveyWay? Way { get; set; }
    public SurveyOutcome? Outcome { get; set; }
    public DateOnly? On { get; set; }
    public string Respondent { get; set; } = "";
    public Dictionary<string, string> Answers { get; init; } = [];
    public string Note { get; set; } = "";
}

/// <summary>Where surveys are planned, begun, answered and closed (调查窗口).</summary>
public sealed class SurveyDesk(CanLianDbFactory databases, OfficeClock clock)
{
    private const string Certification = "certification";

    public static bool MayPlan(Actor actor) => actor.Role == Role.DistrictOfficer;

    public static bool MayAnswer(Actor actor) => actor.Role is Role.VillageWorker or Role.TownOfficer or Role.DistrictOfficer;

    /// <summary>Adds a survey, or changes the dates of one.</summary>
    public async Task<(Outcome Outcome, Guid? Id)> SaveAsync(Actor actor, SurveyEdit edit)
    {
        if (!MayPlan(actor))
        {
            return (Outcome.Refused("调查方案由区残联经办登记"), null);
        }
        await using var db = databases.Open(actor);
        var name = edit.Name.Trim();
        if (name.Length == 0 || await db.Surveys.AnyAsync(s => s.Name == name && s.Id != edit.Id))
        {
            return (Outcome.Refused(new Reason(new Text(name.Length == 0 ? "写调查名称" : "已有同名的调查，写得能分开"), "survey-Name")), null);
        }
        if (edit.EndedOn < edit.StartedOn || edit.StartedOn < edit.PlannedOn)
        {
            return (Outcome.Refused(new Reason(new Text("日期要按方案、开始、结束的先后"), "survey-StartedOn")), null);
        }
        var survey = edit.Id is { } id ? await db.Surveys.SingleAsync(s => s.Id == id) : new Survey { Name = name, Year = edit.Year, Definition = Questionnaire.Standard };
        (survey.Name, survey.PlannedOn, survey.TrainedOn, survey.StartedOn, survey.EndedOn) = (name, edit.PlannedOn, edit.TrainedOn, edit.StartedOn, edit.EndedOn);
        if (edit.Id is null)
        {
            db.Add(survey);
        }
        await db.SaveChangesAsync();
        return (Outcome.Done, survey.Id);
    }

    /// <summary>Freezes the roster: everybody in the register with a certificate that is not cancelled and who did not move away.</summary>
    public async Task<Outcome> FreezeAsync(Actor actor, Guid id)
    {
        if (!MayPlan(actor))
        {
            return Outcome.Refused("名册由区残联经办冻结");
        }
        await using var db = databases.Open(actor);
        db.LogsEachChange = false;
        var survey = await db.Surveys.SingleAsync(s => s.Id == id);
        var workers = await db.Users.Where(u => u.Role == Role.VillageWorker && u.DisabledAt == null).Select(u => new { u.RegionCode, u.DisplayName }).ToListAsync();
        var byVillage = workers.GroupBy(w => w.RegionCode).ToDictionary(g => g.Key, g => g.First().DisplayName);
        var holders = await db.Persons
            .Where(p => p.Certificates.Any(c => c.Current && c.State != CertificateState.Cancelled && c.State != CertificateState.MovedOut)).ToListAsync();
        var outcome = survey.Freeze(holders.Select(p => (p, byVillage.GetValueOrDefault(p.RegionCode, ""))), clock.Today);
        if (outcome.Succeeded)
        {
            db.Add(new ChangeLogEntry
            {
                At = clock.UtcNow,
                ActorId = actor.Id,
                ActorName = actor.Name,
                Entity = nameof(Survey),
                EntityId = id.ToString(),
                Action = "冻结名册",
                RegionCode = actor.Region,
            });
            await db.SaveChangesAsync();
        }
        return outcome;
    }

    /// <summary>
    /// Writes down what was found at one door. Answers to questions that were not put are dropped; a card to be cancelled and a person who moved
    /// open the case that does it.
    /// </summary>
    public async Task<Outcome> AnswerAsync(Actor actor, Guid entryId, long version, SurveyAnswer answer)
    {
        if (!MayAnswer(actor))
        {
            return Outcome.Refused("调查由村、镇和区残联填写");
        }
        await using var db = databases.Open(actor);
        var entry = await db.SurveyEntries.Include(e => e.Survey).Include(e => e.Person!.Certificates).Include(e => e.Person!.Hardships)
            .Include(e => e.Person!.Needs).AsSplitQuery().SingleOrDefaultAsync(e => e.Id == entryId);
        if (entry?.Person is null)
        {
            return Outcome.Refused("名册里找不到这个人");
        }
        var reasons = SurveyRules.Reasons(entry, entry.Survey!.Questionnaire(), answer, clock.Today);
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        (entry.Way, entry.Outcome, entry.On, entry.Respondent, entry.Note) = (answer.Way, answer.Outcome, answer.On, answer.Respondent.Trim(), answer.Note.Trim());
        entry.Answers = SurveyRules.Kept(entry, entry.Survey.Questionnaire(), answer, clock.Today);
        db.Entry(entry).Property(e => e.Version).OriginalValue = version;
        State(entry);
        await FollowAsync(db, entry);
        return await db.SaveOrRefuseAsync("就在刚才，别人填了这一份。请重新打开再填");
    }

    /// <summary>What was said now takes the place of what was said before; an earlier survey does not undo a later one.</summary>
    private static void State(SurveyEntry entry)
    {
        var (needs, year) = (entry.Person!.Needs, entry.Survey!.Year);
        foreach (var stated in SurveyNeeds.Of(entry, year).Where(n => !needs.Exists(x => x.Topic == n.Topic && x.Year > year)))
        {
            needs.RemoveAll(n => n.Topic == stated.Topic);
            needs.Add(stated);
        }
    }

    private async Task FollowAsync(CanLianDb db, SurveyEntry entry)
    {
        if (entry.FollowingCase is { } kind
            && !await db.Cases.AnyAsync(c => c.PersonId == entry.PersonId && c.Programme == Certification && c.Kind == kind && c.StageKind == StageKind.Open)
            && entry.Person!.Certificate?.State is not (CertificateState.Cancelled or CertificateState.MovedOut))
        {
            var file = await CaseOpening.OpenAsync(db, Catalogue.Of(Certification), entry.Person, clock.Today, clock.UtcNow, kind);
            file.AddRemark($"{entry.Survey!.Name}：{entry.Note}", db.Actor, clock.UtcNow, clock.Today);
        }
    }
}
