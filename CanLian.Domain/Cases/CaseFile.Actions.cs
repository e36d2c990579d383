using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

// What may happen to a case. Each action leaves an event; whoever saves the case saves both or neither.
public partial class CaseFile
{
    /// <summary>
    /// Takes a step of the programme's table: the only way a stage changes. Refused with every reason at once, and then nothing is changed.
    /// </summary>
    public Outcome Take(Flow flow, string stepCode, CaseFacts facts)
    {
        var step = flow.Step(stepCode);
        if (step is null || step.From.All(s => s.Code != Stage) || step.OnlyWhen?.Invoke(facts) == false)
        {
            return Outcome.Refused("这一步现在不能办：案件在“{0}”", flow.Stage(Stage).Name);
        }
        var reasons = ReasonsAgainst(step, facts).ToList();
        if (reasons.Count > 0)
        {
            return Outcome.Refused(reasons);
        }

        var happened = Pass(flow, step, facts.Actor, facts.Now, facts.StepDay, facts.Calendar, facts.Input.Remark);
        DueOn = step.DueOn?.Invoke(facts) ?? DueOn;
        step.Effect?.Invoke(facts);
        foreach (var ask in step.AsksFor(facts))
        {
            if (ask.Kind != AskKind.Batch && facts.Input.Text(ask.Key) is { } answer)
            {
                happened.Details[ask.Label] = answer;
            }
        }
        return Outcome.Done;
    }

    /// <summary>
    /// Writes down a step that was taken before the case came into the system (补记). Nothing is judged, because it happened; it must start
    /// where the case stands.
    /// </summary>
    /// <exception cref="InvalidOperationException">The step does not start at the present stage.</exception>
    public CaseEvent RecordPast(Flow flow, string stepCode, Actor actor, DateTime at, DateOnly on, WorkingCalendar calendar, string? remark = null)
    {
        var step = flow.Step(stepCode);
        return step is not null && step.From.Any(s => s.Code == Stage)
            ? Pass(flow, step, actor, at, on, calendar, remark)
            : throw new InvalidOperationException($"Step '{stepCode}' does not start at '{Stage}'.");
    }

    private CaseEvent Pass(Flow flow, Step step, Actor actor, DateTime at, DateOnly on, WorkingCalendar calendar, string? remark)
    {
        var from = flow.Stage(Stage);
        Enter(step.To, on, calendar, step.LimitDays);
        SentBackReason = step.Kind == StepKind.Back ? remark : null;
        if (step.Approves)
        {
            ApprovedOn = on;
        }
        else if (flow.From(step.To.Code).Any(s => s.Approves))
        {
            ApprovedOn = null;
        }
        DoneOn = step.To.Kind != StageKind.Done ? null : from.Kind == StageKind.Done ? DoneOn : on;
        var happened = Record(CaseEventKind.Step, step.Verb, actor, at, on, remark);
        happened.StepCode = step.Code;
        happened.FromStage = from.Code;
        happened.ToStage = step.To.Code;
        return happened;
    }

    /// <summary>Dates the completion by the fact that completed it (an acceptance, a payment) rather than by the click.</summary>
    public void CompleteOn(DateOnly day) => DoneOn = day;

    /// <summary>Lets the case wait for a reason until a day on which it is looked at again.</summary>
    public Outcome PutOnHold(string reason, DateOnly reviewOn, Actor actor, DateTime now, DateOnly today)
    {
        if (StageKind != StageKind.Open || CurrentHold is not null)
        {
            return Outcome.Refused("只有在办、没有暂缓的案件可以暂缓");
        }
        if (reviewOn <= today || reviewOn > today.AddDays(60))
        {
            return Outcome.Refused("复查日期要在今天之后、60 天以内");
        }
        Holds.Add(new Hold { CaseId = Id, Reason = reason, From = today, ReviewOn = reviewOn });
        Record(CaseEventKind.Held, "暂缓", actor, now, today, reason);
        return Outcome.Done;
    }

    /// <summary>Goes on with a held case; the limit of its stage starts anew, for it stood still meanwhile. A last day set by a date stays.</summary>
    public Outcome Resume(Flow flow, Actor actor, DateTime now, DateOnly today, WorkingCalendar calendar)
    {
        if (CurrentHold is not { } hold)
        {
            return Outcome.Refused("这件没有暂缓");
        }
        hold.EndedOn = today;
        DueOn = flow.Stage(Stage).LimitDays is { } days ? calendar.AddWorkingDays(today, days) : DueOn;
        Record(CaseEventKind.Resumed, "恢复办理", actor, now, today);
        return Outcome.Done;
    }

    public void AssignTo(string userId, string userName, string reason, Actor actor, DateTime now, DateOnly today)
    {
        AssignedToId = userId;
        AssignedToName = userName;
        Record(CaseEventKind.Assigned, "转给" + userName, actor, now, today, reason);
    }

    public void AddRemark(string remark, Actor actor, DateTime now, DateOnly today) =>
        Record(CaseEventKind.Remark, "备注", actor, now, today, remark);

    public void AddVisit(HomeVisit visit, Actor actor, DateTime now)
    {
        Visits.Add(visit);
        Record(CaseEventKind.Visit, visit.Way + "核实：" + visit.Finding.Label(), actor, now, visit.On, visit.Note);
    }

    public void AddFollowUp(FollowUp followUp, Actor actor, DateTime now)
    {
        FollowUps.Add(followUp);
        Record(CaseEventKind.FollowUp, followUp.Way + "回访", actor, now, followUp.On, followUp.Problem ?? followUp.Satisfaction?.Label());
    }

