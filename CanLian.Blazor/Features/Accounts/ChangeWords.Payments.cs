namespace CanLian.Blazor.Features.Accounts;

public static partial class ChangeWords
{
    private static readonly Dictionary<string, string> _paymentProperties = new()
    {
        ["AccountNumber"] = "账号",
        ["ApprovedById"] = "批准账号",
        ["ApprovedByName"] = "批准人",
        ["CaseNumber"] = "案号",
        ["CreatedById"] = "造册账号",
        ["CreatedByName"] = "造册人",
        ["CreatedOn"] = "造册日期",
        ["DemandedOn"] = "通知日期",
        ["Document"] = "文号",
        ["Fen"] = "金额",
        ["FindingsReason"] = "照发的理由",
        ["Invoice"] = "发票号",
        ["LineId"] = "发放行",
        ["Memo"] = "摘要",
        ["Parts"] = "资金来源分摊",
        ["PaymentId"] = "哪一笔发放",
        ["Repayments"] = "退回",
        ["RepaysLineId"] = "补发的行",
        ["ReturnedOn"] = "退回日期",
        ["ReversesId"] = "冲销的批次",
        ["ReversesLineId"] = "冲销的行",
        ["Row"] = "序号",
        ["SentOn"] = "送银行日期",
        ["Shares"] = "资金分担",
        ["SubmittedOn"] = "报批日期",
        ["WriteOffReason"] = "核销原因",
        ["WrittenOffOn"] = "核销日期",
    };
}
