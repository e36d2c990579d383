namespace CanLian.Blazor.Features.Accounts;

public static partial class ChangeWords
{
    private static readonly Dictionary<string, string> _doubtProperties = new()
    {
        ["AboutId"] = "经办账号",
        ["Evidence"] = "依据",
        ["Fingerprint"] = "情形的散列",
        ["FormerId"] = "上一次的疑点",
        ["FoundOn"] = "发现日期",
        ["GoneOn"] = "消除日期",
        ["NumberHash"] = "账号的散列",
        ["Sentence"] = "情形",
        ["SettledAt"] = "处理时间",
        ["SettledBy"] = "处理人",
        ["Severity"] = "轻重",
    };
}
