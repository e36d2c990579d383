using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

/// <summary>What a stage means for counting (环节性质).</summary>
public enum StageKind
{
    [Label("在办")] Open,
    [Label("已完成")] Done,
    [Label("不符合")] Refused,
    [Label("退出")] Withdrawn,
}

/// <summary>
/// A place in a programme's flow (环节). A stage after the one that counts as completion is of kind Done too: the duty stays, the case is counted.
/// </summary>
/// <param name="Code">Stable code in the database.</param>
/// <param name="Name">Chinese name, such as 待录入平台.</param>
/// <param name="Kind">What it counts as.</param>
/// <param name="LimitDays">Working days within which it should be left; null without a limit.</param>
public sealed record Stage(string Code, string Name, StageKind Kind = StageKind.Open, int? LimitDays = null)
{
    /// <summary>Nobody has anything left to do here.</summary>
    public bool IsEnd { get; init; }

    /// <summary>The stage of a case that is being prepared and was not handed in.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Whether the strip on a case page shows it.</summary>
    public bool OnStrip => !IsEnd && !IsDraft;

    /// <summary>The name without 待 and 中, as the strip shows it.</summary>
    public string StripLabel => Name.StartsWith('待') ? Name[1..] : Name.EndsWith('中') ? Name[..^1] : Name;

    public static Stage Draft { get; } = new("draft", "草稿") { IsDraft = true };

    public static Stage End(string code, string name, StageKind kind) => new(code, name, kind) { IsEnd = true };

    public override string ToString() => Name;
}
