using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;

namespace CanLian.Domain.Programmes;

/// <summary>The rules that several programmes share (条件库).</summary>
/// <remarks>Lists, never arrays, stand in a condition: an array's Contains is one of spans, which cannot be interpreted.</remarks>
public static class Rules
{
    /// <summary>Hardships that count unless a programme names its own (困难身份).</summary>
    public static IReadOnlyList<HardshipKind> AnyHardship { get; } = Enum.GetValues<HardshipKind>();

    public static Rule InRegister { get; } = new("register",
        context =>
        {
            var on = context.On;
            return c => (c.Person.DeceasedOn == null || c.Person.DeceasedOn > on)
                && !c.Person.Certificates.Any(x => x.Current && x.State == CertificateState.MovedOut);
        },
        (c, _) => new Text(c.Person.DeceasedOn is null ? "不在本区名册（已迁出）" : "已登记死亡"))
    { Met = (_, _) => new Text("在本区名册") };

    public static Rule CertificateValid { get; } = new("certificate",
        context =>
        {
            var on = context.On;
            return c => c.Person.Certificates.Any(x => x.Current && x.State == CertificateState.Valid && x.ExpiresOn >= on);
        },
        (c, context) => c.Person.Certificate is { } certificate
            ? new Text("残疾人证已{0}", certificate.StateOn(context.On).Label())
            : new Text("未持残疾人证"))
    { Met = (c, _) => new Text("残疾人证有效至 {0}", Days.Written(c.Person.Certificate!.ExpiresOn)) };

    /// <summary>The category is this one, or a multiple disability that contains it.</summary>
    public static Rule Includes(DisabilityKind kind)
    {
        var mask = Certificate.MaskOf(kind);
        return new Rule("category",
            _ => c => c.Person.Certificates.Any(x => x.Current && (x.KindMask & mask) != 0),
            (_, _) => new Text("残疾类别不含{0}", kind.Name()))
        { Met = (c, _) => c.Person.Certificate!.Kind == kind ? new Text("残疾类别是{0}", kind.Name()) : new Text("多重残疾里有{0}", kind.Name()) };
    }

    public static Rule Grade(params IReadOnlyList<DisabilityGrade> grades) => new("grade",
        _ => c => c.Person.Certificates.Any(x => x.Current && grades.Contains(x.Grade)),
        (c, _) => c.Person.Certificate is { } certificate
            ? new Text("{0}，须{1}", certificate.Description, string.Join("或", grades.Select(g => g.Name())))
            : new Text("未持残疾人证"))
    { Overridable = true, Met = (c, _) => new Text("残疾等级：{0}", c.Person.Certificate!.Description) };

    public static Rule Age(int from, int to) => new("age",
        context =>
        {
            var youngest = context.On.AddYears(-from);
            var oldest = context.On.AddYears(-(to + 1));
            return c => c.Person.BirthDate <= youngest && c.Person.BirthDate > oldest;
        },
        (c, context) => new Text("年龄 {0} 岁，须 {1}–{2} 岁", c.Person.AgeOn(context.On), from, to))
    { Overridable = true, Met = (c, context) => InAge(c, context, from, to) };

    /// <summary>As <see cref="Age(int, int)"/>, by the place's policy, which may let women in up to another age than men.</summary>
    public static Rule Age(Plans.Policy from, Plans.Policy to, Plans.Policy womenTo) => new("age",
        context =>
        {
            var youngest = context.On.AddYears(-context.Policies.Int(from));
            var oldest = context.On.AddYears(-(context.Policies.Int(to) + 1));
            var oldestWoman = context.On.AddYears(-(context.Policies.Int(womenTo) + 1));
            return c => c.Person.BirthDate <= youngest
                && ((c.Person.Sex == Sex.Female && c.Person.BirthDate > oldestWoman) || (c.Person.Sex != Sex.Female && c.Person.BirthDate > oldest));
        },
        (c, context) => new Text("年龄 {0} 岁，须 {1}–{2} 岁",
            c.Person.AgeOn(context.On), context.Policies.Int(from), context.Policies.Int(c.Person.Sex == Sex.Female ? womenTo : to)))
    {
        Overridable = true,
        Met = (c, context) => InAge(c, context, context.Policies.Int(from), context.Policies.Int(c.Person.Sex == Sex.Female ? womenTo : to)),
    };

    public static Rule Hardship(params IReadOnlyList<HardshipKind> kinds) => new("hardship",
        context =>
        {
            var on = context.On;
            return c => c.Person.Hardships.Any(h => kinds.Contains(h.Kind) && h.From <= on && (h.To == null || h.To >= on));
        },
        (_, _) => new Text("没有在有效期内的困难身份，须有{0}之一", string.Join("、", kinds.Select(k => k.Label()))))
    { Overridable = true, Met = (c, context) => c.Person.HardshipsOn(context.On).First(h => kinds.Contains(h.Kind)).Said() };

