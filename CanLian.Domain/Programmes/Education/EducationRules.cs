using System.Linq.Expressions;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;

namespace CanLian.Domain.Programmes.Education;

/// <summary>Who is aided (教育资助条件): a disabled pupil, or the child of a holder in hardship.</summary>
internal static class EducationRules
{
    /// <summary>The ages at which a pupil of each kind of school is expected; they differ by place, so each is a policy.</summary>
    public static IReadOnlyList<(string Kind, Policy From, Policy To)> Ages { get; } =
    [
        Of(EducationProgramme.Preschool, "preschool", "学前年龄下限", 3, "学前年龄上限", 6),
        Of(EducationProgramme.Compulsory, "compulsory", "义务教育年龄下限", 6, "义务教育年龄上限", 16),
        Of(EducationProgramme.SeniorHigh, "senior_high", "高中年龄下限", 14, "高中年龄上限", 20),
        Of(EducationProgramme.Vocational, "vocational", "中职年龄下限", 14, "中职年龄上限", 22),
        Of(EducationProgramme.University, "university", "大学年龄下限", 16, "大学年龄上限", 30),
        Of(EducationProgramme.Postgraduate, "postgraduate", "研究生年龄下限", 18, "研究生年龄上限", 45),
    ];

    private const string Unrelated = "与持证人关系不明，也不是残疾学生";
    private const int FirstSchoolAge = 3;
    private const int LastSchoolAge = 17;

    /// <summary>A holder's child is aided where the house is in hardship; a disabled pupil in any case.</summary>
    public static Rule Hardship { get; } = new("hardship",
        context =>
        {
            var (on, kinds) = (context.On, Rules.AnyHardship);
            return c => c.Person.Certificates.Any(x => x.Current && x.State == CertificateState.Valid && x.ExpiresOn >= on)
                || c.Person.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= on && (h.To == null || h.To >= on))
                || (c.Person.Household != null && c.Person.Household.Members.Any(m =>
                    m.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= on && (h.To == null || h.To >= on))));
        },
        (_, _) => new Text("家里没有在有效期内的困难身份"))
    {
        Overridable = true,
        Met = (c, context) => InForce(c.Person, context.On)
            ? new Text("本人持证，不看困难身份")
            : new Text("家里有困难身份：{0}", (c.Person.Household?.Members ?? []).Prepend(c.Person).SelectMany(m => m.HardshipsOn(context.On)).First().Said()),
    };

    /// <summary>
    /// Without an application, whoever is of school age or registered as a pupil is known to go to school, and who else in the house holds a
    /// certificate is taken for the parent.
    /// </summary>
    public static Rule Pupil { get; } = new("pupil",
        context => AtSchool(context.On).And(HolderAtHome(context.On)),
        (candidate, context) => new Text(AtSchool(context.On).Compile(preferInterpretation: true)(candidate) ? Unrelated : "不在学龄，也没有登记在校"))
    {
        Met = (c, context) => new Text("{0}，{1}",
            c.Person.Employment == EmploymentState.AtSchool ? new Text("登记在校") : new Text("{0} 岁，在学龄", c.Person.AgeOn(context.On)),
            InForce(c.Person, context.On) ? new Text("本人持证") : new Text("家里有人持证")),
    };

    /// <summary>The pupil holds a certificate, or the form names a holder whose certificate is in force.</summary>
    public static FormRule Related { get; } = new("related", (form, candidate, context) =>
    {
        var asked = (EducationForm)form;
        if (InForce(candidate.Person, context.On) || asked.Relation == PupilRelation.Self)
        {
            return null;
        }
        if (asked.Holder is not { } named)
        {
            return asked.Relation is null && candidate.Person.Household?.Members.Exists(m => InForce(m, context.On)) != true ? new Text(Unrelated) : null;
        }
        var holder = candidate.Find(named);
        return holder?.Certificate is null ? new Text(Unrelated)
            : InForce(holder, context.On) ? null
            : new Text("{0}的残疾人证已{1}", holder.Name, new Text(holder.Certificate.StateOn(context.On).Label()));
    })
    { Overridable = true };

    public static FormRule SelfIsHolder { get; } = new("self", (form, candidate, context) =>
        form is EducationForm { Relation: PupilRelation.Self }
        && !InForce(candidate.Person, context.On)
            ? new Text("关系填的是本人，本人没有有效的残疾人证")
            : null);

    /// <summary>The kind stands on the case, so the rule looks for the case that asks.</summary>
    public static FormRule AgeFits { get; } = new("age", (_, candidate, context) =>
    {
        var kind = candidate.Cases.FirstOrDefault(c => c.Id == context.Except)?.Kind;
        var (_, from, to) = Ages.FirstOrDefault(a => a.Kind == kind);
        var age = candidate.Person.AgeOn(context.On);
        return kind is null || from is null || (age >= context.Policies.Int(from) && age <= context.Policies.Int(to))
            ? null
            : new Text("年龄 {0} 岁，与{1}不符", age, new Text(kind));
    })
    { Overridable = true };

    public static FormRule NotAidedElsewhere { get; } = new("elsewhere", (form, _, _) =>
        form is EducationForm { OtherAid: { Length: > 0 } other } ? new Text("同一学年已由{0}资助", other) : null)
    { Overridable = true };

    private static bool InForce(Person person, DateOnly on) => person.Certificate?.StateOn(on) is CertificateState.Valid or CertificateState.ExpiringSoon;

    private static Expression<Func<Candidate, bool>> AtSchool(DateOnly on)
    {
        var (youngest, oldest) = (on.AddYears(-FirstSchoolAge), on.AddYears(-(LastSchoolAge + 1)));
        return c => c.Person.Employment == EmploymentState.AtSchool || (c.Person.BirthDate <= youngest && c.Person.BirthDate > oldest);
    }

    private static Expression<Func<Candidate, bool>> HolderAtHome(DateOnly on) =>
        c => c.Person.Certificates.Any(x => x.Current && x.State == CertificateState.Valid && x.ExpiresOn >= on)
            || (c.Person.Household != null && c.Person.Household.Members.Any(m =>
                m.Certificates.Any(x => x.Current && x.State == CertificateState.Valid && x.ExpiresOn >= on)));

    private static (string Kind, Policy From, Policy To) Of(string kind, string name, string lowest, int from, string highest, int to) =>
        (kind, new Policy(name + "_from", lowest, from, "岁"), new Policy(name + "_to", highest, to, "岁"));
}
