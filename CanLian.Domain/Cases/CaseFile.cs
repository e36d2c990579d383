using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;

namespace CanLian.Domain.Cases;

/// <summary>
/// One case of one programme for one person or household (案件). What lists and figures ask for are columns; what only the programme
/// knows is its typed form, kept as JSON in <see cref="Form"/>. The stage changes by <see cref="Take"/> alone.
/// </summary>
public partial class CaseFile
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>年度-简称-四位序号, such as 2023-家改-0386.</summary>
    public required string Number { get; init; }
    public required string Programme { get; init; }

    /// <summary>The year the case belongs to (年度), never the year of one of its dates.</summary>
    public int Year { get; init; }
    public Guid PersonId { get; init; }
    public Person? Person { get; init; }
    /// <summary>Name of the person or householder as it was when the case was opened; a list needs no look at the register.</summary>
    public required string SubjectName { get; init; }
    public Guid? HouseholdId { get; init; }
    public Household? Household { get; init; }
    public required string RegionCode { get; set; }

    public string Stage { get; private set; } = "";
    public StageKind StageKind { get; private set; }
    public DateOnly StageSince { get; private set; }
    public DateOnly? DueOn { get; private set; }

    /// <summary>What the colleague wrote who sent it back; null when it was not sent back or has gone forward since.</summary>
    public string? SentBackReason { get; private set; }

    public string? Kind { get; set; }
    public string? Result { get; set; }

    /// <summary>Months, pieces; to the millionth, so that sums are whole millionths everywhere.</summary>
    public decimal? Quantity
    {
        get;
        set => field = value is { } number ? decimal.Round(number, 6) : null;
    }
    public long? AmountFen { get; set; }
    public string? FundingSource { get; set; }
    public Guid? OrganisationId { get; set; }
    public Organisation? Organisation { get; set; }
    public Guid? BatchId { get; set; }
    public Batch? Batch { get; set; }
    public Guid? NoticeId { get; set; }
    public Notice? Notice { get; set; }
    public string? AssignedToId { get; set; }
    public string? AssignedToName { get; set; }

    public DateOnly AppliedOn { get; set; }
    public DateOnly? ApprovedOn { get; private set; }
    public DateOnly? DoneOn { get; private set; }

    /// <summary>The programme's form as JSON.</summary>
    public string Form { get; set; } = "{}";
    public long Version { get; set; }

    public List<CaseEvent> Events { get; init; } = [];
    public List<Attachment> Attachments { get; init; } = [];
    public List<HomeVisit> Visits { get; init; } = [];
    public List<Objection> Objections { get; init; } = [];
    public List<RuleOverride> Overrides { get; init; } = [];
    public List<FollowUp> FollowUps { get; init; } = [];
    public List<Payment> Payments { get; init; } = [];
    public List<Hold> Holds { get; init; } = [];

    public Money? Amount => AmountFen is { } fen ? new Money(fen) : null;
    public Hold? CurrentHold => Holds.Find(h => h.EndedOn is null);
    public HomeVisit? LastVisit => Visits.OrderBy(v => v.On).LastOrDefault();
    public long PaidFen => Payments.Where(p => p.State == PaymentState.Paid).Sum(p => p.AmountFen);
    public Payment? CurrentPayment => Payments.Find(p => p.State is PaymentState.Listed or PaymentState.AtTreasury);

    public IEnumerable<Attachment> Papers(string paper) => Attachments.Where(a => a.Paper == paper);

    /// <summary>Days past the limit of the present stage; null when not late.</summary>
    public int? DaysLate(DateOnly today) =>
        DueOn is { } due && due < today && CurrentHold is null ? today.DayNumber - due.DayNumber : null;

    /// <summary>The last event of any of the steps; null when none was taken.</summary>
    public CaseEvent? LastStep(params IEnumerable<string> steps) =>
        Events.Where(e => e.StepCode is { } code && steps.Contains(code)).MaxBy(e => e.Sequence);

    /// <summary>Opens a case for a person with the event that says so, at the flow's first stage or, from a list, at a later one.</summary>
    public static CaseFile Open(
        string number, string programme, int year, Person person, bool forHousehold, Flow flow, DateOnly appliedOn, Actor actor, DateTime now,
        Stage? at = null, string title = "立案")
    {
        var file = new CaseFile
        {
            Number = number,
            Programme = programme,
            Year = year,
            PersonId = person.Id,
            Person = person,
            SubjectName = person.Name,
            HouseholdId = forHousehold ? person.HouseholdId : null,
            RegionCode = person.RegionCode,
            AppliedOn = appliedOn,
        };
        file.Enter(at ?? flow.First, appliedOn, WorkingCalendar.China);
        file.Record(CaseEventKind.Opened, title, actor, now, appliedOn).ToStage = file.Stage;
        return file;
    }

    /// <summary>
    /// Places a case that happened before it came into the system where its dates say it stands (导入). Its history begins with that sentence.
    /// </summary>
    public void PlaceAsRecorded(Stage stage, DateOnly since, DateOnly? approvedOn, DateOnly? doneOn, string title, Actor actor, DateTime now)
    {
        Enter(stage, since, WorkingCalendar.China);
        ApprovedOn = approvedOn;
        DoneOn = doneOn;
        Record(CaseEventKind.Imported, title, actor, now, since).ToStage = stage.Code;
    }

    /// <summary>A case of which only what is counted was read; it is never saved.</summary>
    internal static CaseFile Counted(
        Guid id, string programme, int year, Guid personId, Guid? householdId, string region, string stage, StageKind stageKind, DateOnly stageSince, DateOnly? dueOn,
        DateOnly? doneOn, DateOnly appliedOn, string? kind, string? result, decimal? quantity, long? amountFen) => new()
        {
            Id = id,
            Number = "",
            Programme = programme,
            Year = year,
            PersonId = personId,
            SubjectName = "",
            HouseholdId = householdId,
            RegionCode = region,
            Stage = stage,
            StageKind = stageKind,
            StageSince = stageSince,
            DueOn = dueOn,
            DoneOn = doneOn,
            AppliedOn = appliedOn,
            Kind = kind,
            Result = result,
            Quantity = quantity,
            AmountFen = amountFen,
        };

    private void Enter(Stage stage, DateOnly on, WorkingCalendar calendar, int? limitDays = null)
    {
        Stage = stage.Code;
        StageKind = stage.Kind;
        StageSince = on;
        DueOn = (limitDays ?? stage.LimitDays) is { } days ? calendar.AddWorkingDays(on, days) : null;
    }

    private CaseEvent Record(CaseEventKind kind, string title, Actor actor, DateTime now, DateOnly on, string? remark = null)
    {
        var happened = new CaseEvent
        {
            CaseId = Id,
            Sequence = Events.Count == 0 ? 1 : Events.Max(e => e.Sequence) + 1,
            Kind = kind,
            At = now,
            On = on,
            ActorId = actor.Id,
            ActorName = actor.Name,
            Title = title,
            Remark = remark,
        };
        Events.Add(happened);
        return happened;
    }
}
