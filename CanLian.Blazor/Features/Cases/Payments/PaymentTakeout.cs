using System.Globalization;
using CanLian.Blazor.Data;
using CanLian.Blazor.Files;
using CanLian.Blazor.Security;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Cases.Payments;

/// <summary>
/// The workbook for the bank (一卡通代发文件): name, account, amount and memo, and nothing that tells why somebody is paid. Whole numbers only once a batch
/// is approved.
/// </summary>
internal sealed class BankTakeout(PaymentQueries queries, CaseQueries cases) : Takeout("payment", Access.Finance)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        if (ask.Id("batch") is not { } id || await queries.FindAsync(ask.Actor, id) is not { } view
            || (ask.Full && view.Batch.State is not (PaymentBatchState.Approved or PaymentBatchState.Sent or PaymentBatchState.Returned)))
        {
            return null;
        }
        var numbers = InParts([.. view.Lines.Select(l => l.Line.CaseId).Distinct()], part => cases.Whole(ask.Actor, part), c => c.Id).ToDictionary(c => c.Id, c => c.Person!.IdNumber);
        var rows = Sheet.Of(view.Lines.All(l => l.Line.Kind == PayeeKind.Organisation) ? "对公支付" : "一卡通代发", view.Lines)
            .Text("序号", l => l.Line.Row.ToString(CultureInfo.InvariantCulture), 8).Text("姓名", l => l.Line.Kind == PayeeKind.Person ? l.Line.SubjectName : l.Line.Payee, 22)
            .Text("身份证号", l => l.Line.Kind == PayeeKind.Person ? ask.Shown(numbers[l.Line.CaseId]) : null, 22)
            .Text("开户行", l => l.Line.Bank, 24).Text("账号", l => ask.Account(l.Line.AccountNumber), 24).Text("开户名", l => l.Line.Payee, 22)
            .Yuan("金额", l => new Money(l.Line.Fen)).Text("摘要", _ => view.Batch.Memo).Text("村(社区)", l => l.Place).Text("发票号", l => l.Line.Invoice)
            .Text("结果", l => l.Line.State switch { PaymentLineState.Paid => "成功", PaymentLineState.Failed => "失败", _ => null }, 10)
            .Text("失败原因", l => l.Line.Failure, 18).Date("发放日期", l => l.Line.PaidOn);
        return new TakeoutSheet($"发放-{view.Batch.Number}", $"{view.Batch.Number}；{view.Batch.Lines.Count} 行；{new Money(view.Batch.TotalFen).InYuan()} 元", rows);
    }
}

/// <summary>Batches of a year as a workbook (发放批次导出).</summary>
internal sealed class PaymentsTakeout(PaymentQueries queries, OfficeClock clock) : Takeout("payments", Access.Finance)
{
    public override async Task<TakeoutSheet?> OpenAsync(TakeoutAsk ask)
    {
        var year = ask.Number("year") ?? clock.Today.Year;
        PaymentBatchState? state = Enum.TryParse<PaymentBatchState>(ask.Text("state"), out var chosen) ? chosen : null;
        var rows = (await queries.ListAsync(ask.Actor, year, state, 1, int.MaxValue)).Batches;
        return new TakeoutSheet("发放批次", state is { } word ? $"{year} 年；{word.Label()}" : $"{year} 年", Sheet.Of("发放批次", rows)
            .Text("批次号", b => b.Number, 16).Text("项目", b => Domain.Catalogue.Of(b.Programme).Name, 24).Text("摘要", b => b.Memo).Text("状态", b => b.State.Label(), 12)
            .Whole("行数", b => b.Lines).Yuan("金额", b => new Money(b.Fen)).Yuan("已发放", b => new Money(b.PaidFen)).Whole("失败行数", b => b.Failed)
            .Date("造册日期", b => b.CreatedOn).Text("造册人", b => b.CreatedBy, 10));
    }
}
