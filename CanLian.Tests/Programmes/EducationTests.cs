using CanLian.Blazor.Data;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.Education;
using CanLian.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>Pupils are aided once a school year, by stage: disabled ones, and a holder's child who has no certificate.</summary>
public class EducationTests
{
    private const string PupilNumber = "44052420130101001X";
    private static readonly EducationProgramme Programme = new();
    private static readonly DateOnly On = new(2023, 6, 8);
    private static readonly FigureScope Scope = new(2023, "340699", new(2023, 12, 31));

    [Fact]
    public void A_holder_s_child_without_a_certificate_is_aided_and_the_money_goes_to_the_guardian()
    {
        var (pupil, mother) = Family();
        pupil.Guardian = new Guardian { Name = mother.Name, Relation = "母子" };
        var walk = new CaseWalk<EducationForm>(Programme, pupil, On) { CapFen = 50_000, FundsLeftFen = 50_000 };
        walk.TakeOnceSupplied("A1", Role.VillageWorker, "待村初核",
            new("申请表还有 3 处没填或不对：学校、学年、与残疾人关系", () => (walk.Form.School, walk.Form.SchoolYear, walk.Form.Relation) = ("市师范大学", "2023-2024", PupilRelation.Child)),
            new("申请表还有 1 处没填或不对：残疾人", () => walk.Form.Holder = PersonReference.To(mother)) { Next = true },
            new("不符合条件：家里没有在有效期内的困难身份。确需办理，请区残联写特批理由", () => mother.With(HardshipKind.MinimumLiving)),
            new("上传本人（监护人）签字的申请表", () => walk.File("申请表")),
            new("登记知情同意：日期、方式、签字人", () => walk.Person.Consent()),
            new("选类别", () => walk.Case.Kind = EducationProgramme.Compulsory),
            new("上传户口簿（看得出关系）", () => walk.File("户口簿")));
        walk.VerifyAtVillage();
        walk.Form.Level = SchoolLevel.SeniorHigh;
        walk.TakeOnceSupplied("A3", Role.TownOfficer, "待区复审",
            new("普通高中属于高中，类别选的是义务教育", () => walk.Form.Level = SchoolLevel.Primary),
            new("市师范大学像不是义务教育学校：改类别，或写说明", () => walk.Remark = "师范大学附属小学"),
            new("上传在读证明或录取通知书", () => walk.File("在读证明")));
        (walk.Case.FundingSource, walk.Case.AmountFen) = ("区级", 50_000);
        walk.PublishAndApprove("待造册");
        walk.Person.Account = new BankAccount { Bank = "农商行", Number = "62284800", Holder = mother.Name, HolderRelation = "母子" };
        walk.File("代领说明");
        walk.PayByList();
        Assert.Equal((StageKind.Done, 50_000), (walk.Case.StageKind, walk.Case.PaidFen));
        Assert.Equal("教育资助公示", walk.Case.Notice!.Title);
    }

    [Fact]
    public void Who_has_nothing_to_do_with_a_holder_is_told_so_and_a_disabled_pupil_needs_no_hardship()
    {
        var stranger = CaseWalk.Someone("丁一", PupilNumber);
        Assert.Equal(["家里没有在有效期内的困难身份"], Programme.Reasons(stranger, On));
        Assert.Equal(["家里没有在有效期内的困难身份", "与持证人关系不明，也不是残疾学生"], Programme.Reasons(stranger, On, new EducationForm()));
        Assert.Equal("关系填的是本人，本人没有有效的残疾人证", Programme.Reasons(stranger, On, new EducationForm { Relation = PupilRelation.Self })[^1]);
        Assert.Empty(Programme.Reasons(stranger.WithCertificate(DisabilityKind.Hearing, DisabilityGrade.Two), On, new EducationForm { Relation = PupilRelation.Self }));
    }

    [Fact]
    public void The_holder_named_must_hold_a_certificate_in_force_and_need_not_live_in_the_house()
    {
        var (pupil, mother) = Family();
        mother.With(HardshipKind.MinimumLiving);
        var form = new EducationForm { Relation = PupilRelation.Child, Holder = PersonReference.To(mother) };
        Assert.Empty(Programme.Reasons(pupil, On, form));
        form.Holder = new PersonReference(null, "某人", "110•••••••••••••2X");
        Assert.Equal(["与持证人关系不明，也不是残疾学生"], Programme.Reasons(pupil, On, form));
        form.Holder = PersonReference.To(mother);
        mother.Certificate!.State = CertificateState.Cancelled;
        Assert.Equal(["雷金海的残疾人证已注销"], Programme.Reasons(pupil, On, form));

        var uncle = CaseWalk.Someone("陆远", "440524198001010013").WithCertificate(DisabilityKind.Visual, DisabilityGrade.One);
        form.Holder = PersonReference.To(uncle);
        var candidate = new Candidate { Person = pupil, Cases = [], Named = [uncle] };
        Assert.Empty(Programme.Judge(candidate, new RuleContext(2023, On, new PolicyValues(Programme.Code, [], On)), form));
    }

