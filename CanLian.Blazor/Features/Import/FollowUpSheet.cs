using CanLian.Blazor.Files;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Import;

/// <summary>Follow-up visits (回访): each belongs to the person's last case of the programme.</summary>
internal sealed class FollowUpSheet() : SheetKind("回访", 80)
{
    private static readonly string[] _ways = ["入户", "电话", "问卷"];

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("项目", true), new("身份证号", true), new("回访日期", true), new("方式"), new("满意度"), new("应用所学"), new("问题"), new("责任单位"), new("整改期限"),
        new("整改完成日期"),
    ];

    public override async Task LoadAsync(ImportRun run, IReadOnlyList<Row> rows)
    {
        await base.LoadAsync(run, rows);
        foreach (var of in rows.GroupBy(r => r.Text("项目")))
        {
            if (ProgrammeNames.Find(of.Key) is not { } programme)
            {
                continue;
            }
            var persons = of.Select(r => r.IdOrNull("身份证号")).OfType<IdNumber>().Select(run.PersonWith).OfType<Person>().ToList();
            await run.Cases.LoadAsync(
                programme.Code, persons.Select(p => p.Id), programme.Subject == Subject.Household ? persons.Select(p => p.HouseholdId).OfType<Guid>() : []);
        }
    }

    public override string? KeyOf(Row row) => row.Key("身份证号", "项目", "回访日期");

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var (programme, person, on) = (ProgrammeNames.Of(row, "项目"), run.PersonOf(row), row.Date("回访日期"));
        var (way, satisfaction) = (row.OneOf("方式", _ways), row.OneOf<Satisfaction>("满意度"));
        var applies = row.TextOrNull("应用所学") is null ? null : row.Flag("应用所学");
        var (fixBy, fixedOn) = (row.Date("整改期限"), row.Date("整改完成日期"));
        var file = programme is null || person is null || on is null ? null : CaseOf(run, programme, person.Id, person.HouseholdId, on.Value);
        if (file is null && programme is not null && person is not null && on is not null)
        {
            row.Refuse("身份证号", new Text("这个人没有“{0}”的案件，回访没有地方记", programme.Name));
        }
        if (row.Refusals.Count > 0 || file is null || on is null)
        {
            return RowOutcome.Unchanged;
        }
        var changes = run.Changes;
        var known = file.FollowUps.Find(f => f.On == on);
        var visit = known ?? new FollowUp { CaseId = file.Id, On = on.Value, Way = way ?? "", By = run.Actor.Name };
        changes.PutText("方式", visit.Way, way, v => visit.Way = v);
        changes.PutValue("满意度", visit.Satisfaction, satisfaction, v => visit.Satisfaction = v);
        changes.PutValue("应用所学", visit.AppliesSkills, applies, v => visit.AppliesSkills = v);
        changes.PutText("问题", visit.Problem, row.TextOrNull("问题"), v => visit.Problem = v);
        changes.PutText("责任单位", visit.ResponsibleUnit, row.TextOrNull("责任单位"), v => visit.ResponsibleUnit = v);
        changes.PutValue("整改期限", visit.FixBy, fixBy, v => visit.FixBy = v);
        changes.PutValue("整改完成日期", visit.FixedOn, fixedOn, v => visit.FixedOn = v);
        if (known is not null)
        {
            return changes.Outcome;
        }
        file.AddFollowUp(visit, run.Actor, run.Now);
        run.Db.Add(visit);
        run.Db.Add(file.Events[^1]);
        return RowOutcome.Added;
    }

    // The last case applied for before the visit; where dates are missing or mixed up, the last one there is.
    private static CaseFile? CaseOf(ImportRun run, Programme programme, Guid person, Guid? household, DateOnly on)
    {
        var own = run.Cases.Of(programme.Code, person);
        if (own.Count == 0 && programme.Subject == Subject.Household && household is { } home)
        {
            own = run.Cases.Of(programme.Code, home);
        }
        return own.Where(c => c.AppliedOn <= on).MaxBy(c => c.AppliedOn) ?? own.MaxBy(c => c.AppliedOn);
    }
}
