using CanLian.Domain.Publicity;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The year's articles (宣传稿件): six in the press, 153 on the city federation's site, 77 on the district's platform, and a few on the way.</summary>
internal static class DistrictArticles
{
    private static readonly (Channel Channel, int Count, string[] Media)[] Channels =
    [
        (Channel.Mainstream, 6, ["省日报", "市日报", "省广播电视台"]), (Channel.CitySite, 153, ["市残联网站"]), (Channel.DistrictPlatform, 77, ["区政府信息平台"]),
    ];

    private static readonly string[] Themes =
    [
        "药费补助发到手", "无障碍改造进家门", "儿童康复见成效", "技能培训开班", "居家托养上门来", "全国助残日活动", "监测户走访慰问", "残疾人证上门评定", "阳光大棚丰收", "基本状况调查入户",
    ];

    public static void Fill(DistrictRecords records)
    {
        foreach (var (channel, count, media) in Channels)
        {
            for (var i = 0; i < count; i++)
            {
                var on = new DateOnly(2023, 1, 6).AddDays(i * 350 / count);
                var town = Places.Towns[i % Places.Towns.Count];
                Add($"{town.Name}：{Themes[i % Themes.Length]}（{on:M月d日}）", channel, media[i % media.Length], on, ArticleState.Published);
            }
        }
        Add("迎新春慰问监测户", Channel.CitySite, "市残联网站", new(2024, 1, 5), ArticleState.Submitted);
        Add("新春读书会报名开始", Channel.DistrictPlatform, "区政府信息平台", new(2024, 1, 8), ArticleState.Draft);

        void Add(string title, Channel channel, string media, DateOnly on, ArticleState state) => records.Articles.Add(new Article
        {
            Id = records.Chance.NextId(),
            Title = title,
            Channel = channel,
            Media = media,
            PublishedOn = on,
            State = state,
            Author = records.Chance.Of(["李明", "张敏", "孟庆华"]),
        });
    }
}
