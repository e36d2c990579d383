using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;
using static CanLian.Domain.Programmes.HomeModification.HomeModificationEffects;
using static CanLian.Domain.Programmes.HomeModification.HomeModificationNeeds;

namespace CanLian.Domain.Programmes.HomeModification;

/// <summary>
/// Barrier-free modification of the homes of hard-up, severely disabled families (家庭无障碍改造): assessed, designed and estimated house by house;
/// supervised, audited and tendered by lot; built, accepted, settled, entered on the national platform, and asked about afterwards.
/// </summary>
public sealed class HomeModificationProgramme() : Programme<HomeModificationForm>(new HomeModificationValidator())
{
    public const string Concentrated = "集中";
    public const string Dispersed = "分散";

    // ---- identity ----
    public override string Code => "home_modification";
    public override string Name => "家庭无障碍改造";
    public override string ShortName => "家改";
    public override int Chapter => 2;
    public override string Basis => "《中华人民共和国无障碍环境建设法》；困难重度残疾人家庭无障碍改造年度实施方案";
    public override string Paragraph =>
        "年度任务{home_modification.task}，投入{home_modification.amount}，为困难重度残疾人家庭改造无障碍环境。逐户评估、逐户设计、逐户测算，"
        + "[{home_modification.designed}设计全部完成，][{home_modification.procured:旬}监理、审计和施工采购完成，]"
        + "[{home_modification.started}进场施工，][{home_modification.accepted}组织验收]。"
        + "[已有{home_modification.entered}录入全国残联信息化平台][，回访满意率{home_modification.satisfaction}]。";
    public override IReadOnlyList<string> Kinds => [Concentrated, Dispersed];
    public override IReadOnlyList<Policy> Policies => [YearsBetween, NoticeDays, SettlementOver];
    public override Spine Spine { get; } = new()
    {
        KindNeededAt = "H2",
        AmountFollowsForm = true,
        OrganisationLabel = "施工单位",
        OrganisationKind = OrganisationKind.Contractor,
        BatchLabel = "标段",
    };
    public override IReadOnlyList<string> OtherPapers => ["招标文件", "施工照片", "其他"];
    public override bool HasAcceptanceSheet => true;
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        new("in_use", "在用部位"),
        new("quality", "质量", "好", "一般", "差"),
        new("charged", "是否收钱", "是", "否"),
        new("more", "还要改哪里"),
    ];

    // ---- subject: one named holder stands for the household ----
    public override Subject Subject => Subject.Household;

    // ---- rules ----
    private static Policy YearsBetween { get; } = new("years_between", "间隔年数", 3, "年");

    public override IReadOnlyList<Rule> Rules { get; } =
    [
        Programmes.Rules.InRegister,
        Programmes.Rules.CertificateValid,
        Programmes.Rules.Grade(DisabilityGrade.One, DisabilityGrade.Two),
        Programmes.Rules.Hardship(Programmes.Rules.AnyHardship),
        new Rule("age-friendly",
            context =>
            {
                var on = context.On;
                return c => c.Person.Household == null || c.Person.Household.AgeFriendlyOn == null || c.Person.Household.AgeFriendlyOn > on;
            },
            (c, _) => new Text("已享受居家适老化改造（{0}）", c.Person.Household!.AgeFriendlyOn!.Value.ToString("yyyy-MM-dd", null)))
        { Met = (_, _) => new Text("没有享受居家适老化改造") },
        new Rule("unsafe",
            _ => c => c.Person.Household == null || c.Person.Household.Safety == null || c.Person.Household.Safety == HouseSafety.Safe,
            (_, _) => new Text("住房为危房，先转住建"))
        { Met = (c, _) => c.Person.Household?.Safety is null ? new Text("住房安全没有登记，不作限制") : new Text("住房安全") },
        Programmes.Rules.YearsBetween("home_modification", YearsBetween, "{0}年已改造，{1}年内不重复"),
        Programmes.Rules.OncePerYear("home_modification"),
    ];

    public override Rule? Demand { get; } = Programmes.Rules.NotDeclined(NeedTopic.Modification, "调查时说不需要改造");

    public override IReadOnlyList<FormRule> FormRules { get; } =
    [
        new FormRule("modifiable", (form, _, _) =>
            form is HomeModificationForm { CanModify: false } ? new Text("家里没有可改造的地方或房屋不能改") : null),
    ];

    // ---- steps ----
    private static readonly Stage Verify = new("verify", "待入户核实", LimitDays: 15);
    private static readonly Stage Listed = new("listed", "待名单公示", LimitDays: 10);
    private static readonly Stage Assessment = new("assess", "待入户评估", LimitDays: 20);
    private static readonly Stage Design = new("design", "待方案设计", LimitDays: 20);
    private static readonly Stage Estimate = new("estimate", "待预算测算", LimitDays: 10);
    private static readonly Stage Tender = new("tender", "待监理招标", LimitDays: 40);
    private static readonly Stage Build = new("build", "待施工");
    private static readonly Stage Accept = new("accept", "待逐户验收", LimitDays: 20);
    private static readonly Stage Settle = new("settle", "待结算付款", StageKind.Done, 30);
    private static readonly Stage Enter = new("enter", "待录入平台", StageKind.Done, 10);
    private static readonly Stage Revisit = new("revisit", "待满意回访", StageKind.Done, 30);
    private static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);
    private static readonly Stage Refused = Stage.End("refused", "不符合", StageKind.Refused);
    private static readonly Stage GivenUp = Stage.End("given_up", "已放弃", StageKind.Withdrawn);
    private static readonly Stage Left = Stage.End("left", "已退出", StageKind.Withdrawn);

    private static readonly Need PhotosAfter = Needs.Paper("改造后照片", "上传改造后照片（至少 2 张）", 2);

    public override NoticeContent Notice { get; } = NoticeOfParts;

    public override Flow Flow { get; } = new(Stage.Draft,
        new Step("H1", "报入户核实", [Stage.Draft], Verify, Hands.Village)
        {
            Needs = [Needs.Form, Needs.SignedApplication, Needs.Consent, Needs.Guardian],
        },
        new Step("H2", "核实通过，报名单公示", [Verify], Listed, Hands.Town)
        {
            ManyAtOnce = true,
            Needs =
            [
                Needs.Form, Needs.Kind, Needs.Eligible, Needs.VisitFits,
                Needs.Paper("改造前照片", "上传改造前照片（至少 2 张）", 2), Needs.Paper("同意书", "上传户主签字的同意书"),
            ],
            Effect = facts => facts.Case.Publish(facts, "家庭无障碍改造对象公示"),
        },
        new Step("H3", "公示期满，批准名单", [Listed], Assessment, Hands.Supervisor)
        {
            ManyAtOnce = true,
            Approves = true,
            Needs = [Needs.NoticeOver, Needs.ObjectionsAnswered, Needs.Fund, ListApprovedByAnother, Needs.OverridesSeen],
        },
        new Step("H4", "登记评估", [Assessment], Design, Hands.District)
        {
            ManyAtOnce = true,
            Needs = [PartsAssessed, Needs.Form, Needs.Paper("评估表", "上传评估表")],
        },
        new Step("H5", "设计定稿", [Design], Estimate, Hands.District)
        {
            ManyAtOnce = true,
            Needs = [Needs.Paper("设计图", "上传设计图"), Needs.Paper("户主签字页", "户主没有在方案上签字"), ItemsListed, NotDevicesAlone, Needs.Form],
        },
        new Step("H6", "预算定稿", [Estimate], Tender, Hands.District)
        {
            ManyAtOnce = true,
            Needs =
            [
                BudgetAddsUp, Needs.AmountOf("field-Budget", f => Fen(((HomeModificationForm)f.Form).Budget)), Needs.Fund,
                Needs.FundsFor(f => Fen(((HomeModificationForm)f.Form).Budget)), Needs.Form, Needs.Paper("预算单", "上传预算单"),
            ],
            Effect = facts => facts.Case.AmountFen = Fen(((HomeModificationForm)facts.Form).Budget),
        },
        new Step("H7", "完成采购，下达施工", [Tender], Build, Hands.District)
        {
            ManyAtOnce = true,
            Asks = [new Ask("lot", "标段", AskKind.Batch) { OnlyWhen = IsConcentrated }],
            Needs = [LotReady, ContractorNamed, Contract],
            Effect = JoinLot,
        },
        new Step("H8", "登记竣工", [Build], Accept, Hands.TownDistrict)
        {
            ManyAtOnce = true,
            Needs = [WorkStarted, Needs.Form, Needs.Paper("施工照片", "上传施工照片")],
        },
        new Step("H9", "验收合格", [Accept], Settle, Hands.District)
        {
            ManyAtOnce = true,
            Needs =
            [
                AcceptanceDated, Needs.Form, ThreeAcceptors, Needs.Paper("验收单", "上传验收单（户主签字）"), EveryItemPassed, PhotosAfter, Rectified,
            ],
            Effect = facts => facts.Case.CompleteOn(AcceptedOn((HomeModificationForm)facts.Form, facts)!.Value),
        },
        new Step("H10", "验收不合格，整改", [Accept], Build, Hands.District)
        {
            Kind = StepKind.Back,
            RemarkRequired = true,
            LimitDays = 10,
            Asks = [new Ask("unit", "责任单位", AskKind.Text), new Ask("fix_by", "整改期限", AskKind.Date)],
            Needs = [FixDateAhead],
            Effect = OrderRectification,
        },
        new Step("H11", "结算付款", [Settle], Enter, Hands.Finance)
        {
            Money = MoneyStep.Settle,
            Owes = Owed,
            ManyAtOnce = true,
            Asks = [new Ask("voucher", "付款凭证号", AskKind.Text), Step.AskDate("付款日期")],
            Needs =
            [
                SettlementAddsUp, SettlementExplained, Needs.Form, Needs.Paper("结算表", "上传结算表"), Audited, Needs.Paper("发票", "上传发票"),
                Needs.SecondPerson("验收", "H9"), Needs.FundsFor(f => Fen(((HomeModificationForm)f.Form).Settlement)),
            ],
            Effect = Pay,
        },
        new Step("H12", "登记已录入平台", [Enter], Revisit, Hands.Anyone)
        {
            ManyAtOnce = true,
            Needs =
            [
                PlatformNumber, EntryDated, Needs.Paper("验收单户主签字页", "上传验收单户主签字页"), PhotosAfter, SettlementAddsUp, Needs.Form,
            ],
        },
        new Step("H13", "登记满意回访，办结", [Revisit], Done, Hands.Village) { Needs = [Satisfied] },
        new Step("H14", "退回验收整改", [Settle, Enter], Accept, Hands.DistrictFinance) { Kind = StepKind.Back, Money = MoneyStep.Reopen, RemarkRequired = true, Needs = [Needs.YearOpen] },
        new Step("H15", "退回补正", [Verify], Stage.Draft, Hands.Town) { Kind = StepKind.Back, RemarkRequired = true, ManyAtOnce = true },
        new Step("H16", "公示有异议，退回核实", [Listed], Verify, Hands.District)
        {
            Kind = StepKind.Back,
            RemarkRequired = true,
            Needs = [Needs.ObjectionRaised],
        },
        new Step("H17", "退回重评", [Design, Estimate], Assessment, Hands.District) { Kind = StepKind.Back, RemarkRequired = true },
        new Step("H18", "退回改方案", [Tender], Design, Hands.District) { Kind = StepKind.Back, RemarkRequired = true },
        new Step("H19", "登记不符合", [Verify, Listed, Assessment], Refused, Hands.TownDistrict)
        {
            Kind = StepKind.Refuse,
            RemarkRequired = true,
            OnlyWhen = facts => facts.Actor.Role != Role.TownOfficer || facts.Case.Stage == Verify.Code,
            Asks = ApplicationRows.Told,
        },
        new Step("H20", "登记自愿放弃", [Stage.Draft, Verify, Listed, Assessment, Design, Estimate], GivenUp, Hands.Anyone)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
            Needs = [Needs.Paper("放弃声明", "上传放弃声明")],
        },
        new Step("H21", "登记退出", [Tender, Build, Accept], Left, Hands.District)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
            Asks =
            [
                new Ask("exit_reason", "退出原因", AskKind.Choice) { Options = ExitReasons.All },
                new Ask("cost", "已发生费用", AskKind.Number) { Unit = "元" },
            ],
            Effect = facts => facts.Case.AmountFen = Fen(facts.Input.Number("cost")),
        },
        new Step("H22", "重新受理", [Refused], Verify, Hands.District)
        {
            Kind = StepKind.Correct,
            RemarkRequired = true,
            Needs = [Needs.ReopenedWithin(60)],
        },
        new Step("H23", "更正完成", [Done], Enter, Hands.Supervisor) { Kind = StepKind.Correct, Money = MoneyStep.Reopen, RemarkRequired = true, Needs = [Needs.YearOpen] },
        new Step("H24", "平台退回，重新录入", [Revisit], Enter, Hands.District)
        {
            Kind = StepKind.Back,
            RemarkRequired = true,
            LimitDays = 5,
            Needs = [PlatformReturned],
        });

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            var households = Households(MeasureId, "完成数");
            var entered = Households("entered", "已录入平台", Stands(Revisit, Done)) with { Formula = "已过“待录入平台”的户" };
            var answered = Answers("answered", "回访填了满意度", f => f.Satisfaction != null);
            var content = Answers("satisfied", "满意以上", f => f.Satisfaction != null && f.Satisfaction != Satisfaction.Dissatisfied);
            return
            [
                Date("designed", "设计完成", Unit.Month, b => b.DesignedOn, latest: true),
                Date("procured", "采购完成", Unit.Month, b => b.ProcuredOn, latest: true),
                Date("started", "开工", Unit.Date, b => b.WorkStartedOn, latest: false),
                Date("accepted", "验收", Unit.Date, b => b.AcceptedOn, latest: true),
                Households("concentrated", "集中改造", c => c.Kind == Concentrated),
                Households("dispersed", "分散改造", c => c.Kind == Dispersed),
                Reached("assessed", "已评估", Design, Estimate, Tender, Build, Accept, Settle, Enter, Revisit, Done),
                Reached("designed_households", "已设计", Estimate, Tender, Build, Accept, Settle, Enter, Revisit, Done),
                Reached("accepted_households", "已验收", Settle, Enter, Revisit, Done),
                entered,
                new RatioFigure(Code + ".entry_rate", "录入率", entered, households) { Formula = "已录入平台 ÷ 完成数" },
                answered,
                new RatioFigure(Code + ".satisfaction", "满意率", content, answered) { Formula = "很满意、满意、基本满意 ÷ 填了满意度的回访" },
                Households("multi_disabled", "一户多残", c => c.Household != null && c.Household.Members.Count(m => m.Certificates.Any(x => x.Current)) > 1),
            ];
        }
    }

    private CaseFigure Households(string id, string label, Expression<Func<CaseFile, bool>>? and = null) =>
        new($"{Code}.{id}", label, Unit.Household, Code, Measure.Households) { And = and, Formula = "已完成案件里不重复的户" };

    private CaseFigure Reached(string id, string label, params Stage[] stages) =>
        Households(id, label) with { Span = new CaseSpan(Stands(stages), c => DateOnly.MinValue), Formula = "案件现在所在环节已过这一步的户" };

    private BatchDateFigure Date(string id, string label, Unit unit, Expression<Func<Batch, DateOnly?>> date, bool latest) =>
        new($"{Code}.{id}", label, unit, Code, date, latest) { Formula = latest ? "各标段里最晚的" : "各标段里最早的" };

    private FollowUpFigure Answers(string id, string label, Expression<Func<FollowUp, bool>> which) =>
        new($"{Code}.{id}", label, Unit.PersonTime, Code, which) { Formula = "按回访统计" };

    // Since when it has stood there no record says: it counts on every day.
    private static Expression<Func<CaseFile, bool>> Stands(params Stage[] stages)
    {
        var codes = stages.Select(s => s.Code).ToList();
        return c => codes.Contains(c.Stage);
    }
}
