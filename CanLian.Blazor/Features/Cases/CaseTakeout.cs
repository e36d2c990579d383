using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Cases;

/// <summary>One line of a ledger: its number, the case, its form read, the people the form names, and what the rates give for it.</summary>
internal sealed record LedgerRow(int Number, CaseFile File, CaseForm Form, IReadOnlyDictionary<Guid, IdNumber> Named, long? StandardFen);

/// <summary>
/// The ledger of a programme (台账): the cases of the list with person, hardship, guardian, standard, money, account and the programme's own fields. With
/// whole numbers it is laid out as the import reads the programme's sheet.
/// </summary>
internal sealed class CaseTakeout(CaseQueries queries, RegionQueries regions, OfficeClock clock) : Takeout("cases", Access.SeesPersons)
{
    private static readonly Dictionary<StageKind, string> _states = new()
    {
        [StageKind.Open] = "办理中",
        [StageKind.Done] = "已完成",
        [StageKind.Refused] = "不符合",
        [StageKind.Withdrawn] = "退出",
    };

    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        if (Catalogue.Find(ask.Text("programme") ?? "", ask.Actor) is not { } programme || !ask.Actor.Handles(programme.Code))
        {
            return null;
        }
        var filter = new CaseFilter(programme.Code, ask.Number("year") ?? clock.Today.Year, ask.Text("stage"), ask.Text("kind"), ask.Text("town"), ask.Flag("overdue"));
        var places = (await regions.AllAsync(ask.Actor)).ToDictionary(p => p.Code, p => p.Name);
        var tariffs = await queries.TariffsAsync(ask.Actor, programme.Code);
        var rows = InParts(await queries.IdsAsync(ask.Actor, filter), part => Rows(programme, ask, part, tariffs), r => r.File.Id).Select((r, i) => r with { Number = i + 1 });
        return new TakeoutSheet($"{programme.Name}台账", Words(programme, filter, places), new Ledger(programme, ask, places, clock.Today).Sheet(rows));
    }

    private IEnumerable<LedgerRow> Rows(Programme programme, TakeoutAsk ask, List<Guid> ids, IReadOnlyList<Tariff> tariffs)
    {
        var read = queries.Whole(ask.Actor, ids).Select(f => (File: f, Form: programme.ReadForm(f.Form))).ToList();
        var references = FormSchema.Of(programme.FormType).Where(f => f.Property.PropertyType == typeof(PersonReference)).ToList();
        List<Guid> named = ask.Full ? [.. read.SelectMany(r => references.Select(f => (f.Property.GetValue(r.Form) as PersonReference)?.Id)).OfType<Guid>().Distinct()] : [];
        var numbers = queries.NumbersOf(ask.Actor, named);
        return read.Select(r => new LedgerRow(0, r.File, r.Form, numbers, CaseFactsLoader.StandardOf(CaseFactsLoader.TariffOf(tariffs, r.File), r.File)));
    }

    private static string Words(Programme programme, CaseFilter filter, Dictionary<string, string> places) => string.Join("；", new[]
    {
        $"{filter.Year} 年",
        filter.Stage is { } stage ? programme.Flow.Stages.FirstOrDefault(s => s.Code == stage)?.Name ?? stage : null,
        filter.Kind,
        filter.Region is { } region ? places.GetValueOrDefault(region, region) : null,
        filter.Overdue ? "逾期" : null,
    }.OfType<string>());

    /// <summary>The columns of one programme's ledger. What the import reads comes first, and its names are taken by nothing else.</summary>
    private sealed class Ledger(Programme programme, TakeoutAsk ask, Dictionary<string, string> places, DateOnly today)
    {
        private readonly HashSet<string> _titles = [];

        public Sheet<LedgerRow> Sheet(IEnumerable<LedgerRow> rows)
        {
            var sheet = Files.Sheet.Of(ask.Full ? programme.Name : $"{programme.Name}台账", rows);
            Take("序号", () => sheet.Whole("序号", r => r.Number, 8));
            Text(sheet, "案号", r => r.File.Number, 18);
            Text(sheet, "镇(街道)", r => places.GetValueOrDefault(Region.TownOf(r.File.RegionCode)));
            Text(sheet, "村(社区)", r => places.GetValueOrDefault(r.File.RegionCode));
            Text(sheet, "姓名", r => r.File.Person!.Name, 10);
            Text(sheet, "身份证号", r => ask.Shown(r.File.Person!.IdNumber), 22);
            Text(sheet, "户编号", r => r.File.Household?.Number, 12);
            Take("年度", () => sheet.Text("年度", r => r.File.Year.ToString(CultureInfo.InvariantCulture), 8));
            Text(sheet, "类别", r => r.File.Kind, 10);
            Date(sheet, "申请日期", r => r.File.AppliedOn);
            Date(sheet, "审批日期", r => r.File.ApprovedOn);
            Date(sheet, "完成日期", r => r.File.StageKind == StageKind.Done ? r.File.DoneOn : null);
            Take("金额", () => sheet.Yuan("金额", r => r.File.Amount));
            Take("数量", () => sheet.Text("数量", r => r.File.Quantity?.ToString("0.###", CultureInfo.InvariantCulture), 8));
            Text(sheet, "资金来源", r => r.File.FundingSource, 12);
            Text(sheet, "机构", r => r.File.Organisation?.Name, 20);
            Text(sheet, "批次", r => r.File.Batch?.Name);
            Text(sheet, "办理状态", r => _states[r.File.StageKind], 10);
            Text(sheet, "结果", r => r.File.Result, 10);
            // Finance pays and judges nothing: what the form says of illness and home is not for it.
            foreach (var field in ask.Actor.Role == Role.Finance ? [] : FormSchema.Of(programme.FormType))
            {
                Own(sheet, field);
            }
            Beyond(sheet);
            return sheet;
        }

        private void Beyond(Sheet<LedgerRow> sheet)
        {
            Text(sheet, "性别", r => r.File.Person!.Sex.Label(), 6);
            Date(sheet, "出生日期", r => r.File.Person!.BirthDate);
            Text(sheet, "残疾人证号", r => ask.Shown(r.File.Person!.Certificate?.Number), 24);
            Text(sheet, "残疾类别", r => r.File.Person!.Certificate?.Kind.Name(), 10);
            Text(sheet, "残疾等级", r => r.File.Person!.Certificate?.Grade.Name(), 10);
            Text(sheet, "困难情况", r => string.Join('、', r.File.Person!.HardshipsOn(today).Select(h => h.Kind.Label()).Distinct()), 18);
            Text(sheet, "户口性质", r => r.File.Person!.Registration.Label(), 10);
            Text(sheet, "户主", r => r.File.Household?.HeadName, 10);
            Text(sheet, "地址", r => r.File.Person!.Address, 28);
            Text(sheet, "联系电话", r => ask.Phone(r.File.Person!.Phone));
            Text(sheet, "监护人", r => r.File.Person!.Guardian?.Name, 10);
            Text(sheet, "监护人电话", r => ask.Phone(r.File.Person!.Guardian?.Phone));
            Text(sheet, "环节", r => programme.Flow.Stage(r.File.Stage).Name, 12);
            Date(sheet, "到期", r => r.File.DueOn);
            if (programme.Spine.OrganisationLabel is not null || programme.Spine.BatchLabel is not null)
            {
                Text(sheet, "机构地址", r => Body(r)?.Address, 24);
                Text(sheet, "机构负责人", r => Body(r)?.Contact, 10);
                Text(sheet, "机构电话", r => Body(r)?.Phone);
            }
            if (programme.Spine.Pays)
            {
                Take("标准", () => sheet.Yuan("标准", r => r.StandardFen is { } fen ? new Money(fen) : null));
                Text(sheet, "开户行", r => r.File.Person!.Account?.Bank, 20);
                Text(sheet, "银行账号", r => ask.Account(r.File.Person!.Account?.Number), 22);
                Text(sheet, "开户人", r => r.File.Person!.Account?.Holder, 10);
                Take("已付金额", () => sheet.Yuan("已付金额", r => new Money(r.File.PaidFen)));
                Text(sheet, "发放批次", r => string.Join('、', Paid(r).Select(p => p.List).Distinct()), 20);
                Date(sheet, "发放日", r => Paid(r).Max(p => p.PaidOn));
                Take("已追回", () => sheet.Yuan("已追回", r => new Money(r.File.RecoveredFen)));
                Text(sheet, "凭证号", r => string.Join('、', Paid(r).Select(p => p.Voucher).OfType<string>().Distinct()), 18);
            }
            Take("照片数", () => sheet.Whole("照片数", r => r.File.Attachments.Count(a => a.IsPicture), 8));
            Text(sheet, "退出或退回原因", r => r.File.StageKind is StageKind.Withdrawn or StageKind.Refused ? Ending(r.File) : r.File.SentBackReason, 24);
            Text(sheet, "备注", r => r.File.Events.Where(e => e.Kind == CaseEventKind.Remark).MaxBy(e => e.Sequence)?.Remark, 24);
        }

        private static Organisation? Body(LedgerRow row) => row.File.Organisation ?? row.File.Batch?.Organisation;

        private static IEnumerable<Payment> Paid(LedgerRow row) => row.File.Payments.Where(p => p.State == PaymentState.Paid);

        private static string? Ending(CaseFile file) => file.Events.Where(e => e.ToStage == file.Stage).MaxBy(e => e.Sequence) is { } ended
            ? string.Join("；", ended.Details.Values.Append(ended.Remark).Where(w => !string.IsNullOrEmpty(w)))
            : null;

        private void Own(Sheet<LedgerRow> sheet, FormField field)
        {
            var (type, label) = (Nullable.GetUnderlyingType(field.Property.PropertyType) ?? field.Property.PropertyType, field.Field.Label);
            object? Value(LedgerRow row) => field.Property.GetValue(row.Form);
            if (type == typeof(PersonReference))
            {
                Text(sheet, label + "姓名", r => (Value(r) as PersonReference)?.Name, 10);
                Text(sheet, label + "身份证号", r => Value(r) is PersonReference person
                    ? ask.Full ? person.Id is { } id && r.Named.TryGetValue(id, out var number) ? number.Value : null : person.Number
                    : null, 22);
            }
            else if (type == typeof(DateOnly))
            {
                Date(sheet, label, r => (DateOnly?)Value(r));
            }
            else if (type == typeof(decimal) && field.Field.Unit == "元")
            {
                Take(label, () => sheet.Yuan(label, r => Value(r) is decimal yuan ? Money.OfYuan(yuan) : null));
            }
            else
            {
                var hidden = !ask.Full && Attribute.IsDefined(field.Property, typeof(SensitiveAttribute));
                Text(sheet, label, r => hidden && Value(r) is string { Length: > 0 } ? "已隐藏" : FormWords.Of(Value(r)), 16);
            }
        }

        private void Text(Sheet<LedgerRow> sheet, string title, Func<LedgerRow, string?> cell, double width = 14) => Take(title, () => sheet.Text(title, cell, width));

        private void Date(Sheet<LedgerRow> sheet, string title, Func<LedgerRow, DateOnly?> cell) => Take(title, () => sheet.Date(title, cell));

        private void Take(string title, Action add)
        {
            if (_titles.Add(title))
            {
                add();
            }
        }
    }
}

