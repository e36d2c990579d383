using System.Globalization;
using CanLian.Blazor.Files;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// The ledger of one programme (项目台账): one row is a case. It stands where its dates and its state say, and its history begins with the row it
/// came from.
/// </summary>
internal sealed class CaseSheet(Programme programme, int order) : SheetKind(programme.Name, order)
{
    private static readonly Dictionary<string, StageKind> _states = new()
    {
        ["办理中"] = StageKind.Open,
        ["已完成"] = StageKind.Done,
        ["不符合"] = StageKind.Refused,
        ["退出"] = StageKind.Withdrawn,
    };

    /// <summary>A new case gets its number when the run is written: until then others may take numbers.</summary>
    public const string Unnumbered = "";

    private readonly FormColumns _form = new(programme);

    private IReadOnlyList<Column>? _columns;

    public override IReadOnlyList<Column> Columns => _columns ??=
    [
        new("姓名", true), new("身份证号", true), new("户编号"), new("年度", true), new("类别"), new("申请日期"), new("审批日期"), new("完成日期"), new("金额"), new("数量"),
        new("资金来源"), new("机构"), new("批次"), new("办理状态"), new("结果"), new("备注"), .. _form.Columns,
    ];

    public Programme Programme => programme;

    private bool ForHouseholds => programme.Subject == Domain.Programmes.Subject.Household;

    public override async Task LoadAsync(ImportRun run, IReadOnlyList<Row> rows)
    {
        await base.LoadAsync(run, rows);
        var persons = rows.Select(r => r.IdOrNull("身份证号")).OfType<IdNumber>().Select(run.PersonWith).OfType<Person>().ToList();
        if (ForHouseholds)
        {
            await run.LoadHouseholdsAsync(rows.Select(r => r.TextOrNull("户编号")).OfType<string>());
            await run.LoadHouseholdsAsync(persons.Select(p => p.HouseholdId).OfType<Guid>());
        }
        var households = rows.Select(r => run.Households.GetValueOrDefault(r.Text("户编号"))?.Id).Concat(persons.Select(p => p.HouseholdId)).OfType<Guid>();
        await run.Cases.LoadAsync(programme.Code, persons.Select(p => p.Id), ForHouseholds ? households : []);
    }

    public override string? KeyOf(Row row) => row.Key(
        ForHouseholds && row.TextOrNull("户编号") is not null ? "户编号" : "身份证号", "年度", "类别", "申请日期");

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var (person, year) = (run.PersonOf(row), row.Year());
        var (kind, result) = (row.OneOf("类别", programme.Kinds), row.OneOf("结果", programme.Results));
        var (applied, approved, done) = (row.Date("申请日期"), row.Date("审批日期"), row.Date("完成日期"));
        var (amount, quantity) = (row.Yuan("金额"), row.Quantity("数量"));
        var (organisation, batch) = (run.OrganisationOf(row, "机构", programme.Spine.OrganisationKind ?? OrganisationKind.Other), BatchOf(row, run));
        var state = row.OneOf("办理状态", [.. _states.Keys]) is { } word ? _states[word] : done is null ? StageKind.Open : StageKind.Done;
        var household = HouseholdOf(row, run, person);
        if (person is not null && row.Text("姓名") != person.Name)
        {
            row.Refuse("姓名", new Text("身份证号是对的，名册里的姓名是“{0}”", person.Name));
        }
        if (state == StageKind.Done && row.TextOrNull("完成日期") is null)
        {
            row.Refuse("完成日期", new Text("已完成的要填完成日期"));
        }
        var stage = StageOf(state);
        if (stage is null)
        {
            row.Refuse("办理状态", new Text("这个项目没有“{0}”", state.Label()));
        }
        var since = applied ?? approved ?? done ?? new DateOnly(year ?? run.Today.Year, 1, 1);
        var file = person is null || year is null ? null : CaseOf(run, household?.Id ?? person.Id, year.Value, kind, applied, since);
        var form = person is null ? null : _form.Read(row, run, person, since, file?.Form);
        if (row.Refusals.Count > 0 || person is null || year is null || stage is null || form is null)
        {
            return RowOutcome.Unchanged;
        }

