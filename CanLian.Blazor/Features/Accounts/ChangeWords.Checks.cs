namespace CanLian.Blazor.Features.Accounts;

public static partial class ChangeWords
{
    // Inspections, checks of surveys, saved questions.
    private static readonly Dictionary<string, string> _checkProperties = new()
    {
        ["CheckedBy"] = "抽查人",
        ["Compared"] = "比对",
        ["Differences"] = "不一样",
        ["Different"] = "不一样的题",
        ["DispatchedBy"] = "派单人",
        ["DispatchedOn"] = "派单日期",
        ["DrawnBy"] = "抽样人",
        ["DrawnOn"] = "抽样日期",
        ["EntryId"] = "调查表",
        ["Findings"] = "查出的问题",
        ["InspectedBy"] = "检查人",
        ["RecheckNote"] = "复查情况",
        ["RecheckResult"] = "复查结果",
        ["RecheckedOn"] = "复查日期",
        ["RectifyBy"] = "整改期限",
        ["Round"] = "轮次",
        ["SavedAt"] = "存下时间",
    };
}
