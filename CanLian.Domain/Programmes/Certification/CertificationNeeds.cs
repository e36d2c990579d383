using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Programmes.Certification;

/// <summary>What only the steps of certification need (办证办理条件), and which way a case goes.</summary>
internal static class CertificationNeeds
{
    // ---- which way: by kind and form ----
    public static bool IsRated(CaseFacts facts) => facts.Case.Kind switch
    {
        CertificationRules.New or CertificationRules.Change => true,
        CertificationRules.Renewal or CertificationRules.Transfer => FormOf(facts).Rerate == true && !LeavesHere(facts),
        _ => false,
    };

    public static bool IsNotRated(CaseFacts facts) => !IsRated(facts);

    /// <summary>A card is made unless the case ends one.</summary>
    public static bool MakesCard(CaseFacts facts) => facts.Case.Kind != CertificationRules.Cancellation && !LeavesHere(facts);

    public static bool EndsCard(CaseFacts facts) => !MakesCard(facts);

    public static bool IsAdult(CaseFacts facts) => facts.Person.AgeOn(facts.Today) >= Person.OfAge;

    public static bool IsAccepting(CaseFacts facts) => FormOf(facts).Side == Side.Accepting;

    public static bool IsIssuing(CaseFacts facts) => FormOf(facts).Side == Side.Issuing;

    public static CertificationForm FormOf(CaseFacts facts) => (CertificationForm)facts.Form;

    private static bool LeavesHere(CaseFacts facts) => facts.Case.Kind == CertificationRules.Transfer && FormOf(facts).Direction == Direction.Out;

    // ---- needs ----
    public static Need SideKnown { get; } = Needs.Of<CertificationForm>("side", "本方和对方清楚", (form, facts) => form switch
    {
        _ when facts.Case.Kind == CertificationRules.Transfer && form.Direction is null => ("field-Direction", new Text("选迁移方向")),
        { AcrossProvinces: true, OtherFederation: "" } => ("field-OtherFederation", new Text("填对方残联")),
        _ when facts.Case.Kind == CertificationRules.Transfer && form.OtherFederation.Length == 0 => ("field-OtherFederation", new Text("填对方残联")),
        _ => null,
    });

    public static Need Exempt { get; } = Needs.Of<CertificationForm>("exempt", "免评定理由清楚", (form, _) =>
        form.ExemptReason.Length == 0 ? ("field-ExemptReason", new Text("写免评定理由：到期换领、明显肢残、补办、迁移或注销")) : null);

    public static Need HospitalChosen { get; } = Needs.Of<CertificationForm>("hospital", "评定医院已定", (form, _) =>
        form.Hospital.Length == 0 ? ("field-Hospital", new Text("选评定医院")) : null);

    public static Need Rated { get; } = Needs.Of<CertificationForm>("rating", "评定表填齐了", (form, facts) => form switch
    {
        _ when IsNotRated(facts) => null,
        { Hospital: "" } or { RatedOn: null } => ("field-Hospital", new Text("填评定医院、医生、日期")),
        _ when form.Doctors.Split('、', StringSplitOptions.RemoveEmptyEntries).Length < 2 => ("field-Doctors", new Text("评定表缺医生签字：要两位医生")),
        { RatedOn: { } on } when on > facts.Today => ("field-RatedOn", new Text("评定日期不能晚于今天")),
        { Conclusion: null } => ("field-Conclusion", new Text("填评定结论")),
        _ when form.Conclusion == Conclusion.Meets && form.Rated() is null => ("field-Parts", new Text("填评定的类别和等级")),
        _ => null,
    });

    public static Need Meets { get; } = Needs.Of<CertificationForm>("meets", "达到标准", (form, facts) =>
        IsRated(facts) && form.Conclusion == Conclusion.BelowStandard ? ("field-Conclusion", new Text("评定未达标准，请登记未达标准")) : null);

    public static Need FallsShort { get; } = Needs.Of<CertificationForm>("falls-short", "未达标准", (form, _) =>
        form.Conclusion == Conclusion.BelowStandard ? null : ("field-Conclusion", new Text("评定结论不是未达标准")));

    public static Need CardWritten { get; } = Needs.Of<CertificationForm>("card", "发证和入库日期已填", (form, facts) => form switch
    {
        { IssuedOn: null } => ("field-IssuedOn", new Text("填发证日期")),
        { IssuedOn: { } on } when on > facts.Today || on < facts.Case.AppliedOn => ("field-IssuedOn", new Text("发证日期要在申请日和今天之间")),
        { EnteredOn: null } => ("field-EnteredOn", new Text("填入库日期")),
        _ => null,
    });

