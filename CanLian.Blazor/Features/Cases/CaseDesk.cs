using CanLian.Blazor.Data;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace CanLian.Blazor.Features.Cases;

/// <summary>What became of a save: done, refused with reasons, or somebody else saved first.</summary>
/// <param name="Outcome">Done, or the reasons.</param>
/// <param name="Differences">Where my values and the stored ones differ; empty unless somebody saved first.</param>
/// <param name="SavedBy">Who saved first.</param>
/// <param name="Version">The stored version, to save the chosen values over.</param>
public sealed record SaveResult(Outcome Outcome, IReadOnlyList<FieldConflict> Differences, string? SavedBy = null, long Version = 0)
{
    public static SaveResult Of(Outcome outcome) => new(outcome, []);
}

/// <summary>One case's outcome of a step taken for many.</summary>
public sealed record CaseOutcome(Guid CaseId, string Number, string Name, Outcome Outcome);

/// <summary>The counter where cases are opened, edited and moved on. Each call is one short transaction; what is watched is told after the commit.</summary>
public sealed class CaseDesk(CanLianDbFactory databases, CaseFactsLoader loader, OfficeClock clock, LiveUpdates live)
{
    /// <summary>Opens a case at its first stage, prefilled with what is known. Eligibility is asked when it is handed in, not now.</summary>
    public async Task<(Outcome Outcome, Guid? CaseId)> OpenAsync(Actor actor, string programmeCode, Guid personId, DateOnly appliedOn)
    {
        if (Catalogue.Find(programmeCode, actor) is not { } programme)
        {
            return (Outcome.Refused("没有这个项目"), null);
        }
        if (!MayOpen(actor, programme))
        {
            return (Outcome.Refused("“{0}”立案由{1}办", new Text(programme.Name), string.Join("、", Openers(programme).Select(r => r.Label()))), null);
        }
        if (appliedOn > clock.Today)
        {
            return (Outcome.Refused("申请日期不能晚于今天"), null);
        }

        await using var db = databases.Open(actor);
        // Taken before anything is asked: of two who open the same at once, the second is told.
        await using var write = await db.BeginWriteAsync();
        var person = await db.Persons.Include(p => p.Certificates).Include(p => p.Hardships)
            .Include(p => p.Household!.Members).ThenInclude(m => m.Certificates).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == personId);
        if (person is null)
        {
            return (Outcome.Refused("名册里找不到这个人"), null);
        }
        if (programme.Subject == Subject.Household && person.HouseholdId is null)
        {
            return (Outcome.Refused("{0}还没有登记家庭，先在档案里补上户", person.Name), null);
        }
        var year = appliedOn.Year;
        var candidate = await CaseFactsLoader.CandidateAsync(db, person);
        if (programme.Rules.Any(r => r.IsOncePerYear)
            && candidate.Cases.FirstOrDefault(c => c.Programme == programme.Code && c.Year == year && c.StageKind is StageKind.Open or StageKind.Done) is { } other)
        {
            return (Outcome.Refused("{0}年已有本项目（{1}）", year, other.Number), other.Id);
        }