/// <summary>What waits for somebody as a workbook (我的工作导出).</summary>
internal sealed class WorkTakeout(WorkQueries queries) : Takeout("work", Access.SignedIn)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        WorkReason? only = Enum.TryParse<WorkReason>(ask.Text("reason"), out var reason) ? reason : null;
        var work = await queries.FindAsync(ask.Actor, only, most: int.MaxValue);
        return new TakeoutSheet("我的工作", only?.Label() ?? "", Sheet.Of("我的工作", work.Items)
            .Text("情况", r => r.Reason.Label(), 10).Text("姓名", r => r.Name, 10).Text("性别", r => r.About.Sex.Label(), 6).Whole("年龄", r => r.About.Age, 6)
            .Text("残疾类别等级", r => r.About.Disability).Text("地址", r => r.About.Address, 28).Text("项目", r => Catalogue.Of(r.Programme).Name, 22)
            .Text("环节", r => r.Stage).Text("下一步", r => r.NextVerb, 18).Date("应办日期", r => r.DueOn).Text("说明", r => r.Words, 30));
    }
}

/// <summary>Lots, classes and events as a workbook (批次导出), as the import reads them.</summary>
internal sealed class BatchTakeout(CaseQueries queries, OfficeClock clock) : Takeout("batches", Access.SeesPersons)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        if (Catalogue.Find(ask.Text("programme") ?? "", ask.Actor) is not { Spine.BatchLabel: { } label } programme)
        {
            return null;
        }
        var year = ask.Number("year") ?? clock.Today.Year;
        var rows = await queries.BatchSizesAsync(ask.Actor, programme.Code, year);
        return new TakeoutSheet($"{programme.Name}{label}", $"{year} 年", Sheet.Of("批次", rows)
            .Text("项目", _ => programme.Name, 22).Text("批次名称", r => r.Batch.Name, 20).Text("承办机构", r => r.Batch.Organisation?.Name, 22)
            .Date("开始日期", r => r.Batch.StartsOn).Date("结束日期", r => r.Batch.EndsOn).Date("设计完成日期", r => r.Batch.DesignedOn)
            .Date("采购完成日期", r => r.Batch.ProcuredOn).Date("开工日期", r => r.Batch.WorkStartedOn).Date("验收日期", r => r.Batch.AcceptedOn)
            .Text("地点", r => r.Batch.Place, 20).Yuan("经费", r => r.Batch.FundsFen is { } fen ? new Money(fen) : null)
            .Text("状态", r => r.Batch.State.Label(), 10).Whole("案件数", r => r.Cases).Text("合同编号", r => r.Batch.ContractNumber).Text("审计报告", r => r.Batch.AuditReport));
    }
}
