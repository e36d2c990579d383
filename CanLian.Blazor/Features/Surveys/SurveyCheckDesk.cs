using CanLian.Blazor.Data;
using CanLian.Domain.Common;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Surveys;

/// <summary>Where lists are handed out, and sheets drawn, asked a second time and sent back (派单和质量抽查窗口).</summary>
public sealed class SurveyCheckDesk(CanLianDbFactory databases, OfficeClock clock)
{
    public static bool MayDispatch(Actor actor) => actor.Role is Role.TownOfficer or Role.DistrictOfficer;

    /// <summary>Hands a village's open sheets to somebody (派单), who is then named on each with who gave it and when.</summary>
    public async Task<(Outcome Outcome, int Handed)> DispatchAsync(Actor actor, Guid survey, string village, string investigator)
    {
        if (!MayDispatch(actor))
        {
            return (Outcome.Refused("名单由镇（街道）和区残联派"), 0);
        }
        await using var db = databases.Open(actor);
        if (await db.Surveys.SingleOrDefaultAsync(s => s.Id == survey) is not { State: SurveyState.Running })
        {
            return (Outcome.Refused("入户中的调查才能派单"), 0);
        }
        if (!(await InvestigatorsAsync(db)).Any(i => i.Name == investigator && (Region.Contains(i.Region, village) || Region.Contains(village, i.Region))))
        {
            return (Outcome.Refused(new Reason(new Text("选一个管这个村的人"), FieldId(village))), 0);
        }
        var entries = await db.SurveyEntries.Where(e => e.SurveyId == survey && e.RegionCode == village && e.Way == null).ToListAsync();
        entries.ForEach(e => e.HandTo(investigator, actor.Name, clock.Today));
        return (await db.SaveOrRefuseAsync("就在刚才，别人填了这个村的一份。请再派一次"), entries.Count);
    }

    /// <summary>Ends the visits and draws each village that has not passed yet (收齐，质量抽查).</summary>
    public async Task<Outcome> BeginAsync(Actor actor, Guid id)
    {
        if (!SurveyDesk.MayPlan(actor))
        {
            return Outcome.Refused("质量抽查由区残联经办开始");
        }
        await using var db = databases.Open(actor);
        var survey = await db.Surveys.SingleAsync(s => s.Id == id);
        var outcome = survey.BeginChecks(await db.SurveyEntries.CountAsync(e => e.SurveyId == id && e.Way == null));
        if (!outcome.Succeeded)
        {
            return outcome;
        }
        var former = (await db.SurveyChecks.AsNoTracking().Where(c => c.SurveyId == id).ToListAsync()).GroupBy(c => c.RegionCode).ToDictionary(g => g.Key, SurveyCheckQueries.LastRound);
        foreach (var village in (await db.SurveyEntries.AsNoTracking().Where(e => e.SurveyId == id).ToListAsync()).GroupBy(e => e.RegionCode))
        {
            var last = former.GetValueOrDefault(village.Key, []);
            if (CheckScore.Of(last).Passed)
            {
                continue;
            }
            var round = last.Count == 0 ? 1 : last[0].Round + 1;
            db.AddRange(SurveySample.Draw([.. village], round).Select(e => new SurveyCheck
            {
                EntryId = e.Id,
                SurveyId = id,
                RegionCode = e.RegionCode,
                Round = round,
                DrawnOn = clock.Today,
                DrawnBy = actor.Name,
                Investigator = e.Investigator,
            }));
        }
        return await db.SaveOrRefuseAsync("就在刚才，别人动了这次调查。请再看一次");
    }

