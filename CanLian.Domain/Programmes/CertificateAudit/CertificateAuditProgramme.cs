using System.Linq.Expressions;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes.Patterns;

namespace CanLian.Domain.Programmes.CertificateAudit;

/// <summary>
/// The check of certificates held by public employees (公职人员持证核查): who is on a payroll and holds one is verified, checked, heard, and gets
/// exactly one disposal. Nothing is published, and the towns see neither names nor counts.
/// </summary>
public sealed class CertificateAuditProgramme() : Programme<CertificateAuditForm>(new CertificateAuditValidator())
{
    public const string Cancelled = "注销";
    public const string HomeCheck = "入户核查";
    public const string Reassessed = "重新评定";
    public const string Kept = "维持";

    // ---- identity ----
    public override string Code => "certificate_audit";
    public override string Name => "公职人员持证核查";
    public override string ShortName => "核查";
    public override int Chapter => 7;
    public override string Basis => "《中华人民共和国残疾人证管理办法》和当年核查通知";
    public override string Paragraph =>
        "比对系统、电话询问和入户走访，查清公职人员持证{certificate_audit.holders}：注销{certificate_audit.cancelled}，"
        + "肢体残疾入户核查{certificate_audit.home_verified_physical}，"
        + "精神残疾重新评定{certificate_audit.reassessed_mental}，肢体残疾重新评定{certificate_audit.reassessed_physical}[，"
        + "其他入户核查{certificate_audit.home_verified_other}][，其他重新评定{certificate_audit.reassessed_other}][，"
        + "维持{certificate_audit.maintained}][，还没有处置完{certificate_audit.undecided}]。";
    public override bool DistrictOnly => true;
    public override IReadOnlyList<string> Results => [Cancelled, HomeCheck, Reassessed, Kept];
    public override Spine Spine { get; } = new() { ResultLabel = "处置结果", BatchLabel = "核查批次", Pays = false };
    public override IReadOnlyList<string> OtherPapers => ["承诺书", "评定表", "自愿注销声明", "现场照片", "收款凭证", "其他"];

    // ---- rules: who is looked at ----
    public override IReadOnlyList<Rule> Rules { get; } =
    [
        Programmes.Rules.InRegister,
        new Rule("payroll", _ => c => c.Person.PublicEmployee, (_, _) => new Text("不在公职人员名单上"))
        { Met = (_, _) => new Text("在公职人员名单上") },
        Programmes.Rules.CertificateValid,
        Programmes.Rules.OncePerYear("certificate_audit"),
    ];

    // ---- steps ----
    private static readonly Stage Verify = new("verify", "待核实", LimitDays: 10);
    private static readonly Stage Check = new("check", "待核查", LimitDays: 20);
    private static readonly Stage Decide = new("decide", "待定处置", LimitDays: 10);
    private static readonly Stage Approve = new("approve", "待批准", LimitDays: 10);
    private static readonly Stage CarryOut = new("carry_out", "处置中", LimitDays: 30);
    public static readonly Stage Done = Stage.End("done", "已完成", StageKind.Done);
    private static readonly Stage Mismatch = Stage.End("mismatch", "不属实", StageKind.Refused);
    private static readonly Stage Left = Stage.End("left", "已退出", StageKind.Withdrawn);

    private static readonly Need Identity = Needs.Of<CertificateAuditForm>("identity", "确认是同一人", (form, _) =>
        form.SamePerson == true ? null : ("field-SamePerson", new Text("先确认是同一人")));

    private static readonly Need Checked = new("checked", (facts, _) => (CertificateAuditForm)facts.Form switch
    {
        { Way: null } => Needs.Unmet("field-Way", "选一种核查方式"),
        { Way: CheckWay.HomeCheck } form when form.CheckedBy.Split('、', StringSplitOptions.RemoveEmptyEntries).Length < 2 =>
            Needs.Unmet("field-CheckedBy", "入户核查要两个人，写两位核查人"),
        { Way: CheckWay.Reassessment } form when form.Hospital.Length == 0 || form.Rating is null => Needs.Unmet("field-Rating", "填重评医院和结论"),
        var form => Needs.Met("核查方式：{0}", new Text(form.Way!.Value.Label())),
    });

    private static readonly Need Evidence = new("evidence", (facts, _) => PaperOf(((CertificateAuditForm)facts.Form).Way) is var paper && facts.Case.Papers(paper).Any()
        ? Needs.Met("{0}已上传", new Text(paper))
        : Needs.Unmet("paper-" + paper, "上传{0}", new Text(paper)))
    {
        Paper = "核查表",
    };

    private static readonly Need ResultChosen = new("disposal", (facts, _) => facts.Case.Result is { Length: > 0 } result
        ? Needs.Met("处置：{0}", new Text(result))
        : Needs.Unmet("field-Result", "选处置结果"));

    // The disposal is carried out when the register shows it, not when somebody says so.
    private static readonly Need CarriedOut = new("carried-out", (facts, _) => (facts.Case.Result, facts.Person.Certificate, (CertificateAuditForm)facts.Form) switch
    {
        (Cancelled, { State: not CertificateState.Cancelled }, _) => Needs.Unmet(null, "注销手续还没办完，先办“残疾人证办理”里的注销"),
        (Reassessed, _, { Rating: null }) => Needs.Unmet("field-Rating", "还没有重新评定的结果"),
        _ => Needs.Met("处置已落实"),
    });

