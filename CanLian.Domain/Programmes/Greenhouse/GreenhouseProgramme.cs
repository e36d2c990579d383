using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.Greenhouse;

/// <summary>A grant for a household's greenhouse, shed or pond (阳光大棚扶持): every one of them is visited and measured.</summary>
public sealed class GreenhouseProgramme() : Programme<GreenhouseForm>(new GreenhouseValidator())
{
    public const string Planting = "种植";
    public const string Breeding = "养殖";

    // ---- identity ----
    public override string Code => "greenhouse";
    public override string Name => "阳光大棚扶持";
    public override string ShortName => "大棚";
    public override int Chapter => 3;
    public override string Basis => "残疾人阳光大棚扶持项目实施方案";
    public override string Paragraph => "逐棚核实后扶持阳光大棚等设施农业{greenhouse.households}，发放{greenhouse.amount}。";
    public override IReadOnlyList<string> Kinds => [Planting, Breeding];
    public override IReadOnlyList<Policy> Policies =>
    [
        VerifiedGrant.AgeFrom, VerifiedGrant.AgeTo, VerifiedGrant.YearsBetween, GreenhouseRules.PlantingArea, GreenhouseRules.BreedingArea, RectifyWithin, NoticeDays, FollowUpAfter
    ];
    public override Spine Spine { get; } = new() { KindNeededAt = "A1", FundingSources = ["残保金", "区级"] };
    public override IReadOnlyList<string> OtherPapers => ["其他"];
    public override Policy FollowUpAfter { get; } = FollowUpWithin(180);
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        new("producing", "在生产吗", "是", "否"),
        new("output", "产值（元）"),
        new("disaster", "受过什么灾"),
    ];

    // ---- subject: one named holder stands for the household ----
    public override Subject Subject => Subject.Household;

    // ---- rules ----
    public override IReadOnlyList<Rule> Rules { get; } =
    [
        .. VerifiedGrant.RulesOf("greenhouse", "entrepreneurship", "本户今年已报个人创业扶持"),
        Programmes.Rules.Agricultural,
    ];

    public override IReadOnlyList<FormRule> FormRules { get; } =
        [GreenhouseRules.LargeEnough, GreenhouseRules.BuiltThisYear, GreenhouseRules.OnOwnLand, GreenhouseRules.OncePerProject("greenhouse")];

    public override Rule? Demand { get; } = VerifiedGrant.Wish(["大棚", "种植", "养殖", "农技"], "没有登记种植或养殖意愿").OrStated(NeedTopic.Farming);

    // ---- steps ----
    private static Policy RectifyWithin { get; } = new("rectify_days", "整改期限", 30, "天");

    private static readonly Need OnTheSpot = Needs.Of<GreenhouseForm>("on-site", "已实地核查", (form, _) =>
        form.Way is not null and not VerificationWay.OnSite ? ("field-Way", new Text("大棚项目逐户实地核查")) : null);

    public override NoticeContent Notice { get; } = new(Amount: true) { DetailLabel = "经营项目", Detail = (file, _) => file.Kind };

    public override Flow Flow { get; } = VerifiedGrant.Flow("阳光大棚扶持公示", new Own
    {
        Needs = new Dictionary<string, Need[]>
        {
            ["A1"] = [Needs.Kind, Needs.Paper("土地合同", "上传土地承包或租赁合同"), Needs.Paper("大棚照片", "上传本人和大棚的照片")],
            ["G1"] = [OnTheSpot, Needs.Eligible, Needs.Paper("测量记录", "上传测量记录"), Needs.Paper("核查照片", "上传两张本人在场的核查照片", 2)],
        },
    });

    public override Reason? AgainstFollowUp(FollowUp visit, CaseFacts facts) => CareVisits.Against(visit, (int)RectifyWithin.For(facts),
        visit.Answers.GetValueOrDefault("producing") == "否" ? new Text("大棚没有在生产") : null);

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures => [OfKind("planting", Planting), OfKind("breeding", Breeding)];

    private CaseFigure OfKind(string id, string kind) => new($"{Code}.{id}", kind, Unit.Household, Code, Measure.Households)
    {
        And = c => c.Kind == kind,
        Formula = "这一类的户，不重复",
    };
}
