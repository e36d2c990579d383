using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.ChildDevices;

/// <summary>
/// Prostheses and orthoses for disabled children (残疾儿童假肢矫形器适配). A child grows, so the same part is fitted again after some months, and two
/// parts in one year are two cases. Minors are not put on a public notice.
/// </summary>
public sealed class ChildDevicesProgramme() : Programme<ChildDevicesForm>(new ChildDevicesValidator())
{
    public static Policy AgeTo { get; } = new("age_to", "年龄上限", 17, "岁");
    public static Policy MonthsBetween { get; } = new("months_between", "同一部位间隔", 12, "个月");
    private static readonly Policy AgeFrom = new("age_from", "年龄下限", 0, "岁");

    // ---- identity ----
    public override string Code => "child_devices";
    public override string Name => "残疾儿童假肢矫形器适配";
    public override string ShortName => "儿童适配";
    public override int Chapter => 1;
    public override string Basis => "省残疾儿童假肢矫形器适配项目年度任务文件";
    public override string Paragraph =>
        "为残疾儿童适配假肢、矫形器，{child_devices.children}受益，完成率{child_devices.completion}[，"
        + "回访在用率{child_devices.in_use_rate}]。";
    public override string MeasureId => "children";
    public override IReadOnlyList<string> Kinds => ["假肢", "矫形器", "辅具"];
    public override IReadOnlyList<Policy> Policies => [AgeFrom, AgeTo, MonthsBetween, FollowUpAfter];
    public override Spine Spine { get; } = new()
    {
        KindNeededAt = "A1",
        QuantityLabel = "数量",
        QuantityUnit = "件",
        OrganisationLabel = "适配机构",
        OrganisationKind = OrganisationKind.Other,
        FundingSources = ["省级", "彩票公益金"],
    };
    public override IReadOnlyList<string> OtherPapers => ["监护人身份证", "残疾人证", "其他"];
    public override Policy FollowUpAfter { get; } = FollowUpWithin(30);
    public override IReadOnlyList<FollowUpQuestion> FollowUpQuestions =>
    [
        new("in_use", "还在用吗", "是", "否"),
        new("hours", "每天用几小时"),
        new("sore", "磨破没有", "是", "否"),
        new("replace", "要不要更换", "是", "否"),
    ];

    // ---- rules ----
    public override IReadOnlyList<Rule> Rules { get; } = [Programmes.Rules.InRegister, Programmes.Rules.Age(AgeFrom, AgeTo, AgeTo)];

    public override IReadOnlyList<FormRule> FormRules =>
    [
        new FormRule("assessed", (form, candidate, context) =>
            candidate.Person.Certificate?.StateOn(context.On) is CertificateState.Valid or CertificateState.ExpiringSoon
                || candidate.Person.Diagnosis is not null || form is ChildDevicesForm { Hospital.Length: > 0, DiagnosedOn: not null }
                ? null
                : new Text("没有残疾人证，也没有适配机构评估")) { Overridable = true },
        new FormRule("same-part", (form, candidate, context) => SamePart(form, candidate, context)
            .Where(c => c.StageKind == StageKind.Open || (c.StageKind == StageKind.Done && c.DoneOn > context.On.AddMonths(-context.Policies.Int(MonthsBetween))))
            .Select(c => (Text?)new Text("同一部位 {0} 个月内已适配或在办（{1}）", context.Policies.Int(MonthsBetween), c.Number)).FirstOrDefault())
        {
            Overridable = true,
        },
    ];

    public override Rule? Demand { get; } = Fitting.FittedBefore("child_devices", "没有登记适配需求");

    public override CaseForm NewForm(Person person, DateOnly on, CaseFile? lastYear = null) =>
        new ChildDevicesForm { Hospital = person.Diagnosis?.Hospital ?? "", DiagnosedOn = person.Diagnosis?.On };

    // ---- steps ----
    private static readonly Need CertificateOrDiagnosis = new("diagnosis-paper", (facts, _) =>
        facts.Case.Papers("诊断书").Any() || facts.Person.Certificate?.StateOn(facts.Case.AppliedOn) is CertificateState.Valid or CertificateState.ExpiringSoon
            ? Needs.Met("有残疾人证或诊断书")
            : Needs.Unmet("paper-诊断书", "上传诊断书"))
    {
        Paper = "诊断书",
    };

    public override Flow Flow { get; } = Fitting.Flow(ApplicationRows.To(Fitting.Waiting, noticeTitle: null), new Own
    {
        Needs = new Dictionary<string, Need[]>
        {
            ["A1"] = [Needs.Kind, CertificateOrDiagnosis],
            ["F1"] = [Needs.Paper("适配处方", "上传适配处方")],
        },
    });

    // ---- what is counted ----
    protected override IEnumerable<Figure> OwnFigures
    {
        get
        {
            var used = new AnswerFigure($"{Code}.in_use", "还在用", Code, "in_use", "是") { Formula = "回访里还在用吗答是的儿童" };
            var asked = new AnswerFigure($"{Code}.asked_in_use", "问过是否在用", Code, "in_use", null) { Formula = "回访里答了还在用吗的儿童" };
            return
            [
                new CaseFigure($"{Code}.pieces", "适配件数", Unit.Piece, Code, Measure.Quantity) { Formula = "已完成案件的数量合计" },
                used,
                asked,
                new RatioFigure($"{Code}.in_use_rate", "在用率", used, asked) { Formula = "还在用 ÷ 问过是否在用" },
            ];
        }
    }

    private IEnumerable<CaseFile> SamePart(CaseForm form, Candidate candidate, RuleContext context) => form is ChildDevicesForm { Part: { } part }
        ? candidate.Cases.Where(c => c.Programme == Code && c.Id != context.Except && ((ChildDevicesForm)ReadForm(c.Form)).Part == part)
        : [];
}
