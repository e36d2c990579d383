using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.Education;

/// <summary>
/// Aid to pupils and students (教育资助), once a school year, by the stage of schooling: disabled ones, and the children of holders in hardship, who
/// need no certificate.
/// </summary>
public sealed class EducationProgramme() : Programme<EducationForm>(new EducationValidator())
{
    public const string Preschool = "学前";
    public const string Compulsory = "义务教育";
    public const string SeniorHigh = "高中";
    public const string Vocational = "中职";
    public const string University = "大学";
    public const string Postgraduate = "研究生";

    // ---- identity ----
    public override string Code => "education";
    public override string Name => "教育资助";
    public override string ShortName => "助学";
    public override int Chapter => 4;
    public override string Basis => "困难残疾学生和残疾人家庭子女教育资助办法";
    public override string Paragraph =>
        "资助残疾学生和困难残疾人家庭子女{education.persons}，发放{education.amount}。高中及以下发放{education.amount_to_senior}，"
        + "其中学前{education.preschool}，义务教育{education.compulsory}，高中{education.senior_high}。"
        + "高中以上发放{education.amount_above_senior}，其中中职{education.vocational}，"
        + "大学{education.undergraduate:人次}，研究生{education.postgraduate}。";
    public override IReadOnlyList<string> Kinds => [Preschool, Compulsory, SeniorHigh, Vocational, University, Postgraduate];
    public override IReadOnlyList<Policy> Policies => [.. EducationRules.Ages.SelectMany(a => new[] { a.From, a.To }), ClosesIn, NoticeDays];
    public override Spine Spine { get; } = new() { KindNeededAt = "A1", AmountLabel = "资助金额", FundingSources = ["区级", "残保金", "省级"] };
    public override IReadOnlyList<string> OtherPapers => ["残疾人证", "学生身份证", "其他"];
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions => [new("received", "钱到账了吗", "是", "否"), new("at_school", "还在读吗", "是", "否")];

    // ---- rules ----
    private static Policy ClosesIn { get; } = new("closes_in_month", "受理截止月份", 8, "月");

    public override IReadOnlyList<Rule> Rules { get; } =
    [
        Programmes.Rules.InRegister,
        EducationRules.Hardship,
        Programmes.Rules.OncePerYear("education"),
    ];

    public override IReadOnlyList<FormRule> FormRules { get; } =
        [EducationRules.SelfIsHolder, EducationRules.Related, EducationRules.AgeFits, EducationRules.NotAidedElsewhere];

    public override Rule? Demand => EducationRules.Pupil;

    public override CaseForm NewForm(Person person, DateOnly on, CaseFile? lastYear = null)
    {
        var last = lastYear is null ? new EducationForm() : (EducationForm)ReadForm(lastYear.Form);
        var holder = person.Certificate is null ? person.Household?.Members.Find(m => m.Id != person.Id && m.Certificate is not null) : null;
        return new EducationForm
        {
            School = last.School,
            SchoolYear = EducationForm.YearFrom(on.Year),
            Relation = person.Certificate is not null ? PupilRelation.Self : holder is not null ? PupilRelation.Child : null,
            Holder = holder is null ? null : PersonReference.To(holder),
        };
    }

    // ---- steps ----
    /// <summary>The case's year is the one in which the school year begins, so that nobody is aided twice in it.</summary>
    private static readonly Need YearFits = Needs.Of<EducationForm>("school-year", "学年与年度一致", (form, facts) =>
        form.SchoolYear.Length > 0 && form.SchoolYear != EducationForm.YearFrom(facts.Case.Year)
            ? ("field-SchoolYear", new Text("{0} 年度对应学年 {1}", facts.Case.Year, EducationForm.YearFrom(facts.Case.Year)))
            : null);

    private static readonly Need LevelFits = Needs.Of<EducationForm>("level", "学段与类别一致", (form, facts) =>
        form.Level is { } level && facts.Case.Kind is { } kind && KindOf(level) != kind
            ? ("field-Level", new Text("{0}属于{1}，类别选的是{2}", new Text(level.Label()), new Text(KindOf(level)), new Text(kind)))
            : null);

