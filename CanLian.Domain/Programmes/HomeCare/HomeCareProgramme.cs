using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.HomeCare;

/// <summary>
/// Care that comes to the home (居家托养): a provider visits so many times a month and is paid by the month; the federation visits in turn, on
/// schedule and by surprise.
/// </summary>
public sealed class HomeCareProgramme() : Programme<HomeCareForm>(new HomeCareValidator())
{
    // ---- identity ----
    public override string Code => "home_care";
    public override string Name => "居家托养";
    public override string ShortName => "居托";
    public override int Chapter => 6;
    public override string Basis => "阳光家园计划年度任务文件";
    public override string Paragraph =>
        "居家托养{home_care.persons}，投入{home_care.amount}[，{home_care.surveyed_on}区、镇、村三级开展满意度问卷，"
        + "满意率{home_care.satisfaction}]。服务回访查出问题{home_care.rectifications}[，按期整改{home_care.rectified}]。";
    public override IReadOnlyList<Policy> Policies => [CareRules.AgeFrom, CareRules.AgeTo, CareRules.RectifyWithin, NoticeDays];
    public override Spine Spine { get; } = new()
    {
        QuantityLabel = "服务月数",
        QuantityUnit = "月",
        OrganisationLabel = "服务机构",
        OrganisationKind = OrganisationKind.Care,
        FundingSources = ["中央", "省级", "区级"],
    };
    public override IReadOnlyList<string> OtherPapers => ["残疾人证", "户口簿", "其他"];
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        CareVisits.Kind,
        new("weekly", "几天来一次"),
        new("done", "做了什么"),
        new("attitude", "服务态度", "好", "一般", "差"),
        new("wants", "建议"),
    ];

    // ---- rules ----
    public override IReadOnlyList<Rule> Rules { get; } = CareRules.Of("home_care", "boarding_care", "寄宿制托养");

    public override IReadOnlyList<FormRule> FormRules { get; } =
    [
        CareRules.NoOtherCare,
        new FormRule("advice", (form, _, _) => form is HomeCareForm { Advice: CareAdvice.Boarding } ? new Text("需要全天专业照护，转寄宿制") : null)
        {
            Overridable = true,
        },
    ];

    public override Rule? Demand { get; } = CareRules.CaredForBefore("home_care").OrStated(NeedTopic.HomeCare);

    public override CaseForm NewForm(Person person, DateOnly on, CaseFile? lastYear = null)
    {
        var last = lastYear is null ? new HomeCareForm() : (HomeCareForm)ReadForm(lastYear.Form);
        return new HomeCareForm { Services = last.Services, VisitsAMonth = last.VisitsAMonth, OtherCare = last.OtherCare };
    }

    // ---- steps ----
    /// <summary>A month with fewer visits than agreed is cut, or whoever settles it says why not.</summary>
    private static readonly Need EnoughVisits = Needs.Of<HomeCareForm>("visits", "上门次数够了", (form, facts) =>
        form.Months.Find(m => m.Visits > 0 && m.Visits < form.VisitsAMonth) is { } month && form.Deduction is null or 0 && facts.Input.Remark is not { Length: > 0 }
            ? ("step-remark", new Text("{0} 只有 {1} 次，约定 {2} 次：写核减，或写说明", month.Month, month.Visits!.Value, form.VisitsAMonth!.Value))
            : null);

    public override NoticeContent Notice { get; } = new(Amount: false);

    public override Flow Flow { get; } = Placement.Flow("服务机构", "托养服务公示", facts => ((HomeCareForm)facts.Form).MonthsRecorded(), new Own
    {
        Needs = new Dictionary<string, Need[]>
        {
            ["A2"] = [Needs.Form, Needs.Paper("自理评估表", "上传自理评估表")],
            ["P1"] = [Needs.Eligible, Needs.StillEntitled],
            ["P2"] = [CareNeeds.EndReached, CareNeeds.MonthsFilled, CareNeeds.Recorded("field-Months"), Needs.Paper("服务记录单", "上传有签字的服务记录单")],
            ["P4"] = [CareNeeds.MonthsFilled, CareNeeds.AmountByMonths, EnoughVisits, Needs.Paper("考核表", "上传考核表")],
        },
        Effects = new Dictionary<string, Action<CaseFacts>> { ["P1"] = CareNeeds.Begin, ["P3"] = CareNeeds.End },
    });

    public override Reason? AgainstFollowUp(FollowUp visit, CaseFacts facts) => CareVisits.Against(visit, (int)CareRules.RectifyWithin.For(facts),
        visit.Satisfaction == Satisfaction.Dissatisfied ? new Text("不满意") : null);

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures =>
    [
        new FollowUpDateFigure($"{Code}.surveyed_on", "满意度调查", Code, f => f.Way == "问卷") { Formula = "方式为问卷的回访里最晚的日期" },
        .. CareFigures.Of(Code),
        new FormSumFigure($"{Code}.visits", "上门服务", Unit.PersonTime, CareFigures.Done(Code), json => ((HomeCareForm)ReadForm(json)).Months.Sum(m => m.Visits ?? 0))
        {
            Formula = "已完成案件服务记录里的上门次数合计",
        },
    ];
}
