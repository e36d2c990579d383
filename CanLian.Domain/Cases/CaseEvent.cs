using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

/// <summary>What kind of thing happened to a case (经过类型).</summary>
public enum CaseEventKind
{
    [Label("立案")] Opened,
    [Label("办理")] Step,
    [Label("暂缓")] Held,
    [Label("恢复办理")] Resumed,
    [Label("转办")] Assigned,
    [Label("备注")] Remark,
    [Label("特批")] Override,
    [Label("入户核实")] Visit,
    [Label("回访")] FollowUp,
    [Label("整改")] Rectified,
    [Label("异议")] Objection,
    [Label("导入")] Imported,
}

/// <summary>One thing that happened to a case (经办经过), written in the transaction that made it happen and never changed.</summary>
public class CaseEvent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; set; }
    public int Sequence { get; set; }
    public CaseEventKind Kind { get; set; }

    /// <summary>When it was recorded (UTC).</summary>
    public DateTime At { get; set; }

    /// <summary>The day it happened, which may be earlier than the day it was recorded.</summary>
    public DateOnly On { get; set; }
    public required string ActorId { get; set; }
    public required string ActorName { get; set; }
    public string? StepCode { get; set; }
    public required string Title { get; set; }
    public string? FromStage { get; set; }
    public string? ToStage { get; set; }
    public string? Remark { get; set; }

    /// <summary>Answers the step asked for, label by label.</summary>
    public Dictionary<string, string> Details { get; set; } = [];
}
