using CanLian.Domain;
using CanLian.Domain.Figures;
using CanLian.Domain.Reports;
using Xunit;

namespace CanLian.Tests.Reports;

/// <summary>How a paragraph comes out of its wording and the year's values.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData("惠及{medication.persons:名}，发放{medication.amount}[，其中监测对象{medication.monitored_persons}]。", "惠及525名，发放52.5万元。")]
    [InlineData("居家托养{home_care.persons}。办证{certification.all}。", "居家托养200人。")]
    [InlineData("查无此人{survey.not_found}，空挂户{survey.nominal_registration}。", "查无此人1人，空挂户0人。")]
    [InlineData("[{home_modification.designed}设计完成，][{home_modification.procured:旬}采购完成，][{home_modification.accepted}验收]。", "8月中旬采购完成。")]
    [InlineData("{区}{年}年", "X区2023年")]
    [InlineData("没有数的段落照写。", "没有数的段落照写。")]
    [InlineData("办证{certification.all}。随后的话没有数。", "")]
    [InlineData("入户率{survey.home_visit_rate}，满意率{home_care.satisfaction}。", "入户率98.29％，满意率80％。")]
    [InlineData("查无此人{survey.not_found}，{certification.on_time}按期，{home_modification.accepted}验收。", "查无此人1人，暂无记录按期，暂无记录验收。")]
    public void A_sentence_without_anything_to_tell_is_left_out_and_no_number_is_a_blank(string wording, string expected) =>
        Assert.Equal(expected, string.Concat(new Wording(wording).Write(Year).Select(p => p.Text)));

    [Fact]
    public void Every_number_knows_which_figure_it_is() =>
        Assert.Equal(["medication.persons", "medication.amount"], new Wording("惠及{medication.persons}，{medication.amount}。").Write(Year).Select(p => p.Figure?.Id).OfType<string>());

    [Fact]
    public void The_outline_names_only_figures_that_exist_and_types_no_number() =>
        Assert.All(AnnualReport.Wordings, w => Assert.Empty(new Wording(w.Value).UnknownFields.Concat(new Wording(w.Value).TypedNumbers.Where(n => n != "5"))));

    [Fact]
    public void What_an_author_reads_and_writes_is_the_same_wording()
    {
        Assert.All(AnnualReport.Wordings.Values, w => Assert.Equal(w, FieldNames.FromNames(FieldNames.ToNames(w))));
        Assert.Equal(Catalogue.Figures.Count, Catalogue.Figures.Select(FieldNames.Of).Distinct().Count());
        Assert.Equal("惠及【药费 完成数：名】", FieldNames.ToNames("惠及{medication.persons:名}"));
        Assert.Equal(["没有的数"], new Wording(FieldNames.FromNames("【没有的数】3人")).UnknownFields);
        Assert.Equal(["3"], new Wording(FieldNames.FromNames("【没有的数】3人")).TypedNumbers);
    }

    [Fact]
    public void Parts_of_different_units_make_no_whole() =>
        Assert.Throws<ArgumentException>(() => new Partition("child_rehab.children", "child_rehab.hearing", "child_rehab.effective"));

    [Fact]
    public void A_number_whose_parts_do_not_add_up_is_found()
    {
        var values = new Dictionary<string, FigureValue>(_values) { ["survey.home_visits"] = new(6_709), ["survey.phone"] = new(117), ["survey.holders"] = new(6_826) };
        Assert.True(Found().Holds);
        values["survey.phone"] = new(116);
        Assert.False(Found().Holds);
        Assert.Equal("调查名册：6826 = 6709 + 116", Found().Words.ToString());

        Finding Found() => Checks.Of(Of(values), []).First(f => f.Figure.Id == "survey.holders");
    }

    private static YearFigures Of(Dictionary<string, FigureValue> values) => new(2023, "X区", figure => values.GetValueOrDefault(figure.Id) ?? new FigureValue(null));

    private static YearFigures Year => Of(_values);

    private static readonly Dictionary<string, FigureValue> _values = new()
    {
        ["medication.persons"] = new(525),
        ["medication.amount"] = new(525_000),
        ["medication.monitored_persons"] = new(0),
        ["home_care.persons"] = new(200),
        ["certification.all"] = new(0),
        ["survey.not_found"] = new(1),
        ["survey.nominal_registration"] = new(0),
        ["home_modification.procured"] = new(null, new DateOnly(2023, 8, 18)),
        ["survey.home_visit_rate"] = new(6_709m / 6_826m),
        ["home_care.satisfaction"] = new(0.8m),
    };
}
