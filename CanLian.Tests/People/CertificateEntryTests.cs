using CanLian.Domain.Common;
using CanLian.Domain.People;
using Xunit;

namespace CanLian.Tests.People;

public class CertificateEntryTests
{
    private static readonly DateOnly Birth = new(1973, 4, 17);
    private static readonly IdNumber Holder = IdNumber.Parse(Town.Id(Birth));
    private static readonly Person Person = new() { Name = "雷金海", IdNumber = Holder, BirthDate = Birth, RegionCode = Town.Nanshilou };

    [Fact]
    public void A_card_that_agrees_with_itself_and_its_holder_is_taken() => Assert.Empty(Problems(Entry("42"), null));

    [Theory]
    [InlineData("52", "残疾人证号的类别、等级是智力二级，登记的是肢体二级，请对照证件")]
    [InlineData("43", "残疾人证号的类别、等级是肢体三级，登记的是肢体二级，请对照证件")]
    [InlineData("82", "残疾人证号第 19 位是残疾类别，应为 1 至 7")]
    [InlineData("4", "残疾人证号应为 20 位（身份证号加类别、等级两位），现在是 19 位")]
    public void A_number_that_contradicts_the_card_is_told(string tail, string sentence) => Assert.Equal([sentence], Problems(Entry(tail), null));

    [Fact]
    public void A_number_of_somebody_else_is_told()
    {
        var entry = Entry("42");
        entry.Number = Town.Id(new(1980, 1, 1)) + "42";
        Assert.Equal(["残疾人证号的前 18 位与身份证号不一致，请对照证件"], Problems(entry, null));
    }

    [Theory]
    [InlineData(IssueReason.First, "42", "已有残疾人证，发证原因不能是首发")]
    [InlineData(IssueReason.Damaged, "42B1", "污损换领不换证号，应和原证一样")]
    [InlineData(IssueReason.Lost, "42", "遗失补发的证号末尾应是 B1")]
    [InlineData(IssueReason.Lost, "42B2", "遗失补发的证号末尾应是 B1")]
    [InlineData(IssueReason.Reassessed, "42", "类别等级变更后还是肢体二级，和原证一样，请核对")]
    [InlineData(IssueReason.Reassessed, "42B1", "类别等级变更后的证号不带 B1")]
    [InlineData(IssueReason.Renewal, "42", "满 9 年才能到期换领，原证 2027-03-19 起可换")]
    [InlineData(IssueReason.Damaged, "42", null)]
    [InlineData(IssueReason.Lost, "42B1", null)]
    public void Why_it_was_issued_agrees_with_the_number_and_the_card_before(IssueReason reason, string tail, string? sentence)
    {
        var entry = Entry(tail);
        entry.Reason = reason;
        Assert.Equal(sentence is null ? [] : [sentence], Problems(entry, Town.Card(Person, DisabilityKind.Physical, DisabilityGrade.Two, new(2018, 3, 19))));
    }

    [Fact]
    public void After_a_cancellation_a_year_passes_before_a_first_issue()
    {
        var former = Town.Card(Person, DisabilityKind.Physical, DisabilityGrade.Three, new(2018, 3, 19));
        (former.State, former.StateSince) = (CertificateState.Cancelled, new DateOnly(2023, 1, 10));
        Assert.Equal(["原证 2023-01-10 注销，满一年才能重新发证"], Problems(Entry("42"), former));
        var entry = Entry("42");
        entry.Reason = IssueReason.Lost;
        Assert.Equal(["原证已注销，要重新发证选首发", "遗失补发的证号末尾应是 B1"], Problems(entry, former));
    }

    [Fact]
    public void A_multiple_disability_names_its_parts_and_has_the_grade_of_the_gravest()
    {
        var entry = Entry("72");
        (entry.Kind, entry.Grade) = (DisabilityKind.Multiple, DisabilityGrade.Two);
        Assert.Equal(["多重残疾至少选两类，各选等级"], Problems(entry, null));
        entry.Parts[DisabilityKind.Hearing] = DisabilityGrade.Three;
        entry.Parts[DisabilityKind.Psychiatric] = DisabilityGrade.One;
        Assert.Equal(["多重残疾的等级应是各类里最重的一级"], Problems(entry, null));
        entry.Parts[DisabilityKind.Psychiatric] = DisabilityGrade.Two;
        Assert.Empty(Problems(entry, null));
        var certificate = entry.ToCertificate();
        Assert.True(certificate.Includes(DisabilityKind.Psychiatric) && certificate.Includes(DisabilityKind.Hearing) && !certificate.Includes(DisabilityKind.Visual));
        Assert.Equal("听力三级,精神二级", string.Join(',', certificate.Components));
    }

    [Fact]
    public void Days_lie_between_birth_and_today_and_ten_years_are_the_most()
    {
        var entry = Entry("42");
        entry.IssuedOn = Town.Today.AddDays(1);
        Assert.Equal(["发证日期不能晚于今天"], Problems(entry, null));
        entry.IssuedOn = new(1970, 1, 1);
        Assert.Equal(["发证日期不能早于出生日期 1973-04-17"], Problems(entry, null));
        (entry.IssuedOn, entry.ExpiresOn) = (new(2020, 1, 1), new(2031, 1, 1));
        Assert.Equal(["有效期要在发证以后，最长 10 年"], Problems(entry, null));
        entry.ExpiresOn = null;
        Assert.Equal(new DateOnly(2030, 1, 1), entry.ToCertificate().ExpiresOn);
    }

    [Fact]
    public void A_small_child_is_not_rated_psychiatric()
    {
        var id = IdNumber.Parse(Town.Id(new(2021, 5, 1)));
        var entry = new CertificateEntry
        {
            Number = id.Value + "62",
            Kind = DisabilityKind.Psychiatric,
            Grade = DisabilityGrade.Two,
            IssuedOn = new(2023, 6, 1),
            Reason = IssueReason.First,
        };
        Assert.Equal(["未满 3 周岁不评定精神残疾"], new CertificateEntryRules(id, null, Town.Today).Problems(entry).Select(p => p.Sentence.ToString()));
    }

    private static CertificateEntry Entry(string tail) => new()
    {
        Number = Holder.Value + tail,
        Kind = DisabilityKind.Physical,
        Grade = DisabilityGrade.Two,
        IssuedOn = new(2023, 6, 1),
        Reason = IssueReason.First,
    };

    private static IEnumerable<string> Problems(CertificateEntry entry, Certificate? former) =>
        new CertificateEntryRules(Holder, former, Town.Today).Problems(entry).Select(p => p.Sentence.ToString());
}
