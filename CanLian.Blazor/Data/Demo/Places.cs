using System.Globalization;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Data.Demo;

/// <summary>A town of the demonstration with the number of persons it registers, and how many of them hold a certificate.</summary>
internal sealed record Town(string Code, string Name, RegionKind Kind, int Persons, int Holders, IReadOnlyList<Village> Villages)
{
    public override string ToString() => Name;
}

/// <summary>A village or community, and its worker's name, which the history of its cases bears.</summary>
internal sealed record Village(string Code, string Name, string Worker)
{
    public override string ToString() => Name;
}

/// <summary>The places of the demonstration district (区划): no district of the country has the code 340699.</summary>
internal static class Places
{
    public const string District = "340699";
    public const string DistrictName = "X区";
    public const string Shiqiao = "340699003";
    public const string Duanhu = "340699005";

    /// <summary>南石楼村, where the village worker of the demonstration works.</summary>
    public const string Nanshilou = "340699003205";
    public const int NanshilouHolders = 129;

    public static IReadOnlyList<Town> Towns { get; } =
    [
        Town("340699001", "城东街道", RegionKind.Subdistrict, 1_140, 1_090,
            "东顾楼 周美玲,新沈店 许文静,老郭店 何敏,老严店 宋桂芳,上方营 高洁,老万营 蒋丽萍,前高楼 沈燕,前肖圩 卢晓燕,东黄圩 潘玉珍"),
        Town("340699002", "矿山街道", RegionKind.Subdistrict, 1_052, 1_006,
            "小冯营 程淑华,东苏桥 彭红梅,西黄桥 曾艳,东陆庄 田亚男,南钱圩 董海燕,小闫圩 袁小红,大邹庄 邓丽华,上方圩 傅秋菊"),
        Town("340699003", "石桥镇", RegionKind.Town, 1_931, 1_783,
            "上向庄 向春梅,西田营 田国梁,大高楼 高明芳,大邱桥 邱立新,新丁楼 丁永刚,南石楼 王秀兰,南宋庄 宋长青,大廖营 廖小勇,"
            + "下郝桥 郝建平,老陶营 陶志红,新陶圩 陶兰英,北黄店 黄学文,老徐楼 徐金凤,大杜庄 杜卫东"),
        Town("340699004", "柳集镇", RegionKind.Town, 1_655, 1_583,
            "大吴店 吴春燕,下史湾 史玉芳,北段营 段宏伟,下韦集 韦桂兰,西余店 余志勇,新韩圩 韩秀云,东蔡庄 蔡晓东,新郑营 郑利民,"
            + "老汪店 汪文霞,小周圩 周建华,南向营 向玉琴,西曾营 曾庆国,前叶庄 叶翠平"),
        Town("340699005", "段湖镇", RegionKind.Town, 1_427, 1_364,
            "后武湾 武俊峰,大沈集 沈国良,大蔡集 蔡玉梅,大钟桥 孙国强,上罗营 罗永芳,后任庄 任海波,老郭店 郭素珍,东龙桥 龙启明,"
            + "南戴楼 戴春生,北沈集 沈丽霞,新陶店 陶红军"),
    ];

    public static IReadOnlyList<Village> Villages { get; } = [.. Towns.SelectMany(t => t.Villages)];

    public static IEnumerable<Region> Regions => Towns
        .SelectMany(t => t.Villages
            .Select(v => new Region { Code = v.Code, Name = v.Name, Kind = t.Kind == RegionKind.Town ? RegionKind.Village : RegionKind.Community })
            .Prepend(new Region { Code = t.Code, Name = t.Name, Kind = t.Kind }))
        .Prepend(new Region { Code = District, Name = DistrictName, Kind = RegionKind.District });

    public static Town TownOf(string code) => Towns.First(t => Region.Contains(t.Code, code));

    public static Village VillageOf(string code) => ByCode[code];

    private static readonly Dictionary<string, Village> ByCode = Villages.ToDictionary(v => v.Code);

    // Communities are numbered from 001, villages from 200, as in the statistical codes.
    private static Town Town(string code, string name, RegionKind kind, int persons, int holders, string villages)
    {
        var (first, suffix) = kind == RegionKind.Town ? (200, "村") : (1, "社区");
        var named = villages.Split([',', ' ']).Chunk(2).Select((words, i) =>
            new Village(code + (first + i).ToString("000", CultureInfo.InvariantCulture), words[0] + suffix, words[1]));
        return new Town(code, name, kind, persons, holders, [.. named]);
    }
}