    /// <summary>No other open or done case of the programme in the year, for the person or, in a household programme, the household.</summary>
    public static Rule OncePerYear(string programme) => new("once",
        context => c => !c.Cases.Any(x => x.Programme == programme && x.Year == context.Year && x.Id != context.Except
            && (x.StageKind == StageKind.Open || x.StageKind == StageKind.Done)),
        (c, context) => new Text("{0}年已有本项目（{1}）", context.Year, Other(c, programme, context)))
    { IsOncePerYear = true, SaysServed = true, Met = (_, context) => new Text("{0}年还没有本项目", context.Year) };

    /// <summary>No done case in so many years before the case's own.</summary>
    public static Rule YearsBetween(string programme, Plans.Policy years, string sentence = "{0}年已享受，{1}年内不重复") => new("interval",
        context =>
        {
            var first = context.Year - context.Policies.Int(years);
            return c => !c.Cases.Any(x => x.Programme == programme && x.Year >= first && x.Year < context.Year && x.StageKind == StageKind.Done);
        },
        (c, context) => new Text(sentence,
            c.Cases.Where(x => x.Programme == programme && x.Year < context.Year && x.StageKind == StageKind.Done).Max(x => x.Year),
            context.Policies.Int(years)))
    { Overridable = true, Met = (_, context) => new Text("前 {0} 年没有享受过", context.Policies.Int(years)) };

    public static Rule Employment(params IReadOnlyList<EmploymentState> states) => new("employment",
        _ => c => c.Person.Employment == null || states.Contains(c.Person.Employment.Value),
        (c, _) => new Text("就业状况为{0}，须{1}", c.Person.Employment?.Label() ?? "", string.Join("、", states.Select(s => s.Label()))))
    { Overridable = true, Met = (c, _) => Work(c) };

    public static Rule AbleToWork { get; } = new("able",
        _ => c => c.Person.Employment != EmploymentState.UnableToWork,
        (_, _) => new Text("登记为无劳动能力"))
    { Overridable = true, Met = (c, _) => Work(c) };

    public static Rule Agricultural { get; } = new("agricultural",
        _ => c => c.Person.Registration == Registration.Agricultural,
        (_, _) => new Text("户口性质为非农业，须农业"))
    { Overridable = true, Met = (_, _) => new Text("农业户口") };

    /// <summary>No open or done case of another programme, named by its code, in the same year.</summary>
    public static Rule NotAlso(string other, string sentence) => new("not-also",
        context => c => !c.Cases.Any(x => x.Programme == other && x.Year == context.Year && (x.StageKind == StageKind.Open || x.StageKind == StageKind.Done)),
        (_, _) => new Text(sentence))
    { Met = (_, _) => new Text("今年没有办不能兼得的项目") };

    /// <summary>A demand is known by this rule, or the person said so when last asked.</summary>
    public static Rule OrStated(this Rule demand, NeedTopic topic) => demand with
    {
        Holds = context => demand.Holds(context).Or(c => c.Person.Needs.Any(n => n.Topic == topic && n.Wanted)),
        Met = (c, context) => c.Person.Needs.Find(n => n.Topic == topic && n.Wanted) is { } said
            ? new Text("{0} 调查时说需要{1}", Days.Written(said.On), new Text(topic.Label()))
            : demand.MetBy(c, context),
    };

    /// <summary>Nobody said when last asked that it is not wanted.</summary>
    public static Rule NotDeclined(NeedTopic topic, string sentence) => new("declined",
        _ => c => !c.Person.Needs.Any(n => n.Topic == topic && !n.Wanted),
        (_, _) => new Text(sentence))
    {
        Met = (c, _) => c.Person.Needs.Find(n => n.Topic == topic) is { } said
            ? new Text("{0} 调查时说需要{1}", Days.Written(said.On), new Text(topic.Label()))
            : new Text("没有说过不需要"),
    };

    /// <summary>What the register knows of somebody's work, in words.</summary>
    public static Text Work(Candidate candidate) =>
        candidate.Person.Employment is { } state ? new Text("就业状况：{0}", new Text(state.Label())) : new Text("就业状况没有登记，不作限制");

    private static Text InAge(Candidate candidate, RuleContext context, int from, int to) =>
        new("{0} 岁（{1} 生），在 {2}–{3} 岁里", candidate.Person.AgeOn(context.On), Days.Written(candidate.Person.BirthDate), from, to);

    private static string Other(Candidate candidate, string programme, RuleContext context) =>
        candidate.Cases.First(x => x.Programme == programme && x.Year == context.Year && x.Id != context.Except
            && x.StageKind is StageKind.Open or StageKind.Done).Number;
}
