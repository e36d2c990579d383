using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.Culture;

/// <summary>The "five ones" of culture and sport (五个一文化体育活动): read, see a film, visit a garden, visit a sight, take part in sport or art.</summary>
public sealed class CultureProgramme() : Programme<CultureForm>(new CultureValidator())
{
    // ---- identity ----
    public override string Code => "culture";
    public override string Name => "五个一文化体育活动";
    public override string ShortName => "五个一";
    public override int Chapter => 10;
    public override string Basis => "残疾人文化进家庭“五个一”活动通知";
    public override string Paragraph => "{activity.held_on}开展“五个一”文化进家庭和趣味体育活动，{activity.participants:名}残疾人参加[，其中重度{activity.severe}]。";
    public override IReadOnlyList<string> Kinds => ["读书", "观影", "游园", "参观", "文体"];
    public override Spine Spine { get; } = new() { KindNeededAt = "E4", BatchLabel = "活动", Pays = false };
    public override IReadOnlyList<string> OtherPapers => ["活动照片", "其他"];

    // ---- rules: severe disability is preferred, not required ----
    public override IReadOnlyList<Rule> Rules { get; } = [Programmes.Rules.InRegister, Programmes.Rules.CertificateValid];

    public override IReadOnlyList<FormRule> FormRules { get; } =
    [
        new FormRule("fit", (form, _, _) => form is CultureForm { FitToGo: false } ? new Text("身体条件不宜外出") : null) { Overridable = true },
    ];

    public override Rule? Demand { get; } = new("signed-up",
        context => c => c.Cases.Any(x => x.Programme == "culture" && x.Year == context.Year),
        (_, _) => new Text("今年没有报名活动"))
    { Met = (_, _) => new Text("今年报过名") };

    // ---- steps ----
    private static readonly Need SignedIn = Needs.Of<CultureForm>("signed-in", "签到表上有名字", (form, facts) =>
        form.SignedIn == true ? null : ("field-SignedIn", new Text("签到表上没有{0}", facts.Person.Name)));

    private static readonly Need Over = new("over", (facts, _) => facts.Batch?.StartsOn is { } day && day <= facts.Today
        ? Needs.Met("活动已举行")
        : Needs.Unmet("field-Batch", "活动还没有举行"));

    public override Flow Flow { get; } = ClassRows.Flow("活动", begin: null, "登记参加", new Own
    {
        Needs = new Dictionary<string, Need[]> { ["E4"] = [Needs.Kind, SignedIn, Over] },
    });

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            var participants = new CaseFigure("activity.participants", "活动参加人数", Unit.Person, Code, Measure.Persons) { Formula = "当年参加过活动的人，不重复" };
            yield return new BatchDateFigure("activity.held_on", "活动日期", Unit.Date, Code, b => b.StartsOn, Latest: true) { OnlyWithCasesDone = true, Formula = "有人参加的活动里最晚的日期" };
            yield return participants;
            yield return new BatchCountFigure("activity.events", "活动场次", Unit.Class, participants) { Formula = "有人参加的活动" };
            yield return new CaseFigure("activity.times", "参加人次", Unit.PersonTime, Code, Measure.Cases) { Formula = "当年参加活动的案件数" };
            yield return participants with
            {
                Id = "activity.severe",
                Label = "其中重度",
                Formula = "参加的人里一级、二级的",
                And = c => c.Person!.Certificates.Any(x => x.Current && (x.Grade == DisabilityGrade.One || x.Grade == DisabilityGrade.Two)),
            };
            foreach (var (id, kind) in new[] { ("reading", "读书"), ("film", "观影"), ("garden", "游园"), ("visit", "参观"), ("sport", "文体") })
            {
                yield return participants with { Id = "activity." + id, Label = kind, And = c => c.Kind == kind, Formula = "参加这一项的人，不重复" };
            }
        }
    }
}
