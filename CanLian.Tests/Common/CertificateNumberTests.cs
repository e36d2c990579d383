using CanLian.Domain.Common;
using Xunit;

namespace CanLian.Tests.Common;

public sealed class CertificateNumberTests
{
    private static readonly IdNumber Holder = IdNumber.Parse("11010519491231002X");

    [Theory]
    [InlineData("11010519491231002X43", DisabilityKind.Physical, DisabilityGrade.Three, 0)]
    [InlineData("11010519491231002x11b1", DisabilityKind.Visual, DisabilityGrade.One, 1)]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ７４Ｂ２", DisabilityKind.Multiple, DisabilityGrade.Four, 2)]
    [InlineData(" 11010519491231002X 62 B12", DisabilityKind.Psychiatric, DisabilityGrade.Two, 12)]
    public void A_good_number_tells_holder_category_grade_and_reissues(string raw, DisabilityKind kind, DisabilityGrade grade, int reissues)
    {
        Assert.True(CertificateNumber.TryParse(raw, out var number, out var problem), problem.ToString());
        Assert.Equal(Holder, number.Id);
        Assert.Equal(kind, number.Kind);
        Assert.Equal(grade, number.Grade);
        Assert.Equal(reissues, number.ReissueCount);
        Assert.Equal(number, CertificateNumber.Of(Holder, kind, grade, reissues));
        Assert.Equal(number, CertificateNumber.Parse(number.Value));
    }

    [Theory]
    [InlineData(null, "没有填残疾人证号")]
    [InlineData("11010519491231002X", "残疾人证号应为 20 位（身份证号加类别、等级两位），现在是 18 位")]
    [InlineData("11010519491231002X83", "残疾人证号第 19 位是残疾类别，应为 1 至 7")]
    [InlineData("11010519491231002X03", "残疾人证号第 19 位是残疾类别，应为 1 至 7")]
    [InlineData("11010519491231002X45", "残疾人证号第 20 位是残疾等级，应为 1 至 4")]
    [InlineData("11010519491231002X43B", "残疾人证号 20 位之后只能是补发次数，写作 B1、B2")]
    [InlineData("11010519491231002X43B0", "残疾人证号 20 位之后只能是补发次数，写作 B1、B2")]
    [InlineData("11010519491231002X43B100", "残疾人证号 20 位之后只能是补发次数，写作 B1、B2")]
    [InlineData("11010519491231002X431", "残疾人证号 20 位之后只能是补发次数，写作 B1、B2")]
    [InlineData("12345619701111001343", "残疾人证号的前 18 位有误：身份证号校验不对，多半抄错一位，请对照证件")]
    public void A_wrong_number_is_told_what_is_wrong(string? raw, string sentence)
    {
        Assert.False(CertificateNumber.TryParse(raw, out var number, out var problem));
        Assert.Equal(sentence, problem.ToString());
        Assert.Equal(default, number);
    }

    [Fact]
    public void It_is_checked_against_the_holder_the_category_and_the_grade()
    {
        var number = CertificateNumber.Of(Holder, DisabilityKind.Physical, DisabilityGrade.Three, 1);
        var other = IdNumber.Parse("34052419800101001X");

        Assert.Null(number.DisagreementWith(Holder, DisabilityKind.Physical, DisabilityGrade.Three));
        Assert.Equal(
            "残疾人证号的前 18 位与身份证号不一致，请对照证件",
            number.DisagreementWith(other, DisabilityKind.Physical, DisabilityGrade.Three).ToString());
        Assert.Equal(
            "残疾人证号的类别、等级是肢体三级，登记的是智力三级，请对照证件",
            number.DisagreementWith(Holder, DisabilityKind.Intellectual, DisabilityGrade.Three).ToString());
        Assert.Equal(
            "残疾人证号的类别、等级是肢体三级，登记的是肢体二级，请对照证件",
            number.DisagreementWith(Holder, DisabilityKind.Physical, DisabilityGrade.Two).ToString());
    }

    [Fact]
    public void It_prints_its_head_alone()
    {
        var number = CertificateNumber.Of(Holder, DisabilityKind.Physical, DisabilityGrade.Three);
        Assert.Equal("110•••••••••••••••••", number.Masked);
        Assert.Equal(number.Masked, number.ToString());
        Assert.Equal("", default(CertificateNumber).ToString());
    }

    [Fact]
    public void A_number_that_cannot_be_is_not_made()
    {
        Assert.Throws<ArgumentException>(() => CertificateNumber.Of(default, DisabilityKind.Physical, DisabilityGrade.Three));
        Assert.Throws<ArgumentException>(() => CertificateNumber.Of(Holder, (DisabilityKind)9, DisabilityGrade.Three));
        Assert.Throws<ArgumentException>(() => CertificateNumber.Of(Holder, DisabilityKind.Physical, (DisabilityGrade)12));
        Assert.Throws<ArgumentException>(() => CertificateNumber.Of(Holder, DisabilityKind.Physical, DisabilityGrade.Three, -1));
        Assert.Throws<ArgumentException>(() => CertificateNumber.Of(Holder, DisabilityKind.Physical, DisabilityGrade.Three, 100));
    }

    [Fact]
    public void Every_number_made_is_read_back()
    {
        var random = new Random(26341);
        for (var round = 0; round < 500; round++)
        {
            var id = IdNumberTests.Sample(new DateOnly(1920, 1, 1).AddDays(random.Next(38_000)), random.Next(1, 996));
            var made = CertificateNumber.Of(
                id, (DisabilityKind)random.Next(1, 8), (DisabilityGrade)random.Next(1, 5), random.Next(0, 100));
            Assert.Equal(made, CertificateNumber.Parse(made.Value));
            Assert.Null(made.DisagreementWith(id, made.Kind, made.Grade));
        }
    }
}
