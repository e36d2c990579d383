using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Figures;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;
using static CanLian.Domain.Programmes.Certification.CertificationNeeds;

namespace CanLian.Domain.Programmes.Certification;

/// <summary>
/// The certificate itself (残疾人证办理): new, renewed, replaced after loss, changed, moved, cancelled. The kind of case sets the way it goes; the
/// clocks run in working days; the end of the case changes the person's certificate.
/// </summary>
public sealed class CertificationProgramme() : Programme<CertificationForm>(new CertificationValidator())
{
    // ---- identity ----
    public override string Code => CertificationRules.Programme;
    public override string Name => "残疾人证办理";
    public override string ShortName => "办证";
    public override int Chapter => 8;
    public override string Basis => "《中华人民共和国残疾人证管理办法》、GB/T 26341-2010";
    public override string Paragraph => "办结残疾人证业务{certification.all}，把评定送到家门口，上门评定{certification.home_assessments}[，跨省通办{certification.cross_province}]。";
    public override IReadOnlyList<string> Kinds =>
    [
        CertificationRules.New, CertificationRules.Renewal, CertificationRules.Replacement, CertificationRules.Change, CertificationRules.Transfer,
        CertificationRules.Cancellation,
    ];
    public override IReadOnlyList<Policy> Policies =>
        [CertificationRules.YearsAfterCancellation, CertificationRules.YearsBetweenRatings, CertificationRules.PromisedDays, NoticeDays];
    public override Spine Spine { get; } = new() { KindNeededAt = "C1", BatchLabel = "评定轮次", Pays = false };
    public override IReadOnlyList<string> OtherPapers => ["监护证明", "病历", "档案", "其他"];

    // ---- rules ----
    public override IReadOnlyList<Rule> Rules { get; } = [CertificationRules.InRegister, CertificationRules.OneAtATime];

    public override IReadOnlyList<FormRule> FormRules { get; } = CertificationRules.OfForm;

    public override Rule? Demand => CertificationRules.Renewable;

