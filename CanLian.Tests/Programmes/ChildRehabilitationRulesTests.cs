using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.ChildRehabilitation;
using Xunit;

namespace CanLian.Tests.Programmes;

public class ChildRehabilitationRulesTests
{
    private static readonly ChildRehabilitationProgramme Programme = new();
    private static readonly DateOnly On = new(2023, 3, 1);
    private readonly Person _child = CaseWalk.Someone("陆小雨", "340699201601010014");

    [Fact]
    public void Every_reason_is_given_at_once()
    {
        _child.BirthDate = new DateOnly(2007, 1, 1);
        _child.Diagnosis = new Diagnosis { Kind = "视力", Hospital = "市医院", On = new DateOnly(2020, 5, 1) };
        Assert.Equal(
            ["年龄 16 岁，须 0–14 岁", "没有残疾人证，也没有定点医院诊断", "诊断不在听力、智力、孤独症、脑瘫之内", "同一年已在外区享受"],
            Reasons(new ChildRehabilitationForm { ServedElsewhere = true }));
    }

    [Theory]
    [InlineData("2021-03-01", true)]
    [InlineData("2021-02-28", false)]
    public void A_diagnosis_stands_in_for_a_certificate_for_two_years(string on, bool holds)
    {
        var day = DateOnly.ParseExact(on, "yyyy-MM-dd", null);
        IEnumerable<string> expected = holds ? [] : ["没有残疾人证，也没有定点医院诊断"];
        Assert.Equal(expected, Reasons(new ChildRehabilitationForm { Hospital = "市妇幼", DiagnosedOn = day }));
        _child.Diagnosis = new Diagnosis { Kind = "孤独症", Hospital = "市妇幼", On = day };
        Assert.Equal(expected, Reasons(new ChildRehabilitationForm()));
        Assert.Equal(holds ? [] : ["没有登记康复需求"], Assessed());
    }

    [Fact]
    public void A_certificate_of_limbs_needs_a_diagnosis_that_says_cerebral_palsy()
    {
        _child.WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two);
        Assert.Equal(["诊断不在听力、智力、孤独症、脑瘫之内"], Reasons(new ChildRehabilitationForm()));
        Assert.Equal(["没有登记康复需求"], Assessed());
        Assert.Empty(Reasons(new ChildRehabilitationForm { Hospital = "市妇幼", DiagnosedOn = On }));
        _child.Diagnosis = new Diagnosis { Kind = "脑瘫", Hospital = "市妇幼", On = new DateOnly(2019, 1, 1) };
        Assert.Empty(Reasons(new ChildRehabilitationForm()));
        Assert.Empty(Assessed());
    }

    [Fact]
    public void Nobody_is_called_entitled_by_guess() => Assert.Equal(["没有登记康复需求"], Assessed());

    [Fact]
    public void A_child_has_one_case_a_year()
    {
        _child.WithCertificate(DisabilityKind.Hearing, DisabilityGrade.One);
        var open = CaseFile.Open("2023-儿童康复-0007", Programme.Code, 2023, _child, false, Programme.Flow, On, CaseWalk.By(Role.VillageWorker), default);
        Assert.Equal(["2023年已有本项目（2023-儿童康复-0007）"], Programme.Judge(Candidate(open), Context, new ChildRehabilitationForm()).Select(f => f.Reason.ToString()));
    }

    [Fact]
    public void The_form_is_checked_field_by_field()
    {
        var form = new ChildRehabilitationForm
        {
            StartsOn = new(2023, 4, 3),
            EndsOn = new(2023, 4, 3),
            FirstScore = 101,
            LastScore = -1,
            FirstScoredOn = new(2023, 4, 3),
            LastScoredOn = new(2023, 4, 2),
            HomeGuidance = -1,
            Spells = [new ServiceSpell { From = new(2023, 4, 3), To = new(2023, 4, 1), Amount = -1 }],
            Attendance = [new() { Month = "2023-04", Planned = 20, Attended = 21 }, new() { Month = "2023-04", Planned = -1 }, new() { Month = "四月" }],
        };
        Assert.Equal(
            [
                ("EndsOn", "要晚于开始日期"), ("FirstScore", "得分在 0 到 100 之间"), ("LastScore", "得分在 0 到 100 之间"),
                ("LastScoredOn", "末评不能早于初评"), ("HomeGuidance", "不能小于 0"), ("Spells[0]", "结算金额不能小于 0"), ("Spells[0]", "到的日期不能早于从的日期"),
                ("Attendance[1]", "课时不能小于 0"), ("Attendance[2]", "月份写成 2023-05 这样"), ("Attendance[0]", "实到不能多于计划"), ("Attendance", "同一个月写了两次"),
            ],
            Programme.Validate(form).Select(p => (p.Field, p.Sentence.ToString())));
    }

    [Fact]
    public void Months_in_service_are_those_that_any_spell_touches()
    {
        var form = new ChildRehabilitationForm { Spells = [new ServiceSpell { From = new(2023, 4, 3), To = new(2023, 6, 30) }], StartsOn = new(2023, 6, 30) };
        Assert.Null(form.MonthsInService());
        form.EndsOn = new(2023, 8, 1);
        Assert.Equal(5, form.MonthsInService());
    }

    private static RuleContext Context => new(2023, On, new PolicyValues(Programme.Code, [], On));

    private Candidate Candidate(params CaseFile[] cases) => new() { Person = _child, Cases = cases };

    private IEnumerable<string> Reasons(ChildRehabilitationForm form) => Programme.Judge(Candidate(), Context, form).Select(f => f.Reason.ToString());

    private IEnumerable<string> Assessed() => Programme.Assess(Candidate(), Context).Failures.Select(f => f.Reason.ToString());
}