    /// <summary>Enters a second visit; the sheet must be as whole as a first one.</summary>
    public async Task<Outcome> AnswerAsync(Actor actor, Guid checkId, long version, SurveyAnswer answer)
    {
        if (!MayDispatch(actor))
        {
            return Outcome.Refused("抽查由镇（街道）和区残联的人做");
        }
        await using var db = databases.Open(actor);
        var check = await db.SurveyChecks.Include(c => c.Entry!.Survey).Include(c => c.Entry!.Person!.Certificates).Include(c => c.Entry!.Person!.Hardships)
            .AsSplitQuery().SingleOrDefaultAsync(c => c.Id == checkId);
        if (check?.Entry?.Person is null)
        {
            return Outcome.Refused("名册里找不到这个人");
        }
        var questionnaire = check.Entry.Survey!.Questionnaire();
        var reasons = SurveyRules.Reasons(check.Entry, questionnaire, answer, clock.Today, SurveyState.Checking);
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }
        db.Entry(check).Property(c => c.Version).OriginalValue = version;
        var outcome = check.Answer(
            check.Entry, answer.Way!.Value, answer.Outcome!.Value, answer.On!.Value, SurveyRules.Kept(check.Entry, questionnaire, answer, clock.Today), actor.Name);
        return outcome.Succeeded ? await db.SaveOrRefuseAsync("就在刚才，别人填了这一份。请重新打开再填") : outcome;
    }

    /// <summary>Sends a village that did not pass back to be asked again (退回重查): its sheets are open again, with what was answered as a hint.</summary>
    public async Task<Outcome> SendBackAsync(Actor actor, Guid id, string village, string reason)
    {
        if (!SurveyDesk.MayPlan(actor))
        {
            return Outcome.Refused("退回重查由区残联经办定");
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Outcome.Refused(new Reason(new Text("写退回的原因"), FieldId(village)));
        }
        await using var db = databases.Open(actor);
        var checks = await db.SurveyChecks.AsNoTracking().Where(c => c.SurveyId == id && c.RegionCode == village).ToListAsync();
        if (!CheckScore.Of(SurveyCheckQueries.LastRound(checks)).Failed)
        {
            return Outcome.Refused("抽查做完、没有通过的村才退回");
        }
        var survey = await db.Surveys.SingleAsync(s => s.Id == id);
        var outcome = survey.SendBack();
        if (!outcome.Succeeded)
        {
            return outcome;
        }
        (await db.SurveyEntries.Where(e => e.SurveyId == id && e.RegionCode == village).ToListAsync()).ForEach(e => e.SendBack(reason.Trim()));
        return await db.SaveOrRefuseAsync("就在刚才，别人动了这次调查。请再看一次");
    }

    /// <summary>Closes the survey once every village has passed (抽查通过，归档).</summary>
    public async Task<Outcome> CloseAsync(Actor actor, Guid id)
    {
        if (!SurveyDesk.MayPlan(actor))
        {
            return Outcome.Refused("调查由区残联经办归档");
        }
        await using var db = databases.Open(actor);
        var survey = await db.Surveys.SingleAsync(s => s.Id == id);
        var villages = await db.SurveyEntries.Where(e => e.SurveyId == id).Select(e => e.RegionCode).Distinct().ToListAsync();
        var checks = (await db.SurveyChecks.AsNoTracking().Where(c => c.SurveyId == id).ToListAsync()).GroupBy(c => c.RegionCode).ToDictionary(g => g.Key, SurveyCheckQueries.LastRound);
        var outcome = survey.Close(villages.Count(v => !CheckScore.Of(checks.GetValueOrDefault(v, [])).Passed), clock.Today);
        return outcome.Succeeded ? await db.SaveOrRefuseAsync("就在刚才，别人动了这次调查。请再看一次") : outcome;
    }

    /// <summary>The id of a village's field, for the reasons of a refusal.</summary>
    public static string FieldId(string village) => "village-" + village;

    internal static async Task<List<(string Name, string Region)>> InvestigatorsAsync(CanLianDb db) =>
        [.. (await db.Users.Where(u => (u.Role == Role.VillageWorker || u.Role == Role.TownOfficer) && u.DisabledAt == null)
            .OrderBy(u => u.RegionCode).ThenBy(u => u.DisplayName).Select(u => new { u.DisplayName, u.RegionCode }).ToListAsync()).Select(u => (u.DisplayName, u.RegionCode))];
}
