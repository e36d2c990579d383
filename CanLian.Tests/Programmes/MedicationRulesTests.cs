using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Figures;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.Medication;
using CanLian.Domain.Programmes.Patterns;
using CanLian.Tests.Data;
using Xunit;

namespace CanLian.Tests.Programmes;

public class MedicationRulesTests
{
    private static readonly MedicationProgramme Programme = new();
    private static readonly DateOnly On = new(2023, 1, 9);
    private static readonly string[] Numbers = ["34052419800101001X", "11010519491231002X", "440524188001010014", "34052419750607003X"];

    [Fact]
    public void A_person_without_certificate_and_hardship_is_told_everything() => Assert.Equal(
        ["未持残疾人证", "残疾类别不含精神", "没有在有效期内的困难身份，须有低保、低保边缘、特困、脱贫不稳定户、边缘易致贫户、突发严重困难户、支出型困难之一"],
        Reasons(CaseWalk.Someone()));

    [Theory]
    [InlineData(DisabilityKind.Psychiatric, HardshipKind.MinimumLiving, true)]
    [InlineData(DisabilityKind.Psychiatric, HardshipKind.MonitoredSudden, true)]
    [InlineData(DisabilityKind.Psychiatric, HardshipKind.LiftedOut, false)]
    [InlineData(DisabilityKind.Intellectual, HardshipKind.MinimumLiving, false)]
    public void Category_and_hardship_must_both_fit(DisabilityKind kind, HardshipKind hardship, bool fits) =>
        Assert.Equal(fits, Reasons(CaseWalk.Someone().WithCertificate(kind, DisabilityGrade.Three).With(hardship)).Count == 0);

    [Fact]
    public void A_multiple_disability_counts_by_its_parts()
    {
        var person = CaseWalk.Someone().WithCertificate(DisabilityKind.Multiple, DisabilityGrade.One).With(HardshipKind.ExtremePoverty);
        Assert.Equal(["残疾类别不含精神"], Reasons(person));
        person.Certificate!.KindMask = Certificate.MaskOf(DisabilityKind.Multiple, [new(DisabilityKind.Psychiatric, DisabilityGrade.Two)]);
        Assert.Empty(Reasons(person));
    }

    [Fact]
    public void Facts_count_as_they_were_on_the_day_of_the_application()
    {
        var person = Eligible();
        person.Hardships[0].To = On;
        Assert.Empty(Reasons(person));
        person.Hardships[0].To = On.AddDays(-1);
        person.Certificate!.ExpiresOn = On.AddDays(-1);
        Assert.Equal("残疾人证已过期", Reasons(person)[0]);
        Assert.Equal(2, Reasons(person).Count);
    }

    [Fact]
    public void The_application_starts_from_what_the_register_knows()
    {
        var form = (MedicationForm)Programme.NewForm(Eligible(), On);
        Assert.Equal((ApplicationType.New, HardshipKind.MinimumLiving), (form.Type, form.Hardship));
        Assert.Null(((MedicationForm)Programme.NewForm(CaseWalk.Someone().With(HardshipKind.LiftedOut), On)).Hardship);
    }

    [Fact]
    public void The_form_asks_for_what_applies_and_checks_it()
    {
        var form = new MedicationForm { Type = ApplicationType.Continuing, Use = MedicineUse.None, Hardship = HardshipKind.LiftedOut, Medicines = new string('药', 101), OwnExpense = -1 };
        Assert.False(form.Applies(nameof(form.Medicines)));
        Assert.Empty(FormSchema.Missing(form, "A1"));
        Assert.Equal(
            [("Hardship", "脱贫户不在药费补助范围内"), ("Medicines", "最多 100 字，现在 101 字"), ("OwnExpense", "不能小于 0")],
            Programme.Validate(form).Select(p => (p.Field, p.Sentence.ToString())));
    }