        var file = await CaseOpening.OpenAsync(db, programme, person, appliedOn, clock.UtcNow);
        file.AmountFen = CaseFactsLoader.StandardOf(await CaseFactsLoader.TariffAsync(db, file), file);
        await db.SaveChangesAsync();
        await write.CommitAsync();
        Tell(file, new Text("{0}新立案", new Text(programme.ShortName)));
        return (Outcome.Done, file.Id);
    }

    /// <summary>Saves what was typed. If somebody saved meanwhile, nothing is written and every differing field comes back with both values.</summary>
    /// <param name="actor">Who saves.</param>
    /// <param name="id">The case.</param>
    /// <param name="version">The version the page had loaded.</param>
    /// <param name="opened">The values as the page had loaded them.</param>
    /// <param name="mine">The values as they are now on the page.</param>
    public async Task<SaveResult> SaveAsync(Actor actor, Guid id, long version, CaseEdit opened, CaseEdit mine)
    {
        await using var db = databases.Open(actor);
        if (await loader.LoadAsync(db, id, StepInput.Empty) is not { } loaded)
        {
            return SaveResult.Of(Outcome.Refused("找不到这件案件"));
        }
        var (programme, facts, _) = loaded;
        if (!MayEdit(programme, facts))
        {
            return SaveResult.Of(Outcome.Refused("这件案件现在不归您改"));
        }
        if (facts.Case.Version != version)
        {
            var theirs = CaseEdit.Of(facts.Case, programme);
            var differences = CaseMerge.Differences(programme, opened, mine, theirs);
            if (differences.Any(d => d.TheirsChanged))
            {
                return new SaveResult(Outcome.Refused("别人先保存了"), differences, await LastSavedByAsync(db, id), facts.Case.Version);
            }
        }
        var problems = programme.Validate(mine.Form).Select(p => new Reason(p.Sentence, p.Anchor)).Concat(ProblemsOf(mine, facts)).ToList();
        if (problems.Count > 0)
        {
            return SaveResult.Of(Outcome.Refused(problems));
        }
        mine.ApplyTo(facts.Case, programme);
        return SaveResult.Of(await CommitAsync(db));
    }

    /// <summary>Takes a step of the programme's table.</summary>
    public async Task<Outcome> TakeAsync(Actor actor, Guid id, string step, StepInput input)
    {
        await using var db = databases.Open(actor);
        // Taken before the facts are read: two who press at once cannot both have the last place or the last of the funds.
        await using var write = await db.BeginWriteAsync();
        if (await loader.LoadAsync(db, id, input) is not { } loaded)
        {
            return Outcome.Refused("找不到这件案件");
        }
        if (loaded.Programme.Flow.Step(step) is { Money: MoneyStep.Settle, Owes: not null } && await Payments.PaymentQueries.Busy(db).AnyAsync(l => l.CaseId == id))
        {
            return Outcome.Refused("这件案件的钱在发放批次里：等银行回盘，不要再登记付款");
        }
        var file = loaded.Facts.Case;
        var before = file.StageKind;
        var card = loaded.Facts.Person.Certificate?.State;
        var outcome = file.Take(loaded.Programme.Flow, step, loaded.Facts);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        // A step may write into the form, such as a service spell that ended.
        file.Form = loaded.Programme.WriteForm(loaded.Facts.Form);
        await FollowAsync(db, loaded, step);
        if (loaded.Facts.Person.Certificate is { State: CertificateState.Cancelled or CertificateState.MovedOut } ended && ended.State != card)
        {
            await TellDependingAsync(db, file, ended);
        }
        outcome = await CommitAsync(db);
        if (outcome.Succeeded)
        {
            await write.CommitAsync();
            var name = new Text(loaded.Programme.ShortName);
            Tell(file, before != StageKind.Done && file.StageKind == StageKind.Done
                ? new Text("{0} +1", name)
                : new Text("{0}：{1}", name, new Text(loaded.Programme.Flow.Step(step)!.Verb)));
        }
        return outcome;
    }

    /// <summary>Takes one step for many cases: each in its own transaction, with its own outcome; a refusal stops no other.</summary>
    public async Task<IReadOnlyList<CaseOutcome>> TakeManyAsync(Actor actor, IReadOnlyList<Guid> ids, string step, StepInput input)
    {
        var names = new Dictionary<Guid, (string Number, string Name)>();
        await using (var db = databases.Open(actor))
        {
            names = await db.Cases.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => (c.Number, c.SubjectName));
        }
        var outcomes = new List<CaseOutcome>();
        foreach (var id in ids.Where(names.ContainsKey))
        {
            outcomes.Add(new CaseOutcome(id, names[id].Number, names[id].Name, await TakeAsync(actor, id, step, input)));
        }
        return outcomes;
    }

    /// <summary>Roles that may open a case: those that may take the first step of its flow.</summary>
    public static bool MayOpen(Actor actor, Programme programme) => Openers(programme).Contains(actor.Role) && actor.Handles(programme.Code);

    /// <summary>Whether the actor may edit a case: its stage is not an end, and one of the steps from here is theirs, or the programme is.</summary>
    public static bool MayEdit(Programme programme, CaseFacts facts) =>
        !programme.Flow.Stage(facts.Case.Stage).IsEnd
        && Region.Contains(facts.Actor.Region, facts.Case.RegionCode)
        && facts.Actor.Handles(programme.Code)
        && (facts.Actor.Role == Role.DistrictOfficer || programme.Flow.From(facts.Case.Stage).Any(s => s.Who.Contains(facts.Actor.Role)));

    private static IEnumerable<Role> Openers(Programme programme) =>
        programme.Flow.From(programme.Flow.First.Code).SelectMany(s => s.Who).Append(Role.DistrictOfficer).Distinct();

    private static IEnumerable<Reason> ProblemsOf(CaseEdit edit, CaseFacts facts)
    {
        if (edit.AppliedOn > facts.Today)
        {
            yield return new Reason(new Text("申请日期不能晚于今天"), "field-AppliedOn");
        }
        if (edit.AmountYuan < 0 || edit.Quantity < 0)
        {
            yield return new Reason(new Text("金额和数量不能小于 0"), edit.AmountYuan < 0 ? "field-Amount" : "field-Quantity");
        }
        if (facts.Case.CurrentPayment is not null && edit.AmountYuan != facts.Case.Amount?.Yuan)
        {
            yield return new Reason(new Text("已列入发放表，金额不能改；先撤出发放表"), "field-Amount");
        }
    }

    /// <summary>Opens what follows from the step, unless such a case is under way already.</summary>
    private async Task FollowAsync(CanLianDb db, LoadedCase loaded, string step)
    {
        if (loaded.Programme.Flow.Step(step)!.Opens?.Invoke(loaded.Facts) is { } next
            && !await db.Cases.AnyAsync(c => c.PersonId == loaded.Facts.Case.PersonId && c.Programme == next.Programme && c.Kind == next.Kind && c.StageKind == StageKind.Open))
        {
            await CaseOpening.OpenAsync(db, Catalogue.Of(next.Programme), loaded.Facts.Person, clock.Today, clock.UtcNow, next.Kind);
        }
    }

    /// <summary>A certificate that ended ends what depends on it: every open case of the person says so, and none can be paid any more.</summary>
    private async Task TellDependingAsync(CanLianDb db, CaseFile file, Certificate ended)
    {
        var others = await db.Cases.Include(c => c.Events).Where(c => c.PersonId == file.PersonId && c.Id != file.Id && c.StageKind == StageKind.Open).ToListAsync();
        foreach (var other in others)
        {
            other.AddRemark($"残疾人证已{ended.State.Label()}（{file.Number}），请办退出", db.Actor, clock.UtcNow, clock.Today);
        }
    }

    private static Task<Outcome> CommitAsync(CanLianDb db) =>
        db.SaveOrRefuseAsync("就在刚才，别人先办了这一件。页面已换成最新情况，您填的还在，请看过再办");

    private static Task<string?> LastSavedByAsync(CanLianDb db, Guid id)
    {
        var key = id.ToString();
        return db.ChangeLog.Where(e => e.Entity == nameof(CaseFile) && e.EntityId == key)
            .OrderByDescending(e => e.Id).Select(e => e.ActorName).FirstOrDefaultAsync();
    }

    private void Tell(CaseFile file, Text what) => live.Publish(new LiveUpdate(file.Programme, file.RegionCode, file.Id, what));
}