    [Theory]
    [InlineData(EducationProgramme.Compulsory, null)]
    [InlineData(EducationProgramme.Preschool, "年龄 10 岁，与学前不符")]
    [InlineData(EducationProgramme.University, "年龄 10 岁，与大学不符")]
    public void The_age_must_suit_the_school(string kind, string? reason)
    {
        var pupil = CaseWalk.Someone("丁一", PupilNumber).WithCertificate(DisabilityKind.Hearing, DisabilityGrade.Two);
        var file = CaseFile.Open("2023-助学-0001", Programme.Code, 2023, pupil, false, Programme.Flow, On, CaseWalk.By(Role.TownOfficer), default);
        file.Kind = kind;
        Assert.Equal(reason is null ? [] : [reason], Programme.Reasons(pupil, On, new EducationForm { Relation = PupilRelation.Self }, file.Id, file));
    }

    [Fact]
    public void Once_a_school_year_and_after_august_with_an_explanation()
    {
        var pupil = CaseWalk.Someone("丁一", PupilNumber).WithCertificate(DisabilityKind.Hearing, DisabilityGrade.Two);
        var earlier = Programme.Done(pupil, new(2023, 9, 4), EducationProgramme.Compulsory);
        Assert.Equal([$"2023年已有本项目（{earlier.Number}）"], Programme.Reasons(pupil, On, null, default, earlier));
        Assert.Empty(Programme.Reasons(pupil, new(2024, 6, 8), null, default, earlier));

        var walk = new CaseWalk<EducationForm>(Programme, pupil, new(2023, 9, 12));
        Assert.Contains("本学年受理已截止，写说明", walk.Refusals("A1", CaseWalk.By(Role.VillageWorker)));
        walk.Form.SchoolYear = "2022-2023";
        Assert.Contains("2023 年度对应学年 2023-2024", walk.Refusals("A1", CaseWalk.By(Role.VillageWorker)));
        walk.Remark = "八月住院，九月才能办";
        Assert.DoesNotContain("本学年受理已截止，写说明", walk.Refusals("A1", CaseWalk.By(Role.VillageWorker)));
    }

    [Fact]
    public void The_form_starts_from_the_household_and_checks_what_is_filled_in()
    {
        var (pupil, mother) = Family();
        var form = (EducationForm)Programme.NewForm(pupil, On);
        Assert.Equal((PupilRelation.Child, PersonReference.To(mother), "2023-2024"), (form.Relation, form.Holder, form.SchoolYear));
        Assert.Equal(PupilRelation.Self, ((EducationForm)Programme.NewForm(mother, On)).Relation);
        form = new EducationForm { EnrolledIn = "九月", SchoolYear = "2023-2025" };
        Assert.Equal(["月份写成 2023-05 这样", "写成 2023-2024 这样"], Programme.Validate(form).Select(p => p.Sentence.ToString()));
        Assert.Equal(("2022-2023", "2023-2024"), (EducationForm.YearOf(new(2023, 8, 31)), EducationForm.YearOf(new(2023, 9, 1))));
    }

    [Fact]
    public void The_stages_make_up_the_whole_and_the_same_rules_run_as_a_query()
    {
        using var database = new Database();
        using var db = database.Open();
        var (pupil, mother) = Family();
        mother.With(HardshipKind.MinimumLiving);
        var student = CaseWalk.Someone("石平", "440524200101010010").WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two);
        db.AddRange(
            Programme.Done(pupil, new(2023, 9, 4), EducationProgramme.Compulsory, new EducationForm { Relation = PupilRelation.Child }, 50_000),
            Programme.Done(student, new(2023, 9, 4), EducationProgramme.University, new EducationForm { Relation = PupilRelation.Self }, 250_000));
        db.SaveChanges();
        (string Id, string Shown)[] expected =
        [
            ("persons", "2人"), ("amount", "3,000元"), ("compulsory", "1人"), ("undergraduate", "1人"), ("preschool", "0人"), ("amount_to_senior", "500元"),
            ("amount_above_senior", "2,500元"), ("disabled_students", "1人"), ("children_of_disabled", "1人"), ("eligible", "1人"), ("unserved", "0人"),
        ];
        Assert.Equal(expected, expected.Select(e => (e.Id, Shown(db, e.Id))));
    }

    [Fact]
    public void The_holder_s_number_stands_in_no_form_and_no_number_stands_in_the_log()
    {
        using var database = new Database();
        var (pupil, mother) = Family();
        var number = mother.IdNumber.Value;
        var file = Programme.Done(pupil, On, EducationProgramme.Compulsory,
            new EducationForm { Relation = PupilRelation.Child, Holder = PersonReference.To(mother), School = "母亲" + number + "代填" });
        using (var db = database.Open(Database.Someone(Role.DistrictOfficer)))
        {
            db.Add(file);
            db.SaveChanges();
        }
        using var reading = database.Open();
        var logged = reading.Set<ChangeLogEntry>().AsNoTracking().Select(e => e.Changes).ToList();
        Assert.Contains(logged, text => text.Contains(mother.IdNumber.Masked) && text.Contains("代填"));
        Assert.DoesNotContain(logged, text => text.Contains(number));
        Assert.DoesNotContain(number, Programme.WriteForm(new EducationForm { Holder = PersonReference.To(mother) }));
    }

    private static string Shown(IRecords records, string id)
    {
        var figure = Programme.Figure("education." + id);
        return figure.Shown(figure.Evaluate(records, Scope));
    }

    private static (Person Pupil, Person Mother) Family()
    {
        var mother = CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two);
        var pupil = CaseWalk.Someone("陆刚守", PupilNumber);
        mother.At("340699000001", pupil);
        return (pupil, mother);
    }
}
