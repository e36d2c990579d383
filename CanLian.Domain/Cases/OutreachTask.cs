using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Cases;

/// <summary>How a task came to its end (补漏结果).</summary>
public enum OutreachEnd
{
    [Label("已办理")] Served,
    [Label("本人放弃")] Declined,
    [Label("不符合条件")] NotEligible,
    [Label("找不到人")] NotFound,
    [Label("已在别处享受")] ServedElsewhere,
}

/// <summary>
/// Somebody is entitled to something and does not have it: go and see (补漏任务). Opened from a list of gaps, done by whoever works in the village, closed
/// with what came of it.
/// </summary>
public class OutreachTask
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PersonId { get; init; }
    public Person? Person { get; init; }
    public required string RegionCode { get; init; }

    /// <summary>Code of the programme, or of an allowance that another office pays.</summary>
    public required string Programme { get; init; }

    /// <summary>What is missing, in the words of the list it came from.</summary>
    public required string What { get; init; }

    /// <summary>Whose it is; null where the village has no worker with a sign-in, and then it is everybody's who works there.</summary>
    public string? AssigneeId { get; set; }
    public string AssigneeName { get; set; } = "";
    public DateOnly OpenedOn { get; init; }
    public required string OpenedBy { get; init; }
    public DateOnly DueOn { get; set; }

    /// <summary>The case by which it is being done; null while nobody has opened one.</summary>
    public Guid? CaseId { get; set; }

    public OutreachEnd? End { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public string? ClosedBy { get; set; }
    public string? Reason { get; set; }
    public long Version { get; set; }

    public bool Open => ClosedOn is null;

    /// <summary>Closes it; refused where it is closed already, or where nothing is said although it was not served.</summary>
    public Outcome Close(OutreachEnd? end, string reason, string by, DateOnly today)
    {
        if (!Open)
        {
            return Outcome.Refused("{0}已经在 {1:yyyy-MM-dd} 办结了", ClosedBy ?? "", ClosedOn!.Value);
        }
        if (end is null)
        {
            return Outcome.Refused(new Reason(new Text("选结果"), "task-end"));
        }
        if (end != OutreachEnd.Served && string.IsNullOrWhiteSpace(reason))
        {
            return Outcome.Refused(new Reason(new Text("没有办成，写一句为什么"), "task-reason"));
        }
        (End, Reason, ClosedBy, ClosedOn) = (end, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), by, today);
        return Outcome.Done;
    }

    /// <summary>Follows a case of its programme and person: it stands beside the task from its beginning, and ends it when it is done.</summary>
    public void Follow(CaseFile file, string by, DateOnly today)
    {
        if (Open && file.StageKind is StageKind.Open or StageKind.Done)
        {
            CaseId = file.Id;
            if (file.StageKind == StageKind.Done)
            {
                (End, ClosedBy, ClosedOn) = (OutreachEnd.Served, by, today);
            }
        }
    }
}
