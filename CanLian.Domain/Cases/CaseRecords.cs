using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

/// <summary>A file that belongs to a case (附件): a signed paper or a photo, filed under the name of the paper it is.</summary>
public class Attachment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; set; }
    public required string Paper { get; set; }
    public required string FileName { get; set; }
    public required string ContentType { get; set; }
    public long Size { get; set; }
    public required string Sha256 { get; set; }
    public DateOnly On { get; set; }
    public string Caption { get; set; } = "";
    public required string AddedBy { get; set; }
    public DateTime AddedAt { get; set; }

    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);
}

/// <summary>What a visit found (核实结论).</summary>
public enum VisitFinding
{
    [Label("符合")] Fits,
    [Label("不符合")] DoesNotFit,
    [Label("待定")] Undecided,
}

/// <summary>A visit that verifies an application (入户核实).</summary>
public class HomeVisit
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; set; }
    public DateOnly On { get; set; }
    public required string Way { get; set; }

    /// <summary>Whom the worker saw: the person, a guardian.</summary>
    public required string Met { get; set; }
    public VisitFinding Finding { get; set; }
    public string Note { get; set; } = "";
    public required string By { get; set; }
}

/// <summary>A public notice of one or several cases at a board (公示).</summary>
public class Notice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Programme { get; set; }
    public int Year { get; set; }
    public required string RegionCode { get; set; }
    public required string Title { get; set; }
    public DateOnly OpenedOn { get; set; }
    public int WorkingDays { get; set; }
    public required string OpenedBy { get; set; }

    /// <summary>The last day of the notice; the day after the opening is the first.</summary>
    public DateOnly LastDay(WorkingCalendar calendar) => calendar.AddWorkingDays(OpenedOn, WorkingDays);
}

/// <summary>An objection raised against one case during its notice (异议).</summary>
public class Objection
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; set; }
    public DateOnly On { get; set; }
    public required string Content { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public string? Answer { get; set; }
    public bool? Upheld { get; set; }
}

/// <summary>An officer's decision to go on although a rule is not met (特批), confirmed by whoever approves.</summary>
public class RuleOverride
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; set; }
    public required string Rule { get; set; }
    public required string Reason { get; set; }
    public required string ById { get; set; }
    public required string ByName { get; set; }
    public DateOnly On { get; set; }
    public string? ConfirmedBy { get; set; }
}

/// <summary>A time during which a case waits for a stated reason (暂缓).</summary>
public class Hold
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; set; }
    public required string Reason { get; set; }
    public DateOnly From { get; set; }
    public DateOnly ReviewOn { get; set; }
    public DateOnly? EndedOn { get; set; }
}

/// <summary>Satisfaction of whoever is visited afterwards (满意度).</summary>
public enum Satisfaction
{
    [Label("很满意")] Very,
    [Label("满意")] Satisfied,
    [Label("基本满意")] Fairly,
    [Label("不满意")] Dissatisfied,
}

/// <summary>A visit after the fact (回访); a problem found becomes a rectification with a deadline and a re-check (整改).</summary>
public class FollowUp
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; set; }
    public CaseFile? Case { get; set; }
    public DateOnly On { get; set; }
    public required string Way { get; set; }
    public Satisfaction? Satisfaction { get; set; }

    /// <summary>Whether the trainee uses what was taught (应用所学); null when not asked.</summary>
    public bool? AppliesSkills { get; set; }
    public Dictionary<string, string> Answers { get; set; } = [];
    public required string By { get; set; }
    public string? Problem { get; set; }
    public string? ResponsibleUnit { get; set; }
    public DateOnly? FixBy { get; set; }
    public DateOnly? FixedOn { get; set; }
    public string? RecheckedBy { get; set; }

    public bool AwaitsFix => Problem is not null && FixedOn is null;
}

/// <summary>Where a payment stands (发放状态).</summary>
public enum PaymentState
{
    [Label("已造册")] Listed,
    [Label("已报财政")] AtTreasury,
    [Label("已发放")] Paid,
    [Label("发放失败")] Failed,
    [Label("撤回")] TakenBack,
}

/// <summary>Money on its way from the federation to a payee for one case (发放). The amount is frozen when it is listed.</summary>
public class Payment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; set; }
    public required string List { get; set; }
    public long AmountFen { get; set; }
    public required string Payee { get; set; }
    public PaymentState State { get; set; }
    public DateOnly ListedOn { get; set; }
    public DateOnly? PaidOn { get; set; }
    public string? Voucher { get; set; }
    public string? Failure { get; set; }

    /// <summary>The line of a payment batch that carries it; null for one registered by hand.</summary>
    public Guid? LineId { get; set; }

    /// <summary>The day the money was back with the federation; null where it was not.</summary>
    public DateOnly? ReturnedOn { get; set; }
}
