using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using Xunit;

namespace CanLian.Tests.Exchange;

/// <summary>One row of the bureau's list against one person: each kind of difference, and what is none.</summary>
public sealed class ListComparisonTests
{
    private const string Id = "34052419800101001X";
    private static readonly DateOnly _on = new(2023, 11, 30);
    private static readonly ListedPlaces _places = new(
    [
        new() { Code = "340699", Name = "X区", Kind = RegionKind.District }, new() { Code = "340699003", Name = "石桥镇", Kind = RegionKind.Town },
        new() { Code = "340699003007", Name = "南石楼村", Kind = RegionKind.Village }, new() { Code = "340699003008", Name = "老郭店村", Kind = RegionKind.Village },
        new() { Code = "340699003009", Name = "老郭店社区", Kind = RegionKind.Community },
    ]);

    [Theory]
    [InlineData(Id + "42")]
    [InlineData("34052419800101001x42")]
    [InlineData(" ３４０５２４１９８００１０１００１Ｘ４２ ")]
    [InlineData(Id)]
    [InlineData(Id + "43", DifferenceKind.Disability)]
    [InlineData(Id + "52", DifferenceKind.Disability)]
    [InlineData(Id + "92", DifferenceKind.Disability)]
    [InlineData(Id + "42B1", DifferenceKind.NumberNotLatest)]
    [InlineData(Id + "43B2", DifferenceKind.Disability, DifferenceKind.NumberNotLatest)]
    [InlineData("340524198001010011", DifferenceKind.BadNumber)]
    [InlineData("34052419800101001142", DifferenceKind.BadNumber)]
    [InlineData("3405241980010100", DifferenceKind.BadNumber)]
    public void A_number_of_either_sort_says_who_it_is_and_its_end_is_compared(string number, params DifferenceKind[] expected) =>
        Assert.Equal(expected, Kinds(Row(number), Holder()));

    [Theory]
    [InlineData("雷 金海")]
    [InlineData("雷　金海 ")]
    [InlineData("雷某某", DifferenceKind.Name)]
    public void Blanks_make_no_other_name(string name, params DifferenceKind[] expected) =>
        Assert.Equal(expected, Kinds(Row(Id + "42") with { Name = name }, Holder()));

    [Theory]
    [InlineData("石桥镇", "南石楼村")]
    [InlineData("", "")]
    [InlineData("石桥", "南石楼")]
    [InlineData("石桥镇人民政府", "南石楼村民委员会")]
    [InlineData("", "南石楼村委会")]
    [InlineData("石桥镇", "老郭店村", DifferenceKind.Place)]
    [InlineData("段湖镇", "", DifferenceKind.Place)]
    [InlineData("石桥镇", "没有的村", DifferenceKind.Place)]
    public void A_place_is_compared_where_the_list_names_one(string town, string village, params DifferenceKind[] expected) =>
        Assert.Equal(expected, Kinds(Row(Id + "42") with { Town = town, Village = village }, Holder()));

    [Fact]
    public void Their_village_is_known_where_the_words_mean_one_of_ours()
    {
        Assert.Equal("340699003008", Compare(Row(Id) with { Village = "老郭店村" }, Holder()).Single().TheirRegion);
        Assert.Null(_places.VillageOf("", "老郭店"));
        Assert.Equal("340699003", _places.NearestTo("石桥镇", "没有的村"));
    }

    [Theory]
    [InlineData(CertificateState.Frozen, Id + "42", DifferenceKind.NotInForce)]
    [InlineData(CertificateState.Frozen, Id, DifferenceKind.NotInForce)]
    [InlineData(CertificateState.Cancelled, Id + "42", DifferenceKind.OnlyTheirs)]
    [InlineData(CertificateState.MovedOut, Id + "43", DifferenceKind.OnlyTheirs)]
    [InlineData(CertificateState.Cancelled, Id)]
    [InlineData(CertificateState.ReportedLost, Id + "42")]
    public void The_state_of_the_certificate_is_ours(CertificateState state, string number, params DifferenceKind[] expected)
    {
        var person = Holder();
        person.Certificate!.State = state;
        Assert.Equal(expected, Kinds(Row(number), person));
    }

    [Fact]
    public void A_certificate_expires_by_the_day_of_the_list()
    {
        var person = Holder();
        person.Certificate!.ExpiresOn = _on;
        Assert.Empty(Kinds(Row(Id + "42"), person));
        person.Certificate.ExpiresOn = _on.AddDays(-1);
        Assert.Equal([DifferenceKind.NotInForce], Kinds(Row(Id + "42"), person));
    }

    [Theory]
    [InlineData(Id)]
    [InlineData(Id + "42", DifferenceKind.OnlyTheirs)]
    public void A_person_without_a_certificate_differs_only_where_they_say_there_is_one(string number, params DifferenceKind[] expected) =>
        Assert.Equal(expected, Kinds(Row(number), Holder() with { Certificate = null }));

    [Fact]
    public void A_row_about_nobody_is_one_difference_whatever_else_it_says()
    {
        Assert.Equal([DifferenceKind.OnlyTheirs], Kinds(Row(Id + "42B1") with { Name = "别人", Village = "老郭店村" }, null));
        Assert.Equal([DifferenceKind.BadNumber], Kinds(Row("34052419800101001142B1") with { Name = "别人" }, null));
    }

    [Theory]
    [InlineData("2023-01-10", "2023-07-10", true, EmploymentState.Unemployed)]
    [InlineData("2023-01-10", "2023-07-09", true, EmploymentState.Unemployed, "识别到消除不满 6 个月")]
    [InlineData("2023-01-10", "2023-08-01", false, EmploymentState.Unemployed, "名册里没有帮扶措施的记录")]
    [InlineData("2023-01-10", "2023-08-01", true, EmploymentState.UnableToWork, "整户没有劳动能力，不该标消除")]
    public void A_removal_of_risk_is_checked(string identified, string removed, bool helped, EmploymentState employment, params string[] doubts)
    {
        var fact = new Hardship { Kind = HardshipKind.MonitoredMarginal, From = DateOnly.Parse(identified, null), RiskRemovedOn = DateOnly.Parse(removed, null) };
        Assert.Equal(doubts, RemovalCheck.Doubts(fact, [employment], helped ? [new DateOnly(2023, 5, 1)] : []).Select(d => d.ToString()));
        fact.RiskRemovedOn = null;
        Assert.Empty(RemovalCheck.Doubts(fact, [], []));
    }

    private static DifferenceKind[] Kinds(ListedPerson row, Counterpart? person) => [.. Compare(row, person).Select(d => d.Kind)];

    private static IEnumerable<FoundDifference> Compare(ListedPerson row, Counterpart? person) => new ListComparison(_places, _on).Compare(row, person);

    private static ListedPerson Row(string number) => new(4, "B001", "雷金海", "雷金海", ListedNumber.Read(number)) { Kind = HardshipKind.MonitoredMarginal };

    private static Counterpart Holder() =>
        new(Guid.NewGuid(), "雷金海", "340699003007", District.Certificate(IdNumber.Parse(Id), DisabilityKind.Physical, DisabilityGrade.Two));
}
