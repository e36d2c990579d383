using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Surveys;
using CanLian.Tests.Programmes;
using Xunit;

namespace CanLian.Tests.Surveys;

/// <summary>The questionnaire is data: filters let a question in, skips leave questions out, answers are checked.</summary>
public sealed class QuestionnaireTests
{
    private static readonly DateOnly On = new(2023, 10, 9);
    private static readonly Questionnaire Standard = Questionnaire.Parse(Questionnaire.Standard);

    [Fact]
    public void The_standard_questionnaire_has_its_sections_and_nobody_is_asked_twice()
    {
        Assert.Equal("ABCDEFGHIZ", string.Concat(Standard.Sections.Select(s => s.Letter)));
        Assert.Distinct(Standard.Questions.Select(q => q.Code));
        Assert.All(Standard.Questions.Where(q => q.Kind is AnswerKind.Single or AnswerKind.Multiple), q => Assert.NotEmpty(q.Options));
    }

    [Fact]
    public void Age_and_category_decide_who_is_asked_what()
    {
        var adult = Codes(Holder(DisabilityKind.Psychiatric, DisabilityGrade.Three), []);
        Assert.Contains("F7", adult);
        Assert.Contains("A5", adult);
        Assert.DoesNotContain("G1", adult);
        Assert.DoesNotContain("C2", adult);
        var physical = Codes(Holder(DisabilityKind.Physical, DisabilityGrade.Two), []);
        Assert.Contains("E6", physical);
        Assert.Contains("G1", physical);
        Assert.DoesNotContain("F7", physical);
        Assert.DoesNotContain("E6", Codes(Holder(DisabilityKind.Physical, DisabilityGrade.Three), []));
    }

    [Fact]
    public void An_answer_skips_what_does_not_apply_and_several_answers_are_each_looked_at()
    {
        var person = Holder(DisabilityKind.Physical, DisabilityGrade.Two);
        var outOfWork = Codes(person, new() { ["D1"] = "否", ["D5"] = "无技能", ["D6"] = "培训、资金" });
        Assert.DoesNotContain("D2", outOfWork);
        Assert.Contains("D8", outOfWork);
        var retired = Codes(person, new() { ["D1"] = "否", ["D5"] = "退休" });
        Assert.DoesNotContain("D6", retired);
        Assert.Contains("D7", retired);
        var working = Codes(person, new() { ["D1"] = "是" });
        Assert.Contains("D3", working);
        Assert.DoesNotContain("D4", working);
        Assert.Contains("F6", Codes(person, new() { ["F5"] = "药物、辅具" }));
        Assert.DoesNotContain("F6", Codes(person, new() { ["F5"] = "药物" }));
    }

    [Fact]
    public void What_the_register_knows_stands_there_already()
    {
        var person = Holder(DisabilityKind.Physical, DisabilityGrade.Two).With(HardshipKind.MinimumLiving);
        (person.Phone, person.Employment) = ("15400000000", EmploymentState.Unemployed);
        var answers = Standard.Prefilled(person, On);
        Assert.Equal(("农业", "15400000000", "低保", "否", "都没有"), (answers["A1"], answers["A4"], answers["B1"], answers["D1"], answers["E5"]));
    }

    [Theory]
    [InlineData("A1", "城镇", "A1：选一项")]
    [InlineData("D6", "培训、旅游", "D6：只能选列出的")]
    [InlineData("B4", "很多", "B4：写 0 到 200000 之间的数字")]
    [InlineData("B4", "8600", null)]
    [InlineData("D6", "培训、求职", null)]
    public void An_answer_outside_its_question_is_named(string code, string answer, string? problem) =>
        Assert.Equal(problem, Standard.Questions.Single(q => q.Code == code).Against(answer)?.ToString());

    [Fact]
    public void A_skip_that_leads_nowhere_is_refused() =>
        Assert.Throws<FormatException>(() => Questionnaire.Parse("A1|户口性质|S|农业,非农业||农业>X9"));

    private static Person Holder(DisabilityKind kind, DisabilityGrade grade) => CaseWalk.Someone().WithCertificate(kind, grade);

    private static List<string> Codes(Person person, Dictionary<string, string> answers) => [.. Standard.For(person, On, answers).Select(q => q.Code)];
}
