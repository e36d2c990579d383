using System.Globalization;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The persons of 南石楼村 whom every demonstration shows under the same name and in the same house (示例人员).</summary>
internal sealed class Showcase(DistrictRecords records, CertificateOffice certificates)
{
    public const int Holders = 12;
    public const int Others = 1;
    public const int FirstHousehold = 5687;
    public const int ReservedHouseholds = 12;

    private readonly Circumstances _circumstances = new(records);
    private readonly List<Household> _households = [];

    public static string HouseholdNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"{Places.District}{number:000000}");

    public static IEnumerable<int> Houses(Village village) =>
        village.Code == Places.Nanshilou ? [181, 42, 66, 108, 15, 203, 77, 9, 58, 120, 31, 146] : [];

    public List<Household> Fill()
    {
        AddFamilyLei();
        var xie = Add(42, "谢轩立", Sex.Male, new(1956, 5, 9), DisabilityKind.Psychiatric, DisabilityGrade.Two, new(2019, 3, 12));
        _circumstances.Add(xie, HardshipKind.MinimumLiving, new(2018, 7, 1));
        Guard(xie, "谢桂英", "配偶");
        var chen = Add(66, "陈礼艳", Sex.Female, new(1978, 4, 21), DisabilityKind.Hearing, DisabilityGrade.Two, new(2016, 9, 5));
        _circumstances.Add(chen, HardshipKind.MinimumLivingEdge, new(2021, 3, 1));
        chen.Employment = EmploymentState.Unemployed;
        chen.EmploymentWish = "电商";
        var luo = Add(108, "罗芳", Sex.Female, new(1971, 8, 30), DisabilityKind.Psychiatric, DisabilityGrade.Three, new(2017, 6, 20));
        _circumstances.Add(luo, HardshipKind.MinimumLiving, new(2019, 10, 1));
        Guard(luo, "任志强", "配偶");
        var wang = Add(15, "王宇广", Sex.Male, new(1984, 2, 17), DisabilityKind.Physical, DisabilityGrade.Three, new(2020, 11, 2));
        wang.Employment = EmploymentState.Unemployed;
        wang.EmploymentWish = "手工加工";
        var shi = Add(203, "石平", Sex.Male, new(1952, 11, 3), DisabilityKind.Visual, DisabilityGrade.One, new(2018, 1, 15));
        _circumstances.Add(shi, HardshipKind.ExtremePoverty, new(2016, 5, 1));
        var zhou = Add(77, "周梓", Sex.Female, new(1989, 7, 7), DisabilityKind.Intellectual, DisabilityGrade.Three, new(2019, 8, 26));
        _circumstances.Add(zhou, HardshipKind.MinimumLiving, new(2020, 1, 1));
        Guard(zhou, "周德福", "父女");
        var yao = Add(9, "姚云欣", Sex.Female, new(1969, 1, 25), DisabilityKind.Physical, DisabilityGrade.Two, new(2021, 5, 18));
        _circumstances.Add(yao, HardshipKind.MinimumLiving, new(2023, 11, 1));
        Add(58, "顾玉杰", Sex.Male, new(1964, 6, 11), DisabilityKind.Physical, DisabilityGrade.Four, new(2014, 1, 10));
        Add(120, "叶立", Sex.Male, new(1976, 12, 2), DisabilityKind.Hearing, DisabilityGrade.Three, new(2014, 2, 14));
        var ye = Add(31, "叶明", Sex.Female, new(1994, 3, 16), DisabilityKind.Psychiatric, DisabilityGrade.Two, new(2022, 4, 8));
        _circumstances.Add(ye, HardshipKind.MinimumLiving, new(2021, 9, 1));
        Guard(ye, "叶永华", "父女");
        var ren = Add(146, "任海", Sex.Male, new(2015, 10, 8), DisabilityKind.Intellectual, DisabilityGrade.Two, new(2020, 6, 3));
        ren.Employment = EmploymentState.AtSchool;
        Guard(ren, "任卫东", "父子");
        foreach (var person in _households.SelectMany(h => h.Members).Where(p => p.Certificate is not null && p.Name != "雷金海"))
        {
            _circumstances.OpenAccount(person);
            if (person.Certificate!.Severe)
            {
                _circumstances.Allow(person, AllowanceKind.Nursing);
            }
        }
        return _households;
    }

    /// <summary>A mother in a household monitored against a return to poverty, who gets neither allowance yet, and her son at school.</summary>
    private void AddFamilyLei()
    {
        var household = records.NewHousehold(Places.VillageOf(Places.Nanshilou), 181, "雷金海", HouseholdNumber(FirstHousehold));
        household.Safety = HouseSafety.Safe;
        household.AgeFriendlyOn = null;
        var lei = records.NewPerson(household, "雷金海", Sex.Female, new(1973, 4, 17), "户主", records.Numbers.Take("340699197304170485"));
        Dress(lei, "15440712738");
        certificates.Issue(lei, DisabilityKind.Physical, DisabilityGrade.Two, new(2018, 3, 19));
        var monitored = _circumstances.Add(lei, HardshipKind.MonitoredUnstable, new(2023, 2, 2));
        monitored.Risk = "因残";
        lei.Employment = EmploymentState.Unemployed;
        _circumstances.OpenAccount(lei);
        var son = records.NewPerson(household, "陆刚守", Sex.Male, new(2010, 11, 12), "儿子", records.Numbers.Take("340699201011126236"));
        Dress(son, null);
        son.Employment = EmploymentState.AtSchool;
        son.Guardian = new Guardian { Name = lei.Name, Relation = "母子", Phone = lei.Phone, IdNumber = lei.IdNumber };
        _households.Add(household);
    }

    private Person Add(int house, string name, Sex sex, DateOnly birth, DisabilityKind kind, DisabilityGrade grade, DateOnly issuedOn)
    {
        var household = records.NewHousehold(Places.VillageOf(Places.Nanshilou), house, name, HouseholdNumber(FirstHousehold + _households.Count));
        household.Safety = HouseSafety.Safe;
        household.AgeFriendlyOn = null;
        var person = records.NewPerson(household, name, sex, birth, "户主");
        Dress(person, records.Numbers.NextPhone());
        certificates.Issue(person, kind, grade, issuedOn);
        _households.Add(household);
        return person;
    }

    private void Dress(Person person, string? phone)
    {
        person.Ethnicity = "汉族";
        person.Registration = Registration.Agricultural;
        person.Phone = phone;
        records.ShownByName.Add(person.Id);
    }

    private void Guard(Person person, string name, string relation) =>
        person.Guardian = new Guardian { Name = name, Relation = relation, Phone = records.Numbers.NextPhone() };
}
