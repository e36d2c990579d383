using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes.Certification;

/// <summary>Who may have what done with a certificate (办证条件), by the kind of case.</summary>
internal static class CertificationRules
{
    public const string Programme = "certification";
    public const string New = "新办";
    public const string Renewal = "换领";
    public const string Replacement = "补办";
    public const string Change = "变更";
    public const string Transfer = "迁移";
    public const string Cancellation = "注销";

    private const int RatedFrom = 3;

    public static Policy YearsAfterCancellation { get; } = new("reapply_years", "注销后多久可再申请", 1, "年");
    public static Policy YearsBetweenRatings { get; } = new("rerate_years", "两次评定间隔", 1, "年");
    public static Policy PromisedDays { get; } = new("promised_days", "承诺办结", 50, "个工作日");

    /// <summary>A death is what a cancellation is about, and whoever moves in was moved out before.</summary>
    public static Rule InRegister { get; } = new("register",
        context =>
        {
            var (on, self) = (context.On, context.Except);
            return c => ((c.Person.DeceasedOn == null || c.Person.DeceasedOn > on) || c.Cases.Any(x => x.Id == self && x.Kind == Cancellation))
                && (!c.Person.Certificates.Any(x => x.Current && x.State == CertificateState.MovedOut) || c.Cases.Any(x => x.Id == self && x.Kind == Transfer));
        },
        (c, _) => new Text(c.Person.DeceasedOn is null ? "不在本区名册（已迁出）" : "已登记死亡"))
    { Met = (_, _) => new Text("在本区名册") };

    public static Rule OneAtATime { get; } = new("open",
        context => c => !c.Cases.Any(x => x.Programme == Programme && x.Id != context.Except && x.StageKind == StageKind.Open),
        (c, context) => new Text("还有一件办证没办完（{0}）", c.Cases.First(x => x.Programme == Programme && x.Id != context.Except && x.StageKind == StageKind.Open).Number))
    { SaysServed = true, Met = (_, _) => new Text("没有正在办的证") };

    /// <summary>Without an application: nine full years have passed, or the card has expired.</summary>
    public static Rule Renewable { get; } = new("renewable",
        context =>
        {
            var since = context.On.AddYears(-Certificate.RenewableAfterYears);
            return c => c.Person.Certificates.Any(x => x.Current && x.State == CertificateState.Valid && x.IssuedOn <= since);
        },
        (_, _) => new Text("证件在有效期内，暂不用办"))
    { Met = (c, _) => new Text("残疾人证 {0} 到期，可以换领", Days.Written(c.Person.Certificate!.ExpiresOn)) };

    public static IReadOnlyList<FormRule> OfForm { get; } =
    [
        Of("holds", New, (_, c, _) => c.Person.Certificate is { State: not (CertificateState.Cancelled or CertificateState.MovedOut) } ? new Text("已有残疾人证") : null),
        Of("cancelled-lately", New, (_, c, x) =>
            c.Person.Certificate is { State: CertificateState.Cancelled } gone && x.On < gone.StateSince.AddYears(x.Policies.Int(YearsAfterCancellation))
                ? new Text("注销未满 {0} 年", x.Policies.Int(YearsAfterCancellation))
                : null) with { Overridable = true },
        new FormRule("too-young", (form, c, x) =>
            ((CertificationForm)form).Parts.Find(p => p.Kind is RatedKind.Psychiatric or RatedKind.Speech) is { Kind: { } kind } && c.Person.AgeOn(x.On) < RatedFrom
                ? new Text("{0}残疾须满 {1} 周岁", new Text(kind.Label()), RatedFrom)
                : null),
        Of("too-early", Renewal, (form, c, x) =>
            form.RenewalReason != RenewalReason.Damage && c.Person.Certificate is { } card && x.On < card.RenewableFrom
                ? new Text("距到期还有 {0} 年以上，不能换领", Certificate.ValidYears - Certificate.RenewableAfterYears)
                : null),
        Of("not-lost", Replacement, (_, c, _) => c.Person.Certificate is { State: CertificateState.ReportedLost } ? null : new Text("不是挂失状态，先挂失")),
        Of("rated-lately", Change, (_, c, x) =>
            c.Person.Certificate is { } card && x.On < card.IssuedOn.AddYears(x.Policies.Int(YearsBetweenRatings))
                ? new Text("上次评定未满 {0} 年", x.Policies.Int(YearsBetweenRatings))
                : null) with { Overridable = true },
        new FormRule("none", (form, c, x) => KindOf(c, x) is Renewal or Change or Cancellation
            || (KindOf(c, x) == Transfer && ((CertificationForm)form).Direction == Direction.Out)
            ? c.Person.Certificate switch
            {
                null => new Text("未持残疾人证"),
                { State: CertificateState.Cancelled } when !DoneBefore(c, x) => new Text("证已注销"),
                _ => null,
            }
            : null),
        new FormRule("residence", (form, _, _) => form is CertificationForm { Side: Side.Accepting, PermitNumber: "" } ? new Text("户籍不在本区，也没有居住证") : null),
    ];

    public static string? KindOf(Candidate candidate, RuleContext context) => candidate.Cases.FirstOrDefault(x => x.Id == context.Except)?.Kind;

    // A case that is being corrected has itself ended the card.
    private static bool DoneBefore(Candidate candidate, RuleContext context) => candidate.Cases.Any(x => x.Id == context.Except && x.StageKind == StageKind.Done);

    private static FormRule Of(string code, string kind, Func<CertificationForm, Candidate, RuleContext, Text?> against) =>
        new(code, (form, candidate, context) => KindOf(candidate, context) == kind ? against((CertificationForm)form, candidate, context) : null);
}
