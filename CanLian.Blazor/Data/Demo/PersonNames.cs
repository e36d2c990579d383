using CanLian.Domain.Common;

namespace CanLian.Blazor.Data.Demo;

/// <summary>Names as people of a generation bear them (姓名), drawn from common characters; whom they fit is accident.</summary>
internal static class PersonNames
{
    private static readonly (string, int)[] Surnames =
    [
        .. Weighted(40, "王李张刘陈"), .. Weighted(22, "杨黄赵吴周徐孙马朱胡"), .. Weighted(13, "郭何高林罗郑梁谢宋唐"), .. Weighted(9, "许韩冯邓曹彭曾肖田董"),
        .. Weighted(7, "袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"), .. Weighted(5, "谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"),
        ("欧阳", 2), ("诸葛", 1), ("上官", 1),
    ];

    private static readonly Generation[] Generations =
    [
        new(1955, "德福守义贵才学文金银国长春广志仁永宝林山", "秀兰英玉桂珍芳梅凤莲云香荣花翠淑素霞琴菊"),
        new(1975, "建国军伟明永强志勇华平海新民东林卫刚友全", "丽芳秀艳红梅玲霞燕敏英华云萍娟凤兰琴春爱"),
        new(1995, "强磊军涛超勇鹏杰飞龙伟浩斌亮波辉松刚洋俊", "娜静丽婷燕敏艳娟莉玲倩雪洁萍慧晶丹佳欢蕾"),
        new(9999, "浩宇轩子涵梓博文杰睿俊佳豪思远泽明辰嘉航", "欣怡梓涵雨萱诗琪佳思悦晨雅可心妍语彤一若"),
    ];

    public static string Surname(Chance chance) => chance.Weighted(Surnames);

    /// <summary>A whole name; a child takes the surname it is given.</summary>
    public static string Next(Chance chance, Sex sex, int birthYear, string? surname = null)
    {
        var generation = Generations.First(g => birthYear < g.Before);
        var characters = sex == Sex.Male ? generation.Male : generation.Female;
        var first = characters[chance.Below(characters.Length)];
        var name = (surname ?? Surname(chance)) + first;
        if (chance.Percent(18))
        {
            return name;
        }
        var second = characters[chance.Below(characters.Length)];
        return second == first && birthYear < 1995 ? name : name + second;
    }

    /// <summary>The surname a name begins with.</summary>
    public static string SurnameOf(string name) => name is ['欧', '阳', ..] or ['诸', '葛', ..] or ['上', '官', ..] ? name[..2] : name[..1];

    private static IEnumerable<(string, int)> Weighted(int weight, string surnames) => surnames.Select(s => (s.ToString(), weight));

    private sealed record Generation(int Before, string Male, string Female);
}