        var isNew = file is null;
        var changes = run.Changes;
        if (file is null)
        {
            if (household is not null && person.HouseholdId != household.Id)
            {
                person.HouseholdId = household.Id;
            }
            file = CaseFile.Open(Unnumbered, programme.Code, year.Value, person, household is not null, programme.Flow, since, run.Actor, run.Now);
            file.Events.Clear();
            file.Kind = kind;
            run.Cases.Add(file);
            run.Db.Add(file);
        }
        file.Form = form;
        changes.PutText("结果", file.Result, result, v => file.Result = v);
        changes.PutValue("数量", file.Quantity, quantity, v => file.Quantity = v);
        changes.PutValue("金额", file.Amount, amount, v => file.AmountFen = v.Fen);
        changes.PutText("资金来源", file.FundingSource, row.TextOrNull("资金来源"), v => file.FundingSource = v);
        if (organisation is not null && file.OrganisationId != organisation.Id)
        {
            changes.Mark("机构", run.Organisations.Values.FirstOrDefault(o => o.Id == file.OrganisationId)?.Name ?? "", organisation.Name);
            file.OrganisationId = organisation.Id;
        }
        if (batch is not null && file.BatchId != batch.Id)
        {
            changes.Mark("批次", run.Batches.Values.FirstOrDefault(b => b.Id == file.BatchId)?.Name ?? "", batch.Name);
            file.BatchId = batch.Id;
        }
        // A row that says nothing of how far the case is leaves a known one where it stands.
        var says = row.TextOrNull("办理状态") is not null || done is not null;
        if (isNew || (says && (file.StageKind != stage.Kind || file.DoneOn != (state == StageKind.Done ? done : null))) || (approved is not null && file.ApprovedOn != approved))
        {
            Place(row, run, file, isNew, says || isNew ? stage : Standing(file), since, approved, done);
        }
        if (isNew && row.TextOrNull("备注") is { } remark)
        {
            file.AddRemark(remark, run.Actor, run.Now, since);
        }
        return isNew ? RowOutcome.Added : changes.Outcome;
    }

    // Its history says where it comes from; a stage of the same kind that it has reached since is kept.
    private void Place(Row row, ImportRun run, CaseFile file, bool isNew, Stage stage, DateOnly since, DateOnly? approved, DateOnly? done)
    {
        var before = string.Create(CultureInfo.InvariantCulture, $"{file.StageKind.Label()} {file.DoneOn:yyyy-MM-dd}").TrimEnd();
        var title = new Text(isNew ? "从《{0}》“{1}”第 {2} 行导入" : "按《{0}》“{1}”第 {2} 行更新", run.File, Name, row.Number);
        var at = !isNew && file.StageKind == stage.Kind ? Standing(file) : stage;
        var finished = stage.Kind == StageKind.Done ? done ?? file.DoneOn : null;
        file.PlaceAsRecorded(at, done ?? approved ?? since, approved ?? file.ApprovedOn, finished, title.ToString(), run.Actor, run.Now);
        if (!isNew)
        {
            run.Db.Add(file.Events[^1]);
            run.Changes.Mark("办理状态", before, string.Create(CultureInfo.InvariantCulture, $"{file.StageKind.Label()} {file.DoneOn:yyyy-MM-dd}").TrimEnd());
        }
    }

    private Stage Standing(CaseFile file) => programme.Flow.Stages.First(s => s.Code == file.Stage);

    // A ledger that does not say when it was applied for is known by the day that was taken in its place.
    private CaseFile? CaseOf(ImportRun run, Guid subject, int year, string? kind, DateOnly? applied, DateOnly since)
    {
        var same = run.Cases.Of(programme.Code, subject).Where(c => c.Year == year && c.Kind == kind).ToList();
        return same.Find(c => c.AppliedOn == since)
            ?? (applied is null ? same.Find(c => c.AppliedOn == (c.ApprovedOn ?? c.DoneOn) || c.AppliedOn == new DateOnly(year, 1, 1)) : null);
    }

    /// <summary>Where a case of a state stands: an open one behind its draft, a closed one at its end.</summary>
    private Stage? StageOf(StageKind state)
    {
        var of = programme.Flow.Stages.Where(s => s.Kind == state).ToList();
        return state == StageKind.Open ? of.Find(s => !s.IsDraft) ?? of.FirstOrDefault() : of.FindLast(s => s.IsEnd) ?? of.LastOrDefault();
    }

    private Household? HouseholdOf(Row row, ImportRun run, Person? person)
    {
        if (!ForHouseholds)
        {
            return null;
        }
        if (row.TextOrNull("户编号") is { } number)
        {
            if (run.Households.TryGetValue(number, out var household))
            {
                return household;
            }
            row.Refuse("户编号", new Text("名册里没有这个户编号"));
            return null;
        }
        if (person?.HouseholdId is { } id)
        {
            return run.HouseholdWith(id);
        }
        if (person is not null)
        {
            row.Refuse("户编号", new Text("没有填户编号，名册里这个人也没有户"));
        }
        return null;
    }

    private Batch? BatchOf(Row row, ImportRun run)
    {
        if (row.TextOrNull("批次") is not { } name)
        {
            return null;
        }
        if (run.Batches.TryGetValue((programme.Code, name), out var batch))
        {
            return batch;
        }
        row.Refuse("批次", new Text("这个项目没有叫“{0}”的批次，先登记或先导入批次", name));
        return null;
    }
}
