using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.AssistiveDevices;

/// <summary>
/// Devices of the basic catalogue for holders of a certificate (辅助器具适配), counted in persons and in pieces. Small amounts are approved within the
/// district office by a second officer, larger ones by its head; minors are not put on a public notice.
/// </summary>
public sealed class AssistiveDevicesProgramme() : Programme<AssistiveDevicesForm>(new AssistiveDevicesValidator())
{
    public static Policy YearsBetween { get; } = new("years_between", "同一器具间隔", 3, "年");
    public static Policy ApprovedInOffice { get; } = new("approved_in_office", "科室批准限额", 1_000, "元");
    public static Policy PieceLimit { get; } = new("piece_limit", "每件限价", 600, "元");

    // ---- identity ----
    public override string Code => "assistive_devices";
    public override string Name => "辅助器具适配";
    public override string ShortName => "辅具";
    public override int Chapter => 1;
    public override string Basis => "基本型辅助器具适配补贴办法";
    public override string Paragraph =>
        "适配辅助器具{assistive_devices.pieces}，{assistive_devices.persons}受益[，支出{assistive_devices.amount}]。";
    public override IReadOnlyList<Policy> Policies => [NoticeDays, YearsBetween, ApprovedInOffice, PieceLimit, FollowUpAfter];
    public override Spine Spine { get; } = new()
    {
        QuantityLabel = "数量",
        QuantityUnit = "件",
        OrganisationLabel = "适配机构",
        OrganisationKind = OrganisationKind.Other,
        FundingSources = ["省级", "区级", "残保金", "彩票公益金"],
    };
    public override IReadOnlyList<string> OtherPapers => ["残疾人证", "采购清单", "其他"];
    public override Policy FollowUpAfter { get; } = FollowUpWithin(60);
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        new("in_use", "在用吗", "是", "否"),
        new("can_use", "会用吗", "是", "否"),
        new("broken", "坏了吗", "是", "否"),
    ];

    // ---- rules ----
    public override IReadOnlyList<Rule> Rules { get; } = [Programmes.Rules.InRegister, Programmes.Rules.CertificateValid];

    public override IReadOnlyList<FormRule> FormRules =>
    [
        new FormRule("suits", (form, candidate, _) => DeviceOf(form) is { } device && candidate.Person.Certificate is { } certificate
            && (certificate.KindMask & device.SuitsMask()) == 0
                ? new Text("{0}适合{1}，与本人类别不符", new Text(device.Label()), device.SuitsNames())
                : null) { Overridable = true },
        new FormRule("same-device", (form, candidate, context) => SameDevice(form, candidate, context)
            .Where(c => c.Year > context.Year - context.Policies.Int(YearsBetween))
            .Select(c => (Text?)new Text("{0}{1}年已适配或在办（{2}），{3}年内不重复",
                new Text(DeviceOf(form)!.Value.Label()), c.Year, c.Number, context.Policies.Int(YearsBetween))).FirstOrDefault()) { Overridable = true },
        new FormRule("elsewhere", (form, _, _) => form is AssistiveDevicesForm { OtherProvider: { } other and not OtherProvider.None }
            ? new Text("同一器具已由{0}提供", new Text(other.Label()))
            : null),
    ];

    public override Rule? Demand { get; } = Fitting.FittedBefore("assistive_devices", "没有登记辅具需求").OrStated(NeedTopic.Device);

    public override CaseForm NewForm(Person person, DateOnly on, CaseFile? lastYear = null) => new AssistiveDevicesForm { Address = person.Address };

    // ---- steps ----
    private static readonly Need AssessmentPaper = new("assessment", (facts, _) => (AssistiveDevicesForm)facts.Form switch
    {
        { Device: { } device } when device.WithoutAssessment() => Needs.Met("评估清楚"),
        { Advice: FittingAdvice.DoNotFit } => Needs.Unmet("field-Advice", "评估结论是不适配，请登记退出"),
        _ when facts.Case.Papers("评估表").Any() => Needs.Met("评估清楚"),
        _ => Needs.Unmet("paper-评估表", "上传评估表"),
    })
    {
        Paper = "评估表",
    };

    private static readonly Need WithinPieceLimit = new("piece-limit", (facts, _) =>
        facts.Case.AmountFen > Money.OfYuan(PieceLimit.For(facts) * (facts.Case.Quantity ?? 1)).Fen
            ? Needs.Unmet("field-Amount", "每件限价 {0} 元，{1} 件最多 {2} 元",
                PieceLimit.For(facts), facts.Case.Quantity ?? 1, Money.OfYuan(PieceLimit.For(facts) * (facts.Case.Quantity ?? 1)).InYuan())
            : Needs.Met("没有超过每件限价"));

    public override NoticeContent Notice { get; } = new(Amount: false) { DetailLabel = "项目", Detail = (_, _) => "辅助器具适配" };

    public override Flow Flow { get; } = Fitting.Flow(Application(), new Own
    {
        Needs = new Dictionary<string, Need[]>
        {
            ["A4"] = [WithinPieceLimit],
            ["A4m"] = [WithinPieceLimit],
            ["F1"] = [AssessmentPaper],
            ["F3"] = [WithinPieceLimit],
        },
    });

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures =>
    [
        new CaseFigure($"{Code}.pieces", "适配件数", Unit.Piece, Code, Measure.Quantity) { Formula = "已完成案件的数量合计" },
        new AnswerFigure($"{Code}.in_use", "还在用", Code, "in_use", "是") { Formula = "回访里在用吗答是的人" },
    ];

    private static IEnumerable<Step> Application()
    {
        foreach (var row in ApplicationRows.To(Fitting.Waiting, "辅助器具适配公示"))
        {
            if (row.Code == "A4")
            {
                yield return row with { OnlyWhen = facts => !IsMinor(facts) };
                yield return new Step("A4m", "复审通过，报批准", row.From, ApplicationRows.Approval, row.Who)
                {
                    ManyAtOnce = true,
                    OnlyWhen = IsMinor,
                    Needs = [Needs.Eligible, Needs.Fund, Needs.Amount],
                };
            }
            else if (row.Code == "A6")
            {
                Need[] approval = [Needs.SecondPerson("复审", "A4", "A4m"), Needs.Amount, Needs.FundsLeft, Needs.OverridesSeen];
                yield return row with { Needs = approval };
                yield return new Step("A6s", "科室批准", row.From, row.To, Hands.District)
                {
                    ManyAtOnce = true,
                    Approves = true,
                    OnlyWhen = facts => facts.Case.AmountFen <= Money.OfYuan(ApprovedInOffice.For(facts)).Fen,
                    Needs = approval,
                };
            }
            else
            {
                yield return row;
            }
        }
    }

    private static bool IsMinor(CaseFacts facts) => facts.Person.AgeOn(facts.Case.AppliedOn) < Person.OfAge;

    private static Device? DeviceOf(CaseForm form) => (form as AssistiveDevicesForm)?.Device;

    private IEnumerable<CaseFile> SameDevice(CaseForm form, Candidate candidate, RuleContext context) => DeviceOf(form) is { } device
        ? candidate.Cases.Where(c => c.Programme == Code && c.Id != context.Except && c.StageKind is StageKind.Open or StageKind.Done
            && DeviceOf(ReadForm(c.Form)) == device)
        : [];
}