    public override Flow Flow { get; } = new(Stage.Draft,
        new Step("I1", "建核查", [Stage.Draft], Verify, Hands.District) { ManyAtOnce = true, Needs = [Needs.Form, Needs.Eligible] },
        new Step("I2", "核实身份，通知本人", [Verify], Check, Hands.District)
        {
            Asks = [new Ask("notified_on", "通知日期", AskKind.Date), new Ask("notified_way", "通知方式", AskKind.Choice) { Options = ["电话", "书面", "当面"] }],
            Needs = [Identity],
        },
        new Step("I4", "登记核查结果", [Check], Decide, Hands.District) { Needs = [Needs.Form, Checked, Evidence] },
        new Step("I5", "拟定处置", [Decide], Approve, Hands.District) { ManyAtOnce = true, Needs = [Needs.Form, ResultChosen, Needs.Paper("处置意见", "上传处置意见")] },
        new Step("I6", "批准处置", [Approve], CarryOut, Hands.Supervisor)
        {
            ManyAtOnce = true,
            Approves = true,
            Needs = [Needs.Form, ResultChosen, Needs.SecondPerson("拟定处置", "I5")],
            Opens = facts => facts.Case.Result == Cancelled ? new Following("certification", Cancelled) : null,
        },
        new Step("I7", "执行完毕，办结", [CarryOut], Done, Hands.District) { ManyAtOnce = true, Asks = [Step.AskDate("办结日期")], Needs = [CarriedOut] },
        new Step("I8", "退回核查", [Decide], Check, [Role.DistrictOfficer, Role.Supervisor]) { Kind = StepKind.Back, RemarkRequired = true },
        new Step("I9", "退回处置", [Approve, CarryOut], Decide, Hands.Supervisor) { Kind = StepKind.Back, RemarkRequired = true },
        new Step("I3", "不是同一人，办结", [Verify], Mismatch, Hands.District)
        {
            Kind = StepKind.Refuse,
            RemarkRequired = true,
            Needs = [Needs.Paper("不一致证明", "上传身份不一致的证明")],
        },
        new Step("I10", "不在职，退出核查", [Verify, Check], Left, Hands.District)
        {
            Kind = StepKind.Withdraw,
            RemarkRequired = true,
            Asks = [new Ask("left_on", "离职日期", AskKind.Date)],
        },
        new Step("I11", "更正完成", [Done], CarryOut, Hands.Supervisor) { Kind = StepKind.Correct, RemarkRequired = true, Needs = [Needs.YearOpen] },
        new Step("I12", "重新核实", [Mismatch], Verify, Hands.District) { Kind = StepKind.Correct, RemarkRequired = true });

    private static string PaperOf(CheckWay? way) => way switch { CheckWay.Reassessment => "评定表", CheckWay.GivenUp => "自愿注销声明", _ => "核查表" };

    // ---- what is counted: the parts and those undecided make up the holders ----
    private static readonly int Physical = Certificate.MaskOf(DisabilityKind.Physical);
    private static readonly int Psychiatric = Certificate.MaskOf(DisabilityKind.Psychiatric);

    private static readonly Expression<Func<CaseFile, bool>> Mental = c => c.Person!.Certificates.Any(x => x.Current && (x.KindMask & Psychiatric) != 0);
    private static readonly Expression<Func<CaseFile, bool>> Bodily = c =>
        c.Person!.Certificates.Any(x => x.Current && (x.KindMask & Physical) != 0 && (x.KindMask & Psychiatric) == 0);
    private static readonly Expression<Func<CaseFile, bool>> Neither = c =>
        !c.Person!.Certificates.Any(x => x.Current && ((x.KindMask & Physical) != 0 || (x.KindMask & Psychiatric) != 0));
    private static readonly Expression<Func<CaseFile, bool>> NotBodily = c =>
        !c.Person!.Certificates.Any(x => x.Current && (x.KindMask & Physical) != 0 && (x.KindMask & Psychiatric) == 0);

    protected override IEnumerable<Figure> OwnFigures =>
    [
        new CaseFigure($"{Code}.holders", "公职人员持证", Unit.Person, Code, Measure.Persons)
        {
            Span = CaseSpan.OpenOrDone, Formula = "在核查和已办结的人，不含不属实和退出的",
        },
        Part("cancelled", "已注销", Cancelled),
        Part("home_verified_physical", "入户核查（肢体）", HomeCheck, Bodily),
        Part("home_verified_other", "入户核查（其他）", HomeCheck, NotBodily),
        Part("reassessed_mental", "重新评定（精神）", Reassessed, Mental),
        Part("reassessed_physical", "重新评定（肢体）", Reassessed, Bodily),
        Part("reassessed_other", "重新评定（其他）", Reassessed, Neither),
        Part("maintained", "维持", Kept),
        new CaseFigure($"{Code}.undecided", "还没处置完", Unit.Person, Code, Measure.Persons) { Span = CaseSpan.Open, Formula = "到截止日还在核查的人" },
        new FormSumFigure($"{Code}.recovered", "追回金额", Unit.Yuan, Part("settled", "已处置", null), json => ((CertificateAuditForm)ReadForm(json)).Recovered ?? 0)
        {
            Formula = "已办结案件追回金额合计",
        },
    ];

    private CaseFigure Part(string id, string label, string? result, Expression<Func<CaseFile, bool>>? category = null)
    {
        Expression<Func<CaseFile, bool>> disposed = c => c.Result == result;
        return new CaseFigure($"{Code}.{id}", label, Unit.Person, Code, Measure.Persons)
        {
            And = result is null ? category : category is null ? disposed : disposed.And(category),
            Formula = "已办结、处置结果是这一项的人",
        };
    }
}
