using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Features.People;

/// <summary>How a list of the register is ordered (排序).</summary>
public enum PeopleOrder
{
    [Label("姓名")] Name,
    [Label("村（社区）")] Place,
    [Label("年龄")] Age,
    [Label("残疾人证到期")] Expiry,
}

/// <summary>State of a certificate as a list is narrowed by it (证件状态条件): each holder fits exactly one.</summary>
public enum CardState
{
    [Label("有效")] Valid,
    [Label("即将到期")] ExpiringSoon,
    [Label("过期")] Expired,
    [Label("挂失")] ReportedLost,
    [Label("冻结")] Frozen,
    [Label("注销")] Cancelled,
    [Label("迁出")] MovedOut,
    [Label("没有残疾人证")] None,
}

/// <summary>What a list of the register asks for (名册条件); null and empty mean any.</summary>
public sealed record PeopleFilter
{
    public string Text { get; init; } = "";

    /// <summary>Code of a town or village.</summary>
    public string? Region { get; init; }
    public IReadOnlyList<DisabilityKind> Kinds { get; init; } = [];
    public IReadOnlyList<DisabilityGrade> Grades { get; init; } = [];
    public IReadOnlyList<CardState> States { get; init; } = [];
    public IReadOnlyList<HardshipKind> Hardships { get; init; } = [];

    /// <summary>Code of a programme for which the person is entitled and not served.</summary>
    public string? Unserved { get; init; }
    public PeopleOrder Order { get; init; }
    public bool Descending { get; init; }
    public int Page { get; init; } = 1;

    /// <summary>The filter as an address or a form of the page writes it.</summary>
    public Dictionary<string, string?> Conditions => new()
    {
        ["q"] = Text,
        ["place"] = Region,
        ["kind"] = Write(Kinds),
        ["grade"] = Write(Grades),
        ["state"] = Write(States),
        ["hardship"] = Write(Hardships),
        ["unserved"] = Unserved,
        ["sort"] = Order.ToString(),
        ["desc"] = Descending ? "true" : null,
    };

    /// <summary>Members written in an address, separated by commas; what is not a member is passed over.</summary>
    public static IReadOnlyList<T> Read<T>(string? written) where T : struct, Enum =>
        [.. (written ?? "").Split(',').Select(word => Enum.TryParse<T>(word, out var member) && Enum.IsDefined(member) ? member : (T?)null).OfType<T>().Distinct()];

    public static string? Write<T>(IEnumerable<T> members) where T : struct, Enum => string.Join(',', members) is { Length: > 0 } text ? text : null;
}