    // ---- steps ----
    private static readonly Stage Accept = new("accept", "待受理", LimitDays: 5);
    private static readonly Stage Rating = new("rating", "待评定", LimitDays: 20);
    private static readonly Stage OnNotice = new("notice", "公示中", LimitDays: 7);
    private static readonly Stage Review = new("review", "待审核", LimitDays: 10);
    private static readonly Stage Approve = new("approve", "待批准", LimitDays: 5);
    private static readonly Stage Elsewhere = new("elsewhere", "待外区办理", LimitDays: 20);
    private static readonly Stage Make = new("make", "待制证", LimitDays: 5);
    private static readonly Stage Collect = new("collect", "待领取", LimitDays: 10);
    public static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);
    private static readonly Stage NotAccepted = Stage.End("not_accepted", "不予受理", StageKind.Refused);
    private static readonly Stage BelowStandard = Stage.End("below_standard", "未达标准", StageKind.Refused);
    private static readonly Stage Withdrawn = Stage.End("withdrawn", "已撤回", StageKind.Withdrawn);

    private const int AppealWithin = 10;

    private static bool Cancels(CaseFacts f) => f.Case.Kind == CertificationRules.Cancellation;

    private static readonly Need[] PapersOfTheKind =
    [
        PaperFor("身份证", f => !Cancels(f)),
        PaperFor("户口簿", f => !Cancels(f)),
        PaperFor("两寸白底照片", MakesCard),
        PaperFor("居住证", IsAccepting),
        PaperFor("旧证", f => f.Case.Kind == CertificationRules.Renewal),
        PaperFor("挂失声明", f => f.Case.Kind == CertificationRules.Replacement),
        PaperFor("迁移证明", f => f.Case.Kind == CertificationRules.Transfer),
        PaperFor("死亡证明或注销申请", Cancels),
    ];

    public override NoticeContent Notice { get; } = new(Amount: false) { DetailLabel = "事项", Detail = (_, _) => "申请办理残疾人证" };

    public override Flow Flow { get; } = new(Stage.Draft,
        new Step("C1", "报受理", [Stage.Draft], Accept, Hands.Anyone)
        {
            OnlyWhen = f => !IsIssuing(f),
            Needs = [Needs.Form, Needs.Kind, Needs.Eligible, Needs.SignedApplication, Needs.Guardian, SideKnown, .. PapersOfTheKind],
        },
        new Step("C21", "收外区材料", [Stage.Draft], Review, Hands.District)
        {
            OnlyWhen = IsIssuing,
            LimitDays = 10,
            Needs =
            [
                Needs.Kind, Needs.Eligible, SideKnown, Rated, Needs.Paper("外区评定表", "上传外区评定表"), Needs.Paper("外区公示结果", "上传外区公示结果"),
            ],
        },
        new Step("C2", "受理，安排评定", [Accept], Rating, Hands.TownDistrict) { OnlyWhen = IsRated, Needs = [HospitalChosen, Needs.Guardian] },
        new Step("C3", "受理，免评定", [Accept], Review, Hands.TownDistrict) { OnlyWhen = IsNotRated, Needs = [Exempt] },
        new Step("C5", "登记评定结果，去公示", [Rating], OnNotice, Hands.District)
        {
            ManyAtOnce = true,
            OnlyWhen = IsAdult,
            Needs = [Rated, Meets, Needs.Form, Needs.Paper("评定表", "上传盖章的评定表")],
            Effect = facts => facts.Case.Publish(facts, "残疾人证申请公示"),
        },
        new Step("C6a", "登记评定结果，未成年人不公示", [Rating], Review, Hands.District)
        {
            OnlyWhen = f => !IsAdult(f),
            Needs = [Rated, Meets, Needs.Form, Needs.Paper("评定表", "上传盖章的评定表")],
        },
        new Step("C6", "公示期满", [OnNotice], Review, Hands.District) { ManyAtOnce = true, Needs = [Needs.NoticeOver, Needs.ObjectionsAnswered] },
        new Step("C9", "审核通过", [Review], Approve, Hands.District) { ManyAtOnce = true, OnlyWhen = f => !IsAccepting(f), Needs = [Rated, Meets, Needs.Form] },
        new Step("C12", "转户籍地残联", [Review], Elsewhere, Hands.District)
        {
            OnlyWhen = IsAccepting,
            Asks = [new Ask("sent_on", "转出日期", AskKind.Date)],
            Needs = [SideKnown],
        },
        new Step("C10", "批准", [Approve], Make, Hands.Supervisor)
        {
            ManyAtOnce = true,
            Approves = true,
            OnlyWhen = MakesCard,
            Needs = [Needs.SecondPerson("审核", "C9"), Needs.OverridesSeen],
        },
        new Step("C11", "批准，改证件状态", [Approve], Done, Hands.Supervisor)
        {
            ManyAtOnce = true,
            Approves = true,
            OnlyWhen = EndsCard,
            Needs = [Needs.SecondPerson("审核", "C9"), EndDated, Needs.Form],
            Effect = End,
        },
        new Step("C13", "登记外区结果", [Elsewhere], Collect, Hands.District) { ManyAtOnce = true, Needs = [IssuedElsewhere] },
        new Step("C15", "制证入库", [Make], Collect, Hands.District) { ManyAtOnce = true, Needs = [CardWritten, Needs.Form] },
        new Step("C16", "发放归档", [Collect], Done, Hands.Anyone)
        {
            ManyAtOnce = true,
            Needs = [Needs.Form, Needs.Paper("领证签字", "上传领证签字")],
            Effect = Issue,
        },
        new Step("C8", "公示有异议，复核评定", [OnNotice], Rating, Hands.District)
        {
            Kind = StepKind.Back,
            RemarkRequired = true,
            LimitDays = AppealWithin,
            Needs = [Needs.ObjectionRaised],
        },
        new Step("C14", "外区退回", [Elsewhere], Review, Hands.District) { Kind = StepKind.Back, RemarkRequired = true },
        new Step("C17", "退回补正", [Accept, Review], Stage.Draft, Hands.TownDistrict) { Kind = StepKind.Back, RemarkRequired = true, LimitDays = 10 },
        new Step("C18", "退回评定", [Review, Approve], Rating, [Domain.Common.Role.DistrictOfficer, Domain.Common.Role.Supervisor])
        {
            Kind = StepKind.Back,
            RemarkRequired = true,
            OnlyWhen = IsRated,
        },
        new Step("C23", "退回审核", [Approve, Make], Review, [Domain.Common.Role.Supervisor, Domain.Common.Role.DistrictOfficer]) { Kind = StepKind.Back, RemarkRequired = true },
        new Step("C4", "不予受理", [Accept], NotAccepted, Hands.TownDistrict)
        {
            Kind = StepKind.Refuse,
            RemarkRequired = true,
            Asks = ApplicationRows.Told,
            Needs = [Needs.Paper("不予受理告知书", "上传不予受理告知书")],
        },
        new Step("C7", "未达标准，告知", [Rating], BelowStandard, Hands.District)
        {
            Kind = StepKind.Refuse,
            RemarkRequired = true,
            Asks = ApplicationRows.Told,
            Needs = [Rated, FallsShort],
        },
        new Step("C19", "登记撤回", [Stage.Draft, Accept, Rating, OnNotice, Review, Approve, Elsewhere, Make], Withdrawn, Hands.Anyone)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
            Needs = [Needs.Paper("撤回声明", "上传撤回声明")],
        },
        new Step("C25", "证件未领，登记作废", [Collect], Withdrawn, Hands.District)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
            Needs = [Needs.Paper("作废记录", "上传作废记录")],
        },
        new Step("C20", "登记复评申请", [BelowStandard], Rating, Hands.District)
        {
            Kind = StepKind.Correct,
            RemarkRequired = true,
            Needs = [Needs.ReopenedWithin(AppealWithin)],
        },
        new Step("C22", "更正完成", [Done], Collect, Hands.Supervisor)
        {
            Kind = StepKind.Correct,
            RemarkRequired = true,
            OnlyWhen = MakesCard,
            Needs = [Needs.YearOpen],
            Effect = TakeBack,
        },
        new Step("C24", "更正注销或迁出", [Done], Approve, Hands.Supervisor)
        {
            Kind = StepKind.Correct,
            RemarkRequired = true,
            OnlyWhen = EndsCard,
            Needs = [Needs.YearOpen],
            Effect = Restore,
        });

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            var all = Cases("all", "办结", c => true);
            var inTime = new InTimeFigure($"{Code}.in_time", "承诺期内办结", all, Code, CertificationRules.PromisedDays) { Formula = "从申请到办结不超过承诺工作日的案件" };
            return
            [
                new FormFigure($"{Code}.home_assessments", "上门评定", all, json => ((CertificationForm)ReadForm(json)).AtHome == true) { Formula = "已办结、上门评定为是的人，不重复" },
                Cases("issued", "发证", c => c.Kind != CertificationRules.Cancellation),
                Cases("new", "新办", c => c.Kind == CertificationRules.New),
                Cases("renewed", "换领", c => c.Kind == CertificationRules.Renewal),
                Cases("replaced", "补办", c => c.Kind == CertificationRules.Replacement),
                Cases("changed", "变更", c => c.Kind == CertificationRules.Change),
                Cases("moved", "迁移", c => c.Kind == CertificationRules.Transfer),
                Cases("cancelled", "注销", c => c.Kind == CertificationRules.Cancellation),
                new FormFigure($"{Code}.cross_province", "跨省通办", all, json => ((CertificationForm)ReadForm(json)) is { CrossProvince: true } or { AcrossProvinces: true })
                {
                    Formula = "已办结、受理和发证不在一处的人",
                },
                all,
                inTime,
                new RatioFigure($"{Code}.on_time", "按期办结率", inTime, all) { Formula = "承诺期内办结 ÷ 办结" },
            ];
        }
    }

    private CaseFigure Cases(string id, string label, Expression<Func<CaseFile, bool>> and) =>
        new($"{Code}.{id}", label, Unit.PersonTime, Code, Measure.Cases) { And = and, Formula = "这一类已办结的案件数" };
}
