using CanLian.Blazor.Data;
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

    private readonly FormColumns _form = new(programme);
    private readonly Dictionary<int, CaseCounter> _counters = [];
    private Dictionary<string, CaseFile> _cases = [];

    public override IReadOnlyList<Column> Columns =>
    [
        new("姓名", true), new("身份证号", true), new("户编号"), new("年度", true), new("类别"), new("申请日期"), new("审批日期"), new("完成日期"), new("金额"), new("数量"),
        new("资金来源"), new("机构"), new("批次"), new("办理状态"), new("结果"), new("备注"), .. _form.Columns,
    ];

    public override async Task PrepareAsync(ImportRun run)
    {
        await run.LoadCasesAsync(programme.Code);
        _cases = run.Stored[programme.Code].SelectMany(g => g).GroupBy(c => Key(Subject(c), c.Year, c.Kind, c.AppliedOn)).ToDictionary(g => g.Key, g => g.First());
    }

    public override string? KeyOf(Row row) => row.Key(
        programme.Subject == Domain.Programmes.Subject.Household && row.TextOrNull("户编号") is not null ? "户编号" : "身份证号", "年度", "类别", "申请日期");

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
        var form = person is null ? null : _form.Read(row, run, person, applied ?? approved ?? done ?? run.Today);
        if (row.Refusals.Count > 0 || person is null || year is null || stage is null || form is null)
        {
            return RowOutcome.Unchanged;
        }

        var since = applied ?? approved ?? done ?? new DateOnly(year.Value, 1, 1);
        var key = Key(household?.Id ?? person.Id, year.Value, kind, since);
        var isNew = !_cases.TryGetValue(key, out var file);
        var changes = new Changes();
        if (file is null)
        {
            if (household is not null && person.HouseholdId != household.Id)
            {
                person.HouseholdId = household.Id;
            }
            file = CaseFile.Open(NextNumber(run, year.Value), programme.Code, year.Value, person, household is not null, programme.Flow, since, run.Actor, run.Now);
            file.Events.Clear();
            file.Kind = kind;
            file.Form = form;
            _cases.Add(key, file);
            run.Db.Add(file);
        }
        changes.PutText(file.Result, result, v => file.Result = v);
        changes.PutValue(file.Quantity, quantity, v => file.Quantity = v);
        changes.PutValue(file.AmountFen, amount?.Fen, v => file.AmountFen = v);
        changes.PutText(file.FundingSource, row.TextOrNull("资金来源"), v => file.FundingSource = v);
        changes.PutValue(file.OrganisationId, organisation?.Id, v => file.OrganisationId = v);
        changes.PutValue(file.BatchId, batch?.Id, v => file.BatchId = v);
        if (isNew || file.StageKind != stage.Kind || file.DoneOn != (state == StageKind.Done ? done : null))
        {
            var title = new Text(isNew ? "从《{0}》“{1}”第 {2} 行导入" : "按《{0}》“{1}”第 {2} 行更新", run.File, Name, row.Number);
            file.PlaceAsRecorded(stage, done ?? approved ?? since, approved, state == StageKind.Done ? done : null, title.ToString(), run.Actor, run.Now);
            if (!isNew)
            {
                run.Db.Add(file.Events[^1]);
            }
            changes.Mark();
        }
        if (isNew && row.TextOrNull("备注") is { } remark)
        {
            file.AddRemark(remark, run.Actor, run.Now, since);
        }
        return isNew ? RowOutcome.Added : changes.Outcome;
    }

    private Guid Subject(CaseFile file) => programme.Subject == Domain.Programmes.Subject.Household ? file.HouseholdId ?? file.PersonId : file.PersonId;

    private static string Key(Guid subject, int year, string? kind, DateOnly applied) => $"{subject:N}|{year}|{kind}|{applied:yyyyMMdd}";

    /// <summary>Where a case of a state stands: an open one behind its draft, a closed one at its end.</summary>
    private Stage? StageOf(StageKind state)
    {
        var of = programme.Flow.Stages.Where(s => s.Kind == state).ToList();
        return state == StageKind.Open ? of.Find(s => !s.IsDraft) ?? of.FirstOrDefault() : of.FindLast(s => s.IsEnd) ?? of.LastOrDefault();
    }

    private Household? HouseholdOf(Row row, ImportRun run, Person? person)
    {
        if (programme.Subject != Domain.Programmes.Subject.Household)
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
            return run.Households.Values.First(h => h.Id == id);
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

    private string NextNumber(ImportRun run, int year)
    {
        if (!_counters.TryGetValue(year, out var counter))
        {
            counter = run.Db.CaseCounters.Find(programme.Code, year);
            if (counter is null)
            {
                counter = new CaseCounter { Programme = programme.Code, Year = year };
                run.Db.Add(counter);
            }
            _counters.Add(year, counter);
        }
        counter.Last++;
        return CaseNumber.Of(year, programme, counter.Last);
    }
}
