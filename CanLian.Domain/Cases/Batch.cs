using CanLian.Domain.Common;
using CanLian.Domain.Organisations;

namespace CanLian.Domain.Cases;

/// <summary>Where a batch stands (批次状态).</summary>
public enum BatchState
{
    [Label("筹备")] Preparing,
    [Label("报名中")] Enrolling,
    [Label("进行中")] Running,
    [Label("已结束")] Ended,
    [Label("已结算")] Settled,
    [Label("取消")] Called,
}

/// <summary>Cases handled together (批次): a tender lot (标段), a training class (班次), an event.</summary>
public class Batch
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Programme { get; set; }
    public int Year { get; set; }
    public required string Name { get; set; }
    public required string RegionCode { get; set; }
    public BatchState State { get; set; }
    public Guid? OrganisationId { get; set; }
    public Organisation? Organisation { get; set; }
    public DateOnly? StartsOn { get; set; }
    public DateOnly? EndsOn { get; set; }
    public DateOnly? DesignedOn { get; set; }
    public DateOnly? ProcuredOn { get; set; }
    public DateOnly? WorkStartedOn { get; set; }
    public DateOnly? AcceptedOn { get; set; }
    public string Place { get; set; } = "";
    public string Teacher { get; set; } = "";
    public string Supervision { get; set; } = "";
    public string Auditing { get; set; } = "";
    public string ContractNumber { get; set; } = "";
    public string AuditReport { get; set; } = "";
    public int? Hours { get; set; }
    public int? Capacity { get; set; }
    public long? FundsFen { get; set; }
    public long Version { get; set; }

    /// <summary>Whether the two batches share a day.</summary>
    public bool Overlaps(Batch other) => StartsOn <= other.EndsOn && other.StartsOn <= EndsOn;
}
