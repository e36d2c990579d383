using System.Globalization;
using CanLian.Blazor.Data.Demo;
using CanLian.Domain.Common;

namespace CanLian.Tests.Benchmarks.Fill;

/// <summary>A made-up village, and whoever works there.</summary>
internal sealed record FilledVillage(string Code, string Name, string Worker);

/// <summary>A made-up town with its villages.</summary>
internal sealed record FilledTown(string Code, string Name, string Officer, IReadOnlyList<FilledVillage> Villages);

/// <summary>A made-up district with its towns.</summary>
internal sealed record FilledDistrict(string Code, string Name, IReadOnlyList<FilledTown> Towns);

/// <summary>
/// As many districts, towns and villages as so many persons live in: two hundred to a village, fifteen villages to a town, seventy thousand to a district.
/// No district of the country has a code that begins with 348.
/// </summary>
internal sealed class Province
{
    public const int PersonsOfVillage = 200;
    private const int VillagesOfTown = 15;
    private const int PersonsOfDistrict = 70_000;
    private const int DistrictsOfPrefecture = 7;
    private const string Heads = "石柳段城安永太长清白龙凤双金银青黄泉马牛杨高竹梅荷桃松柏云河";
    private const string Tails = "桥集湖山湾店陵泉亭关塘岗圩坝寨渡溪埠畈堰";
    private const string Sides = "东西南北前后上下老新大小";
    private const string Families = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
    private const string Places = "庄营楼店集桥湾";

    public Province(int persons, Chance chance)
    {
        var villages = Math.Max(1, (persons + PersonsOfVillage - 1) / PersonsOfVillage);
        var districts = Math.Max(1, (persons + PersonsOfDistrict - 1) / PersonsOfDistrict);
        Districts = [.. Enumerable.Range(0, districts).Select(d => District(d, (villages * (d + 1) / districts) - (villages * d / districts), chance))];
    }

    public IReadOnlyList<FilledDistrict> Districts { get; }

    public IEnumerable<FilledTown> Towns => Districts.SelectMany(d => d.Towns);

    public IEnumerable<Region> Regions => Districts.SelectMany(d => d.Towns.SelectMany(Below).Prepend(new Region { Code = d.Code, Name = d.Name, Kind = RegionKind.District }));

    private static IEnumerable<Region> Below(FilledTown town) => town.Villages
        .Select(v => new Region { Code = v.Code, Name = v.Name, Kind = RegionKind.Village }).Prepend(new Region { Code = town.Code, Name = town.Name, Kind = RegionKind.Town });

    private static FilledDistrict District(int number, int villages, Chance chance)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"348{number / DistrictsOfPrefecture:0}{(number % DistrictsOfPrefecture) + 1:00}");
        if (number / DistrictsOfPrefecture > 9)
        {
            code = string.Create(CultureInfo.InvariantCulture, $"34{80 + (number / DistrictsOfPrefecture)}{(number % DistrictsOfPrefecture) + 1:00}");
        }
        var towns = Math.Max(1, (villages + VillagesOfTown - 1) / VillagesOfTown);
        return new FilledDistrict(code, $"{Heads[number % Heads.Length]}{Tails[(number * 7 / Heads.Length + number) % Tails.Length]}区", [.. Enumerable.Range(0, towns).Select(t =>
        {
            var town = string.Create(CultureInfo.InvariantCulture, $"{code}{t + 1:000}");
            var count = (villages * (t + 1) / towns) - (villages * t / towns);
            var named = Enumerable.Range(0, count).Select(v => new FilledVillage(
                string.Create(CultureInfo.InvariantCulture, $"{town}{v + 200:000}"),
                $"{Sides[v % Sides.Length]}{Families[((t * 17) + (v * 5)) % Families.Length]}{Places[(t + v) % Places.Length]}村",
                PersonNames.Next(chance, Sex.Female, 1980)));
            return new FilledTown(town, $"{Heads[t % Heads.Length]}{Tails[((t / Heads.Length) + t + number) % Tails.Length]}镇", PersonNames.Next(chance, Sex.Male, 1975), [.. named]);
        })]);
    }
}
