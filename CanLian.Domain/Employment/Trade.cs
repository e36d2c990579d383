namespace CanLian.Domain.Employment;

/// <summary>The kinds of work people look for and employers offer (工种), in groups: who can do one of a group soon learns another.</summary>
public static class Trade
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> _groups =
    [
        ["手工加工", "缝纫", "包装", "装配"],
        ["保洁", "家政", "洗衣"],
        ["客服", "电商", "数据录入"],
        ["保安", "门卫", "仓库管理"],
        ["种植", "养殖", "农产品加工"],
        ["食品加工", "帮厨"],
        ["按摩"],
        ["其他"],
    ];

    public static IReadOnlyList<string> All { get; } = [.. _groups.SelectMany(g => g)];

    /// <summary>Of one group; 其他 is related to nothing.</summary>
    public static bool Related(string one, string other) => _groups.Any(g => g.Contains(one) && g.Contains(other));
}