    /// <summary>Closes the rectification of a follow-up after a re-check.</summary>
    public void Rectify(FollowUp followUp, Actor actor, DateTime now, DateOnly on)
    {
        followUp.FixedOn = on;
        followUp.RecheckedBy = actor.Name;
        Record(CaseEventKind.Rectified, "整改完成，复查合格", actor, now, on, followUp.Problem);
    }

    public void Raise(Objection objection, Actor actor, DateTime now)
    {
        Objections.Add(objection);
        Record(CaseEventKind.Objection, "登记异议", actor, now, objection.On, objection.Content);
    }

    public void Answer(Objection objection, string answer, bool upheld, Actor actor, DateTime now, DateOnly today)
    {
        objection.Answer = answer;
        objection.Upheld = upheld;
        objection.AnsweredOn = today;
        Record(CaseEventKind.Objection, upheld ? "异议成立" : "异议不成立", actor, now, today, answer);
    }

    /// <summary>Goes on although a rule is not met; confirmed by whoever approves.</summary>
    public Outcome Override(string rule, string reason, Actor actor, DateTime now, DateOnly today)
    {
        if (actor.Role != Role.DistrictOfficer)
        {
            return Outcome.Refused("特批由区残联经办写");
        }
        if (reason.Trim().Length < 10)
        {
            return Outcome.Refused("特批理由至少 10 个字，现在 {0} 个", reason.Trim().Length);
        }
        Overrides.Add(new RuleOverride { CaseId = Id, Rule = rule, Reason = reason.Trim(), ById = actor.Id, ByName = actor.Name, On = today });
        Record(CaseEventKind.Override, "特批", actor, now, today, reason.Trim());
        return Outcome.Done;
    }

    public void ConfirmOverrides(Actor actor)
    {
        foreach (var over in Overrides.Where(o => o.ConfirmedBy is null))
        {
            over.ConfirmedBy = actor.Name;
        }
    }

    /// <summary>Puts the case on a public notice: the open one of its lot, or a new one.</summary>
    public void Publish(CaseFacts facts, string title)
    {
        Notice = facts.OpenNotice ?? new Notice
        {
            Programme = Programme,
            Year = Year,
            RegionCode = Region.TownOf(RegionCode),
            Title = title,
            OpenedOn = facts.StepDay,
            WorkingDays = facts.NoticeDays,
            OpenedBy = facts.Actor.Name,
        };
        NoticeId = Notice.Id;
    }

    /// <summary>Lists the case for payment; the amount is frozen from here on.</summary>
    public void ListForPayment(string list, string payee, DateOnly on) =>
        Payments.Add(new Payment { CaseId = Id, List = list, AmountFen = AmountFen ?? 0, Payee = payee, State = PaymentState.Listed, ListedOn = on });

    /// <summary>Records money that was paid, by the voucher that proves it.</summary>
    public void RecordPayment(string voucher, string payee, long fen, DateOnly on, Guid? line = null) => Payments.Add(new Payment
    {
        CaseId = Id,
        List = voucher,
        AmountFen = fen,
        Payee = payee,
        State = PaymentState.Paid,
        ListedOn = on,
        PaidOn = on,
        Voucher = voucher,
        LineId = line,
    });

    /// <summary>Records what is owed as paid, each payee its own.</summary>
    public void PayOwed(IReadOnlyList<Share> owed, string voucher, DateOnly on)
    {
        foreach (var share in owed)
        {
            RecordPayment(voucher, share.Payee, share.Fen, on);
        }
    }

    /// <summary>The list went to the bank: from here on the case waits for its answer.</summary>
    public void ReportPayment(Guid line)
    {
        if (Payments.Find(p => p.LineId == line) is { State: PaymentState.Listed } payment)
        {
            payment.State = PaymentState.AtTreasury;
        }
    }

    /// <summary>Money that was paid is back with the federation; both days stay written down.</summary>
    public void TakeMoneyBack(Guid line, DateOnly paidOn, DateOnly on, string why)
    {
        if (Payments.Find(p => p.LineId == line) is { } payment)
        {
            (payment.State, payment.PaidOn, payment.ReturnedOn, payment.Failure) = (PaymentState.TakenBack, paidOn, on, why);
        }
    }

    private IEnumerable<Reason> ReasonsAgainst(Step step, CaseFacts facts)
    {
        if (!Flow.Permits(step, facts))
        {
            yield return new Reason(new Text("“{0}”由{1}办", step.Verb, string.Join("、", step.Who.Select(w => w.Label()))));
        }
        if (CurrentHold is { } hold && step.Kind is not (StepKind.Refuse or StepKind.Withdraw))
        {
            yield return new Reason(new Text("已暂缓（{0}），请先恢复办理", hold.Reason), "hold");
        }
        if (step.RemarkRequired && string.IsNullOrWhiteSpace(facts.Input.Remark))
        {
            yield return new Reason(new Text("写明原因"), "step-remark");
        }
        foreach (var ask in step.AsksFor(facts))
        {
            if (ask.Against(facts) is { } wrong)
            {
                yield return new Reason(wrong, "ask-" + ask.Key);
            }
        }
        if (facts.Input.Date(Cases.Step.DateKey) is { } day && (day > facts.Today || day < AppliedOn))
        {
            yield return new Reason(new Text("日期要在申请日（{0}）和今天之间", AppliedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), "ask-on");
        }
        foreach (var state in step.Needs.Select(n => n.Check(facts, step)).Where(s => !s.Met))
        {
            yield return new Reason(state.Sentence, state.Anchor);
        }
    }
}
