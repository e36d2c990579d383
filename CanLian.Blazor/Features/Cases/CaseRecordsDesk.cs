using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases;

/// <summary>The counter for what is recorded beside a case's steps: visits, follow-ups, objections, overrides, holds, remarks.</summary>
public sealed class CaseRecordsDesk(CanLianDbFactory databases, CaseFactsLoader loader)
{
    public static IReadOnlyList<string> HoldReasons { get; } = ["住院", "外出", "等材料", "等资金", "信访核实中", "其他"];
    public static IReadOnlyList<string> VisitWays { get; } = ["入户", "电话"];
    public static IReadOnlyList<string> FollowUpWays { get; } = ["入户", "电话", "问卷"];

    public Task<Outcome> VisitAsync(Actor actor, Guid id, HomeVisit visit) => ChangeAsync(actor, id, facts =>
    {
        if (DayProblem(visit.On, facts) is { } wrong)
        {
            return wrong;
        }
        if (string.IsNullOrWhiteSpace(visit.Met))
        {
            return Outcome.Refused(new Reason(new Text("写见到了谁：本人、监护人或家属"), "visit-met"));
        }
        visit.CaseId = id;
        facts.Case.AddVisit(visit, actor, facts.Now);
        return Outcome.Done;
    });

    public Task<Outcome> FollowUpAsync(Actor actor, Guid id, FollowUp followUp) => ChangeAsync(actor, id, (facts, loaded) =>
    {
        if (DayProblem(followUp.On, facts) is { } wrong)
        {
            return wrong;
        }
        if (followUp.Problem is not null && (string.IsNullOrWhiteSpace(followUp.ResponsibleUnit) || followUp.FixBy is null))
        {
            return Outcome.Refused(new Reason(new Text("有问题就要写责任单位和整改期限"), "follow-up-unit"));
        }
        if (loaded.Programme.AgainstFollowUp(followUp, facts) is { } missing)
        {
            return Outcome.Refused(missing);
        }
        followUp.CaseId = id;
        facts.Case.AddFollowUp(followUp, actor, facts.Now);
        return Outcome.Done;
    });

    public Task<Outcome> RectifyAsync(Actor actor, Guid id, Guid followUp) => ChangeAsync(actor, id, facts =>
    {
        if (facts.Case.FollowUps.Find(f => f.Id == followUp && f.AwaitsFix) is not { } open)
        {
            return Outcome.Refused("这条整改已经办完");
        }
        facts.Case.Rectify(open, actor, facts.Now, facts.Today);
        return Outcome.Done;
    });

    public Task<Outcome> ObjectAsync(Actor actor, Guid id, DateOnly on, string content) => ChangeAsync(actor, id, facts =>
    {
        if (facts.Case.Notice is null)
        {
            return Outcome.Refused("这件没有公示，不能登记异议");
        }
        if (string.IsNullOrWhiteSpace(content))
        {
            return Outcome.Refused(new Reason(new Text("写异议内容"), "objection-content"));
        }
        facts.Case.Raise(new Objection { CaseId = id, On = on, Content = content.Trim() }, actor, facts.Now);
        return Outcome.Done;
    });

    public Task<Outcome> AnswerAsync(Actor actor, Guid id, Guid objection, string answer, bool upheld) => ChangeAsync(actor, id, facts =>
    {
        if (facts.Case.Objections.Find(o => o.Id == objection && o.AnsweredOn is null) is not { } open)
        {
            return Outcome.Refused("这条异议已经答复");
        }
        if (string.IsNullOrWhiteSpace(answer))
        {
            return Outcome.Refused(new Reason(new Text("写答复内容"), "objection-answer"));
        }
        facts.Case.Answer(open, answer.Trim(), upheld, actor, facts.Now, facts.Today);
        return Outcome.Done;
    });

    public Task<Outcome> OverrideAsync(Actor actor, Guid id, string rule, string reason) => ChangeAsync(actor, id, facts =>
        facts.Case.Override(rule, reason, actor, facts.Now, facts.Today));

    /// <summary>Whoever approves has read the overrides and lets them stand.</summary>
    public Task<Outcome> ConfirmOverridesAsync(Actor actor, Guid id) => ChangeAsync(actor, id, facts =>
    {
        if (actor.Role != Role.Supervisor)
        {
            return Outcome.Refused("特批由分管领导确认");
        }
        facts.Case.ConfirmOverrides(actor);
        return Outcome.Done;
    });

    public Task<Outcome> HoldAsync(Actor actor, Guid id, string reason, DateOnly reviewOn) => ChangeAsync(actor, id, facts =>
        facts.Case.PutOnHold(reason, reviewOn, actor, facts.Now, facts.Today));

    public Task<Outcome> ResumeAsync(Actor actor, Guid id) => ChangeAsync(actor, id, (facts, loaded) =>
        facts.Case.Resume(loaded.Programme.Flow, actor, facts.Now, facts.Today, facts.Calendar));

    /// <summary>Hands the case to a colleague whose scope reaches it.</summary>
    public async Task<Outcome> AssignAsync(Actor actor, Guid id, string accountId, string reason)
    {
        Account? colleague;
        await using (var db = databases.Open(actor))
        {
            colleague = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == accountId && u.DisabledAt == null);
        }
        return await ChangeAsync(actor, id, facts =>
        {
            if (colleague is null || !Region.Contains(colleague.RegionCode, facts.Case.RegionCode))
            {
                return Outcome.Refused("这位同事管不到这件，选本村、本镇或区里的同事");
            }
            if (string.IsNullOrWhiteSpace(reason))
            {
                return Outcome.Refused(new Reason(new Text("写明转办原因"), "assign-reason"));
            }
            facts.Case.AssignTo(colleague.Id, colleague.DisplayName, reason.Trim(), actor, facts.Now, facts.Today);
            return Outcome.Done;
        });
    }

    public Task<Outcome> RemarkAsync(Actor actor, Guid id, string remark) => ChangeAsync(actor, id, facts =>
    {
        if (string.IsNullOrWhiteSpace(remark))
        {
            return Outcome.Refused(new Reason(new Text("写备注内容"), "remark"));
        }
        facts.Case.AddRemark(remark.Trim(), actor, facts.Now, facts.Today);
        return Outcome.Done;
    });

    private static Outcome? DayProblem(DateOnly day, CaseFacts facts) => day > facts.Today || day < facts.Case.AppliedOn
        ? Outcome.Refused(new Reason(new Text("日期要在申请日和今天之间"), "on"))
        : null;

    private Task<Outcome> ChangeAsync(Actor actor, Guid id, Func<CaseFacts, Outcome> change) => ChangeAsync(actor, id, (facts, _) => change(facts));

    private async Task<Outcome> ChangeAsync(Actor actor, Guid id, Func<CaseFacts, LoadedCase, Outcome> change)
    {
        if (!actor.Writes)
        {
            return Outcome.Refused("您的角色只能看，不能改");
        }
        await using var db = databases.Open(actor);
        // Taken before the case is read, so that nobody changes it in between.
        await using var write = await db.BeginWriteAsync();
        if (await loader.LoadAsync(db, id, StepInput.Empty) is not { } loaded)
        {
            return Outcome.Refused("找不到这件案件");
        }
        var outcome = change(loaded.Facts, loaded);
        if (outcome.Succeeded)
        {
            await db.SaveChangesAsync();
            await write.CommitAsync();
        }
        return outcome;
    }
}
