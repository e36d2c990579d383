using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.Entrepreneurship;

/// <summary>A grant for somebody who has set up a business (个人创业扶持): checked, some of them on the spot, and paid by tier.</summary>
public sealed class EntrepreneurshipProgramme() : Programme<EntrepreneurshipForm>(new EntrepreneurshipValidator())
{
    public const string FirstTier = "一档";
    public const string SecondTier = "二档";

    // ---- identity ----
    public override string Code => "entrepreneurship";
    public override string Name => "个人创业扶持";
    public override string ShortName => "创业";
    public override int Chapter => 3;
    public override string Basis => "残疾人自主创业扶持办法";
    public override string Paragraph => "逐户核实后扶持个人创业{entrepreneurship.households}，发放{entrepreneurship.amount}。";
    public override IReadOnlyList<Policy> Policies =>
    [
        VerifiedGrant.AgeFrom, VerifiedGrant.AgeTo, VerifiedGrant.YearsBetween, MonthsOpen, SampleOnSite, AmountOfFirst, AmountOfSecond, NoticeDays, FollowUpAfter
    ];
    public override Spine Spine { get; } = new() { FundingSources = ["残保金", "区级"] };
    public override IReadOnlyList<string> OtherPapers => ["其他"];
    public override Policy FollowUpAfter { get; } = FollowUpWithin(180);
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        new("open", "还在经营吗", "是", "否"),
        new("income", "每月增收（元）"),
        new("employs", "雇了几人"),
        new("troubles", "有什么困难"),
    ];

    // ---- subject: the holder who runs the business stands for the household ----
    public override Subject Subject => Subject.Household;

    // ---- rules ----
    private static Policy MonthsOpen { get; } = new("months_open", "开业最少月数", 6, "个月");
    private static Policy SampleOnSite { get; } = new("on_site_sample", "实地核查比例", 30, "%");
    private static Policy AmountOfFirst { get; } = new("tier1_amount", "一档标准", 4_500, "元");
    private static Policy AmountOfSecond { get; } = new("tier2_amount", "二档标准", 3_000, "元");

    public override IReadOnlyList<Rule> Rules { get; } = VerifiedGrant.RulesOf("entrepreneurship", "greenhouse", "本户今年已报阳光大棚");

    public override IReadOnlyList<FormRule> FormRules { get; } =
    [
        new FormRule("proof", (form, _, _) =>
            form is EntrepreneurshipForm { Proof: BusinessProof.None } ? new Text("没有营业执照或村（社区）经营证明") : null),
        new FormRule("open-long", (form, _, context) =>
            form is EntrepreneurshipForm { OpenedOn: { } opened } && opened.AddMonths(context.Policies.Int(MonthsOpen)) > context.On
                ? new Text("开业 {0} 个月，须满 {1} 个月", WholeMonths(opened, context.On), context.Policies.Int(MonthsOpen))
                : null)
        { Overridable = true },
        new FormRule("place", (form, candidate, _) =>
            form is EntrepreneurshipForm { PlaceRegion.Length: Region.VillageLength } at && at.PlaceRegion[..Region.DistrictLength] != candidate.Person.RegionCode[..Region.DistrictLength]
                ? new Text("经营地不在本区")
                : null)
        { Overridable = true },
    ];

    public override Rule? Demand { get; } = VerifiedGrant.Wish(["创业", "开店"], "没有登记创业意愿").OrStated(NeedTopic.Startup);

    // ---- steps ----
    private static readonly Need VisitedIfDrawn = Needs.Of<EntrepreneurshipForm>("drawn", "抽中的已实地核查", (form, _) =>
        form is { Drawn: true, Way: not null and not VerificationWay.OnSite } ? ("field-Way", new Text("抽中实地核查，还没去")) : null);

    private static readonly Need AmountOfTier = new("tier", (facts, _) =>
    {
        var (tier, yuan) = TierOf(facts);
        return facts.Case.AmountFen is { } amount && amount != Money.OfYuan(yuan).Fen
            ? Needs.Unmet("field-Amount", "{0}的标准是 {1} 元", new Text(tier), Money.OfYuan(yuan).InYuan())
            : Needs.Met("档次：{0}", new Text(tier));
    });

    public override NoticeContent Notice { get; } = new(Amount: true) { DetailLabel = "经营项目", Detail = (_, form) => ((EntrepreneurshipForm)form).Business };

    public override Flow Flow { get; } = VerifiedGrant.Flow("个人创业扶持公示", new Own
    {
        Needs = new Dictionary<string, Need[]>
        {
            ["A1"] = [Needs.Paper("经营证明", "上传营业执照或村（社区）证明"), Needs.Paper("经营照片", "上传本人和经营场所的照片")],
            ["G1"] = [VisitedIfDrawn, Needs.Paper("核查表", "上传核查表"), Needs.Paper("核查照片", "上传本人在场的核查照片")],
            ["A4"] = [AmountOfTier],
        },
        Effects = new Dictionary<string, Action<CaseFacts>> { ["A3"] = Draw, ["A4"] = facts => facts.Case.Result = TierOf(facts).Tier },
    });

    /// <summary>Severely disabled, or an employer of another disabled person: the first tier.</summary>
    private static (string Tier, decimal Yuan) TierOf(CaseFacts facts) =>
        facts.Person.Certificate is { Severe: true } || ((EntrepreneurshipForm)facts.Form).Employs > 0
            ? (FirstTier, AmountOfFirst.For(facts))
            : (SecondTier, AmountOfSecond.For(facts));

    // Drawn by a byte of the case's id, which nobody chooses and which gives the same answer when the town reports the case again.
    private static void Draw(CaseFacts facts) =>
        ((EntrepreneurshipForm)facts.Form).Drawn = facts.Case.Id.ToByteArray()[^1] * 100 < SampleOnSite.For(facts) * 256;

    private static int WholeMonths(DateOnly from, DateOnly to) =>
        Math.Max(0, ((to.Year - from.Year) * 12) + to.Month - from.Month - (to.Day < from.Day ? 1 : 0));

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            var asked = new AnswerFigure($"{Code}.asked", "回访问到经营", Code, "open", null) { Formula = "当年回访里答了还在经营吗的人" };
            var open = new AnswerFigure($"{Code}.surviving", "还在经营", Code, "open", "是") { Formula = "回访里还在经营吗答是的人" };
            yield return Tier("tier1", FirstTier);
            yield return Tier("tier2", SecondTier);
            yield return new FormSumFigure($"{Code}.jobs", "带动残疾人就业", Unit.Person, Households("helped", "扶持户"), json => ((EntrepreneurshipForm)ReadForm(json)).Employs ?? 0)
            {
                Formula = "已完成案件里雇用残疾人数合计",
            };
            yield return asked;
            yield return open;
            yield return new RatioFigure($"{Code}.surviving_rate", "存活率", open, asked) { Formula = "还在经营 ÷ 回访问到经营" };
        }
    }

    private CaseFigure Tier(string id, string tier) => Households(id, tier) with { And = c => c.Result == tier, Formula = "这一档的户，不重复" };

    private CaseFigure Households(string id, string label) => new($"{Code}.{id}", label, Unit.Household, Code, Measure.Households);
}
