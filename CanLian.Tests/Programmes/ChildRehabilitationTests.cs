using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Organisations;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.ChildRehabilitation;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>A child placed at an institution, trained, settled by months, and the institution paid.</summary>
public sealed class ChildRehabilitationTests
{
    private static readonly ChildRehabilitationProgramme Programme = new();
    private static readonly DateOnly Today = new(2023, 12, 20);
    private readonly ChildRehabilitationForm _form = new() { Contents = [TrainingContent.Autism], Referral = Referral.Screening, ServedElsewhere = false };
    private readonly Person _child = CaseWalk.Someone("陆小雨", "340699201601010014");
    private readonly Organisation _centre = new()
    {
        Name = "晨光康复中心", Kind = OrganisationKind.Rehabilitation, RegionCode = "340699001", Scope = ["孤独症"], Capacity = 2,
        ContractFrom = new DateOnly(2023, 1, 1), ContractTo = new DateOnly(2023, 12, 31),
    };
    private readonly CaseFile _file;
    private int _taken;

    public ChildRehabilitationTests()
    {
        _child.Guardian = new Guardian { Name = "陆建", Relation = "父亲" };
        _child.Diagnosis = new Diagnosis { Kind = "孤独症", Hospital = "市妇幼", On = new DateOnly(2023, 2, 1) };
        _child.Consent();
        _file = CaseFile.Open("2023-儿童康复-0001", Programme.Code, 2023, _child, false, Programme.Flow, new DateOnly(2023, 3, 1), CaseWalk.By(Role.VillageWorker), DateTime.UnixEpoch);
        _file.Kind = "孤独症";
    }

    [Fact]
    public void It_goes_from_the_application_to_the_institutions_money()
    {
        ToService();
        (_form.EndsOn, _form.LastScore, _form.LastScoredOn) = (new DateOnly(2023, 11, 30), 66, new DateOnly(2023, 11, 28));
        Assert.Equal(
            ["填训练月数（0.5 到 12）", "选康复效果：显效、有效、无效", "上传末评表", "上传课时签到表"],
            Take(Role.DistrictOfficer, "P2").Reasons.Select(r => r.Sentence.ToString()));

        (_file.Quantity, _file.Result) = (8, "有效");
        File("末评表", "课时签到表");
        Assert.Equal("缺 8 个月的服务记录", Assert.Single(Take(Role.DistrictOfficer, "P2").Reasons).Sentence.ToString());
        _form.Attendance.AddRange(Enumerable.Range(4, 8).Select(m => new MonthlyAttendance { Month = new Month(2023, m).ToString(), Planned = 20, Attended = 13 }));
        Done(Role.DistrictOfficer, "P2");

        File("结算单", "发票");
        _file.AmountFen = 1_300_000;
        Assert.Equal(["出勤 65%，低于 70%，写说明", "金额超过 8 个月的标准 12,000 元"], Take(Role.DistrictOfficer, "P4", standard: 1_200_000).Reasons.Select(r => r.Sentence.ToString()));
        _file.AmountFen = 1_200_000;
        Done(Role.DistrictOfficer, "P4", new StepInput("孩子住院两周"), 1_200_000);
        Done(Role.Finance, "P5", Answers(("voucher", "付-0412"), (Step.DateKey, "2023-12-18")));

        Assert.Equal((StageKind.Done, new DateOnly(2023, 12, 18), 1_200_000L), (_file.StageKind, _file.DoneOn, _file.PaidFen));
    }

    [Fact]
    public void An_institution_without_contract_place_or_scope_is_refused()
    {
        ToPlacement();
        _centre.Scope = ["听力"];
        Assert.Contains("晨光康复中心不做孤独症", Sentences("P1"));
        _centre.Scope = [];
        Assert.Contains("晨光康复中心名额已满", Sentences("P1", taken: 2));
        _centre.ContractTo = new DateOnly(2023, 2, 1);
        Assert.Contains("晨光康复中心今年没有有效协议", Sentences("P1"));
    }