    // A name alone proves nothing, so what looks odd is explained rather than refused.
    private static readonly Need SchoolFits = Needs.Of<EducationForm>("school", "校名与学段相称", (form, facts) =>
        facts.Case.Kind == Compulsory && (form.School.Contains("大学", StringComparison.Ordinal) || form.School.Contains("职业", StringComparison.Ordinal)) && facts.Input.Remark is not { Length: > 0 }
            ? ("step-remark", new Text("{0}像不是{1}学校：改类别，或写说明", form.School, new Text(Compulsory)))
            : null);

    private static readonly Need InTime = new("in-time", (facts, _) => facts.Case.AppliedOn.Month > ClosesIn.For(facts) && facts.Input.Remark is not { Length: > 0 }
        ? Needs.Unmet("step-remark", "本学年受理已截止，写说明")
        : Needs.Met("在受理期内，或写了说明"));

    // Pupils are minors: their village and the amount, and nobody's name.
    public override NoticeContent Notice { get; } = new(Amount: true) { Names = false, Minors = true };

    public override Flow Flow { get; } = YearlyList.Flow("教育资助公示", new Own
    {
        Needs = new Dictionary<string, Need[]>
        {
            ["A1"] = [Needs.Kind, YearFits, LevelFits, InTime, Needs.Paper("户口簿", "上传户口簿（看得出关系）")],
            ["A3"] = [LevelFits, SchoolFits, Needs.Paper("在读证明", "上传在读证明或录取通知书")],
        },
    });

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            List<string> toSenior = [Preschool, Compulsory, SeniorHigh];
            List<string> above = [Vocational, University, Postgraduate];
            return
            [
                Persons("preschool", Preschool, c => c.Kind == Preschool),
                Persons("compulsory", Compulsory, c => c.Kind == Compulsory),
                Persons("senior_high", SeniorHigh, c => c.Kind == SeniorHigh),
                Money("amount_to_senior", "高中及以下资金", c => toSenior.Contains(c.Kind!)) with { Formula = "学前、义务教育、高中已完成案件的金额合计" },
                Persons("vocational", Vocational, c => c.Kind == Vocational),
                Persons("undergraduate", University, c => c.Kind == University),
                Persons("postgraduate", Postgraduate, c => c.Kind == Postgraduate),
                Money("amount_above_senior", "高中以上资金", c => above.Contains(c.Kind!)) with { Formula = "中职、大学、研究生已完成案件的金额合计" },
                new CaseFigure($"{Code}.times", "资助人次", Unit.PersonTime, Code, Measure.Cases) { Formula = "已完成案件数" },
                new CaseFigure($"{Code}.undergraduate_times", "大学人次", Unit.PersonTime, Code, Measure.Cases)
                {
                    And = c => c.Kind == University, Formula = "大学已完成案件数",
                },
                Says("disabled_students", "残疾学生", f => f.Relation == PupilRelation.Self) with { Formula = "已完成案件里与残疾人关系为本人的人" },
                Says("children_of_disabled", "残疾人子女", f => f.Relation is PupilRelation.Child or PupilRelation.Grandchild) with
                {
                    Formula = "已完成案件里与残疾人关系为子女、孙子女的人",
                },
            ];
        }
    }

    private CaseFigure Persons(string id, string label, Expression<Func<CaseFile, bool>>? and) =>
        new($"{Code}.{id}", label, Unit.Person, Code, Measure.Persons) { And = and, Formula = "这一学段已资助的人，不重复" };

    private CaseFigure Money(string id, string label, Expression<Func<CaseFile, bool>> and) =>
        new($"{Code}.{id}", label, Unit.Yuan, Code, Measure.Amount) { And = and };

    private FormFigure Says(string id, string label, Func<EducationForm, bool> holds) =>
        new($"{Code}.{id}", label, Persons("any", "完成数", null), json => holds((EducationForm)ReadForm(json)));

    private static string KindOf(SchoolLevel level) => level switch
    {
        SchoolLevel.Kindergarten => Preschool,
        SchoolLevel.Primary or SchoolLevel.JuniorHigh => Compulsory,
        SchoolLevel.SeniorHigh => SeniorHigh,
        SchoolLevel.Vocational => Vocational,
        SchoolLevel.College or SchoolLevel.Bachelor => University,
        _ => Postgraduate,
    };
}
