using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes.ChildRehabilitation;

/// <summary>Which child is served (儿童康复条件). The register's diagnosis finds a child without an application; with one, the form's counts as well.</summary>
internal static class ChildRehabilitationRules
{
    public static Policy AgeFrom { get; } = new("age_from", "年龄下限", 0, "岁");
    public static Policy AgeTo { get; } = new("age_to", "年龄上限", 14, "岁");
    public static Policy DiagnosisMonths { get; } = new("diagnosis_months", "诊断有效期", 24, "个月");

    private static readonly List<string> Kinds = ["听力", "智力", "孤独症", "脑瘫"];

    // By its certificate: hearing, speech, intellectual, and psychiatric, as which autism is rated. Cerebral palsy needs the diagnosis to say so.
    private static readonly int Categories = Certificate.MaskOf(DisabilityKind.Hearing) | Certificate.MaskOf(DisabilityKind.Speech)
        | Certificate.MaskOf(DisabilityKind.Intellectual) | Certificate.MaskOf(DisabilityKind.Psychiatric);

    /// <summary>Without an application: a certificate or a recent diagnosis in the register, of a kind that is served.</summary>
    public static Rule Known { get; } = new("known",
        context =>
        {
            var on = context.On;
            var since = on.AddMonths(-context.Policies.Int(DiagnosisMonths));
            return c => (c.Person.Certificates.Any(x => x.Current && x.State == CertificateState.Valid && x.ExpiresOn >= on)
                    || (c.Person.Diagnosis != null && c.Person.Diagnosis.On >= since && c.Person.Diagnosis.On <= on))
                && (c.Person.Certificates.Any(x => x.Current && (x.KindMask & Categories) != 0)
                    || (c.Person.Diagnosis != null && Kinds.Contains(c.Person.Diagnosis.Kind)));
        },
        (_, _) => new Text("没有登记康复需求"))
    {
        Met = (c, _) => c.Person.Diagnosis is { } diagnosis
            ? new Text("{0} 诊断为{1}", Days.Written(diagnosis.On), diagnosis.Kind)
            : new Text("残疾人证：{0}", c.Person.Certificate!.Description),
    };

    public static FormRule Diagnosed { get; } = new("diagnosis", (form, candidate, context) =>
    {
        var on = context.On;
        var since = on.AddMonths(-context.Policies.Int(DiagnosisMonths));
        return HoldsCertificate(candidate.Person, on) || Recent(candidate.Person.Diagnosis?.On) || Recent(DiagnosedOn(form))
            ? null
            : new Text("没有残疾人证，也没有定点医院诊断");

        bool Recent(DateOnly? day) => day >= since && day <= on;
    })
    { Overridable = true };

    /// <summary>A diagnosis read from paper is of the kind that was chosen for the case, and only served kinds can be chosen.</summary>
    public static FormRule Served { get; } = new("category", (form, candidate, _) => candidate.Person switch
    {
        { Diagnosis: { } diagnosis } when !Kinds.Contains(diagnosis.Kind) => new Text("诊断不在听力、智力、孤独症、脑瘫之内"),
        { Diagnosis: null, Certificate: { } certificate } when (certificate.KindMask & Categories) == 0 && DiagnosedOn(form) is null =>
            new Text("诊断不在听力、智力、孤独症、脑瘫之内"),
        _ => null,
    });

    public static FormRule NotElsewhere { get; } = new("elsewhere", (form, _, _) =>
        form is ChildRehabilitationForm { ServedElsewhere: true } ? new Text("同一年已在外区享受") : null);

    public static bool HoldsCertificate(Person person, DateOnly on) =>
        person.Certificate?.StateOn(on) is CertificateState.Valid or CertificateState.ExpiringSoon;

    private static DateOnly? DiagnosedOn(Cases.CaseForm form) =>
        form is ChildRehabilitationForm { Hospital.Length: > 0 } child ? child.DiagnosedOn : null;
}
