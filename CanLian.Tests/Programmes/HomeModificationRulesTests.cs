using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.HomeModification;
using Xunit;

namespace CanLian.Tests.Programmes;

public class HomeModificationRulesTests
{
    private static readonly HomeModificationProgramme Programme = new();
    private static readonly DateOnly On = new(2023, 4, 13);

    [Fact]
    public void A_severely_disabled_person_in_hardship_may_receive_it() => Assert.Empty(Reasons(Eligible()));

    [Theory]
    [InlineData(DisabilityGrade.One)]
    [InlineData(DisabilityGrade.Two)]
    public void Both_severe_grades_count(DisabilityGrade grade) =>
        Assert.Empty(Reasons(InAHouse(CaseWalk.Someone().WithCertificate(DisabilityKind.Visual, grade).With(HardshipKind.ExtremePoverty))));

    [Fact]
    public void A_milder_grade_is_named_with_what_it_must_be() => Assert.Equal(["肢体三级，须一级或二级"],
        Reasons(InAHouse(CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three).With(HardshipKind.MinimumLiving))));

    [Fact]
    public void Without_certificate_and_hardship_all_reasons_are_given() => Assert.Equal(
        ["未持残疾人证", "未持残疾人证", "没有在有效期内的困难身份，须有低保、低保边缘、特困、支出型困难、脱贫户、脱贫不稳定户、边缘易致贫户、突发严重困难户之一"],
        Reasons(InAHouse(CaseWalk.Someone())));

    [Fact]
    public void A_dwelling_that_was_converted_for_age_or_is_unsafe_is_left_to_others()
    {
        var person = Eligible();
        person.Household!.AgeFriendlyOn = new(2022, 9, 1);
        person.Household.Safety = HouseSafety.GradeD;
        Assert.Equal(["已享受居家适老化改造（2022-09-01）", "住房为危房，先转住建"], Reasons(person));
        Assert.DoesNotContain(Judged(person), f => f.Overridable);
        person.Household.Safety = HouseSafety.Safe;
        person.Household.AgeFriendlyOn = On.AddDays(1);
        Assert.Empty(Reasons(person));
    }

    [Fact]
    public void A_home_where_nothing_can_be_changed_is_refused_for_good_and_without_a_form_nobody_knows()
    {
        var failure = Assert.Single(Judged(Eligible(), new HomeModificationForm { CanModify = false }));
        Assert.Equal("家里没有可改造的地方或房屋不能改", failure.Reason.ToString());
        Assert.False(failure.Overridable);
        Assert.Empty(Judged(Eligible(), new HomeModificationForm()));
    }

    [Theory]
    [InlineData(2021, null, "2021年已改造，3年内不重复")]
    [InlineData(2020, null, "2020年已改造，3年内不重复")]
    [InlineData(2019, null, null)]
    [InlineData(2019, 5, "2019年已改造，5年内不重复")]
    [InlineData(2021, 1, null)]
    public void Some_years_lie_between_two_modifications_of_a_household_whoever_of_it_applies(int year, int? setting, string? reason)
    {
        var person = Eligible();
        var relative = CaseWalk.Someone("单秀兰", "11010519491231002X");
        relative.HouseholdId = person.HouseholdId;
        var before = CaseFile.Open(
            "2021-家改-0012", Programme.Code, year, relative, true, Programme.Flow, new(year, 3, 1), CaseWalk.By(Role.VillageWorker), default);
        before.PlaceAsRecorded(Programme.Flow.Stage("done"), new(year, 10, 1), null, new(year, 10, 1), "导入", Actor.System, default);

        IEnumerable<PolicySetting> settings = setting is { } years
            ? [new() { Key = "home_modification.years_between", Value = years, From = new(2020, 1, 1) }]
            : [];
        Assert.Equal(reason is null ? [] : [reason], Judged(person, null, settings, before).Select(f => f.Reason.ToString()));
    }

    [Fact]
    public void A_household_has_one_case_a_year()
    {
        var person = Eligible();
        var open = CaseFile.Open("2023-家改-0386", Programme.Code, 2023, person, true, Programme.Flow, On, CaseWalk.By(Role.VillageWorker), default);
        Assert.Equal(["2023年已有本项目（2023-家改-0386）"], Judged(person, null, [], open).Select(f => f.Reason.ToString()));
    }

    [Fact]
    public void The_form_is_checked_field_by_field()
    {
        var form = new HomeModificationForm
        {
            Items = [new WorkItem { Quantity = 0, UnitPrice = -1 }],
            Budget = 0,
            StartedOn = new(2023, 8, 28),
            FinishedOn = new(2023, 8, 27),
            AcceptedOn = new(2023, 8, 26),
            EnteredOn = new(2023, 8, 25),
            PlatformNumber = "3406990038",
        };
        Assert.Equal(
        [
            ("Items[0].Quantity", "数量要大于 0"),
            ("Items[0].UnitPrice", "单价不能小于 0"),
            ("Budget", "要大于 0"),
            ("FinishedOn", "不能早于开工日期 2023-08-28"),
            ("AcceptedOn", "不能早于竣工日期 2023-08-27"),
            ("PlatformNumber", "应是 12 位数字，现在 10 位"),
            ("EnteredOn", "不能早于验收日期 2023-08-26"),
        ], Programme.Validate(form).Select(p => (p.Field, p.Sentence.ToString())));
        Assert.Equal("只能有数字", Assert.Single(Programme.Validate(new HomeModificationForm { PlatformNumber = "34069900386A" })).Sentence.ToString());
        Assert.Empty(Programme.Validate(new HomeModificationForm()));
    }

    [Fact]
    public void The_form_survives_the_database_and_lines_are_exact_to_the_fen()
    {
        var form = new HomeModificationForm
        {
            CanModify = false,
            Parts = [DwellingPart.Door],
            Items = [new WorkItem { Part = DwellingPart.Door, Work = Work.WiderDoor, Quantity = 1.5m, Unit = "米", UnitPrice = 33.33m, Passed = false }],
        };
        Assert.Equal(5_000, form.Total.Fen);
        var json = Programme.WriteForm(form);
        Assert.Equal(json, Programme.WriteForm(Programme.ReadForm(json)));
        Assert.DoesNotContain("Subtotal", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_can_be_modified_nothing_more_is_asked()
    {
        var form = new HomeModificationForm { CanModify = false };
        Assert.Equal([nameof(form.CanModify)], FormSchema.Of(form.GetType()).Select(f => f.Name).Where(form.Applies));
        Assert.Empty(FormSchema.Missing(form, "H4"));
    }

    private static Person Eligible() =>
        InAHouse(CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Two).With(HardshipKind.MinimumLiving));

    private static Person InAHouse(Person person)
    {
        person.Household = new Household { Number = "340699005687", RegionCode = person.RegionCode };
        person.HouseholdId = person.Household.Id;
        return person;
    }

    private static IEnumerable<string> Reasons(Person person) => Judged(person).Select(f => f.Reason.ToString());

    private static IReadOnlyList<RuleFailure> Judged(
        Person person, HomeModificationForm? form = null, IEnumerable<PolicySetting>? settings = null, params CaseFile[] cases) =>
        [.. Programme.Judge(
            new Candidate { Person = person, Cases = cases },
            new RuleContext(2023, On, new PolicyValues(Programme.Code, settings ?? [], On)),
            form)];
}