    public static Need IssuedElsewhere { get; } = Needs.Of<CertificationForm>("issued-elsewhere", "外区发证日期已填", (form, _) =>
        form.IssuedOn is null ? ("field-IssuedOn", new Text("填外区发证日期")) : null);

    public static Need EndDated { get; } = Needs.Of<CertificationForm>("end", "原因和生效日期已填", (form, facts) => form switch
    {
        { EffectiveOn: null } => ("field-EffectiveOn", new Text("填生效日期")),
        { EffectiveOn: { } on } when on > facts.Today => ("field-EffectiveOn", new Text("生效日期不能晚于今天")),
        _ when facts.Case.Kind != CertificationRules.Cancellation => null,
        { CancelReason: null } => ("field-CancelReason", new Text("选注销原因")),
        { CancelReason: CancelReason.Death, DiedOn: null } => ("field-DiedOn", new Text("填死亡日期")),
        { DiedOn: { } died } when died > facts.Today => ("field-DiedOn", new Text("死亡日期不能晚于今天")),
        _ => null,
    });

    /// <summary>A paper that only some kinds of case bring.</summary>
    public static Need PaperFor(string paper, Func<CaseFacts, bool> when) => new("paper-" + paper, (facts, _) =>
        !when(facts) || facts.Case.Papers(paper).Any() ? Needs.Met("{0}齐了", new Text(paper)) : Needs.Unmet("paper-" + paper, "上传{0}", new Text(paper)))
    {
        Paper = paper,
    };

    // ---- effects ----
    /// <summary>Hands out the card: the number follows from kind of case, holder, rating and former card.</summary>
    public static void Issue(CaseFacts facts)
    {
        if (IsAccepting(facts))
        {
            return;
        }
        var (form, person, former) = (FormOf(facts), facts.Person, facts.Person.Certificate);
        var issuedOn = form.IssuedOn ?? facts.StepDay;
        var (kind, grade, components) = form.Rated() ?? (former!.Kind, former.Grade, former.Components);
        var reissue = facts.Case.Kind switch
        {
            CertificationRules.Replacement => (former?.Number.ReissueCount ?? 0) + 1,
            CertificationRules.Renewal or CertificationRules.Transfer when former?.Kind == kind && former.Grade == grade => former.Number.ReissueCount,
            _ => 0,
        };
        person.Issue(new Certificate
        {
            Number = CertificateNumber.Of(person.IdNumber, kind, grade, reissue),
            Kind = kind,
            Grade = grade,
            Components = components,
            KindMask = Certificate.MaskOf(kind, components),
            IssuedOn = issuedOn,
            ExpiresOn = issuedOn.AddYears(Certificate.ValidYears),
            StateSince = issuedOn,
            Reason = ReasonOf(facts.Case.Kind, form),
        });
    }

    /// <summary>A correction takes the card back that the case handed out; the one before is the current one again.</summary>
    public static void TakeBack(CaseFacts facts)
    {
        if (!IsAccepting(facts) && facts.Person.Certificate is { } card && card.IssuedOn == FormOf(facts).IssuedOn)
        {
            facts.Person.Certificates.Remove(card);
            if (facts.Person.Certificates.MaxBy(c => c.IssuedOn) is { } former)
            {
                former.Current = true;
            }
        }
    }

    /// <summary>Ends the card, and with a death the person's place in the register.</summary>
    public static void End(CaseFacts facts)
    {
        var (form, card) = (FormOf(facts), facts.Person.Certificate!);
        var cancelled = facts.Case.Kind == CertificationRules.Cancellation;
        card.State = cancelled ? CertificateState.Cancelled : CertificateState.MovedOut;
        (card.StateSince, card.StateReason) = (form.EffectiveOn!.Value, cancelled ? form.CancelReason?.Label() : form.OtherFederation);
        facts.Person.DeceasedOn = form.DiedOn ?? facts.Person.DeceasedOn;
    }

    public static void Restore(CaseFacts facts)
    {
        if (facts.Person.Certificate is { } card)
        {
            (card.State, card.StateSince, card.StateReason) = (CertificateState.Valid, facts.StepDay, facts.Input.Remark);
        }
        facts.Person.DeceasedOn = FormOf(facts).DiedOn is null ? facts.Person.DeceasedOn : null;
    }

    private static IssueReason ReasonOf(string? kind, CertificationForm form) => kind switch
    {
        CertificationRules.Renewal => form.RenewalReason == RenewalReason.Damage ? IssueReason.Damaged : IssueReason.Renewal,
        CertificationRules.Replacement => IssueReason.Lost,
        CertificationRules.Change => IssueReason.Reassessed,
        CertificationRules.Transfer => IssueReason.MovedIn,
        _ => IssueReason.First,
    };
}
