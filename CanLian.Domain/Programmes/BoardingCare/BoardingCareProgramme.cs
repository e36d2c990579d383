using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.BoardingCare;

/// <summary>Care in an institution with a bed (寄宿制托养), paid by the month and, for part of one, by its days.</summary>
public sealed class BoardingCareProgramme() : Programme<BoardingCareForm>(new BoardingCareValidator())
{
    // ---- identity ----
    public override string Code => "boarding_care";
    public override string Name => "寄宿制托养";
    public override string ShortName => "寄托";
    public override int Chapter => 6;
    public override string Basis => "阳光家园计划年度任务文件";
    public override string Paragraph =>
        "寄宿制托养{boarding_care.persons}，投入{boarding_care.amount}[，检查查出问题{boarding_care.rectifications}][，"
        + "按期整改{boarding_care.rectified}]。";
    public override IReadOnlyList<Policy> Policies => [CareRules.AgeFrom, CareRules.AgeTo, CareRules.RectifyWithin, UrgentWithin, NoticeDays];
    public override Spine Spine { get; } = new()
    {
        QuantityLabel = "入住月数",
        QuantityUnit = "月",
        OrganisationLabel = "托养机构",
        OrganisationKind = OrganisationKind.Care,
        FundingSources = ["中央", "省级", "区级"],
    };
    public override IReadOnlyList<string> OtherPapers => ["残疾人证", "户口簿", "其他"];
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        CareVisits.Kind,
        new("food", "吃住", "好", "一般", "差"),
        new("nursing", "护理", "好", "一般", "差"),
        new(Medicine, "用药", "正常", Wrong),
        new(Beaten, "有没有打骂", "没有", Happened),
    ];

    // ---- rules ----
    private const string Medicine = "medicine";
    private const string Beaten = "beaten";
    private const string Wrong = "不对";
    private const string Happened = "有";

    /// <summary>Days to put right what harms somebody.</summary>
    private static Policy UrgentWithin { get; } = new("urgent_days", "紧急整改期限", 3, "天");

    public override IReadOnlyList<Rule> Rules { get; } = CareRules.Of("boarding_care", "home_care", "居家托养");

    public override IReadOnlyList<FormRule> FormRules { get; } =
    [
        CareRules.NoOtherCare,
        new FormRule("health", (form, _, _) => form is BoardingCareForm { Health: HealthFinding.Infectious or HealthFinding.NeedsHospital }
            ? new Text("有传染病或需住院治疗")
            : null),
    ];

    public override Rule? Demand { get; } = CareRules.CaredForBefore("boarding_care").OrStated(NeedTopic.BoardingCare);

    public override CaseForm NewForm(Person person, DateOnly on, CaseFile? lastYear = null)
    {
        var last = lastYear is null ? new BoardingCareForm() : (BoardingCareForm)ReadForm(lastYear.Form);
        return new BoardingCareForm { OtherCare = last.OtherCare, Level = last.Level, Bed = last.Bed, EmergencyContact = last.EmergencyContact, Diet = last.Diet };
    }

    // ---- steps ----
    private const int ReportMonths = 3;

    private static readonly Need ExaminedLately = Needs.Of<BoardingCareForm>("examined", "体检报告在 3 个月以内", (form, facts) =>
        form.ExaminedOn is { } on && (on > facts.StepDay || on < facts.StepDay.AddMonths(-ReportMonths))
            ? ("field-ExaminedOn", new Text("体检日期要在入住前 {0} 个月以内", ReportMonths))
            : null);

    private static readonly Need MonthsWithinDays = Needs.Of<BoardingCareForm>("days", "月数和在院天数对得上", (form, facts) =>
        form.MonthsPresent() is var present && facts.Case.Quantity > present
            ? ("field-Quantity", new Text("入住月数 {0}，在院天数只够 {1} 个月", facts.Case.Quantity, present))
            : null);

    public override NoticeContent Notice { get; } = new(Amount: false);

    public override Flow Flow { get; } = Placement.Flow("托养机构", "托养服务公示", facts => ((BoardingCareForm)facts.Form).MonthsRecorded(), new Own
    {
        Needs = new Dictionary<string, Need[]>
        {
            ["A2"] = [Needs.Form, Needs.Paper("自理评估表", "上传自理评估表")],
            ["P1"] =
            [
                Needs.Eligible, Needs.StillEntitled, ExaminedLately, Needs.Paper("体检报告", "上传 3 个月内体检报告"),
                Needs.Paper("监护人同意书", "上传监护人同意书"),
            ],
            ["P2"] = [CareNeeds.EndReached, CareNeeds.MonthsFilled, CareNeeds.Recorded("field-Months"), Needs.Paper("在院证明", "上传在院证明")],
            ["P4"] = [CareNeeds.MonthsFilled, MonthsWithinDays, CareNeeds.AmountByMonths],
        },
        Effects = new Dictionary<string, Action<CaseFacts>> { ["P1"] = CareNeeds.Begin, ["P3"] = CareNeeds.End },
    });

    public override Reason? AgainstFollowUp(FollowUp visit, CaseFacts facts)
    {
        Text? harm = visit.Answers.GetValueOrDefault(Beaten) == Happened ? new Text("有打骂") : visit.Answers.GetValueOrDefault(Medicine) == Wrong ? new Text("用药不对") : null;
        Text? wrong = harm ?? (visit.Satisfaction == Satisfaction.Dissatisfied ? new Text("不满意") : null);
        return CareVisits.Against(visit, (int)(harm is null ? CareRules.RectifyWithin : UrgentWithin).For(facts), wrong);
    }

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures => CareFigures.Of(Code);
}
