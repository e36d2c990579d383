using CanLian.Domain.Common;

namespace CanLian.Domain.People;

/// <summary>A card as it lies before the person who enters it (发证登记).</summary>
public sealed class CertificateEntry
{
    [Label("残疾人证号")] public string Number { get; set; } = "";
    [Label("残疾类别")] public DisabilityKind? Kind { get; set; }
    [Label("残疾等级")] public DisabilityGrade? Grade { get; set; }
    [Label("多重残疾明细")] public Dictionary<DisabilityKind, DisabilityGrade> Parts { get; } = [];
    [Label("发证日期")] public DateOnly? IssuedOn { get; set; }

    /// <summary>The last day; ten years after the issue where it is left empty.</summary>
    [Label("有效期至")] public DateOnly? ExpiresOn { get; set; }
    [Label("发证原因")] public IssueReason? Reason { get; set; }

    public DateOnly? LastDay => ExpiresOn ?? IssuedOn?.AddYears(Certificate.ValidYears);

    public IReadOnlyList<DisabilityComponent> Components =>
        Kind == DisabilityKind.Multiple ? [.. Parts.OrderBy(p => p.Key).Select(p => new DisabilityComponent(p.Key, p.Value))] : [];

    /// <summary>The certificate that was entered; it was checked by <see cref="CertificateEntryRules"/>.</summary>
    public Certificate ToCertificate() => new()
    {
        Number = CertificateNumber.Parse(Number),
        Kind = Kind!.Value,
        Grade = Grade!.Value,
        Components = Components,
        KindMask = Certificate.MaskOf(Kind.Value, Components),
        IssuedOn = IssuedOn!.Value,
        ExpiresOn = LastDay!.Value,
        StateSince = IssuedOn.Value,
        Reason = Reason!.Value,
    };
}

/// <summary>What the entry of a card must look like (发证校验): number, holder, category, grade and what went before agree.</summary>
public sealed class CertificateEntryRules : EntryRules<CertificateEntry>
{
    private const int YearsAfterCancellation = 1;
    private const int RatedFrom = 3;

    /// <param name="holder">The holder's ID number; null while it is not known.</param>
    /// <param name="former">The certificate so far; null for a person without.</param>
    /// <param name="today">No card is issued after this day.</param>
    public CertificateEntryRules(IdNumber? holder, Certificate? former, DateOnly today) : base("certificate")
    {
        Check(e => e.Reason, e => ReasonProblem(e, former));
        Check(e => e.Number, e => NumberProblem(e, holder, former));
        Check(e => e.Kind, e => e.Kind is null ? new Text("选残疾类别") : AgeProblem(e, holder));
        Check(e => e.Grade, e => e.Grade is null ? new Text("选残疾等级") : null);
        Check(e => e.Parts, PartsProblem);
        Check(e => e.IssuedOn, e => IssuedProblem(e, holder, former, today));
        Check(e => e.ExpiresOn, e => e.LastDay is { } last && e.IssuedOn is { } issued && (last <= issued || last > issued.AddYears(Certificate.ValidYears))
            ? new Text("有效期要在发证以后，最长 {0} 年", Certificate.ValidYears)
            : null);
    }

    private static Text? ReasonProblem(CertificateEntry entry, Certificate? former) => entry.Reason switch
    {
        null => new Text("选发证原因"),
        IssueReason.First when former is { State: not (CertificateState.Cancelled or CertificateState.MovedOut) } =>
            new Text("已有残疾人证，发证原因不能是首发"),
        not (IssueReason.First or IssueReason.MovedIn) when former is null => new Text("名册里还没有残疾人证，发证原因选首发或迁入重制"),
        not (IssueReason.First or IssueReason.MovedIn) when former!.State is CertificateState.Cancelled =>
            new Text("原证已注销，要重新发证选首发"),
        _ => null,
    };

    private static Text? NumberProblem(CertificateEntry entry, IdNumber? holder, Certificate? former)
    {
        if (!CertificateNumber.TryParse(entry.Number, out var number, out var problem))
        {
            return problem;
        }
        if (holder is { } id && entry is { Kind: { } kind, Grade: { } grade } && number.DisagreementWith(id, kind, grade) is { } disagreement)
        {
            return disagreement;
        }
        var losses = former?.Number.ReissueCount ?? 0;
        return entry.Reason switch
        {
            IssueReason.Renewal or IssueReason.Damaged when former is not null && number != former.Number =>
                new Text("{0}不换证号，应和原证一样", new Text(entry.Reason.Value.Label())),
            IssueReason.Lost when former is not null && number.ReissueCount != losses + 1 => new Text("遗失补发的证号末尾应是 B{0}", losses + 1),
            IssueReason.Reassessed when number.ReissueCount > 0 => new Text("类别等级变更后的证号不带 B{0}", number.ReissueCount),
            IssueReason.Reassessed when former is not null && (number.Kind, number.Grade) == (former.Kind, former.Grade) =>
                new Text("类别等级变更后还是{0}，和原证一样，请核对", new Text(former.Description)),
            _ => null,
        };
    }

    private static Text? AgeProblem(CertificateEntry entry, IdNumber? holder) =>
        entry.Kind is DisabilityKind.Psychiatric or DisabilityKind.Speech && holder is { } id && entry.IssuedOn is { } on && id.AgeOn(on) < RatedFrom
            ? new Text("未满 {0} 周岁不评定{1}残疾", RatedFrom, new Text(entry.Kind.Value.Name()))
            : null;

    private static Text? PartsProblem(CertificateEntry entry)
    {
        if (entry.Kind != DisabilityKind.Multiple)
        {
            return null;
        }
        if (entry.Parts.Count < 2)
        {
            return new Text("多重残疾至少选两类，各选等级");
        }
        var gravest = entry.Parts.Values.Min();
        return entry.Grade is { } grade && grade != gravest
            ? new Text("多重残疾的等级应是各类里最重的{0}", new Text(gravest.Name()))
            : null;
    }

    private static Text? IssuedProblem(CertificateEntry entry, IdNumber? holder, Certificate? former, DateOnly today) => entry.IssuedOn switch
    {
        null => new Text("填发证日期"),
        { } on when on > today => new Text("发证日期不能晚于今天"),
        { } on when holder is { } id && on < id.BirthDate => new Text("发证日期不能早于出生日期 {0}", Days.Written(id.BirthDate)),
        { } on when former is not null && on < former.IssuedOn => new Text("发证日期不能早于原证的发证日期 {0}", Days.Written(former.IssuedOn)),
        { } on when entry.Reason == IssueReason.Renewal && former is not null && on < former.RenewableFrom =>
            new Text("满 {0} 年才能到期换领，原证 {1} 起可换", Certificate.RenewableAfterYears, Days.Written(former.RenewableFrom)),
        { } on when entry.Reason == IssueReason.First && former is { State: CertificateState.Cancelled } && on < former.StateSince.AddYears(YearsAfterCancellation) =>
            new Text("原证 {0} 注销，满一年才能重新发证", Days.Written(former.StateSince)),
        _ => null,
    };
}
