namespace CanLian.Blazor.Ui;

/// <summary>Where a stage of a case stands (步骤状态).</summary>
public enum StageState
{
    Done,
    Now,
    Later,
}

/// <summary>One stage on the strip (步骤).</summary>
/// <param name="Label">The stage's name.</param>
/// <param name="State">Done, now or later.</param>
/// <param name="Date">When it was done, already written.</param>
/// <param name="Note">What must be said beneath it: 逾期3天, 下一步.</param>
/// <param name="Late">The note is about lateness.</param>
/// <param name="Group">Neighbours with the same group share a bracket, for steps done by lot.</param>
public sealed record StageItem(string Label, StageState State, string? Date = null, string? Note = null, bool Late = false, string? Group = null);