    [Fact]
    public void A_child_that_changes_institution_keeps_what_was_served()
    {
        ToService();
        Done(Role.DistrictOfficer, "P8", Answers(("on", "2023-06-30")) with { Remark = "搬家，换到离家近的" });
        var spell = Assert.Single(_form.Spells);
        Assert.Equal(("晨光康复中心", new DateOnly(2023, 6, 30), "waiting"), (spell.Organisation, spell.To, _file.Stage));
        Assert.Null(_file.OrganisationId);
    }

    [Fact]
    public void A_child_is_judged_by_age_diagnosis_and_where_else_it_was_served()
    {
        _form.ServedElsewhere = true;
        _child.Diagnosis = null;
        _child.BirthDate = new DateOnly(2007, 1, 1);
        var context = new RuleContext(2023, Today, new PolicyValues(Programme.Code, [], Today));
        Assert.Equal(
            ["年龄 16 岁，须 0–14 岁", "没有残疾人证，也没有定点医院诊断", "诊断不在听力、智力、孤独症、脑瘫之内", "同一年已在外区享受"],
            Programme.Judge(new Candidate { Person = _child, Cases = [] }, context, _form).Select(f => f.Reason.ToString()));
    }

    private void ToPlacement()
    {
        File("申请表");
        Done(Role.VillageWorker, "A1");
        _file.Visits.Add(new HomeVisit { CaseId = _file.Id, On = new DateOnly(2023, 3, 5), Way = "入户", Met = "父亲", Finding = VisitFinding.Fits, By = "王秀兰" });
        Done(Role.VillageWorker, "A2");
        Done(Role.TownOfficer, "A3");
        (_form.Hospital, _form.DiagnosedOn, _file.FundingSource, _file.AmountFen) = ("市妇幼", new DateOnly(2023, 2, 1), "省级", 1_500_000);
        Done(Role.DistrictOfficer, "A4");
        Done(Role.Supervisor, "A6");
        (_file.Organisation, _file.OrganisationId) = (_centre, _centre.Id);
    }

    private void ToService()
    {
        ToPlacement();
        (_form.AgreementNumber, _form.StartsOn, _form.FirstScore, _form.FirstScoredOn) = ("康-2023-17", new DateOnly(2023, 4, 3), 41, new DateOnly(2023, 4, 3));
        File("三方协议", "监护人选定机构书", "康复计划", "初评表");
        Done(Role.DistrictOfficer, "P1", Answers((Step.DateKey, "2023-04-03")));
    }

    private IEnumerable<string> Sentences(string step, int taken = 0)
    {
        _taken = taken;
        return Take(Role.DistrictOfficer, step).Reasons.Select(r => r.Sentence.ToString());
    }

    private void Done(Role role, string step, StepInput? input = null, long? standard = null)
    {
        var outcome = Take(role, step, input, standard);
        Assert.True(outcome.Succeeded, step + ": " + string.Join("；", outcome.Reasons.Select(r => r.Sentence)));
    }

    private Outcome Take(Role role, string step, StepInput? input = null, long? standard = null) => _file.Take(Programme.Flow, step, new CaseFacts
    {
        Case = _file,
        Form = _form,
        Person = _child,
        Actor = CaseWalk.By(role),
        Now = DateTime.UnixEpoch,
        Today = Today,
        Calendar = WorkingCalendar.China,
        Input = input ?? StepInput.Empty,
        FormProblems = Programme.Validate(_form),
        StandardFen = standard,
        Organisation = _file.Organisation,
        OrganisationTaken = _taken,
    });

    private void File(params string[] papers) => _file.Attachments.AddRange(papers.Select(p => new Attachment
    {
        CaseId = _file.Id, Paper = p, FileName = p + ".pdf", ContentType = "application/pdf", Sha256 = p, AddedBy = "王秀兰",
    }));

    private static StepInput Answers(params (string Key, string Value)[] answers) => new(null, answers.ToDictionary(a => a.Key, a => a.Value));
}