    [Fact]
    public void Last_year_s_list_is_continued_and_whoever_falls_out_does_so_with_a_reason()
    {
        var stays = Eligible();
        var gone = Eligible(Numbers[1]);
        gone.Certificate!.State = CertificateState.Cancelled;
        var early = Eligible(Numbers[2]);
        var open = Case(early, 2024);
        var never = Case(Eligible(Numbers[3]), 2023);
        var last = new[] { Paid(stays), Paid(gone), Paid(early), never };

        var list = YearlyList.Continue(Programme,
            last.Select(file => (file, new Candidate { Person = file.Person!, Cases = file.Person == early ? [file, open] : [file] })),
            new RuleContext(2024, new(2024, 1, 8), new PolicyValues("medication", [], new(2024, 1, 8))),
            () => "2024-药费-0007", CaseWalk.By(Role.DistrictOfficer), default);

        var next = Assert.Single(list.Cases);
        Assert.Equal((stays.Id, 2024, "待村初核", StageKind.Open), (next.PersonId, next.Year, Programme.Flow.Stage(next.Stage).Name, next.StageKind));
        Assert.Equal(ApplicationType.Continuing, ((MedicationForm)Programme.ReadForm(next.Form)).Type);
        Assert.Equal("列入续享名单", Assert.Single(next.Events).Title);
        var exit = Assert.Single(list.Exits);
        Assert.Equal((gone.Id, "残疾人证已注销"), (exit.Last.PersonId, Assert.Single(exit.Reasons).ToString()));
        Assert.Equal([open], list.Already);
    }

    [Fact]
    public void The_year_s_figures_read_the_forms_and_name_the_cases_behind_them()
    {
        using var database = new Database();
        using var db = database.Open();
        db.AddRange(
            Paid(Eligible(), new() { Type = ApplicationType.New, Use = MedicineUse.Regular }),
            Paid(Eligible(Numbers[1]), new() { Type = ApplicationType.Continuing, Use = MedicineUse.Interrupted }),
            Paid(Eligible(Numbers[2]), new()),
            Case(Eligible(Numbers[3]), 2023, new() { Type = ApplicationType.New, Use = MedicineUse.Regular }));
        db.SaveChanges();

        (string Id, string Shown)[] expected =
            [("persons", "3人"), ("new_persons", "1人"), ("continuing_persons", "1人"), ("regular_use_rate", "50.00%"), ("eligible", "4人"), ("unserved", "0人")];
        Assert.Equal(expected, expected.Select(e => (e.Id, Shown(db, e.Id))));
        Assert.Equal([Numbers[0]], Programme.Figure("medication.new_persons").Rows(db, Scope).ToList().Select(r => db.Cases.Find(r.Id)!.Person!.IdNumber.Value));
    }

    private static FigureScope Scope => new(2023, "340699", new(2023, 12, 31));

    private static string Shown(IRecords records, string id)
    {
        var figure = Programme.Figure("medication." + id);
        return figure.Shown(figure.Evaluate(records, Scope));
    }

    private static Person Eligible(string? number = null) => CaseWalk.Someone("雷金海", number ?? Numbers[0])
        .WithCertificate(DisabilityKind.Psychiatric, DisabilityGrade.Two).With(HardshipKind.MinimumLiving);

    private static CaseFile Case(Person person, int year, MedicationForm? form = null)
    {
        var file = CaseFile.Open($"{year}-药费-{person.IdNumber.Value[^4..]}", "medication", year, person, false, Programme.Flow, new(year, 1, 9), CaseWalk.By(Role.VillageWorker), default);
        file.Form = Programme.WriteForm(form ?? new MedicationForm());
        return file;
    }

    private static CaseFile Paid(Person person, MedicationForm? form = null)
    {
        var file = Case(person, 2023, form);
        file.PlaceAsRecorded(YearlyList.Done, new(2023, 4, 4), new(2023, 2, 14), new(2023, 4, 4), "导入", Actor.System, default);
        return file;
    }

    private static IReadOnlyList<string> Reasons(Person person) =>
        [.. Programme.Judge(new Candidate { Person = person, Cases = [] }, new RuleContext(2023, On, new PolicyValues("medication", [], On))).Select(f => f.Reason.ToString())];
}
